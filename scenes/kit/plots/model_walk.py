"""A ball that goes where quadratic models are level, step by step, as a lesson plays it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

import numpy as np
from manim import LEFT, UP, Animation, FadeIn, FadeOut, Group, Mobject, SurroundingRectangle
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.astray_notes import AstrayNotes
from scenes.kit.plots.player import Player
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import dimmed


class Model(Protocol):
    """A second-order model of an objective, as it is drawn: a parabola, or a surface."""

    @property
    def is_bent_down(self) -> bool:
        """Whether where it is level is no minimum."""

    def appear(self, run_time: float) -> list[Animation]:
        """Return the animations in which it comes."""

    def turn(self, run_time: float) -> list[Animation]:
        """Return the animations in which what is curved downwards turns upwards."""

    def leave(self, run_time: float) -> list[Animation]:
        """Return the animations in which it goes."""

    def marks(self, end: ArrayLike) -> Group:
        """Return what marks where it is level, and a jump to an end."""

    def jump(self, ball: Any, end: ArrayLike, run_time: float) -> Animation:
        """Return the animation in which a ball goes to an end."""


class ModelGround(Protocol):
    """Where models are laid: a curve, or a landscape."""

    def on(self, point: Any) -> Floats:
        """Return where a point is seen, as a scene point."""

    def sent(self, ball: Any, point: ArrayLike, run_time: float = 1.0) -> Animation:
        """Return the animation in which a ball goes to a point."""

    def model(self, point: ArrayLike, color: palette.Color) -> Model:
        """Return the second-order model at a point."""

    @property
    def right(self) -> float:
        """Where it ends."""


READ, WARNED, QUICK = 0.6, 0.6, 0.5
"""Seconds for which the last value is held, with the steps that are only gone, each of them so quick; and for
which the ball lies where it should not."""

FALLS, REJECTED, LEAVES = 0.6, 0.4, 0.4
"""Seconds in which the ball falls back from where a step was too long, and opacity of what stays there; and
seconds in which a model's marks come, and in which it goes."""

FAINT: Final = 0.45
"""Opacity of what is written of the pure method while the damped one goes."""


class ModelWalk:
    """The steps of Newton's method on a curve, by its parabolas, or over a landscape, by its models.

    Parameters
    ----------
    lesson
        Which plays them.
    ground
        Where.
    ball
        Which goes, one of the ground's kind; it lies before all else.
    color
        Of models that lead to a minimum.
    """

    def __init__(self, lesson: Player, ground: ModelGround, ball: Any, color: palette.Color) -> None:
        self.lesson, self.ground, self.ball, self.color = lesson, ground, ball, color

    def step(
        self,
        model: Model,
        end: ArrayLike,
        run_time: float,
        *told: Mobject,
        then: Sequence[Animation] = (),
        rejected: Iterable[ArrayLike] = (),
        rates: Mobject | None = None,
    ) -> None:
        """Mark where a model is level, and let the ball go to a step's end; what is told then stays.

        Parameters
        ----------
        model, end, run_time
            Of the step.
        told, then
            What comes, and what is played, when the ball has arrived.
        rejected, rates
            Where the step tries to end before: each of these places stays as a faint dot, from which the ball
            falls back; and the rates of that, which come meanwhile.
        """
        places: list[ArrayLike] = [*rejected, end]
        first, *later = places
        marks = model.marks(first)
        self.lesson.play(FadeIn(marks), run_time=LEAVES)
        self.lesson.play(model.jump(self.ball, first, run_time))
        left: list[Mobject] = []
        tried = [] if rates is None else [FadeIn(rates, run_time=FALLS)]
        for place in later:
            left.append(self.ball.copy().set_opacity(REJECTED))
            self.lesson.add(left[-1], self.ball)
            self.lesson.play(self.ground.sent(self.ball, place, FALLS), *tried)
        gone = FadeOut(marks, *left, run_time=LEAVES), *model.leave(LEAVES)
        self.lesson.play(*gone, *(FadeIn(each, run_time=LEAVES) for each in told), *then)

    def go(
        self,
        points: Sequence[ArrayLike] | FloatArray,
        told: Sequence[Mobject],
        *coming: Animation,
        shown: int,
        run_time: float,
    ) -> None:
        """Go from point to point; what is told of an end stays. What is coming comes with the first one.

        So many steps are shown with their models; further ones are only gone, each in so many seconds.
        """
        for k, arrived in enumerate(told[:shown]):
            model = self.ground.model(points[k], self.color)
            self.lesson.play(*model.appear(0.8 if k else 1.5), *([] if k else coming))
            self.step(model, points[k + 1], 1.2, arrived)
        self._only_go(points[shown + 1 :], told[shown:], run_time)

    def _only_go(
        self, points: Sequence[ArrayLike] | FloatArray, told: Iterable[Mobject], run_time: float
    ) -> None:
        """Go from point to point without models."""
        for point, arrived in zip(points, told, strict=True):
            gone = self.ground.sent(self.ball, point, run_time)
            self.lesson.play(gone, FadeIn(arrived, run_time=run_time))

    def go_astray(
        self, walks: NewtonAstray, notes: AstrayNotes, where: str, *coming: Animation, shown: int
    ) -> None:
        """Go where Newton's method should not, and then, damped, downhill from the same place.

        Parameters
        ----------
        walks, notes
            The two descents, and what is written beside them.
        where
            Words for where the pure method leads.
        coming
            What is played while the ball goes to the start.
        shown
            So many damped steps are shown with their models; further ones are only gone.
        """
        play, pure, damped = self.lesson.play, walks.pure.points, walks.damped.points
        ground, warned = self.ground, self.warning(where, pure[-1])
        play(*coming, ground.sent(self.ball, pure[0]))
        for k, told in enumerate(notes.risen):
            model, arrived = ground.model(pure[k], self.color), k == len(notes.risen) - 1
            play(*model.appear(0.5 if k else 1.2))
            then = [FadeIn(warned, run_time=LEAVES)] if arrived else []
            self.step(model, pure[k + 1], 0.7 if k else 1.1, told, then=then)
        self.lesson.hold(WARNED)
        fading = [dimmed(part, FAINT) for part in (*notes.first, *notes.risen)]
        play(ground.sent(self.ball, pure[0]), FadeIn(notes.second), *fading)
        for k, told in enumerate(notes.fallen[:shown]):
            model = ground.model(damped[k], self.color)
            play(*model.appear(0.5), *([] if k else [FadeOut(warned, run_time=0.5)]))
            if model.is_bent_down:
                play(*model.turn(1.3))
            tried = walks.rejected(k), notes.halved.get(k)
            self.step(model, damped[k + 1], 1.1, told, rejected=tried[0], rates=tried[1])
        self._only_go(damped[shown + 1 :], notes.fallen[shown:], QUICK)
        self.lesson.hold(READ - QUICK * len(notes.fallen[shown:]))

    def warning(self, words: str, point: ArrayLike) -> Group:
        """Return words, as they are, dark on a bright plate above a point."""
        told = typography.text(f"*{typography.as_is(words)}*", typography.TITLE, palette.BACKGROUND)
        plate = SurroundingRectangle(told, color=palette.GRADIENT, buff=0.16, fill_opacity=1, stroke_width=0)
        warned = Group(plate, told).next_to(self.ground.on(np.squeeze(point)), UP, buff=0.35)
        beyond = float(warned.get_right()[0] - self.ground.right)
        return warned.shift(max(0.0, beyond) * LEFT)
