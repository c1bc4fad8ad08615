"""What a mobject's picture lies within: where two do not meet, either may be drawn first."""

from __future__ import annotations

import math
from functools import cache

from manim import Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.kit.painted.painted import Painted, PaintingCamera, box_around
from scenes.kit.style.layout import Box

NOTHING = Box(math.inf, -math.inf, math.inf, -math.inf)
"""Of what is not drawn, as trackers are not."""

_MITER = 10.0
"""How far a sharp corner of a stroke reaches, in half its width: Cairo cuts off what would reach farther."""


def extent(mobject: Mobject, camera: PaintingCamera) -> Box | None:
    """Return a box, in scene points, that a camera draws nothing of a single mobject outside of.

    Parameters
    ----------
    mobject
        Without its submobjects.
    camera
        Draws it.

    Returns
    -------
    Box or None
        None if it may be drawn anywhere.
    """
    if isinstance(mobject, VMobject):
        width = max(mobject.stroke_width, mobject.background_stroke_width)
        return box_around(mobject.points, _MITER * width * camera.line_unit / 2 + camera.pixel)
    if not isinstance(mobject, Painted):
        return None if isinstance(mobject, PMobject | AbstractImageMobject) else NOTHING
    if not _is_told_of(type(mobject)):  # type: ignore[arg-type]  # mypy: not Hashable
        return None
    painted = mobject.extent(camera)
    if painted is None or mobject.window is None:
        return painted
    window = box_around(mobject.window.points, camera.pixel)
    return Box(
        max(painted.left, window.left),
        min(painted.right, window.right),
        max(painted.bottom, window.bottom),
        min(painted.top, window.top),
    )


def do_meet(first: Box, second: Box) -> bool:
    """Tell whether two boxes have a point in common; one that is empty has none."""
    return max(first.left, second.left) <= min(first.right, second.right) and max(
        first.bottom, second.bottom
    ) <= min(first.top, second.top)


def common_box(first: Box, second: Box) -> Box:
    """Return the smallest box that holds two."""
    return Box(
        min(first.left, second.left),
        max(first.right, second.right),
        min(first.bottom, second.bottom),
        max(first.top, second.top),
    )


@cache
def _is_told_of(kind: type[Painted]) -> bool:
    """Whether a class's extent is that of its own painting, and not of one that it has overridden."""
    return next("extent" in vars(cls) for cls in kind.__mro__ if {"extent", "paint"} & vars(cls).keys())
