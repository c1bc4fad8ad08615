from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cairo
import numpy as np
import pytest
from manim import LEFT, RIGHT, UP, Circle, Mobject, Polygon, Square, Triangle, ValueTracker
from manim.constants import LineJointType

from scenes.kit.painted.class_dots import ClassDots
from scenes.kit.painted.extents import common_box, do_meet, extent
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.fog import Fog
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas, Dots, Pointer
from scenes.kit.painted.number_cells import NumberCells
from scenes.kit.painted.painted import Painted, PaintingCamera
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.plots.contours import Polygons, Polylines
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import NumberFormat
from tests.conftest import Canvas

ZIGZAG = np.array([[-1.0, -0.3, 0.0], [0.9, 0.4, 0.0], [-0.8, 0.45, 0.0], [0.7, -0.2, 0.0]])
BENT = np.stack([np.linspace(ZIGZAG[k], ZIGZAG[k + 1], 9) + 0.2 * UP for k in range(3)])
FINE = NumberFormat(2)

DRAWN: dict[str, Callable[[], Mobject]] = {
    "sharp corners": lambda: Polygon(*np.array(ZIGZAG), stroke_width=20),
    "round corners": lambda: Polygon(*np.array(ZIGZAG), stroke_width=20, joint_type=LineJointType.ROUND),
    "triangle": lambda: Triangle(stroke_width=30).set_background_stroke(width=50),
    "circle": lambda: Circle(0.8, fill_opacity=1),
    "glyph": lambda: typography.formula("integral").submobjects[0].scale(3),
    "dots": lambda: Dots(ZIGZAG, radius=0.2),
    "rings": lambda: Dots(ZIGZAG, radius=0.2, ring=0.1),
    "classes": lambda: ClassDots(ZIGZAG, [0, 1, 2, 3], radius=0.2),
    "areas": lambda: Areas(ZIGZAG[:2], ZIGZAG[2:]),
    "arrow": lambda: Pointer(ZIGZAG[0], ZIGZAG[1], width=25),
    "short arrow": lambda: Pointer(ZIGZAG[0], np.add(ZIGZAG[0], 0.1), width=25),
    "segments": lambda: Segments(ZIGZAG[:2], ZIGZAG[2:], width=20),
    "dashes": lambda: Segments(ZIGZAG[:2], ZIGZAG[2:], width=20, dash=DASH),
    "stroke": lambda: Stroke(ZIGZAG, width=20, outlined=True),
    "trail": lambda: Trail(ZIGZAG, 2.5, width=20, dots=0.2),
    "bent trail": lambda: Trail(ZIGZAG, 2.5, width=20, dots=0.2, between=BENT),
    "cells": lambda: NumberCells((-0.9, -0.9), 0.11, (3, 2, 1), 5.5),
    "number": lambda: LiveNumber(-3912.25, FINE, size=60),
    "number to the left": lambda: LiveNumber(-3912.25, FINE, size=60, right=True),
    "power": lambda: LiveNumber(1.25e-19, NumberFormat(2, exponent=-19), size=60),
    "bands": lambda: Polygons([np.array(ZIGZAG[:3]), np.array(ZIGZAG[1:])], [0, 1], np.ones((2, 3))),
    "lines": lambda: Polylines([np.array(ZIGZAG)], palette.TEXT, width=20),
    "pages": lambda: Flipbook(Box(-1, 0.5, -0.5, 0.7), np.ones((1, 2, 3, 3))),
    "in a window": lambda: Dots(ZIGZAG, radius=0.2, window=Square(1).shift(0.3 * LEFT)),
}


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_drawn_outside_of_an_extent(name: str, canvas: Canvas) -> None:
    mobject = DRAWN[name]()
    picture = canvas.draw(mobject)
    assert picture.any()
    box = extent(mobject, canvas.camera)
    assert box is not None
    half = np.array([canvas.camera.frame_width, canvas.camera.frame_height]) / 2
    scale = canvas.camera.pixel
    left, right = ((x + half[0]) / scale for x in (box.left, box.right))
    top, bottom = ((half[1] - y) / scale for y in (box.top, box.bottom))
    rows, columns = np.nonzero(picture.any(axis=-1))
    assert left <= columns.min()
    assert columns.max() + 1 <= right
    assert top <= rows.min()
    assert rows.max() + 1 <= bottom


class Elsewhere(Dots):
    """Dots that are drawn where their points are not."""

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        ctx.translate(3.0, 0.0)
        super().paint(ctx, camera)


class Larger(Dots):
    radius = 0.3


def test_what_paints_otherwise_than_the_class_that_tells_its_extent_may_be_anywhere(canvas: Canvas) -> None:
    assert extent(Elsewhere(ZIGZAG), canvas.camera) is None
    assert extent(Larger(ZIGZAG), canvas.camera) is not None
    assert extent(Fog(), canvas.camera) is None
    assert extent(Painted(ZIGZAG), canvas.camera) is None


def test_a_tracker_meets_nothing(canvas: Canvas) -> None:
    box = extent(ValueTracker(3.0), canvas.camera)
    square = extent(Square(), canvas.camera)
    assert box is not None
    assert square is not None
    assert not do_meet(box, square)
    assert common_box(box, square) == square


def test_points_that_are_nowhere_may_be_anywhere(canvas: Canvas) -> None:
    lost = extent(Dots([[np.nan, 0.0, 0.0], [0.0, 0.0, 0.0]]), canvas.camera)
    far = extent(Square().shift(50 * RIGHT), canvas.camera)
    assert lost is not None
    assert far is not None
    assert do_meet(lost, far)
