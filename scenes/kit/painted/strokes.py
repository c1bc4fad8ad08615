"""Bundles of lines, each one mobject: segments, curves, trails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import Mobject
from manim.utils.bezier import interpolate

from scenes.kit.painted.glyph_cache import lay
from scenes.kit.painted.marks import OUTLINE_WIDTH, fill_discs
from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source, trace
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

DASH = (0.1, 0.08)
"""Length of a dash and of the gap behind it, in scene units."""

MANY = 1000
"""So many upright dashed lines are no longer left to Cairo."""

GLOW = (6.0, 0.025), (4.6, 0.035), (3.3, 0.05), (2.1, 0.08)
"""What glows has light around it: how many times as wide as the stroke, and how opaque."""

FINEST = 0.5
"""Pixels: of a path's points that are closer together, one is enough."""

ROUNDING = 1e-9
"""A path blended with itself may fall short of an iterate by a rounding: it has passed that."""


class Segments(Painted):
    """Straight segments drawn in one stroke, dashed if asked: residuals, drop lines, grid lines.

    Parameters
    ----------
    starts, ends
        Scene points, shape (n, 3) each.
    width
        Stroke width, in Manim's unit.
    dash
        Lengths of dash and gap in scene units; None draws a solid line.

    Examples
    --------
    >>> residuals = Segments([[0, 0, 0]], [[0, 1, 0]], dash=DASH)
    >>> residuals.put([[0, 0, 0], [1, 0, 0]], [[0, 1, 0], [1, 2, 0]]).ends[1]
    array([1., 2., 0.])
    """

    def __init__(
        self,
        starts: Any = (),
        ends: Any = (),
        color: palette.Color = palette.TEXT,
        width: float = 4.0,
        dash: tuple[float, float] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(color=color, **kwargs)
        self.stroke_width, self.dash = width, dash
        self.put(starts, ends)
        if self._is_left_to_kernels:
            from scenes.kit.painted.dashes import will_need_dashes  # which takes a while, and few need

            will_need_dashes()

    def put(self, starts: Any, ends: Any) -> Self:
        """Move all segments: scene points, shape (n, 3) each."""
        first, last = (np.asarray(side, dtype=float).reshape(-1, 3) for side in (starts, ends))
        return self.set_points(np.stack([first, last], axis=1))

    @property
    def starts(self) -> Floats:
        """Where the segments begin, shape (n, 3)."""
        return self.points[::2]

    @property
    def ends(self) -> Floats:
        """Where the segments end, shape (n, 3)."""
        return self.points[1::2]

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, self.stroke_width * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke every shown segment; Create lets each grow from its start."""
        low, high = self.shown
        span = self.ends - self.starts
        ends = np.hstack([(self.starts + low * span)[:, :2], (self.starts + high * span)[:, :2]])
        width = self.stroke_width * camera.line_unit
        set_source(ctx, self.rgb, self.opacity)
        if self._lay_dashes(ctx, ends, width):
            return
        for x0, y0, x1, y1 in ends.tolist():
            ctx.move_to(x0, y0)
            ctx.line_to(x1, y1)
        ctx.set_line_width(width)
        ctx.set_line_cap(cairo.LINE_CAP_BUTT if self.dash else cairo.LINE_CAP_ROUND)
        if self.dash:
            ctx.set_dash(self.dash)
        ctx.stroke()

    @property
    def _is_left_to_kernels(self) -> bool:
        return self.dash is not None and len(self.points) >= 2 * MANY

    def _lay_dashes(self, ctx: cairo.Context[Any], ends: Floats, width: float) -> bool:
        """Lay on the coverage of many upright dashed lines; False if it is not for these."""
        if self.dash is None or not self._is_left_to_kernels:
            return False
        from scenes.kit.painted.dashes import upright_dashes

        covered = upright_dashes(ctx, ends, width, self.dash)
        if covered is not None:
            lay(covered, ctx)
        return covered is not None


class Stroke(Painted):
    """One polyline: a graph, a loss curve, a tangent.

    Create draws it from its first point to its last, by arc length.

    Parameters
    ----------
    points
        Scene points, shape (n, 3).
    width
        Stroke width, in Manim's unit.
    dash
        Lengths of dash and gap in scene units; None draws a solid line.
    breaks
        Indices of points that begin a new piece: no line leads there from the point before.
    outlined
        Whether it has a dark outline, as where the ground is of many colours.
    glows
        Whether it has light around it, as what a picture is about.
    """

    def __init__(
        self,
        points: Any = (),
        color: palette.Color = palette.OBJECTIVE,
        width: float = 5.0,
        dash: tuple[float, float] | None = None,
        breaks: Sequence[int] = (),
        *,
        outlined: bool = False,
        glows: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(points, color=color, **kwargs)
        self.stroke_width, self.dash, self.breaks, self.is_outlined = width, dash, list(breaks), outlined
        self.glows = glows

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        width = self.stroke_width * camera.line_unit * (GLOW[0][0] / 2 if self.glows else 1.0)
        return box_around(self.points, width + OUTLINE_WIDTH + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the shown part, over its light if it glows."""
        for piece in parts_of(np.split(self.points, self.breaks), *self.shown):
            trace(ctx, piece)
        width = self.stroke_width * camera.line_unit
        for wider, opacity in GLOW if self.glows and not camera.is_clear else ():
            self._set_pen(ctx, wider * width)
            ctx.set_line_cap(cairo.LINE_CAP_BUTT)
            set_source(ctx, self.rgb, opacity * self.opacity)
            ctx.stroke_preserve()
        if self.is_outlined or camera.is_clear:
            self._set_pen(ctx, width + 2 * OUTLINE_WIDTH)
            set_source(ctx, palette.rgb(palette.OUTLINE), self.opacity)
            ctx.stroke_preserve()
        self._set_pen(ctx, width)
        set_source(ctx, self.rgb, self.opacity)
        ctx.stroke()

    def _set_pen(self, ctx: cairo.Context[Any], width: float) -> None:
        _round_stroke(ctx, width)
        if self.dash:
            ctx.set_line_cap(cairo.LINE_CAP_BUTT)
            ctx.set_dash(self.dash)


class Trail(Painted):
    """A path that has been walked up to a position, with a dot at each iterate passed.

    Parameters
    ----------
    points
        The whole path's iterates in scene points, shape (k + 1, 3). It is computed beforehand;
        what changes over time is only how much of it is shown.
    until
        Position along the iterates, 0 to k; between two of them the last segment is partly drawn.
    dots
        Radius of the dots at the iterates, in scene units; 0 for none.
    between
        Points from each iterate to the next, shape (k, m, 3), if the path is not straight there
        (on a curve); its first point is the iterate, its last the next one.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "until")
    is_outlined = True

    def __init__(
        self,
        points: Any,
        until: float = 0.0,
        *,
        color: palette.Color = palette.PATH,
        width: float = 4.0,
        dots: float = 0.05,
        between: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(points, color=color, **kwargs)
        self.until, self.stroke_width, self.dot_radius, self.outline = until, width, dots, OUTLINE_WIDTH
        self.between = None if between is None else np.asarray(between, dtype=float)

    @classmethod
    def of(cls, run: Run, view: RunView, **kwargs: Any) -> Self:
        """Return the path of a run in a plot or chart, as far as it has come at its clock.

        Parameters
        ----------
        run
            Whose path it is.
        view
            Where it is seen.
        kwargs
            As for the class.
        """
        style = {"color": run.color, "between": view.between(run), "window": view.frame, **kwargs}
        trail = cls(view.nodes(run), **style)
        trail.add_updater(lambda path: path.show_until(run.position))
        return trail

    def see_in(self, run: Run, view: RunView) -> Self:
        """Lay the path of the run as another plot or chart shows it; animated, it goes there."""
        self.points, self.between, self.window = view.nodes(run), view.between(run), view.frame
        return self

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        """Blend the attributes named in ``blend``, and the ways between the iterates."""
        super().interpolate_color(mobject1, mobject2, alpha)
        if isinstance(mobject1, Trail) and isinstance(mobject2, Trail):
            first, second = mobject1.between, mobject2.between
            if first is not None and second is not None:
                self.between = interpolate(first, second, alpha)
        return self

    def with_whole_dots(self) -> Self:
        """Let a dot at an edge of the window be seen whole."""
        if self.window is not None:
            frame, more = self.window.copy(), 2 * (self.dot_radius + self.outline)
            frame.stretch_to_fit_width(frame.width + more).stretch_to_fit_height(frame.height + more)
            self.window = frame
        return self

    def show_until(self, position: float) -> Self:
        """Show the path up to a position along its iterates."""
        self.until = float(np.clip(position, 0, len(self.points) - 1))
        return self

    def walked(self) -> Floats:
        """Return the shown part of the path, shape (m, 3): it ends at the position."""
        until = min(self.until, len(self.points) - 1.0)  # blending may overshoot by a rounding
        done = int(until)
        rest = until - done
        if self.between is None:
            head = self.points[: done + 1]
            if rest == 0:
                return head
            return np.vstack([head, head[-1] + rest * (self.points[done + 1] - head[-1])])
        head = self.between[:done].reshape(-1, 3)
        if rest == 0:
            return np.vstack([head, self.points[done]])
        return np.vstack([head, part_of(self.between[done], 0, rest, by_length=False)])

    def marked(self) -> Floats:
        """Return the first iterate."""
        return self.points[:1]

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        reach = self.stroke_width * camera.line_unit + self.dot_radius + self.outline + camera.pixel
        return box_around(self.walked(), reach)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the walked part over a dark outline, so that it reads on any ground."""
        gap = FINEST * camera.pixel
        walked = thinned(self.walked(), gap)
        passed = int(self.until + ROUNDING) + 1
        dots = apart(self.points[:passed], gap) if self.dot_radius > 0 else self.points[:0]
        width = self.stroke_width * camera.line_unit
        for color, grown in ((palette.rgb(palette.OUTLINE), 2 * self.outline), (self.rgb, 0.0)):
            set_source(ctx, color, self.opacity)
            if len(walked) > 1 and width > 0:
                trace(ctx, walked)
                _round_stroke(ctx, width + grown)
                ctx.stroke()
            if len(dots):
                fill_discs(ctx, dots, self.dot_radius + grown / 2)


def part_of(points: Floats, low: float, high: float, by_length: bool = True) -> Floats:
    """Return the part of a polyline, shape (n, 3), between two shares of its length.

    With ``by_length`` off, the shares are of its number of segments.
    """
    if (low, high) == (0.0, 1.0) or len(points) < 2:
        return points
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1) if by_length else np.ones(len(points) - 1)
    reached = np.concatenate([[0.0], np.cumsum(steps)])
    start, stop = low * reached[-1], high * reached[-1]
    inside = points[(reached > start) & (reached < stop)]
    ends = [[np.interp(at, reached, points[:, axis]) for axis in range(3)] for at in (start, stop)]
    return np.vstack([ends[0], inside, ends[1]])


def parts_of(pieces: Sequence[Floats], low: float, high: float) -> Iterator[Floats]:
    """Yield what lies of polylines, shape (n, 3) each, between two shares of their whole length."""
    if len(pieces) == 1:
        yield part_of(pieces[0], low, high)
        return
    lengths = [float(np.linalg.norm(np.diff(piece, axis=0), axis=1).sum()) for piece in pieces]
    begin, whole = 0.0, sum(lengths)
    for piece, length in zip(pieces, lengths, strict=True):
        first, last = (min(max(share * whole - begin, 0.0), length) for share in (low, high))
        if first < last:
            yield part_of(piece, first / length, last / length)
        begin += length


def thinned(points: Floats, gap: float) -> Floats:
    """Leave out points of a polyline, shape (n, 3), that come less than a gap after the last one kept.

    A descent that creeps takes hundreds of points to the pixel, and Cairo long for each. However far a
    path goes on, its beginning keeps the same points.
    """
    if len(points) < 3:
        return points
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    gaps = np.floor(np.concatenate([[0.0], np.cumsum(steps)]) / gap)
    kept = np.diff(gaps, prepend=-1.0) > 0
    kept[-1] = True
    return points[kept]


def apart(points: Floats, gap: float) -> Floats:
    """Return points, shape (n, 3), but of those that lie within a gap only the first."""
    squares = np.round(points[:, :2] / gap) @ [1.0, 1e7]  # each a number of its own
    return points[np.sort(np.unique(squares, return_index=True)[1])]


def _round_stroke(ctx: cairo.Context[Any], width: float) -> None:
    ctx.set_line_width(width)
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
