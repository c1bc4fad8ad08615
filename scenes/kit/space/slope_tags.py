"""How steep the ground of a race is: numbers on plates, each with a line to where it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from scenes.kit.runs.race_slopes import RaceSlopes
from scenes.kit.space.spot_tag import SpotTag
from scenes.kit.space.surface import HeightField
from scenes.kit.style.numbers import short

Place: TypeAlias = tuple[float, float, float]


def slope_tags(
    surface: HeightField, slopes: RaceSlopes, words: Mapping[str, str], corner: Place, floor: Place
) -> list[SpotTag]:
    """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere.

    Parameters
    ----------
    surface
        The ground.
    slopes
        What is told of it.
    words
        What the "slope" is called, and those "along" a ridge and "across", where one is next to nothing; as
        they are.
    corner, floor
        The upper left corners of the plates at the start and halfway, scene points. A slope across has the
        latter: it is told of a start that is seen close to the lower edge, on a ridge.
    """
    if slopes.is_level_across:
        rows = {"along": short(slopes.along, 2), "across": short(slopes.across, 1)}
        across = [f"{words[name]} = {slope}" for name, slope in rows.items()]
        return [SpotTag(surface, slopes.start, across, floor)]
    steep = [words["slope"], f"= {short(slopes.steep, 2)}"]
    level = [f"{words['slope']} = {short(slopes.floor, 2)}"]
    tags = [SpotTag(surface, slopes.start, steep, corner)]
    return [*tags, SpotTag(surface, slopes.halfway, level, floor)] if slopes.is_elsewhere else tags
