"""The map of a ground with a race on it: small or large, without axes."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Group

from gdmath import FloatArray
from gdmath.stopping import is_inside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Stroke, Trail
from scenes.kit.plots.contours import ContourMap, Polylines
from scenes.kit.plots.landmarks import sampled
from scenes.kit.plots.levels import round_levels
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.run_map import GROUND
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

FINISH: Final = 2.0
"""Stroke width of the finish."""

START: Final = 1.35
"""Radius of the mark where all start, in those of the points."""

ROOM: Final = 0.07
"""Around what a close map shows, in shares of that."""

WON: Final = 5.0
"""Stroke width of the ways of those who arrived first."""


class RaceMap(MapPlot):
    """The map of a race's ground: contours, the finish, and what moves.

    The finish is where the value is as low as it is to get. Around a minimum it may be too small to be seen:
    then a ring around it is.

    Parameters
    ----------
    box
        What it fills.
    race
        Whose ground it is.
    width, radius
        Of the paths, as a stroke width, and of the points, in scene units.
    is_close
        Whether it shows no more than what the runs use, as `close_window` has it.

    Attributes
    ----------
    finish
        The line of it.
    goals
        The minima, shape (n, 2), that have a ring.
    start
        A mark where all start, which is no part of the map.
    trails, dots
        For each rule its path and its point; add them to the scene after the map.
    """

    def __init__(
        self, box: Box, race: RankedRace, width: float = 3.5, radius: float = 0.11, *, is_close: bool = False
    ) -> None:
        objective = race.ground.objective
        ranges = close_window(race) if is_close else map_window(objective, race.runs)
        super().__init__(box, *ranges, axes=False)
        levels = round_levels(sampled(self, objective)[1])
        land = ContourMap(self, objective.value, levels, numbered=False)
        land.bands.set_opacity(GROUND)
        self.add(land.bands, land.lines)
        finish = race.ground.finish((self.x_range, self.y_range))
        self.finish = Polylines([self.c2p(*line.T) for line in finish], palette.TEXT, FINISH)
        self.add(self.finish)
        self.goals = [
            minimum for minimum in objective.minima if self._is_too_small(minimum, race, 2 * radius)
        ]
        if self.goals:
            self.add(Dots(self.on(self.goals), palette.TEXT, 2 * radius, ring=0.03, window=self.frame))
        self.start = Dots(self.on([race.ground.start]), palette.POINT, START * radius)
        self.trails = Group(*(Trail.of(run, self, width=width, dots=0) for run in race.runs))
        self.dots = Group(*(Dots.of(run, self, radius) for run in race.runs))

    def ways_of_winners(self, race: RankedRace) -> list[Stroke]:
        """Return the ways of those who arrived first, drawn strongly: they lie over all others."""
        return [
            Stroke(self.nodes(run), run.color, WON, glows=True, outlined=True, window=self.frame)
            for rule, run in zip(race.searches, race.runs, strict=True)
            if rule in race.winners
        ]

    def _is_too_small(self, minimum: FloatArray, race: RankedRace, radius: float) -> bool:
        """Return whether a minimum is on the map and low enough, and its finish lies within a ring."""
        ground, ranges = race.ground, np.array([self.x_range, self.y_range])
        if not is_inside(minimum, ranges) or ground.objective.value(minimum) > ground.height:
            return False
        angles = np.linspace(0, 2 * np.pi, 73)
        around = np.stack([np.cos(angles), np.sin(angles)], axis=-1) * np.ptp(ranges, axis=1)
        ring = minimum + radius * around / [self.frame.width, self.frame.height]
        return bool((ground.objective.value(ring) > ground.height).all())


def close_window(race: RankedRace) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return ranges that hold the ways of a race and the minima of its ground, and little more.

    A way that leads off a whole map, as `map_window` has it, does not count.

    Parameters
    ----------
    race
        Who runs, and where.
    """
    objective, paths = race.ground.objective, [run.path for run in race.runs]
    whole = np.array(map_window(objective, race.runs))
    near = [
        path for path in paths if is_inside(path.min(axis=0), whole) and is_inside(path.max(axis=0), whole)
    ]
    minima = [minimum for minimum in objective.minima if is_inside(minimum, objective.domain)]
    points = np.vstack([np.array([race.ground.start]), *near, *minima])
    low, high = points.min(axis=0), points.max(axis=0)
    least = ROOM * np.ptp(whole, axis=1)  # of a single place, there is no map
    room = np.maximum(ROOM * (high - low), (least - (high - low)) / 2)
    (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
    return (left, right), (bottom, top)
