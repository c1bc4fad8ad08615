"""The terrain of a line fit's cost: what of it is worth seeing, whole and close, and in equal units."""

from __future__ import annotations

from itertools import product
from typing import Any, Final

import numpy as np
from manim import DOWN, LEFT, MathTypst, Typst
from numpy.typing import ArrayLike

from gdmath import FloatArray, LinearRegression
from scenes.kit.painted.big_number import BigNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.labels import Placed
from scenes.kit.runs.changing_cost import ChangingCost
from scenes.kit.runs.line_moves import costs_of_moves, line_moves, round_turn
from scenes.kit.space.surface import CELLS, HeightField
from scenes.kit.space.surface_marks import OnSurface, SurfaceArrow, SurfaceTrail
from scenes.kit.space.terrain import Sight, Terrain
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short
from scenes.kit.style.ticks import padded_range

SIZE: Final = (2.4, 2.0, 1.3)
"""Of the risen box, in world units."""

HIGHER: Final = 2.0
"""How high the terrain goes, in heights of the start above the minimum."""

BELOW: Final = 0.3
"""How far its floor lies below the minimum, in heights of what stands above it: so that it is seen."""

BEYOND: Final = 0.23
"""How far the map reaches beyond start and minimum along the valley, in distances between them."""

WALLS: Final = 0.95
"""How much of the walls, as high as the terrain goes, is on the map where the valley leaves it."""

RISEN: Final = {"rise": 1.0, "azimuth": -78.0, "elevation": 38.0, "zoom": 1.42}
"""The sight of it as a landscape."""

TURN: Final = 13.0
"""Degrees by which the eye then turns to look along the valley."""


AROUND_MOVES: Final = 1.25
"""What is seen of both axes, at least, in reaches of the best line's moves."""

HIGHEST: Final = 0.92
"""How high a moved line's ball may climb, in heights of what is seen above the minimum."""

ROOM: Final = (0.36, 0.75)
"""Around swings, across and along the valley, in their widths."""

RIM, UNDER = 0.3, 0.1
"""How far the walls reach above the highest swing, and the box below the floor, in heights of it all."""

CLOSE: Final = {"rise": 1.0, "azimuth": -80.0, "elevation": 35.0, "zoom": 1.48, "numbered": False}
"""The sight along a valley from close by."""


CURE: Final = {"rise": 1.0, "azimuth": -70.0, "elevation": 62.0, "zoom": 1.62, "numbered": False}
"""The sight from so high above that one looks into a valley; its box is empty."""

ASIDE, FACING = -18.0, 54.0
"""Degrees by which the eye then stands beside a way that leads down towards it, and how high."""

INSIDE: Final = 0.95
"""Zoom while the walls stand high at the map's edges, in those of a bowl."""

BRIGHT: Final = 1.6
"""How much more light falls into the valley while its walls stand close."""

LOWERED, DEEPER = 1.15, 0.45
"""Scene units from the frame's top down to the panel of a bowl, which keeps clear of the title, and by which
that reaches below the frame: there is nothing in its lowest part."""

ARROW: Final = 9.0
"""Stroke width of arrows on the ground, which is seen from far away."""

DATA: Final = 2.9
"""Share of the stage for moved data, in those of what is told of them."""

FROM_CORNER: Final = 0.2
"""Scene units from the map's corner to what stands in it."""

RING, RING_WIDTH = 0.26, 0.06
"""Radius of the ring around the best line's point, and how thick it is."""

NARROW: Final = 0.77
"""Zooms of a landscape in a tall or square picture, in those of a wide one."""


def cost_terrain(
    box: Box, cost: LinearRegression, start: ArrayLike, cells: tuple[int, int] = CELLS
) -> Terrain:
    """Return the map of all lines near a descent, which holds its start, the minimum and the valley's walls.

    Parameters
    ----------
    box
        The panel of the map.
    cost
        Of slope and intercept.
    start
        Where the descent begins, shape (2,).
    cells
        Of the surface, as for `Terrain`.
    """
    heights = box_heights(cost, start)
    return Terrain(box, cost, valley_window(cost, start, heights[1]), heights, size=SIZE, cells=cells)


def box_heights(cost: LinearRegression, start: ArrayLike, higher: float = HIGHER) -> tuple[float, float]:
    """Return the lowest and highest height of a box for a descent from a start: so many times as high."""
    least = float(cost.value(cost.closed_form()))
    tall = higher * (float(cost.value(start)) - least)
    return least - BELOW * tall, least + tall


def valley_window(cost: LinearRegression, start: ArrayLike, top: float) -> FloatArray:
    """Return ranges of slope and intercept, shape (2, 2), for a valley whose walls go up to a height."""
    first, best = np.asarray(start, dtype=float), cost.closed_form()
    bend = cost.hessian(best)
    half = np.sqrt(2 * (top - float(cost.value(best))) / bend[0, 0])
    reach = BEYOND * max(
        abs(first[1] - best[1]), abs(first[0] - best[0]) * bend[0, 0] / abs(bend[0]).sum(), half
    )
    ends = np.array([min(first[1], best[1]) - reach, max(first[1], best[1]) + reach])
    floor = np.append(cost.best_slope(ends), first[0])
    return np.array([[floor.min() - WALLS * half, floor.max() + WALLS * half], ends])


def equal_window(held: ArrayLike, margin: float = 0.0) -> FloatArray:
    """Return ranges, shape (2, 2), that hold points, shape (n, 2), and have units as long along both axes.

    Parameters
    ----------
    held
        What is seen.
    margin
        Room around it, in its own widths.
    """
    points = np.asarray(held, dtype=float).reshape(-1, 2)
    low, high = points.min(axis=0), points.max(axis=0)
    unit = float(((1 + 2 * margin) * (high - low) / SIZE[:2]).max())
    half = unit * np.array(SIZE[:2]) / 2
    return np.stack([(low + high) / 2 - half, (low + high) / 2 + half], axis=-1)


def bowl_window(cost: LinearRegression, start: ArrayLike, higher: float) -> FloatArray:
    """Return ranges of equal units that hold the valley's start and minimum while its data are standardised.

    They hold the whole bowl that it becomes, up to so many heights of the start.
    """
    data = cost.dataset
    changed = [data.partly_standardized(*shares) for shares in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))]
    best = cost.closed_form()
    held = [each.from_original(point) for each in changed for point in (start, best)]
    bowl = LinearRegression(changed[-1].dataset, cost.convention)
    rim = bowl.spectrum.contour(higher * float(cost.value(start) - cost.value(best)))
    return equal_window(np.vstack([*held, rim]), 0.02)


def turn_sight(cost: LinearRegression, start: ArrayLike, higher: float) -> dict[str, Any]:
    """Return the sight from which the one over the whole bowl is a step back: all is as much larger in it.

    Its ranges are those of `turn_window`.
    """
    window, whole = turn_window(cost, start, higher), bowl_window(cost, start, higher)
    least, shown = float(cost.value(cost.closed_form())), np.ptp(window[0]) / np.ptp(whole[0])
    low, high = least + shown * (np.array(box_heights(cost, start, higher)) - least)
    sight = {"window": window, "heights": (float(low), float(high)), **_zoomed(CURE)}
    return {**sight, "zoom": INSIDE * sight["zoom"], "brightness": BRIGHT}


def bowl_sight(cost: LinearRegression, start: ArrayLike, higher: float) -> dict[str, Any]:
    """Return the sight over the whole bowl, from the same side."""
    heights = box_heights(cost, start, higher)
    return {"window": bowl_window(cost, start, higher), "heights": heights, **_zoomed(CURE)}


def turn_window(cost: LinearRegression, start: ArrayLike, higher: float) -> FloatArray:
    """Return ranges of equal units, shape (2, 2), around the best line, as wide as its moves need.

    The dearest of `line_moves` climbs to `HIGHEST` in a box that is as much smaller than the bowl's.
    """
    whole, best = bowl_window(cost, start, higher), cost.closed_form()
    moves = line_moves(cost, round_turn(cost, start))
    least, top = float(cost.value(best)), box_heights(cost, start, higher)[1]
    high = float(costs_of_moves(cost, moves).max()) / (HIGHEST * (top - least))
    reach = np.ptp(np.vstack([moves, np.zeros(2)]), axis=0)
    shown = max(high, *(AROUND_MOVES * reach / np.ptp(whole, axis=1)).tolist())
    return np.asarray(best[:, None] + shown * np.ptp(whole, axis=1)[:, None] * np.array([-0.5, 0.5]))


def moves_sight(cost: LinearRegression, start: ArrayLike, higher: float) -> dict[str, Any]:
    """Return the sight of `turn_sight` with the best line's moves in its middle, rather than the line."""
    moves = np.vstack([np.zeros(2), line_moves(cost, round_turn(cost, start))])
    middle = (moves.min(axis=0) + moves.max(axis=0)) / 2
    window = turn_window(cost, start, higher) + np.asarray(middle)[:, None]
    return {**turn_sight(cost, start, higher), "window": window}


def sight_downhill(sight: Sight, cost: LinearRegression, start: ArrayLike) -> dict[str, Any]:
    """Return the sight in which a start's way leads down the picture, to the left of the eye's azimuth."""
    way, azimuth = cost.closed_form() - np.asarray(start), float(sight.pose[0])
    facing = float(np.degrees(np.arctan2(way[1], way[0]))) + ASIDE
    return {"azimuth": azimuth + (facing - azimuth) % 360, "elevation": FACING}


def around_step(start: ArrayLike, step: ArrayLike, share: float) -> FloatArray:
    """Return ranges of equal units, shape (2, 2), around a start; a step takes a share of their width."""
    half = float(np.linalg.norm(step)) / share / 2 * np.array([1.0, SIZE[1] / SIZE[0]])
    return np.stack([np.asarray(start) - half, np.asarray(start) + half], axis=-1)


def stretched_window(near: FloatArray, whole: FloatArray) -> FloatArray:
    """Return ranges as wide as near ones, shape (2, 2), units as unequal as in those of a whole map."""
    half = np.ptp(near[0]) * np.ptp(whole[1]) / np.ptp(whole[0]) / 2
    middle = near[1].mean()
    return np.stack([near[0], [middle - half, middle + half]])


def valley_sights(cost: LinearRegression, start: ArrayLike) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `Terrain.travel` takes for two sights of the whole valley: risen, and turned along it."""
    heights = box_heights(cost, start)
    risen = {"window": valley_window(cost, start, heights[1]), "heights": heights, **_zoomed(RISEN)}
    return risen, {**risen, "azimuth": RISEN["azimuth"] + TURN}


def valley_cuts(surface: HeightField, cost: LinearRegression, top: float) -> list[SurfaceTrail]:
    """Return the cuts across a valley and along it, through its minimum, as far as they go up to a height."""
    spectrum, best = cost.spectrum, cost.closed_form()
    reach = np.sqrt(2 * (top - float(cost.value(best))) / spectrum.curvatures)
    return [
        SurfaceTrail(surface, best + np.outer([-size, size], way), color=palette.TEXT)
        for size, way in zip(reach, spectrum.axes.T, strict=True)
    ]


def moves_on_ground(surface: HeightField, best: FloatArray, moves: ArrayLike) -> list[OnSurface]:
    """Return arrows from the best line along each of `line_moves`, one after the other, and the way back.

    That is the straight one, on which slope and intercept change together.
    """
    ends = best + np.vstack([np.zeros(2), np.asarray(moves)])
    colors = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
    arrows = [
        SurfaceArrow(surface, first[0], first[1], there - first, color, ARROW)
        for first, there, color in zip(ends[:-1], ends[1:], colors, strict=True)
    ]
    return [*arrows, SurfaceTrail(surface, ends[[-1, 0]], color=palette.TEXT)]


def swing_sight(cost: LinearRegression, swings: FloatArray) -> dict[str, Any]:
    """Return what `Terrain.travel` takes for a close sight of swings from wall to wall, shape (n, 2)."""
    window = np.array([padded_range(swings[:, k], room) for k, room in enumerate(ROOM)])
    intercepts = window[1]
    floor = cost.value(np.stack([cost.best_slope(intercepts), intercepts], axis=-1))
    low, high = float(floor.min()), float(cost.value(swings).max())
    top = high + RIM * (high - low)
    return {"window": window, "heights": (low - UNDER * (top - low), top), **_zoomed(CLOSE)}


def goal_ring(terrain: Terrain, goal: FloatArray) -> Dots:
    """Return the ring around a point of the map, as that turns and rises."""
    ring = Dots((0.0, 0.0, 0.0), palette.MINIMUM, radius=RING, ring=RING_WIDTH)
    return ring.add_updater(lambda seen: seen.set_points(terrain.on([goal])), call_updater=True)


def told_scales(words: str, panel: Box) -> Typst:
    """Return words on a landscape's scales: small, at the left of the picture and the foot of its panel.

    They do not leave the frame.
    """
    foot = max(panel.bottom, layout.frame().bottom)
    told = typography.text(typography.as_is(words), typography.LABEL, palette.MUTED)
    return told.move_to((layout.frame().left, foot, 0.0), aligned_edge=LEFT + DOWN)


def told_top(terrain: Terrain, cost: LinearRegression) -> MathTypst:
    """Return, in the highest corner of a map, that the cost is higher there than what is drawn."""
    told = typography.formula(f"J > {short(terrain.sight.heights[1])}", typography.LABEL, palette.MUTED)
    return in_highest_corner(told, terrain, cost)


def in_highest_corner(label: Placed, terrain: Terrain, cost: LinearRegression) -> Placed:
    """Put a label into the corner of a map where the cost is highest: no valley leads there."""
    corners = [np.array(corner) for corner in product(terrain.x_range, terrain.y_range)]
    highest = max(corners, key=lambda corner: float(cost.value(corner)))
    side = np.append(np.sign(highest - np.mean(corners, axis=0)), 0.0)
    return label.move_to(terrain.on(highest) - FROM_CORNER * side, aligned_edge=side)


def condition_number(box: Box, words: str, changing: ChangingCost) -> BigNumber:
    """Return the condition number of data as they are changed so far, large, over these words."""
    number = BigNumber(box, words, color=palette.OBJECTIVE)
    return number.tell(lambda: changing.now.condition_number)


def _zoomed(sight: dict[str, Any]) -> dict[str, Any]:
    """Return a sight with the zoom that suits the picture's shape."""
    is_wide = layout.shape() is layout.Shape.WIDE
    return {**sight, "zoom": sight["zoom"] * (1.0 if is_wide else NARROW)}


def landscape_boxes() -> tuple[Box, Box]:
    """Return the panel of a landscape, and that of a few words beside or below it."""
    stage = layout.stage()
    match layout.shape():
        case layout.Shape.WIDE:
            return stage.inset(right=2.6, top=0.4), stage.columns(2.1, 1)[1].inset(bottom=0.6 * stage.height)
        case layout.Shape.TALL:
            return stage.inset(bottom=2.6), stage.inset(top=stage.height - 2.2)
        case layout.Shape.SQUARE:
            return stage.inset(bottom=2.4), stage.inset(top=stage.height - 2.2)


def moves_boxes() -> tuple[Box, Box]:
    """Return the panels of data alone, large, and of what is told beside or below them."""
    if layout.shape() is layout.Shape.WIDE:
        data, told = layout.stage().columns(DATA, 1)
    else:
        data, told = layout.stage().rows(DATA, 1)
    return data, told


def cure_boxes() -> tuple[Box, Box, Box, Box, Box]:
    """Return the panels of swings, their counter, the bowl, the data, and a large number."""
    frame = layout.frame()
    match layout.shape():
        case layout.Shape.WIDE:
            left, right = frame.columns(1, 1.05)
            counter = frame.inset(left=frame.width - 2.9)
            data, number = right.rows(2.7, 1.2)
            return layout.stage(), counter, left.inset(left=0.3, top=LOWERED, bottom=-DEEPER), data, number
        case layout.Shape.TALL:
            bowl, data, number = layout.stage().rows(5.5, 4.3, 1.4)
            return *landscape_boxes(), bowl, data, number
        case layout.Shape.SQUARE:
            upper, lower = layout.stage().rows(1.3, 1, gap=0.15)
            data, number = lower.columns(1.2, 1)
            return *landscape_boxes(), upper, data, number
