"""A square of states that steps with momentum press and shear, and what is told of it meanwhile."""

from __future__ import annotations

from typing import Final

from manim import Animation, FadeIn, Group, Mobject

from scenes.kit.plots.momentum_notes import StateNotes
from scenes.kit.plots.state_plane import StatePlane
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed, draw, follows

TOLD: Final = 0.4
"""Opacity of what has been told, while something else is."""


class PressedSquare(Group):
    """A `StatePlane` and its `StateNotes`; all that is shown of them in the end but the momentum's root.

    Parameters
    ----------
    box, side
        What the plane and the notes may fill.
    turned
        Whose steepest leg it is, with its momentum as it is now.
    area
        The word for it, as Typst mathematics.

    Attributes
    ----------
    plane, notes
        Its parts.
    root
        The momentum's root: what a step leaves of each length in the end.
    """

    def __init__(self, box: Box, side: Box, turned: TurnedMomentum, area: str) -> None:
        self.plane = StatePlane(box, turned.valley, turned.momentum.get_value())
        self.notes = StateNotes(side, self.plane, area)
        self.root, notes = self.notes.root, self.notes
        super().__init__(self.plane, self.plane.moving, notes.halves, notes.area, notes.numbers, notes.twice)

    def comes(self, before: Mobject) -> list[Animation]:
        """Return the animations in which something gives way to the ball in its plane."""
        return follows(before, Group(self.plane, self.plane.ball), shift=0.0)

    def grow(self, run_time: float) -> list[Animation]:
        """Return the animations in which the square comes, with its area."""
        told = FadeIn(self.plane.square, self.notes.area, self.notes.numbers)
        return [told, draw(self.plane.outline, run_time=run_time)]

    def press(self, run_time: float) -> list[Animation]:
        """Return the animations of the first half step: the velocities change."""
        return [FadeIn(self.notes.halves[0]), self.plane.go(0.5, run_time)]

    def shear(self, run_time: float) -> list[Animation]:
        """Return the animations of the second half step: the lengths change."""
        return [FadeIn(self.notes.halves[1]), self.plane.go(1.0, run_time)]

    def go_on(self, run_time: float) -> list[Animation]:
        """Return the animations of all other steps, until there is a square again."""
        return [
            self.plane.go(self.plane.steps, run_time),
            *(dimmed(half, TOLD) for half in self.notes.halves),
        ]
