"""A landscape of which only what lies near one spot is drawn, as by the light of a lamp."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import Mobject, UpdateFromAlphaFunc

from scenes.kit.painted.compiled import will_need
from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.runs.run import Run
from scenes.kit.space.base import seen_within
from scenes.kit.space.lamp_light import RIM, light_up
from scenes.kit.space.raster import NOTHING
from scenes.kit.space.relief import Relief, Window
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box

_lit: list[tuple[Relief, tuple[float, ...], Relief]] = []


class LitField(HeightField):
    """A height field that is drawn around a lamp only: the rest hides nothing, and casts no shadow.

    It takes what a height field takes.

    Attributes
    ----------
    lamp
        World point on the floor, shape (2,), around which it is drawn.
    reach
        How far from there, along the floor, in world units; the box is some 2 wide. Animate it with
        ``field.animate.set(reach=...)``, or `widen`.
    """

    blend: ClassVar[tuple[str, ...]] = (*HeightField.blend, "reach")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        will_need(light_up)
        self.lamp: Floats = np.zeros(2)
        self.reach = 0.0

    def follow(self, run: Run) -> Self:
        """Keep the lamp where a run of two variables is at its clock."""
        self.add_updater(lambda field: field.light(*run.point.tolist()), call_updater=True)
        return self

    def light(self, x: float, y: float) -> Self:
        """Put the lamp at coordinates of the space."""
        self.lamp = self.space.c2p(x, y, 0.0)[:2]
        return self

    def widen(self, reach: float, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return the animation in which the light goes farther, by the same factor in equal times.

        Parameters
        ----------
        reach
            How far in the end, from a reach that is not 0.
        kwargs
            As for Manim's animations.
        """
        first = self.reach

        def spread(field: Mobject, share: float) -> None:
            field.set(reach=first * (reach / first) ** share)

        return UpdateFromAlphaFunc(self, spread, **kwargs)

    @property
    def is_all_lit(self) -> bool:
        """Whether the light reaches all of the floor."""
        corner = self.space.view.size[:2] / 2 + np.abs(self.lamp)
        return bool(np.hypot(*corner) <= (1 - RIM) * self.reach)

    def relief(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> Relief | None:
        """Return what of the surface is lit, as it is seen now; None as long as nothing is."""
        whole = super().relief(ctx, camera)
        if whole is None or self.is_all_lit:
            return whole
        if self.reach <= 0:
            return None
        key = (*self.lamp.tolist(), self.reach)
        if _lit and _lit[0][0] is whole and _lit[0][1] == key:
            return _lit[0][2]
        lit = self._lit(whole, Window.of(ctx, camera))
        _lit[:] = [(whole, key, lit)]  # all marks of a picture ask for the same
        return lit

    def _lit(self, whole: Relief, window: Window) -> Relief:
        """Return the part of a relief that is lit, the rest left out."""
        rows, columns = self._near_lamp(whole, window)
        picture, depth = whole.picture[rows, columns].copy(), whole.depth[rows, columns].copy()
        left, top = whole.left + columns.start, whole.top + rows.start
        pixels = picture.view(np.uint8).reshape(*picture.shape, 4)
        lamp = (*self.lamp.tolist(), float(self.reach), float(left), float(top))
        light_up(pixels, depth, whole.look, NOTHING, lamp)
        return replace(whole, left=left, top=top, picture=picture, depth=depth)

    def _near_lamp(self, whole: Relief, window: Window) -> tuple[slice, slice]:
        """Return rows and columns of a relief, at least one each, beyond which the light does not reach."""
        low, high = self.lamp - self.reach, self.lamp + self.reach
        column = np.array([[*low, 0.0], [*high, self.top]])
        box = seen_within(self.space.view, column, 0.0, 0.0)
        ends = _pixels(box, window)
        height, width = whole.picture.shape
        limits = (whole.top, height, *ends[2:]), (whole.left, width, *ends[:2])
        rows, columns = (
            slice(min(max(0, first - corner), size - 1), min(max(1, last - corner), size))
            for corner, size, first, last in limits
        )
        return rows, columns


def _pixels(box: Box, window: Window) -> tuple[int, int, int, int]:
    """Return the first and last pixel from the left, and those from the top, of a box of the scene."""
    left, right = (window.origin_x + x * window.unit for x in (box.left, box.right))
    top, bottom = (window.origin_y - y * window.unit for y in (box.top, box.bottom))
    return int(left) - 1, int(right) + 2, int(top) - 1, int(bottom) + 2
