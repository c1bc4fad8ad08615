"""What a plot or a chart tells of where a run is seen in it."""

from __future__ import annotations

from typing import Protocol

from manim import Mobject

from gdmath import FloatArray
from scenes.kit.runs.run import Run


class RunView(Protocol):
    """Whatever a run can be seen in: axes with a curve, a map, a chart against the iteration."""

    @property
    def frame(self) -> Mobject:
        """The rectangle outside which nothing of the run is drawn."""

    def nodes(self, run: Run) -> FloatArray:
        """Return the scene points of the shown iterates, shape (m + 1, 3)."""

    def between(self, run: Run) -> FloatArray | None:
        """Return scene points from each shown iterate to the next, shape (m, j, 3); None if straight."""

    def place(self, run: Run) -> FloatArray:
        """Return the scene point of the run at its clock, shape (1, 3)."""
