"""Words on a map for its lowest, its highest and a flat place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, UL, Group

from gdmath import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined, roomiest
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.style import typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import NumberFormat

EDGE = 0.1
"""Share of the map at each side in which no word stands: it would not fit in."""

FLAT = 0.15
"""Share of the map that is flattest, in which the flat place is."""

SAMPLES = 121


def sampled(plot: MapPlot, objective: Objective) -> tuple[Floats, Floats]:
    """Return a grid of points over a map, shape (n, n, 2), and the values there, shape (n, n)."""
    axes = (np.linspace(*ends, SAMPLES) for ends in (plot.x_range, plot.y_range))
    points = np.stack(np.meshgrid(*axes), axis=-1)
    return points, objective.value(points)


class Landmarks:
    """The lowest, the highest and a flat place far from all else, as words on a map and as numbers beside it.

    Parameters
    ----------
    plot, objective
        The map, and what it is the map of.
    names
        Up to three words, for the lowest, the highest and the flat place; empty leaves that out.
    lines, held
        Scene points, shape (n, 3), that the word of the flat place had better not cover, and that it keeps
        away from.
    box
        Where the numbers stand.

    Attributes
    ----------
    words, facts
        Words on the map, and for each a row with its height.
    """

    def __init__(
        self,
        plot: MapPlot,
        objective: Objective,
        names: Sequence[str],
        *,
        lines: Floats,
        held: Floats,
        box: Box,
    ) -> None:
        edge = round(EDGE * SAMPLES)
        grid, heights = (values[edge:-edge, edge:-edge] for values in sampled(plot, objective))
        slopes = np.linalg.norm(objective.gradient(grid), axis=-1)
        is_defined = np.isfinite(heights) & np.isfinite(slopes)
        grid, heights, slopes = (values[is_defined] for values in (grid, heights, slopes))
        places = plot.on(grid)
        picks = [int(heights.argmin()), int(heights.argmax())]
        plain = places[slopes <= np.quantile(slopes, FLAT)]
        widest = outlined(max(names, key=len, default=""))
        place = roomiest(widest, plain, lines, np.vstack([held, places[picks]]))
        picks.append(int(np.linalg.norm(places - place, axis=1).argmin()))
        self.words, self.facts = Group(), Group()
        for name, pick in zip(names, picks, strict=False):
            if not name:
                continue
            self.words.add(outlined(name).move_to(places[pick]))
            height, slope = map(NumberFormat(2).typst, (heights[pick], slopes[pick]))
            flat = translated_formula(f', quad "slope" {slope}') if pick == picks[-1] else ""
            self.facts.add(typography.formula(f"{typography.name(f'{name}:')} quad f = {height}{flat}"))
        self.facts.arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        self.facts.move_to((box.left, box.top, 0.0), aligned_edge=UL)
