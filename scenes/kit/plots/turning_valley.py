"""One window on several valleys around the same minimum: a valley can be turned before one's eyes."""

from __future__ import annotations

import numpy as np
from manim import Animation, Group, Mobject, Rotate
from numpy.typing import ArrayLike

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.map_plot import MapPlot, equal_scales
from scenes.kit.plots.valley_map import axis_names, valley_contours
from scenes.kit.runs.valley import Valley
from scenes.kit.runs.valley_contest import ValleyContest
from scenes.kit.style.layout import Box

MARGIN = 0.08
"""Room around what is seen, in shares of it."""

FINE = 601
"""Values along each axis of the ground, which is far larger than the window: the lines' ends are round."""

BEHIND = -2
"""The ground's order of drawing: it may come after what lies on it."""


class TurningValley(MapPlot):
    """A map of equal scales that holds races in several valleys; the ground comes by itself.

    Parameters
    ----------
    box
        What the map fills.
    held : shape (n, 2)
        Points that are seen on it.
    """

    def __init__(self, box: Box, held: ArrayLike) -> None:
        super().__init__(box, *equal_scales(box, held, MARGIN), "w_1", "w_2", axes=False)
        self.set_z_index(BEHIND - 1)
        self.names = axis_names(self.frame, "w_1", "w_2", at_left=True)  # which lie before the ground

    def ground(self, valley: Valley, degrees: float = 0.0) -> Group:
        """Return a valley's bands and contour lines, turned by so much about its minimum.

        Also those that come into the window as it is turned further.
        """
        center = self.on(valley.center)
        corners = np.array([[x, y] for x in self.x_range for y in self.y_range])
        reach = float(np.linalg.norm(corners - valley.center, axis=1).max())
        half = reach * self.unit[0]
        around = Box(center[0] - half, center[0] + half, center[1] - half, center[1] + half)
        ranges = [(float(middle) - reach, float(middle) + reach) for middle in valley.center]
        whole = MapPlot(around, ranges[0], ranges[1], "", "", axes=False)
        land = valley_contours(whole, valley, FINE)
        for part in (land.bands, land.lines):
            part.window = self.frame
        ground = Group(land.bands, land.lines).set_z_index(BEHIND)
        return ground.rotate(np.deg2rad(degrees), about_point=center)

    def turn(self, ground: Mobject, valley: Valley, degrees: float, run_time: float) -> Animation:
        """Return the animation in which a ground, and what lies on it, is turned about its minimum."""
        return Rotate(ground, np.deg2rad(degrees), about_point=self.on(valley.center), run_time=run_time)

    def racers(self, contest: ValleyContest) -> tuple[list[Trail], list[Ball]]:
        """Return the paths and the balls of a race, the first rule's ball in front."""
        runs = list(contest.runs.values())
        trails = [Trail.of(run, self, dots=0.05, width=3.5) for run in runs]
        return trails, [Ball.of(run, self, radius=0.16) for run in reversed(runs)]
