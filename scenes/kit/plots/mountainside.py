"""A curve as the ground under a sky, from side to side of the frame, without axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from manim import DOWN, LEFT, UP, Group, Mobject, Typst
from numpy.typing import ArrayLike

from gdmath import Objective
from gdmath.graphs import graph_of
from scenes.kit.painted.fog import Ground
from scenes.kit.plots.curve_plot import SAMPLES, CurvePlot
from scenes.kit.style import layout, palette, typography

Block = TypeVar("Block", bound=Mobject)

LEADING = 0.75
"""Scene units from one row of words in the sky to the next."""

PLACES = 41
"""From side to side, of which the one with most sky is chosen."""


class Mountainside(CurvePlot):
    """The graph of a function of one variable as a landscape that fills the frame.

    Parameters
    ----------
    objective
        The function.
    held
        Further x that the frame has to hold, besides the domain; any shape.
    below, above
        Scene units that are left for words below the lowest place and above the highest.

    Attributes
    ----------
    ground
        What is drawn: ground and sky.

    Raises
    ------
    ValueError
        If the function is level, or not defined all the way: then it is no landscape.
    """

    def __init__(
        self, objective: Objective, held: ArrayLike = (), *, below: float = 1.5, above: float = 1.1
    ) -> None:
        whole = layout.whole_frame()
        x = np.append(objective.domain[0], np.ravel(held))
        graph = graph_of(objective.value, np.linspace(x.min(), x.max(), SAMPLES))
        heights = graph.y
        if graph.edges.size or np.ptp(heights) == 0:
            is_torn = f"has an edge at x = {graph.edges[0].round(9):.4g}" if graph.edges.size else "is level"
            raise ValueError(
                f"{objective.name} {is_torn} between x = {x.min():.4g} and {x.max():.4g}, so it is no "
                "mountainside: choose another function or domain"
            )
        unit = (whole.height - below - above) / np.ptp(heights)
        y_range = float(heights.min() - below / unit), float(heights.max() + above / unit)
        super().__init__(whole, objective, held, x_margin=0, y_range=y_range, axes=False)
        self.ground = Ground(self.curve().points)

    def put_in_sky(self, words: Block) -> Block:
        """Move words to the top of the frame, where the ground below them is lowest."""
        frame, reach = layout.frame(), float(words.width) / 2 + 0.3
        across, up, _ = self.ground.points.T
        places = np.linspace(frame.left + reach, frame.right - reach, PLACES)
        peaks = [up[np.abs(across - place) <= reach].max() for place in places]
        words.move_to((float(places[np.argmin(peaks)]), frame.top - 0.2, 0.0), aligned_edge=UP)
        return words

    def write_in_sky(self, rows: Sequence[str]) -> list[Typst]:
        """Return rows of words, as they are, in the sky; outlined, for lit fog may be behind them."""
        texts = [typography.on_baseline(typography.as_is(row), typography.TITLE) for row in rows]
        for number, text in enumerate(texts):
            text.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)
            text.align_to(texts[0], LEFT).shift(number * LEADING * DOWN)
        self.put_in_sky(Group(*texts))
        return texts
