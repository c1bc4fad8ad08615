"""A ball that goes where quadratic models are level, step by step, as a lesson plays it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np
from manim import LEFT, UP, Animation, FadeIn, FadeOut, Group, Mobject, SurroundingRectangle
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.astray_notes import AstrayNotes
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.model_map import ModelContours, ModelMap
from scenes.kit.plots.model_parabola import ModelParabola
from scenes.kit.plots.player import Player
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import dimmed

Model: TypeAlias = ModelParabola | ModelContours

READ, WARNED, QUICK = 1.0, 0.8, 0.5
"""Seconds for which the last value is held, with the steps that are only gone, each of them so quick; and for
which the ball lies where it should not."""

FALLS, REJECTED = 0.7, 0.4
"""Seconds in which the ball falls back from where a step was too long, and opacity of what stays there."""

FAINT: Final = 0.45
"""Opacity of what is written of the pure method while the damped one goes."""


class ModelWalk:
    """The steps of Newton's method on a curve, by its parabolas, or on a map, by the contours of its models.

    Parameters
    ----------
    lesson
        Which plays them.
    plot
        Where.
    ball
        Which goes; it lies before all else by its ``z_index``.
    color
        Of models that lead to a minimum.
    """

    def __init__(self, lesson: Player, plot: CurvePlot | ModelMap, ball: Ball, color: palette.Color) -> None:
        self.lesson, self.plot, self.ball, self.color = lesson, plot, ball, color

    def model(self, point: ArrayLike) -> Model:
        """Return the model at a point, shape (1,) or (2,)."""
        if isinstance(self.plot, ModelMap):
            return ModelContours(self.plot, point, self.color)
        return ModelParabola(self.plot, point, self.color)

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
        self.lesson.play(FadeIn(marks), run_time=0.5)
        self.lesson.play(model.jump(self.ball, first, run_time))
        left: list[Dots] = []
        for place in later:
            left.append(Dots(self.ball.points, palette.POINT, self.ball.radius, opacity=REJECTED))
            self.lesson.add(left[-1])
            back = self.ball.animate.move_to(self.plot.on(np.squeeze(place)))
            self.lesson.play(back, *([FadeIn(rates)] if rates else []), run_time=FALLS)
        self.lesson.play(FadeOut(model, marks, *left), *map(FadeIn, told), *then, run_time=0.5)

    def go(
        self, points: Sequence[ArrayLike] | FloatArray, told: Sequence[Mobject], *coming: Animation
    ) -> None:
        """Go from point to point; what is told of an end stays. What is coming comes with the first one."""
        for k, arrived in enumerate(told):
            model = self.model(points[k])
            self.lesson.play(model.appear(0.8 if k else 1.5), *([] if k else coming))
            self.step(model, points[k + 1], 1.2, arrived)

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
        back, warned = self.plot.on(np.squeeze(pure[0])), self.warning(where, pure[-1])
        play(*coming, self.ball.animate.move_to(back))
        for k, told in enumerate(notes.risen):
            model, arrived = self.model(pure[k]), k == len(notes.risen) - 1
            play(model.appear(0.5 if k else 1.2), *self.behind(model=True))
            then = [FadeIn(warned), *self.behind(model=False)] if arrived else []
            self.step(model, pure[k + 1], 0.7 if k else 1.1, told, then=then)
        self.lesson.hold(WARNED)
        fading = [dimmed(part, FAINT) for part in (*notes.first, *notes.risen)]
        play(self.ball.animate.move_to(back), FadeIn(notes.second), *fading)
        for k, told in enumerate(notes.fallen[:shown]):
            model, then = self.model(damped[k]), self.behind(model=False) if k == shown - 1 else []
            play(model.appear(0.5), *self.behind(model=True), *([] if k else [FadeOut(warned, run_time=0.5)]))
            if model.is_bent_down:
                play(model.turn(1.3))
            tried = walks.rejected(k), notes.halved.get(k)
            self.step(model, damped[k + 1], 1.1, told, then=then, rejected=tried[0], rates=tried[1])
        for point, told in zip(damped[shown + 1 :], notes.fallen[shown:], strict=True):
            play(self.ball.animate.move_to(self.plot.on(np.squeeze(point))), FadeIn(told), run_time=QUICK)
        self.lesson.hold(READ - QUICK * len(notes.fallen[shown:]))

    def behind(self, *, model: bool) -> list[Animation]:
        """Return the animations in which a map lies dark behind a model, or is bright again."""
        return self.plot.behind(model=model) if isinstance(self.plot, ModelMap) else []

    def warning(self, words: str, point: ArrayLike) -> Group:
        """Return words, as they are, dark on a bright plate above a point."""
        told = typography.text(f"*{typography.as_is(words)}*", typography.TITLE, palette.BACKGROUND)
        plate = SurroundingRectangle(told, color=palette.GRADIENT, buff=0.16, fill_opacity=1, stroke_width=0)
        warned = Group(plate, told).next_to(self.plot.on(np.squeeze(point)), UP, buff=0.35)
        beyond = float(warned.get_right()[0] - self.plot.frame.get_right()[0])
        return warned.shift(max(0.0, beyond) * LEFT)
