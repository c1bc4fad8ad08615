"""Nothing in a space is drawn outside of the box that it says it is drawn in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject

from scenes.kit.painted.extents import extent
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.space_marks import SpaceDots, SpaceSegments
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import DropLine, FloorPath, SurfaceArrow, SurfaceBall, SurfaceTrail
from scenes.kit.style.layout import Box
from tests.conftest import Canvas

PATH = [[-0.8, -0.5], [0.2, 0.7], [0.9, 0.1]]


def bowl(points: Floats) -> Floats:
    return np.asarray((points**2).sum(axis=-1) / 2 + 0.5)


DRAWN: dict[str, Callable[[HeightField], Mobject]] = {
    "axes": lambda surface: surface.space.axes,
    "surface": lambda surface: surface,
    "contours": lambda surface: FloorContours(surface.space, bowl, width=12),
    "trail": lambda surface: SurfaceTrail(surface, PATH, width=30),
    "floor path": lambda surface: FloorPath(surface, PATH, width=30),
    "ball": lambda surface: SurfaceBall(surface, 0.4, -0.6, radius=0.3),
    "drop line": lambda surface: DropLine(surface, 0.4, -0.6, width=12),
    "arrow": lambda surface: SurfaceArrow(surface, 0.4, -0.6, (0.7, 0.3, 0.6), width=25, lift=0.2),
    "arrow on the ground": lambda surface: SurfaceArrow(surface, 0.4, -0.6, (0.7, 0.3), width=25),
    "dots": lambda surface: SpaceDots(surface, [[0.0, 0.0, 3.0], [1.0, 1.0, 0.5]], radius=0.3),
    "segments": lambda surface: SpaceSegments(surface, [[0.0, 0.0, 3.0]], [[1.0, 1.0, 0.5]], width=25),
}


@pytest.mark.parametrize("pose", [(-60, 25, 1.0), (35, 80, 1.4)], ids=["low", "high"])
@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_drawn_outside_of_an_extent(name: str, pose: tuple[float, ...], canvas: Canvas) -> None:
    space = Space((-2, 2), (-2, 2), (0, 4), Box(-4, 4, -2.5, 2.5))
    space.view.turn_to(*pose)
    mobject = DRAWN[name](HeightField(space, bowl, (32, 32)))
    rows, columns = np.nonzero(canvas.draw(mobject).any(axis=-1))
    box = extent(mobject, canvas.camera)
    assert box is not None
    pixel = canvas.camera.pixel
    half_width, half_height = canvas.camera.frame_width / 2, canvas.camera.frame_height / 2
    assert (box.left + half_width) / pixel <= columns.min()
    assert columns.max() + 1 <= (box.right + half_width) / pixel
    assert (half_height - box.top) / pixel <= rows.min()
    assert rows.max() + 1 <= (half_height - box.bottom) / pixel
    assert box.right - box.left < 3 + 1.5 * np.ptp(columns) * pixel  # not much larger than it has to be
