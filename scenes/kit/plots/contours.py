"""Contour maps: filled bands, lines and the numbers on them, from an objective of two variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from contourpy import FillType, LineType, contour_generator
from manim import RIGHT, UP, Group, MathTypst, Typst

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source, trace
from scenes.kit.painted.strokes import DASH
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import in_full, short

SAMPLES = 201
"""So many values along each axis show where lines run, if the map asks for no more."""

LABEL_GAP = 0.9
"""Scene units that labels keep between one another."""

LABEL_ROOM = 0.3
"""Scene units that labels keep from what they are told to keep clear of."""


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

    is_ground: ClassVar[bool] = True

    def __init__(self, rings: list[Floats], owners: list[int], colors: Floats, **kwargs: Any) -> None:
        super().__init__(np.vstack(rings), **kwargs)
        self.ends = np.cumsum([len(ring) for ring in rings])
        self.owners, self.colors = np.array(owners), colors

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, 6 * camera.pixel)

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
        color: palette.Color,
        width: float = 1.5,
        dash: tuple[float, float] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(np.vstack([np.empty((0, 3)), *lines]), color=color, **kwargs)
        self.ends = np.cumsum([len(line) for line in lines])
        self.stroke_width, self.dash = width, dash

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, self.stroke_width * camera.line_unit + camera.pixel)

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


BESIDE_AXIS = 0.5
"""Scene units of a map's width that are left to the name of its vertical axis."""


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
        Rising levels, at least two; see `levels`.
    dashed
        Levels of dashed lines, which have no bands and no numbers.
    samples
        Values along each axis: a map that is larger than its window has more of them.
    numbered
        Whether lines have numbers; if not, `labels` is empty.

    Attributes
    ----------
    bands, lines, dashes, labels
        Its parts, in the order of drawing.
    """

    def __init__(
        self,
        plot: Plot,
        value: Callable[[Floats], Floats],
        levels: Floats,
        dashed: Sequence[float] = (),
        samples: int = SAMPLES,
        *,
        numbered: bool = True,
    ) -> None:
        x, y = np.linspace(*plot.x_range, samples), np.linspace(*plot.y_range, samples)
        heights = value(np.stack(np.meshgrid(x, y), axis=-1))
        if not np.isfinite(heights).all():
            heights = np.ma.masked_invalid(heights)
        generator = contour_generator(
            x, y, heights, line_type=LineType.Separate, fill_type=FillType.OuterOffset
        )
        self.levels, self.dashed = np.asarray(levels, dtype=float), list(dashed)
        self.window = plot.frame
        self.bands = self._bands(plot, generator, heights)
        level_lines = [_lines_at(plot, generator, level) for level in self.levels]
        self.lines = Polylines([line for lines in level_lines for line in lines], palette.MUTED)
        self.lines.set_opacity(0.55)
        finer = [line for level in dashed for line in _lines_at(plot, generator, level)]
        self.dashes = Polylines(finer, palette.MUTED, dash=DASH)
        self.labels = _labels(plot, level_lines, self.levels) if numbered else Group()
        super().__init__(self.bands, self.lines, self.dashes, self.labels)

    def title(self, name: str) -> MathTypst:
        """Return what the map shows and how far apart its even levels are, above its upper right corner.

        Parameters
        ----------
        name
            Typst mathematics.
        """
        every, finer = translated("every"), translated("dashed every")
        words = f"{name}{typography.quoted(f': {every}')} {short(self.levels[1] - self.levels[0])}"
        title = typography.formula(words, typography.LABEL, palette.OBJECTIVE)
        if self.dashed:
            words += f"{typography.quoted(f', {finer}')} {short(self.dashed[1] - self.dashed[0])}"
            longer = typography.formula(words, typography.LABEL, palette.OBJECTIVE)
            title = longer if longer.width <= self.window.width - BESIDE_AXIS else title
        return title.next_to(self.window, UP, buff=0.15).align_to(self.window, RIGHT)

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


def _labels(plot: Plot, level_lines: list[list[Floats]], levels: Floats) -> Group:
    """Set each level's number on its longest line, where it is far from the edge and from its fellows."""
    labels: list[Typst] = []
    for level, lines in zip(levels, level_lines, strict=True):
        if not lines:
            continue
        label = typography.formula(in_full(level), typography.TICK)
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
