"""Contour lines on the floor of a space."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, ClassVar, Self, cast

import cairo
import numpy as np
from contourpy import contour_generator

from scenes.kit.painted.painted import Floats, PaintingCamera, set_source, trace
from scenes.kit.space.axes import Space
from scenes.kit.space.base import InSpace, heights_over, seen_within
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

CONTOUR_CELLS = 300
"""Along x and along y, for contour lines."""

FADING = 0.05
"""In this share of the space's height, the highest lines fade."""

STRAIGHT = 5e-4
"""World units, of which a box is a few wide: a point so near to the line past it is not needed."""


class FloorContours(InSpace):
    """Contour lines on the floor, coloured by height; add them before the surface, which then hides them.

    Parameters
    ----------
    space
        On whose floor they lie.
    function
        As for `HeightField`.
    levels
        In the space's z; nine even ones if None.
    dash
        Lengths of dash and gap in scene units; None draws solid lines.

    Attributes
    ----------
    above
        Opacity of those that are higher than the space: 0 for lines no farther than the surface reaches, the
        highest ones fading.
    """

    is_ground: ClassVar[bool] = True

    def __init__(
        self,
        space: Space,
        function: Any,
        levels: Any = None,
        width: float = 3.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(space)
        self.stroke_width, self.dash, self.above = width, dash, 1.0
        floor, top = space.ranges[2].tolist()
        self.levels = np.asarray(np.linspace(floor, top, 11)[1:-1] if levels is None else levels, dtype=float)
        self.lay(function)

    def lay(self, function: Any) -> Self:
        """Become the contours of a function, over what the space spans now."""
        self.heights = np.array(heights_over(function, self.space, (CONTOUR_CELLS, CONTOUR_CELLS))[2])
        self.heights.setflags(write=False)  # of what nobody can write to, a digest is found once
        return self.recolor()

    def recolor(self) -> Self:
        """Become of the colours of heights in the space as tall as it is now."""
        heights = self.space.c2p(0.0, 0.0, self.levels)[..., 2]
        self.colors = palette.level_line_colors(self.space.axes.level_shares(heights))
        return self

    @property
    def lines(self) -> tuple[tuple[Floats, ...], ...]:
        """The lines of each level, as world points, shape (n, 3) each; found when they are first painted."""
        width, depth, _ = self.space.view.size.tolist()
        return _lines(self.heights.tobytes(), self.levels.tobytes(), width, depth)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted: it stays on the floor."""
        limits = self.space.view.size / [2, 2, np.inf]
        reach = self.stroke_width * camera.line_unit + camera.pixel
        return seen_within(self.space.view, np.array([-limits, limits]), 0.0, reach)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke level by level; Create draws along every line at once."""
        ctx.set_line_width(self.stroke_width * camera.line_unit)
        if self.dash:
            ctx.set_dash(self.dash)
        floor, top = self.space.ranges[2]
        below = np.clip((top - self.levels) / (FADING * (top - floor)), 0.0, 1.0)
        clear = self.above + (1 - self.above) * below
        for lines, color, share in zip(self._seen_lines(), self.colors, clear, strict=True):
            for line in lines:
                trace(ctx, line)
            set_source(ctx, color, self.opacity * share)
            ctx.stroke()

    def _seen_lines(self) -> Iterator[list[Floats]]:
        """Yield the lines of each level, as far as they are shown, where they are seen."""
        shown = [line[: round(self.shown[1] * len(line))] for lines in self.lines for line in lines]
        seen = iter(self.space.view.project_all(shown) if shown else ())
        for lines in self.lines:
            yield list(islice(seen, len(lines)))


@lru_cache(maxsize=2)
def _lines(heights: bytes, levels: bytes, width: float, depth: float) -> tuple[tuple[Floats, ...], ...]:
    """Return the contour lines on the floor of a box, of the heights of a grid over it."""
    x, y = (np.linspace(-side / 2, side / 2, CONTOUR_CELLS + 1) for side in (width, depth))
    grid = np.frombuffer(heights).reshape(len(x), len(y))
    generator = contour_generator(x, y, np.ma.masked_invalid(grid.T))
    return tuple(
        tuple(without_straight(_on_floor(line)) for line in cast("list[Floats]", generator.lines(level)))
        for level in np.frombuffer(levels)
    )


def _on_floor(line: Floats) -> Floats:
    """Return world points of a line, shape (n, 2)."""
    return np.hstack([line, np.zeros((len(line), 1))])


def without_straight(points: Floats) -> Floats:
    """Leave out points of a polyline, shape (n, 3), where it is straight: contours have long such parts."""
    while len(points) > 2:
        chords, ways = points[2::2] - points[:-2:2], points[1:-1:2] - points[:-2:2]
        apart = np.abs(chords[:, 0] * ways[:, 1] - chords[:, 1] * ways[:, 0])
        needed = np.ones(len(points), dtype=bool)
        needed[1:-1:2] = apart > STRAIGHT * np.linalg.norm(chords, axis=1)
        if needed.all():
            break
        points = points[needed]
    return points
