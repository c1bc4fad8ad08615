"""The marks of a run whose single steps are to be seen: its way, where each step landed, and its point."""

from __future__ import annotations

from manim import Group

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.strokes import Trail
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style import palette

LANDING = 0.055
"""Radius of the dots where steps landed, in scene units."""


class StepMarks(Group):
    """The way of each step in the colour of steps, a dot where it landed, and the moving point.

    Parameters
    ----------
    run
        Whose steps they are.
    view
        Where it is seen.

    Attributes
    ----------
    point
        The moving point. It can be shown alone before all is added to the scene.
    """

    def __init__(self, run: Run, view: RunView) -> None:
        ways = Trail.of(run, view, color=palette.STEP, width=2.5, dots=0)
        landings = Trail.of(run, view, width=0, dots=LANDING)
        self.point = Ball.of(run, view)
        super().__init__(ways, landings, self.point)
