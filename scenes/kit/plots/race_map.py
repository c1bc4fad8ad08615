"""The map of a ground with a race on it: small or large, without axes."""

from __future__ import annotations

from math import inf
from typing import Final

import numpy as np
from manim import RIGHT, UL, Animation, Group, Typst

from gdmath import FloatArray
from gdmath.stopping import is_inside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Stroke, Trail
from scenes.kit.plots.contours import ContourMap, Polylines
from scenes.kit.plots.labels import outlined
from scenes.kit.plots.landmarks import sampled
from scenes.kit.plots.levels import round_levels
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.run_map import GROUND
from scenes.kit.runs.pace import SOON
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import Swell, during

FINISH: Final = 2.0
"""Stroke width of the finish."""

START: Final = 1.35
"""Radius of the mark where all start, in those of the points."""

INSIDE: Final = 0.15
"""Scene units from a name to the edges of the map."""

WON: Final = 5.0
"""Stroke width of the ways of those who arrived first."""

SIGN: Final = 0.8
"""How much larger a point is when its rule arrives, as a share of itself."""


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

    def __init__(self, box: Box, race: RankedRace, width: float = 3.5, radius: float = 0.11) -> None:
        objective = race.ground.objective
        super().__init__(box, *map_window(objective, race.runs), axes=False)
        land = ContourMap(self, objective.value, round_levels(sampled(self, objective)[1]))
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
        self._shares = [
            min(race.share(rule), 1 - SOON) if race.needed(rule) < inf else None for rule in race.searches
        ]

    def named(self, words: str) -> Typst:
        """Return words, as they are, in the upper left corner; right of the start if that is there."""
        name = typography.fitted(outlined(words), self.frame.width - 2 * INSIDE)
        name.move_to(self.frame.get_corner(UL) - INSIDE * UL, aligned_edge=UL)
        start, radius = self.start.points[0], float(self.start.radius)
        away = np.abs(start - name.get_center()) - [name.width / 2, name.height / 2, 0.0]
        if (away < radius).all():
            name.shift((start[0] + radius + INSIDE - name.get_left()[0]) * RIGHT)
        return name

    def arrivals(self, run_time: float) -> list[Animation]:
        """Return the animations in which each point swells as it arrives, in a race of so many seconds."""
        return [
            Swell(
                dot,
                "radius",
                SIGN,
                run_time=run_time,
                rate_func=during(share, share + SOON),
                suspend_mobject_updating=False,
            )
            for dot, share in zip(self.dots, self._shares, strict=True)
            if share is not None
        ]

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
