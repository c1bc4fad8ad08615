"""A ball that goes where quadratic models are level, step by step, as a lesson plays it."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypeAlias

import numpy as np
from manim import UP, Animation, FadeIn, FadeOut, Group, Mobject
from numpy.typing import ArrayLike

from scenes.kit.painted.ball import Ball
from scenes.kit.plots.astray_notes import AstrayNotes
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.labels import plated
from scenes.kit.plots.model_map import ModelContours, ModelMap
from scenes.kit.plots.model_parabola import ModelParabola
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import dimmed

Model: TypeAlias = ModelParabola | ModelContours

READ: Final = 1.3
"""Seconds for which the last value is held."""

FAINT: Final = 0.45
"""Opacity of what is written of the pure method while the damped one goes."""


class Player(Protocol):
    """A lesson, as far as a walk needs it."""

    def play(self, *args: Any, **kwargs: Any) -> None:
        """Play animations."""

    def hold(self, seconds: float) -> None:
        """Hold the picture."""


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

    def step(self, model: Model, end: ArrayLike, run_time: float, *told: Mobject) -> None:
        """Mark where a model is level, and let the ball go to a step's end; what is told then stays."""
        marks = model.marks(end)
        self.lesson.play(FadeIn(marks), run_time=0.5)
        self.lesson.play(model.jump(self.ball, end, run_time))
        self.lesson.play(FadeOut(model, marks), *map(FadeIn, told), run_time=0.5)

    def go_astray(self, walks: NewtonAstray, notes: AstrayNotes, where: str, *coming: Animation) -> None:
        """Go where Newton's method should not, and then, damped, downhill from the same place.

        Parameters
        ----------
        walks, notes
            The two descents, and what is written beside them.
        where
            Words for where the pure method leads.
        coming
            What is played while the ball goes to the start.
        """
        play, pure, damped = self.lesson.play, walks.pure.points, walks.damped.points
        back, warned = self.plot.on(np.squeeze(pure[0])), self.warning(where, pure[-1])
        play(*coming, self.ball.animate.move_to(back))
        for k, told in enumerate(notes.risen):
            model = self.model(pure[k])
            play(model.appear(0.5 if k else 1.2))
            self.step(model, pure[k + 1], 0.7 if k else 1.1, told)
        play(FadeIn(warned), run_time=0.5)
        self.lesson.hold(0.6)
        fading = [dimmed(part, FAINT) for part in (*notes.first, *notes.risen)]
        play(self.ball.animate.move_to(back), FadeOut(warned), FadeIn(notes.second), *fading)
        for k, told in enumerate(notes.fallen):
            model = self.model(damped[k])
            play(model.appear(0.5))
            if model.is_bent_down:
                play(model.turn(1.3))
            self.step(model, damped[k + 1], 1.1, told)
        self.lesson.hold(READ)

    def warning(self, words: str, point: ArrayLike) -> Group:
        """Return words, as they are, on a plate above a point."""
        warned = plated(typography.text(typography.as_is(words), typography.BODY, palette.GRADIENT))
        return warned.next_to(self.plot.on(np.squeeze(point)), UP, buff=0.4)
