"""The box around a space: those of its faces and edges that are drawn, and where all their lines are seen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View

TICK = 0.05
"""World units that a tick sticks out of the box."""

SWITCH, FADE = math.radians(4), math.sin(math.radians(3))
"""How long before a quarter turn axes change their edges, and the sine of half of what their fading takes."""

SHORT, LONG = 0.3, 0.5
"""An upright edge is no axis if it is seen so short, and wholly one so long, in shares of its length."""

COLOR_STOPS = 17
"""Heights at which the bar along an upright edge has just the colour of a surface."""


class Face(NamedTuple):
    """A face of the box: the axis that it is square to, its place along that axis, and its lines.

    ``lines`` are pairs of points, shape (n, 2, k), the last two opposite borders: world points, or scene
    points where the face is seen.
    """

    axis: int
    place: float
    lines: Floats


class Edge(NamedTuple):
    """An edge of the box that can carry an axis, as far as the present view wants it to.

    ``sides`` tell at which end of x and of y it is, -1 or 1, and 0 if it runs along that axis; ``ticks``
    how many it has. ``points``, shape (n, k), are world points, or scene points where the edge is seen; the
    properties name them. ``weight`` is 1, or less while the axis moves over to another edge.
    """

    axis: int
    sides: tuple[int, int]
    ticks: int
    points: Floats
    weight: float = 1.0

    @property
    def ends(self) -> Floats:
        """Its two ends."""
        return self.points[:2]

    @property
    def feet(self) -> Floats:
        """Where its ticks begin."""
        return self.points[2 : 2 + self.ticks]

    @property
    def tips(self) -> Floats:
        """Where its ticks end."""
        return self.points[2 + self.ticks : 2 + 2 * self.ticks]

    @property
    def middle(self) -> Floats:
        """Where a tick in its middle would end."""
        return np.asarray(self.points[2 + 2 * self.ticks])

    @property
    def stops(self) -> Floats:
        """Places along an upright edge, from the lowest height that has a colour to the top."""
        return self.points[3 + 2 * self.ticks :]


class SeenBox(NamedTuple):
    """What is drawn of a box, its eight corners, shape (8, 2), and its middle, shape (2,): scene points."""

    faces: list[Face]
    edges: list[Edge]
    corners: Floats
    middle: Floats


class _Box(NamedTuple):
    """All that can be drawn of a box, and its corners and middle, shape (9, 3): world points."""

    faces: list[Face]
    edges: list[Edge]
    frame: Floats


def seen_box(view: View, ticks: tuple[Floats, ...], lowest: float, next_turn: float) -> SeenBox:
    """Return what is drawn of a box as it is seen, all by one projection.

    Parameters
    ----------
    view
        The eye.
    ticks
        World coordinates of the ticks along each of the three axes.
    lowest
        World height from which on the axis of heights has colours.
    next_turn
        The sign of the turn to come: `Axes` says what for.
    """
    width, depth, height = view.size.tolist()
    box = _box((width, depth, height), tuple(values.tobytes() for values in ticks), lowest)
    eye = view.eye.tolist()
    faces = [face for face in box.faces if _is_behind(face, eye)]
    edges = list(_carriers(box.edges, view, next_turn))
    frame, *others = view.project_all(
        [box.frame, *(face.lines for face in faces), *(edge.points for edge in edges)]
    )
    lines, points = others[: len(faces)], others[len(faces) :]
    leftward = np.array([TICK * view.scale_factor, 0.0])
    return SeenBox(
        [face._replace(lines=seen) for face, seen in zip(faces, lines, strict=True)],
        [_seen(edge, seen, leftward) for edge, seen in zip(edges, points, strict=True)],
        frame[:8, :2],
        frame[8, :2],
    )


def _seen(edge: Edge, points: Floats, leftward: Floats) -> Edge:
    """Return an edge where it is seen; an upright one's ticks stick out to the left of the picture."""
    seen = edge._replace(points=points[:, :2])
    if edge.axis == 2:
        seen.tips[:] = seen.feet - leftward
    return seen


def _is_behind(face: Face, eye: list[float]) -> bool:
    """Tell whether a face is the floor, or is seen from inside."""
    return face.axis == 2 or eye[face.axis] * math.copysign(1.0, face.place) < abs(face.place)


def _carriers(edges: list[Edge], view: View, next_turn: float) -> Iterator[Edge]:
    """Yield the edges that carry axes in the present view.

    Of the upright ones it is that at the left, between a near and a far wall; none if all are seen from
    their ends.
    """
    turn = math.radians(view.azimuth) + math.copysign(SWITCH, next_turn)
    near = [
        {side: _nearness(side * towards) for side in (-1, 1)} for towards in (math.cos(turn), math.sin(turn))
    ]
    right, length = view.axes[0].tolist(), math.cos(math.radians(view.elevation))  # as it is seen
    for edge in edges:
        x, y = edge.sides
        if edge.axis == 2:
            weight = near[0][x] * near[1][-y] + near[0][-x] * near[1][y]
            weight *= min(1.0, max(0.0, (length - SHORT) / (LONG - SHORT)))
            is_left = edge.points[0, 0] * right[0] + edge.points[0, 1] * right[1] < 0
        else:
            weight, is_left = near[1 - edge.axis][x + y], True
        if weight > 0 and is_left:
            yield edge._replace(weight=weight)


def _nearness(towards: float) -> float:
    """Return whether a wall that faces the eye so much is a near one: 1, or 0 if not.

    In between while they change, so that what depends on it fades out on one side, then in on the
    other. That is over before the eye looks straight along an axis, where a lesson may rest.
    """
    share = min(max(towards / FADE, 0.0), 1.0)
    return share * share * (3 - 2 * share)


@lru_cache(maxsize=4)
def _box(size: tuple[float, float, float], ticks: tuple[bytes, ...], lowest: float) -> _Box:
    """Return all that can be drawn of a box of a size; its ticks are given as bytes of `seen_box`'s."""
    values = [np.frombuffer(each) for each in ticks]
    limits = np.array([[-size[0] / 2, size[0] / 2], [-size[1] / 2, size[1] / 2], [0.0, size[2]]])
    walls = [(axis, float(place)) for axis in (0, 1) for place in limits[axis]]
    faces = [Face(*face, _face_lines(*face, values, limits)) for face in ((2, 0.0), *walls)]
    on_floor = [(0, (0, -1)), (0, (0, 1)), (1, (-1, 0)), (1, (1, 0))]
    upright = [(2, sides) for sides in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    edges = [
        Edge(axis, sides, len(values[axis]), _edge_points(axis, sides, values[axis], limits, lowest))
        for axis, sides in (*on_floor, *upright)
    ]
    return _Box(faces, edges, np.array([*product(*limits), limits.mean(axis=1)]))


def _face_lines(axis: int, place: float, ticks: list[Floats], limits: Floats) -> Floats:
    """Return the lines across a face as world points, shape (n, 2, 3), last two opposite borders."""
    first, second = (other for other in range(3) if other != axis)
    at_first, at_second = (np.append(ticks[k], limits[k]) for k in (first, second))
    lines = np.full((len(at_first) + len(at_second), 2, 3), place)
    along_second, along_first = lines[: len(at_first)], lines[len(at_first) :]
    along_second[..., first], along_second[..., second] = at_first[:, None], limits[second]
    along_first[..., first], along_first[..., second] = limits[first], at_second[:, None]
    return lines


def _edge_points(axis: int, sides: tuple[int, int], ticks: Floats, limits: Floats, lowest: float) -> Floats:
    """Return the points of an edge as `Edge` has them, in the world."""
    ends = np.zeros((2, 3))
    for k, side in enumerate(sides):
        ends[:, k] = limits[k] if side == 0 else limits[k, max(side, 0)]
    if axis == 2:
        ends[:, 2] = limits[2]
    feet = np.tile(ends[0], (len(ticks), 1))
    feet[:, axis] = ticks
    outward = np.array([*sides, 0.0]) if axis < 2 else np.zeros(3)
    stops = np.tile(ends[0], (COLOR_STOPS if axis == 2 else 0, 1))
    stops[:, 2] = np.linspace(lowest, ends[1, 2], len(stops))
    return np.vstack([ends, feet, feet + TICK * outward, ends.mean(axis=0) + TICK * outward, stops])
