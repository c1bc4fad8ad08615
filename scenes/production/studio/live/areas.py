"""The areas of a picture in which a click sets where a descent starts: plots in which that is marked.

No lesson says which of its plots that are. Where a plot of what is descended is seen, and a dot or the
beginning of a path lies just where the start would in it, that is the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
from manim import DL, Dot, Mobject, MovingCamera

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.ranges import is_start
from scenes.kit.painted.painted import Floats, Painted
from scenes.kit.painted.plot_area import PlotArea, ShowsPoints
from scenes.kit.rendering.manim_adapter import displayed_mobjects
from scenes.kit.style.scales import LogScale, Scale
from scenes.production.live.areas import Area, Axis
from scenes.production.studio.live.declarations import declared

NEAR: Final = 0.0015
"""A mark stands at a place if it is no farther from it, in widths of the picture: two pixels of 1280."""

_NOWHERE: Final = np.empty((0, 3))


class _Start(NamedTuple):
    """Coordinates of a start: the knob's name, and which numbers of the knob they are."""

    knob: str
    numbers: tuple[int, ...]
    coordinates: tuple[float, ...]


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
    plots = [area for each in shown if isinstance(each, ShowsPoints) and (area := each.plot_area())]
    marks = np.vstack([_NOWHERE, *filter(len, map(_marks, shown))]) if plots else _NOWHERE
    areas = (_area(plot, start, marks, camera.frame) for plot in plots for start in starts)
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


def _area(shown: PlotArea, start: _Start, marks: Floats, seen: Mobject) -> Area | None:
    """Return a plot as an area of what is seen that sets a start; None if the start is not marked in it."""
    if len(shown.scales) != len(start.numbers):
        return None
    place, size = shown.on(start.coordinates), np.array([seen.width, seen.height])
    is_near = (np.abs(marks - place)[:, :2] <= NEAR * size[0]).all(axis=1)
    is_inside = (shown.low <= place) & (place <= shown.high)
    if not (is_near.any() and is_inside[:2].all()):
        return None
    (left, low), (right, high), (x, y) = (
        ((point - seen.get_corner(DL))[:2] / size).tolist() for point in (shown.low, shown.high, place)
    )
    across, *upwards = map(_axis, start.numbers, shown.scales)
    sides = {"left": left, "top": 1 - high, "right": right, "bottom": 1 - low}
    return Area(knob=start.knob, **sides, x=x, y=1 - y, across=across, upwards=next(iter(upwards), None))


def _axis(number: int, scale: Scale) -> Axis:
    low, high = scale.limits
    return Axis(number=number, low=low, high=high, is_logarithmic=isinstance(scale, LogScale))


def _marks(mobject: Mobject) -> Floats:
    """Return what a mobject marks, scene points of shape (n, 3), as far as it is seen."""
    if isinstance(mobject, Painted) and mobject.opacity > 0 and mobject.shown[0] < mobject.shown[1]:
        return mobject.marked()
    if isinstance(mobject, Dot) and mobject.get_fill_opacity() > 0:
        return np.asarray(mobject.get_center())[None]
    return _NOWHERE
