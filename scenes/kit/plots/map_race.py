"""A race on a map: each run's path and ball, and its steps counted large beside the map."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Group

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.big_number import BigNumber
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box


class MapRace(Group):
    """The paths, then the balls, then the counters of a race's runs.

    Parameters
    ----------
    plot
        The map.
    race
        Its runs.
    boxes
        One for each counter.
    words
        What stands below each counter: the names of the rules.

    Attributes
    ----------
    trails, balls, counters
        Its parts.
    """

    def __init__(
        self, plot: MapPlot, race: Race | Sequence[Run], boxes: Sequence[Box], words: Sequence[str]
    ) -> None:
        self.trails = Group(*(Trail.of(run, plot, dots=0.05, width=3.5) for run in race))
        self.balls = [Ball.of(run, plot, radius=0.17) for run in race]
        self.counters = Group(
            *(
                BigNumber(box, name, color=run.color).follow(run, "iteration")
                for run, box, name in zip(race, boxes, words, strict=True)
            )
        )
        super().__init__(self.trails, *self.balls, self.counters)
