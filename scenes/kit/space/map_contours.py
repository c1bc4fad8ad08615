"""The contours of a line fit's cost on its map, drawn once over and numbered where there is room."""

from __future__ import annotations

import numpy as np
from manim import Group, Typst
from numpy.typing import NDArray

from gdmath import LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import covering, roomiest
from scenes.kit.space.surface_marks import SurfaceTrail
from scenes.kit.space.terrain import Terrain
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import in_full

EDGE = 0.05
"""Numbers are not nearer to the map's edge than this share of it."""


def map_contours(terrain: Terrain, cost: LinearRegression, held: Floats) -> tuple[list[SurfaceTrail], Group]:
    """Return the contours at the levels of the surface, the lowest first, and numbers of those with room.

    Parameters
    ----------
    terrain
        Of the cost, seen as a map.
    cost
        Whose contours are ellipses around the best line.
    held
        Scene points that numbers keep away from, shape (n, 3), at least one.
    """
    surface = terrain.surface
    top, least = surface.space.ranges[2][1], float(cost.value(cost.spectrum.center))
    levels = [float(z) for z in surface.levels if least < z < top]
    ways = [cost.spectrum.contour(level - least) for level in levels]
    lines = [SurfaceTrail(surface, way, color=palette.TEXT, width=2) for way in ways]
    return lines, _numbers(terrain, levels, ways, held)


def _numbers(terrain: Terrain, levels: list[float], ways: list[Floats], held: Floats) -> Group:
    """Return levels on their own lines, away from one another; none that would cover another line."""
    numbers: list[Typst] = []
    seen = [terrain.on(way[_is_inside(terrain, way)]) for way in ways]
    for k, level in enumerate(levels):
        if len(seen[k]) == 0:
            continue
        number = typography.formula(in_full(level), typography.TICK)
        others = np.vstack([line for other, line in enumerate(seen) if other != k] or [held])
        place = roomiest(number, seen[k], others, held)
        if covering(number, place[None], others)[0]:
            continue
        number.move_to(place)
        number.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)
        held = np.vstack([held, number.get_center()])
        numbers.append(number)
    return Group(*numbers)


def _is_inside(terrain: Terrain, way: Floats) -> NDArray[np.bool_]:
    """Return which points of a way are on the map, and not at its edge."""
    low, high = np.transpose([terrain.x_range, terrain.y_range])
    margin = EDGE * (high - low)
    inside: NDArray[np.bool_] = ((way > low + margin) & (way < high - margin)).all(axis=1)
    return inside
