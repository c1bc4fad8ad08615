"""The map of a ground with a race on it: small or large, without axes."""

from __future__ import annotations

import numpy as np
from manim import Group

from gdmath.stopping import is_inside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.landmarks import sampled
from scenes.kit.plots.levels import round_levels
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.run_map import GROUND
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


class RaceMap(MapPlot):
    """The map of a race's ground: contours, rings around the minima, and what moves.

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
    trails, dots
        For each rule its path and its point; add them to the scene after the map.
    """

    def __init__(self, box: Box, race: RankedRace, width: float = 3.5, radius: float = 0.11) -> None:
        objective = race.ground.objective
        super().__init__(box, *map_window(objective, race.runs), axes=False)
        land = ContourMap(self, objective.value, round_levels(sampled(self, objective)[1]))
        land.bands.set_opacity(GROUND)
        self.add(land.bands, land.lines)
        inside = [
            minimum
            for minimum in objective.minima
            if is_inside(minimum, np.array([self.x_range, self.y_range]))
        ]
        if inside:
            rings = Dots(self.on(inside), palette.TEXT, 2 * radius, ring=0.03, window=self.frame)
            self.add(rings)
        self.trails = Group(*(Trail.of(run, self, width=width, dots=0) for run in race.runs))
        self.dots = Group(*(Dots.of(run, self, radius) for run in race.runs))
