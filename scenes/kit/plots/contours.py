"""Contour maps: filled bands, lines and the numbers on them, from an objective of two variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Self

import cairo
import numpy as np
from contourpy import FillType, LineType, contour_generator
from manim import Group, Typst

from gdmath import LinearRegression
from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, set_source, trace
from scenes.kit.painted.strokes import DASH
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.ticks import decimals_of, nice_step, nice_ticks

SAMPLES = 201
LABEL_GAP = 0.9
"""Scene units that labels keep between one another."""

LABEL_ROOM = 0.3
"""Scene units that labels keep from what they are told to keep clear of."""


VALLEY = 0.5
"""How far the lowest line of a valley's floor reaches to either side, in sizes of the map."""

VALLEY_LINES = 3

EVEN = (0.15, 0.85)
"""Where the median height lies, as a share of all heights, if these are spread evenly enough."""


class Polygons(Painted):
    """Filled areas with holes, a colour each: the bands of a contour map.

    Parameters
    ----------
    rings
        Closed rings in scene points, each of shape (n, 3).
    owners
        For each ring, the index of the area it bounds; an area's further rings are its holes.
    colors
        Each area's colour, shape (areas, 3).
    """

    def __init__(self, rings: list[Floats], owners: list[int], colors: Floats, **kwargs: Any) -> None:
        super().__init__(np.vstack(rings), **kwargs)
        self.ends = np.cumsum([len(ring) for ring in rings])
        self.owners, self.colors = np.array(owners), colors

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill each area; as one group where translucent, so that seams do not show."""
        ctx.push_group()
        ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        rings = np.split(self.points, self.ends[:-1])
        for area in np.unique(self.owners):
            for index in np.flatnonzero(self.owners == area):
                trace(ctx, rings[index])
                ctx.close_path()
            set_source(ctx, self.colors[area])
            ctx.fill_preserve()
            ctx.set_line_width(camera.pixel)
            ctx.stroke()
        ctx.pop_group_to_source()
        ctx.paint_with_alpha(self.opacity)


class Polylines(Painted):
    """Many polylines of one style, from a list of arrays of scene points of shape (n, 3).

    Parameters
    ----------
    dash
        Lengths of dash and gap in scene units; None draws solid lines.
    """

    def __init__(
        self,
        lines: list[Floats],
        color: str,
        width: float = 1.5,
        dash: tuple[float, float] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(np.vstack([np.empty((0, 3)), *lines]), color=color, **kwargs)
        self.ends = np.cumsum([len(line) for line in lines])
        self.stroke_width, self.dash = width, dash

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke them all at once."""
        if self.dash:
            ctx.set_dash(self.dash)
        for line in np.split(self.points, self.ends[:-1]):
            trace(ctx, line)
        ctx.set_line_width(self.stroke_width * camera.line_unit)
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        set_source(ctx, self.rgb, self.opacity)
        ctx.stroke()


class ContourMap(Group):
    """Filled bands between levels, their lines, and their numbers, in a plot's window.

    Lines crowd where it is steep if the levels are evenly spaced. A flat valley's floor then has none:
    levels of its own, dashed, can show it.

    Parameters
    ----------
    plot
        Where it is drawn; its ranges are what is sampled.
    value
        Objective over points, ``(..., 2) -> (...)``.
    levels
        Rising levels, at least two; `quantile_levels` picks them.
    dashed
        Levels of dashed lines, which have no bands and no numbers; `valley_levels` picks them.

    Attributes
    ----------
    bands, lines, dashes, labels
        Its parts, in the order of drawing.
    """

    def __init__(
        self, plot: Plot, value: Callable[[Floats], Floats], levels: Floats, dashed: Sequence[float] = ()
    ) -> None:
        x, y = np.linspace(*plot.x_range, SAMPLES), np.linspace(*plot.y_range, SAMPLES)
        heights = value(np.stack(np.meshgrid(x, y), axis=-1))
        generator = contour_generator(
            x, y, heights, line_type=LineType.Separate, fill_type=FillType.OuterOffset
        )
        self.levels = np.asarray(levels, dtype=float)
        self.window = plot.frame
        self.bands = self._bands(plot, generator, heights)
        level_lines = [_lines_at(plot, generator, level) for level in self.levels]
        self.lines = Polylines([line for lines in level_lines for line in lines], palette.MUTED)
        self.lines.set_opacity(0.55)
        finer = [line for level in dashed for line in _lines_at(plot, generator, level)]
        self.dashes = Polylines(finer, palette.MUTED, dash=DASH)
        self.labels = _labels(plot, level_lines, self.levels)
        super().__init__(self.bands, self.lines, self.dashes, self.labels)

    def keep_clear(self, held: Floats, room: float = LABEL_ROOM) -> Self:
        """Move labels along their lines, as far as may be from scene points and from one another.

        Parameters
        ----------
        held
            What they keep clear of, scene points of shape (n, 3).
        room
            A label is taken away if no place on its line is so far from them.
        """
        lines = np.split(self.lines.points, self.lines.ends[:-1])
        low, high = self.window.points.min(axis=0), self.window.points.max(axis=0)
        for label in list(self.labels):
            line = min(lines, key=lambda line: np.linalg.norm(line - label.get_center(), axis=1).min())
            margin = np.array([label.width, label.height, -1.0]) / 2 + 0.2
            inside = line[((line > low + margin) & (line < high - margin)).all(axis=1)]
            # Labels are wider than high: what is beside them has to be farther away.
            away = np.linalg.norm((inside[:, None] - held[None]) * [0.5, 1.0, 0.0], axis=-1).min(
                axis=1, initial=9.0
            )
            if len(inside) == 0 or away.max() < room:
                self.labels.remove(label)
                continue
            label.move_to(inside[away.argmax()])
            held = np.vstack([held, label.get_center()])
        return self

    def _bands(self, plot: Plot, generator: Any, heights: Floats) -> Polygons:
        """Return the areas between levels, and below the lowest and above the highest."""
        edges = np.concatenate([[-np.inf], self.levels, [np.inf]])
        rings: list[Floats] = []
        owners: list[int] = []
        for band, (low, high) in enumerate(pairwise(edges)):
            outlines, offsets = generator.filled(low, high)
            for area, (outline, offset) in enumerate(zip(outlines, offsets, strict=True)):
                cuts = [part for part in np.split(outline, offset[1:-1]) if len(part)]
                rings += [plot.c2p(part[:, 0], part[:, 1]) for part in cuts]
                owners += [band * 1000 + area] * len(cuts)
        names, compact = np.unique(owners, return_inverse=True)
        colors = palette.level_colors(names // 1000 / (len(edges) - 2))
        return Polygons(rings, compact.tolist(), colors)


def valley_levels(cost: LinearRegression, window: Floats, below: float) -> Floats:
    """Return the first round levels above a cost's least value, evenly spaced.

    Parameters
    ----------
    window
        What the map shows, shape (2, 2): the lowest of their lines is about half as long as it.
    below
        None is as high as this.

    Returns
    -------
    Array of some levels, or of none where fewer than two are below.
    """
    best = cost.closed_form()
    least = float(cost.value(best))
    _, ways = np.linalg.eigh(cost.hessian(best))
    end = best + VALLEY * ways[:, 0] / np.max(np.abs(ways[:, 0]) / np.ptp(window, axis=1))
    step = nice_step(float(cost.value(end)) - least, 1)
    levels = nice_ticks(least, least + (VALLEY_LINES + 1) * step, VALLEY_LINES + 1)[0]
    floor = levels[(levels > least) & (levels < below)][:VALLEY_LINES]
    return floor if len(floor) > 1 else floor[:0]


def round_levels(heights: Floats) -> Floats:
    """Return even round levels where heights are spread evenly enough, and else levels of equal areas.

    Parameters
    ----------
    heights
        Sampled values of any shape.
    """
    low, high = float(heights.min()), float(heights.max())
    if EVEN[0] < (np.median(heights) - low) / (high - low) < EVEN[1]:
        return nice_ticks(low, high, 10)[0]
    return quantile_levels(heights)


def quantile_levels(heights: Floats, count: int = 9) -> Floats:
    """Return about ``count`` round levels that share the sampled area out evenly.

    Parameters
    ----------
    heights
        Sampled values of any shape; values that are not finite are left out.

    Raises
    ------
    ValueError
        If the heights are all the same: there is no contour to draw.
    """
    finite = heights[np.isfinite(heights)]
    if finite.size == 0 or np.ptp(finite) == 0:
        raise ValueError("The objective is constant over the plot: it has no contours; choose other ranges.")
    raw = np.quantile(finite, np.linspace(0, 1, count + 2)[1:-1])
    return _distinct(np.array([_two_digits(level) for level in raw]))


def _two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def _distinct(levels: Floats) -> Floats:
    unique = np.unique(levels)
    return unique if len(unique) > 1 else np.array([unique[0] * 0.5, unique[0]])


def _labels(plot: Plot, level_lines: list[list[Floats]], levels: Floats) -> Group:
    """Set each level's number on its longest line, where it is far from the edge and from its fellows."""
    labels: list[Typst] = []
    for level, lines in zip(levels, level_lines, strict=True):
        if not lines:
            continue
        label = typography.formula(
            typography.number_markup(level, decimals_of(abs(level)) if level else 0), typography.TICK
        )
        spot = _free_spot(plot, max(lines, key=_length), label, labels)
        if spot is not None:
            label.move_to(spot)
            label.set_stroke(palette.OUTLINE, width=5, background=True)
            labels.append(label)
    return Group(*labels)


def _lines_at(plot: Plot, generator: Any, level: float) -> list[Floats]:
    return [plot.c2p(*np.asarray(line).T) for line in generator.lines(level)]


def _length(line: Floats) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def _free_spot(plot: Plot, line: Floats, label: Typst, placed: list[Typst]) -> Floats | None:
    """Return the line's point that is farthest from the labels so far and well inside the plot."""
    half = np.array([label.width, label.height]) / 2 + 0.15
    low, high = plot.frame.points.min(axis=0)[:2] + half, plot.frame.points.max(axis=0)[:2] - half
    inside = line[((line[:, :2] > low) & (line[:, :2] < high)).all(axis=1)]
    if len(inside) == 0:
        return None
    if not placed:
        return np.asarray(inside[len(inside) // 3])
    centers = np.array([other.get_center() for other in placed])
    room = np.linalg.norm(inside[:, None] - centers[None], axis=-1).min(axis=1)
    best = int(room.argmax())
    return np.asarray(inside[best]) if room[best] > LABEL_GAP else None
