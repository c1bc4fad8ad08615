"""A contour map with runs on it: what a lesson shows that compares rules on one function."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Group

from gdmath import Objective
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.landmarks import sampled
from scenes.kit.plots.levels import round_levels
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.run_letters import letter_offsets, run_letters
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

GROUND = 0.65
"""Opacity of the map's bands, before which the runs are seen."""


class RunMap(MapPlot):
    """The map of a function of two variables, and runs that go down it.

    Parameters
    ----------
    box
        What the map may fill.
    objective
        The function.
    runs
        What is seen on it; those with a name have it beside their points.
    x_label, y_label
        As for `Plot`.

    Attributes
    ----------
    contours
        The map's contours, their numbers clear of the runs.
    trails, dots, letters
        What moves: for each run its path, the point, and its name. Add them to the scene after the rest.
    """

    def __init__(
        self, box: Box, objective: Objective, runs: Iterable[Run], x_label: str = "x", y_label: str = "y"
    ) -> None:
        shown = list(runs)
        super().__init__(box, *map_window(objective, shown), x_label, y_label, grid=False)
        paths = [self.nodes(run) for run in shown]
        self.contours = ContourMap(self, objective.value, round_levels(sampled(self, objective)[1]))
        self.contours.bands.set_opacity(GROUND)
        self.contours.keep_clear(np.vstack(paths))
        self.trails = Group(*(Trail.of(run, self, width=3.5, dots=0.045) for run in shown))
        self.dots = Group(*(Dots.of(run, self) for run in shown))
        letters = run_letters(shown, letter_offsets(paths), self.seen)
        self.letters = Group(*(letter for run, letter in zip(shown, letters, strict=True) if run.name))
        self.add(self.contours)

    @property
    def moving(self) -> Group:
        """All that moves, in the order of drawing."""
        return Group(self.trails, self.dots, self.letters)
