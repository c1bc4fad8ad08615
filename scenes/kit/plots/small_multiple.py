"""Small pictures side by side, without axes: each with runs in it and a caption below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
from manim import RIGHT, UP, Group, Mobject, Typst

from gdmath import LinearRegression, Objective
from gdmath.graphs import graph_of
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.curve_plot import SAMPLES, CurvePlot
from scenes.kit.plots.levels import cost_levels
from scenes.kit.plots.map_plot import MapPlot, equal_scales
from scenes.kit.plots.run_letters import AWAY, run_letters
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

GAP, ABOVE_CAPTION = 0.6, 0.25
"""Scene units between neighbours, and between a picture and its caption."""

FLOOR = 0.12
"""Room below a curve, in shares of the height that is shown."""

MAP_MARGIN = 0.3
"""Room around what a map has to hold, in shares of it."""


def captioned_columns(
    box: Box, captions: Sequence[Sequence[str]], size: float = typography.LABEL
) -> list[tuple[Box, Typst]]:
    """Cut a box into columns with captions below that begin at one height, and return what is left of each.

    Parameters
    ----------
    box
        What pictures and captions may fill.
    captions
        The rows of words of each, as Typst markup.
    size
        Of the words.
    """
    columns = box.columns(*[1.0] * len(captions), gap=GAP)
    words = [typography.lines(*rows, size=size, align="center") for rows in captions]
    room = max(float(caption.height) for caption in words)
    for caption, column in zip(words, columns, strict=True):
        caption.move_to((column.center[0], column.bottom + room, 0.0), aligned_edge=UP)
    pictures = [column.inset(bottom=room + ABOVE_CAPTION) for column in columns]
    return list(zip(pictures, words, strict=True))


class SmallMultiple(Group):
    """One of several small pictures: what stands still in it, runs that move, and a caption.

    Runs that have names have them beside their points.

    Parameters
    ----------
    plot
        Where the runs are seen; made without axes.
    still
        What the runs are drawn on.
    runs
        What moves, each at its own clock.
    caption
        Words that have been put where they stand.
    dots
        Radius of the dots at iterates, in scene units; 0 for none.

    Attributes
    ----------
    caption
        The words below it.
    """

    def __init__(
        self,
        plot: CurvePlot | MapPlot,
        still: Sequence[Mobject],
        runs: Iterable[Run],
        caption: Mobject,
        dots: float = 0.05,
    ) -> None:
        super().__init__(plot, *still, caption)
        self.caption = caption
        shown, middle = list(runs), plot.frame.get_center()[0]
        for run in shown:
            self.add(Trail.of(run, plot, width=3, dots=dots), Dots.of(run, plot, radius=0.12))
        named = [run for run in shown if run.name]
        outwards = [AWAY * np.sign(plot.nodes(run)[-1, 0] - middle) * RIGHT for run in named]
        self.add(*run_letters(named, outwards, lambda run: plot.place(run)[0]))

    @classmethod
    def of_curve(
        cls, box: Box, caption: Mobject, objective: Objective, runs: Iterable[Run], highest: float
    ) -> Self:
        """Return the graph of a function of one variable over its domain, up to a height, and runs on it."""
        low, high = objective.domain[0].tolist()
        lowest = float(graph_of(objective.value, np.linspace(low, high, SAMPLES)).usual.min())
        heights = lowest - FLOOR * (highest - lowest), highest
        plot = CurvePlot(box, objective, x_margin=0, y_range=heights, axes=False)
        return cls(plot, [plot.curve(width=4)], runs, caption)

    @classmethod
    def of_cost(
        cls,
        box: Box,
        caption: Mobject,
        cost: LinearRegression,
        runs: Iterable[Run],
        *,
        is_to_scale: bool = False,
    ) -> Self:
        """Return the map of all lines with the best of them, and runs across it, as lines.

        To scale, a unit is as long along both axes: a bowl is round.
        """
        best, shown = cost.closed_form(), list(runs)
        held = np.vstack([*(run.path for run in shown), best])
        window = padded_range(held[:, 0], MAP_MARGIN), padded_range(held[:, 1], MAP_MARGIN)
        if is_to_scale:
            window = equal_scales(box, held, MAP_MARGIN)
        plot = MapPlot(box, *window, axes=False)
        levels, _ = cost_levels(cost, np.array(window))
        land = ContourMap(plot, cost.value, levels, numbered=False)
        still = [land.bands, land.lines, plot.rings(best, radius=0.2)]
        return cls(plot, still, shown, caption, dots=0)
