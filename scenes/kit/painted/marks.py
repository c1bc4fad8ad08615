"""Bundles of marks, each one mobject: dots, areas, arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import cairo
import numpy as np

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source, trace
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

OUTLINE_WIDTH = 0.02
"""Scene units of dark outline around trails and dots."""

ROUND = 0.35
"""Radius of the corners of squares, in half their side."""


class Dots(Painted):
    """Round dots, all of one size, in one mobject: data, minima, the moving point.

    Parameters
    ----------
    points
        Centres in scene points, shape (n, 3).
    radius
        In scene units.
    ring
        Width of the ring when the dots are hollow; 0 fills them.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "radius")
    is_outlined = True

    def __init__(
        self,
        points: Any,
        color: palette.Color = palette.DATUM,
        radius: float = 0.09,
        ring: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(points, color=color, **kwargs)
        self.radius, self.ring, self.outline = radius, ring, OUTLINE_WIDTH

    @classmethod
    def of(cls, run: Run, view: RunView, radius: float = 0.13) -> Self:
        """Return the dot that goes a run's way in a plot or chart, and stands where its clock says."""
        dot = cls(view.place(run), run.color, radius, window=view.frame)
        dot.add_updater(lambda moving: moving.set_points(view.place(run)))
        return dot

    @classmethod
    def of_all(
        cls, runs: Sequence[Run], view: RunView, color: palette.Color = palette.POINT, radius: float = 0.13
    ) -> Self:
        """Return dots that go the ways of several runs, all of one colour; there may be none."""

        def places() -> Floats:
            return np.vstack([np.empty((0, 3)), *(view.place(run) for run in runs)])

        dots = cls(places(), color, radius, window=view.frame)
        dots.add_updater(lambda moving: moving.set_points(places()))
        return dots

    def marked(self) -> Floats:
        """Return the centres."""
        return self.points

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, self.radius + self.ring + OUTLINE_WIDTH + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the shown dots over their dark outline; Create shows one after the other."""
        low, high = (round(share * len(self.points)) for share in self.shown)
        centers = self.points[low:high]
        for color, grown in ((palette.rgb(palette.OUTLINE), self.outline), (self.rgb, 0.0)):
            set_source(ctx, color, self.opacity)
            if self.ring:
                stroke_circles(ctx, centers, self.radius - self.ring / 2, self.ring + 2 * grown)
            else:
                fill_discs(ctx, centers, self.radius + grown)


class Squares(Dots):
    """Upright squares with round corners instead of dots: the radius is half their side."""

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the squares over their dark outline, or stroke them inside their edges if they are hollow."""
        for color, grown in ((palette.rgb(palette.OUTLINE), self.outline), (self.rgb, 0.0)):
            set_source(ctx, color, self.opacity)
            half = self.radius - self.ring / 2 if self.ring else self.radius + grown
            for x, y in self.points[:, :2].tolist():
                _trace_square(ctx, x, y, half)
            if self.ring:
                ctx.set_line_width(self.ring + 2 * grown)
                ctx.stroke()
            else:
                ctx.fill()


class Areas(Painted):
    """Filled upright rectangles in one mobject: squared residuals, bars.

    Parameters
    ----------
    corners, opposite
        Two opposite corners of each, scene points of shape (n, 3).
    fill
        Opacity of the inside relative to the outline's.
    """

    def __init__(
        self,
        corners: Any,
        opposite: Any,
        color: palette.Color = palette.RESIDUAL,
        fill: float = 0.3,
        **kwargs: Any,
    ) -> None:
        super().__init__(color=color, **kwargs)
        self.fill = fill
        self.put(corners, opposite)

    def put(self, corners: Any, opposite: Any) -> Self:
        """Move all rectangles: scene points, shape (n, 3) each."""
        first, last = (np.asarray(side, dtype=float).reshape(-1, 3) for side in (corners, opposite))
        return self.set_points(np.stack([first, last], axis=1))

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, 1.5 * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill and outline them; Create lets each grow out of its first corner."""
        reached = self.points[::2] + self.shown[1] * (self.points[1::2] - self.points[::2])
        low, high = np.minimum(self.points[::2], reached), np.maximum(self.points[::2], reached)
        # All of one orientation: where two of opposite ones overlap, Cairo would leave a hole.
        for x, y, width, height in np.hstack([low[:, :2], (high - low)[:, :2]]).tolist():
            ctx.rectangle(x, y, width, height)
        set_source(ctx, self.rgb, self.opacity * self.fill)
        ctx.fill_preserve()
        ctx.set_line_width(1.5 * camera.line_unit)
        set_source(ctx, self.rgb, self.opacity)
        ctx.stroke()


class Pointer(Painted):
    """A straight arrow from tail to tip: a step, a gradient.

    The head keeps its shape down to a third of the arrow's length, then shrinks with it.
    """

    def __init__(
        self, tail: Any, tip: Any, color: palette.Color = palette.STEP, width: float = 6.0, **kwargs: Any
    ) -> None:
        super().__init__(np.stack([np.asarray(tail, float), np.asarray(tip, float)]), color=color, **kwargs)
        self.stroke_width, self.is_outlined = width, palette.theme().outlines_arrows

    def put(self, tail: Any, tip: Any) -> Self:
        """Move both ends: scene points, shape (3,) each."""
        return self.set_points(np.stack([np.asarray(tail, float), np.asarray(tip, float)]))

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(
            self.points, 2 * self.stroke_width * camera.line_unit + 3 * OUTLINE_WIDTH + camera.pixel
        )

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Draw shaft and head, over an outline if it has one; Create lets the arrow grow from its tail."""
        tail, tip = self.points[0, :2], self.points[1, :2]
        tip = tail + self.shown[1] * (tip - tail)
        length = float(np.linalg.norm(tip - tail))
        if length < 1e-6:
            return
        along = (tip - tail) / length
        across = np.array([-along[1], along[0]])
        width = self.stroke_width * camera.line_unit
        head = min(4.0 * width, 0.6 * length)
        neck = tip - head * along
        layers = [(palette.rgb(palette.OUTLINE), OUTLINE_WIDTH), (self.rgb, 0.0)]
        for color, grown in layers if self.is_outlined or camera.is_clear else layers[1:]:
            set_source(ctx, color, self.opacity)
            ctx.set_line_width(min(width, 0.5 * head) + 2 * grown)
            ctx.move_to(*tail)
            ctx.line_to(*(neck + 0.1 * head * along))
            ctx.stroke()
            trace(ctx, np.array([tip, neck + 0.42 * head * across, neck - 0.42 * head * across]))
            if grown:
                ctx.close_path()
                ctx.set_line_width(2 * grown)
                ctx.stroke_preserve()
            ctx.fill()


def fill_discs(ctx: cairo.Context[Any], centers: Floats, radius: float) -> None:
    """Fill discs around centres, shape (n, 3)."""
    for x, y in centers[:, :2].tolist():
        ctx.new_sub_path()
        ctx.arc(x, y, radius, 0, 2 * np.pi)
    ctx.fill()


def stroke_circles(ctx: cairo.Context[Any], centers: Floats, radius: float, width: float) -> None:
    """Stroke circles around centres, shape (n, 3)."""
    ctx.set_line_width(width)
    for x, y in centers[:, :2].tolist():
        ctx.new_sub_path()
        ctx.arc(x, y, radius, 0, 2 * np.pi)
    ctx.stroke()


def _trace_square(ctx: cairo.Context[Any], x: float, y: float, half: float) -> None:
    """Trace a square around a centre, its corners rounded."""
    inner = (1 - ROUND) * half
    ctx.new_sub_path()
    for quarter, (right, up) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = quarter * np.pi / 2
        ctx.arc(x + right * inner, y + up * inner, ROUND * half, angle, angle + np.pi / 2)
    ctx.close_path()
