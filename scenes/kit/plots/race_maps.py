"""Maps of several grounds, on which races are run at once."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, Group

from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed


class RaceMaps(Group):
    """A map for each ground, with the ways and the dots of its race.

    Parameters
    ----------
    boxes
        One for each ground.
    races
        One for each ground.
    width
        Of the ways, as stroke width.
    radius
        Of the dots, in scene units.
    is_close
        As for `RaceMap`.

    Attributes
    ----------
    races, maps
        One for each ground.
    moving
        All ways and the dots; add them to the scene after the maps.
    """

    def __init__(
        self,
        boxes: Sequence[Box],
        races: Sequence[RankedRace],
        width: float,
        radius: float,
        *,
        is_close: bool = False,
    ) -> None:
        self.races = races
        self.maps = [
            RaceMap(box, race, width, radius, is_close=is_close)
            for box, race in zip(boxes, races, strict=True)
        ]
        self.moving = Group(*(part for each in self.maps for part in (each.trails, each.dots)))
        super().__init__(*self.maps)

    def others_dimmed(self, opacity: float) -> list[Animation]:
        """Return the animations in which the ways and dots of all but the first are dimmed."""
        return [
            dimmed(part, opacity)
            for race, each in zip(self.races, self.maps, strict=True)
            for rule, *parts in zip(race.searches, each.trails, each.dots, strict=True)
            if rule not in race.winners
            for part in parts
        ]
