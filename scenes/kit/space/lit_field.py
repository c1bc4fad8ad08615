"""A landscape of which only what lies near one spot is drawn, as by the light of a lamp."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import Mobject, UpdateFromAlphaFunc

from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.runs.run import Run
from scenes.kit.space.base import seen_within
from scenes.kit.space.raster import NOTHING
from scenes.kit.space.relief import Relief, Window
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box

RIM = 0.4
"""Share of the lamp's reach in which the light fades out."""

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
        depth = np.asarray(whole.depth[rows, columns], dtype=np.float64)
        height, width = depth.shape
        picture = np.ascontiguousarray(whole.picture[rows, columns])
        left, top = whole.left + columns.start, whole.top + rows.start
        light = self._light_at(depth, left, top, whole.look)
        pixels = picture.view(np.uint8).reshape(height, width, 4)
        pixels[:] = np.rint(pixels * light[..., np.newaxis])
        lit = np.where(light > 0.5, depth, NOTHING).astype(np.float32)
        return replace(whole, left=left, top=top, picture=picture, depth=lit)

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

    def _light_at(self, depth: Floats, left: int, top: int, look: Floats) -> Floats:
        """Return how lit pixels are, 0 to 1: their depths tell how far from the lamp is what they show."""
        (right, up, near), middle = look[:3, :3], look[3, :3]
        unit, center_x, center_y, distance = look[4]
        height, width = depth.shape
        is_known = depth < NOTHING / 2
        far = np.where(is_known, depth, distance)
        across = (np.arange(width) + 0.5 + left - center_x) * far / (unit * distance)
        upwards = (center_y - (np.arange(height) + 0.5 + top))[:, np.newaxis] * far / (unit * distance)
        x, y = (
            middle[k] - self.lamp[k] + across * right[k] + upwards * up[k] + (distance - far) * near[k]
            for k in (0, 1)
        )
        faded = np.clip((np.hypot(x, y) / self.reach - (1 - RIM)) / RIM, 0, 1)
        light = np.where(is_known, 1 - faded * faded * (3 - 2 * faded), 0.0)
        # A rim's pixel that the surface fills in part has no depth: it is as lit as the one beside it.
        beside = np.pad(light, 1)
        brightest = np.maximum.reduce(
            [beside[1:-1, :-2], beside[1:-1, 2:], beside[:-2, 1:-1], beside[2:, 1:-1]]
        )
        return np.asarray(np.where(is_known, light, brightest))


def _pixels(box: Box, window: Window) -> tuple[int, int, int, int]:
    """Return the first and last pixel from the left, and those from the top, of a box of the scene."""
    left, right = (window.origin_x + x * window.unit for x in (box.left, box.right))
    top, bottom = (window.origin_y - y * window.unit for y in (box.top, box.bottom))
    return int(left) - 1, int(right) + 2, int(top) - 1, int(bottom) + 2
