"""The areas of a picture in which a click sets where a descent starts: plots in which that is marked.

No lesson says which of its plots that are. Where a plot of what is descended is seen, and a dot or the
beginning of a path lies just where the start would in it, that is the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
from manim import DL, UR, Dot, Mobject, MovingCamera

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.ranges import is_start
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats, Painted
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.rendering.manim_adapter import displayed_mobjects
from scenes.kit.space.axes import Space
from scenes.kit.space.from_above import MAP_AZIMUTH
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style.scales import LinearScale, LogScale, Scale
from scenes.production.live.areas import Area, Axis
from scenes.production.studio.live.declarations import declared

NEAR: Final = 0.0015
"""A mark stands at a place if it is no farther from it, in widths of the picture: two pixels of 1280."""

_NOWHERE: Final = np.empty((0, 3))
_MARKS: Final = Dots, Trail, SurfaceBall, SurfaceTrail, Dot


class _Start(NamedTuple):
    """Coordinates of a start: the knob's name, and which numbers of the knob they are."""

    knob: str
    numbers: tuple[int, ...]
    coordinates: tuple[float, ...]


class _Ground(NamedTuple):
    """A plot of what is descended, as it is seen.

    ``corners`` are the lower left and the upper right one, scene points (2, 3); ``scales`` those of the
    coordinates, along the first axis and, if there are two, along the second; ``on`` returns the scene point
    of coordinates.
    """

    corners: Floats
    scales: tuple[Scale, ...]
    on: Callable[[tuple[float, ...]], Floats]


def areas_of(scene: Lesson) -> list[Area]:
    """Return the areas of the present frame in which a click sets a start of the lesson.

    Parameters
    ----------
    scene
        The lesson, brought to that frame.
    """
    camera, starts = scene.camera, list(_starts_of(type(scene)))
    if not starts or not isinstance(camera, MovingCamera):
        return []
    shown = list(_families(displayed_mobjects(scene)))
    grounds = list(filter(None, map(_ground, shown)))
    marks = np.vstack([_NOWHERE, *map(_marks, shown)]) if grounds else _NOWHERE
    areas = (_area(ground, start, marks, camera.frame) for ground in grounds for start in starts)
    return list(dict.fromkeys(filter(None, areas)))


def _families(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """Yield mobjects and all that they are made of."""
    for mobject in mobjects:
        yield mobject
        yield from _families(mobject.submobjects)


def _starts_of(lesson: type[Lesson]) -> Iterator[_Start]:
    """Yield the starts that a lesson's attributes tell: points of a plane, and numbers on a curve."""
    for name in filter(is_start, declared(lesson)):
        value = getattr(lesson, name)
        match value if isinstance(value, tuple) else (value,):
            case int() | float() as x, int() | float() as y:
                yield _Start(name, (0, 1), (float(x), float(y)))
                yield _Start(name, (0,), (float(x),))
                yield _Start(name, (1,), (float(y),))
            case [int() | float() as x]:
                yield _Start(name, (0,), (float(x),))


def _area(ground: _Ground, start: _Start, marks: Floats, seen: Mobject) -> Area | None:
    """Return a plot as an area of what is seen that sets a start; None if the start is not marked in it."""
    if len(ground.scales) != len(start.numbers):
        return None
    place, size = ground.on(start.coordinates), np.array([seen.width, seen.height])
    is_near = (np.abs(marks - place)[:, :2] <= NEAR * size[0]).all(axis=1)
    is_inside = (ground.corners[0] <= place) & (place <= ground.corners[1])
    if not (is_near.any() and is_inside[:2].all()):
        return None
    (left, low), (right, high), (x, y) = (
        ((point - seen.get_corner(DL))[:2] / size).tolist() for point in (*ground.corners, place)
    )
    across, *upwards = map(_axis, start.numbers, ground.scales)
    sides = {"left": left, "top": 1 - high, "right": right, "bottom": 1 - low}
    return Area(knob=start.knob, **sides, x=x, y=1 - y, across=across, upwards=next(iter(upwards), None))


def _ground(mobject: Mobject) -> _Ground | None:
    """Return what a mobject shows of what is descended; None if that is no curve and no map."""
    match mobject:
        case CurvePlot(frame=frame, x_scale=scale):
            return _Ground(_corners(frame), (scale,), lambda point: mobject.on(point[0]))
        case MapPlot(frame=frame, x_scale=first, y_scale=second):
            return _Ground(_corners(frame), (first, second), mobject.on)
        case Space() if _is_map(mobject):
            first, second, (floor, _) = mobject.ranges.tolist()
            corners = mobject.project(first, second, floor)
            scales = LinearScale("x", tuple(first)), LinearScale("y", tuple(second))
            return _Ground(corners, scales, lambda point: mobject.project(point[0], point[1], floor))
    return None


def _is_map(space: Space) -> bool:
    """Return whether a space is seen as a map is: from above, and so flat that its height does not show."""
    if space.view.elevation < 90 or (space.view.azimuth - MAP_AZIMUTH) % 360:
        return False
    across, along, heights = space.ranges
    floor, top = (space.project(across, along, height) for height in heights)
    return bool(np.abs(top - floor).max() <= NEAR * np.ptp(floor[:, 0]))


def _corners(frame: Mobject) -> Floats:
    return np.array([frame.get_corner(DL), frame.get_corner(UR)])


def _axis(number: int, scale: Scale) -> Axis:
    low, high = scale.limits
    return Axis(number=number, low=low, high=high, is_logarithmic=isinstance(scale, LogScale))


def _marks(mobject: Mobject) -> Floats:
    """Return where a mobject marks a point, scene points of shape (n, 3): a path does so at its beginning."""
    if not isinstance(mobject, _MARKS) or not _is_seen(mobject):
        return _NOWHERE
    match mobject:
        case Dots():
            return mobject.points
        case Trail():
            return mobject.points[:1]
        case SurfaceBall():
            return mobject.space.view.project(mobject.foot)[None]
        case SurfaceTrail():
            return mobject.space.view.project(mobject.surface.lift(*mobject.iterates[:1].T))
    return np.asarray(mobject.get_center())[None]


def _is_seen(mobject: Mobject) -> bool:
    if isinstance(mobject, Painted):
        return mobject.opacity > 0 and mobject.shown[0] < mobject.shown[1]
    return isinstance(mobject, Dot) and bool(mobject.get_fill_opacity() > 0)
