"""Where the eye goes over a landscape, and what comes into the middle of the frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, cast

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout

Pose: TypeAlias = tuple[float, float, float]
"""Azimuth, elevation and zoom of the eye, as a `View` has them."""

NARROWER = 0.66
"""Share of a wide frame's zoom at which a square or tall one shows as much."""


def fitted_pose(pose: Pose) -> Pose:
    """Return a pose that is meant for a wide frame as the frame's shape asks for it."""
    azimuth, elevation, zoom = pose
    return azimuth, elevation, zoom if layout.shape() is layout.Shape.WIDE else NARROWER * zoom


def eye_over(
    surface: HeightField, azimuth: float, elevation: float, box: layout.Box, **kwargs: Any
) -> Animation:
    """Return the animation that takes the eye to where all of a surface is seen, as large as fits in a box.

    Parameters
    ----------
    surface
        As it is then.
    azimuth, elevation
        Of the eye at the end, as a `View` has them.
    box
        Of the frame, which the surface as it is seen fills from left to right or from bottom to top.
    kwargs
        As for Manim's animations.
    """
    view: Any = surface.space.view
    there = view.copy().turn_to(azimuth, elevation, 1.0)
    size = np.ptp(seen_corners(surface, there), axis=0)
    zoom = min(box.width / size[0], box.height / size[1])
    seen = seen_corners(surface, there.turn_to(zoom=zoom))
    there.shift(box.center - (seen.min(axis=0) + seen.max(axis=0)) / 2)
    pose = azimuth, elevation, zoom
    return cast(Animation, view.animate(**kwargs).turn_to(*pose).set(points=there.points).build())


def seen_corners(surface: HeightField, view: View) -> Floats:
    """Return where a view sees the corners of a surface's grid, scene points of shape (n, 3)."""
    rows, columns = surface.heights.shape
    width, depth, _ = view.size
    x, y = np.linspace(-width / 2, width / 2, rows), np.linspace(-depth / 2, depth / 2, columns)
    floor = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1).reshape(-1, 2)
    points = surface.lifted(floor)
    return view.project(points[np.isfinite(points).all(axis=1)])


def eye_near(surface: HeightField, spots: ArrayLike, box: layout.Box, most: float) -> None:
    """Bring spots of a surface into a box of the frame: there the view stays, whatever moves among them.

    Parameters
    ----------
    surface
        As it is then.
    spots
        In the space's x and y, shape (n, 2); those where the surface is left out do not count.
    box
        Of the frame, which all of them fill from left to right or from bottom to top.
    most
        The view's largest zoom.
    """
    view, points = surface.space.view, surface.lift(*np.asarray(spots).T)
    points = points[np.isfinite(points).all(axis=1)]
    if len(points):
        size = np.ptp(view.turn_to(zoom=1.0).project(points), axis=0)
        view.turn_to(zoom=min(most, box.width / max(size[0], 1e-6), box.height / max(size[1], 1e-6)))
        seen = view.project(points)
        view.shift(box.center - (seen.min(axis=0) + seen.max(axis=0)) / 2)


def eye_to(surface: HeightField, pose: Pose, spots: Iterable[ArrayLike], **kwargs: Any) -> Animation:
    """Return the animation that takes the eye to a pose, and spots of a surface to the middle of the stage.

    Parameters
    ----------
    surface
        As it is then.
    pose
        Of the eye at the end.
    spots
        In the space's x and y: their middle, as it is seen then, is the stage's.
    kwargs
        As for Manim's animations.
    """
    view: Any = surface.space.view
    there = view.copy().turn_to(*pose)
    middle = np.mean([there.project(surface.lift(*np.asarray(spot))) for spot in spots], axis=0)
    there.shift(layout.stage().center - middle)
    return cast(Animation, view.animate(**kwargs).turn_to(*pose).set(points=there.points).build())
