"""An arrow that swings with a line that is fitted: from where the line was to where it is."""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Typst
from numpy.typing import ArrayLike

from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source, trace
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

PLACE = 0.7
"""About so far out on the line it swings, in shares of the line's length: midway between two data."""

PIECES = 24
"""Straight pieces of the arc."""

WIDTH, HEAD = 9.0, 4.2
"""Stroke width of the arc, and length of the head in widths."""

AWAY, INSIDE = 0.6, 0.2
"""Scene units from the line's end to the arrow's name, and from that to the plot's right edge."""


class TurnArrow(Painted):
    """An arc from a first line to the one that a plot shows, with a head where it is now.

    Parameters
    ----------
    plot
        In which the line is seen; the arrow goes along with it.
    first : shape (2,)
        The first line's parameters.
    """

    is_outlined = True

    def __init__(self, plot: FitPlot, first: ArrayLike) -> None:
        super().__init__(color=palette.STEP, window=plot.frame)
        self._first: Floats = np.asarray(first, dtype=float)
        self._place = _between_data(plot)
        self.add_updater(lambda arrow: arrow.set_points(arrow.swung(plot)), call_updater=True)

    def swung(self, plot: FitPlot) -> Floats:
        """Return the arc's scene points, from the first line to the present one."""
        shares = np.linspace(0, 1, PIECES + 1)[:, None]
        lines = self._first + shares * (plot.parameters - self._first)
        ends = np.array([plot.points_of(line)[[0, -1]] for line in lines])
        ways = ends[:, 1] - ends[:, 0]
        reach = self._place * np.linalg.norm(ways[0])
        swung: Floats = ends[:, 0] + reach * ways / np.linalg.norm(ways, axis=1)[:, None]
        return swung

    def named(self, plot: FitPlot, words: str, turned: ArrayLike) -> Typst:
        """Return words, as they are, beyond the end of the line with some parameters, within the plot."""
        name = typography.text(typography.as_is(words), typography.BODY, palette.STEP)
        first, last = (plot.points_of(line)[-1] for line in (self._first, turned))
        name.next_to(last, UP if last[1] >= first[1] else DOWN, buff=AWAY)
        over = max(0.0, name.get_top()[1] - plot.frame.get_top()[1])
        under = max(0.0, plot.frame.get_bottom()[1] - name.get_bottom()[1])
        return name.align_to(plot.frame, RIGHT).shift(INSIDE * LEFT + (under - over) * UP)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, HEAD * WIDTH * camera.line_unit + OUTLINE_WIDTH + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the arc over a dark outline, and fill the head; a short one is all head."""
        width = WIDTH * camera.line_unit
        gaps = np.linalg.norm(np.diff(self.points[:, :2], axis=0), axis=1)
        length = float(gaps.sum())
        head = min(HEAD * width, 0.7 * length)
        if head < camera.pixel:
            return
        behind = length - np.append(0.0, np.cumsum(gaps))  # from each point to the tip
        tip = self.points[-1, :2]
        neck = np.array([np.interp(-head, -behind, self.points[:, axis]) for axis in (0, 1)])
        along = (tip - neck) / np.linalg.norm(tip - neck)
        across = 0.45 * head * np.array([-along[1], along[0]])
        shaft = np.vstack([self.points[behind > head, :2], neck + 0.1 * (tip - neck)])
        for color, grown in ((palette.rgb(palette.OUTLINE), OUTLINE_WIDTH), (self.rgb, 0.0)):
            set_source(ctx, color, self.opacity)
            trace(ctx, shaft)
            ctx.set_line_width(min(width, 0.5 * head) + 2 * grown)
            ctx.stroke()
            trace(ctx, np.array([tip, neck + across, neck - across]))
            ctx.close_path()
            ctx.set_line_width(2 * grown)
            ctx.stroke_preserve()
            ctx.fill()


def _between_data(plot: FitPlot) -> float:
    """Return the share of the x axis that is nearest to `PLACE` and halfway from one datum to the next."""
    x, left = np.unique(plot.data.points[:, 0]), plot.frame.get_left()[0]
    shares = ((x[1:] + x[:-1]) / 2 - left) / plot.frame.width
    return float(shares[np.abs(shares - PLACE).argmin()]) if len(shares) else PLACE
