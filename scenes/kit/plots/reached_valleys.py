"""Where a run down a curve has led, and whether there is a deeper place."""

from __future__ import annotations

from manim import DOWN, Group

from gdmath.valleys import nearest_minimum
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.run import Run
from scenes.kit.style import typography

NOTICEABLE = 0.1
"""Scene units by which a deeper valley has to be deeper."""

RADIUS, BELOW = 0.24, 0.4
"""Scene units: of the rings, and from a minimum down to its words."""


def reached_valleys(plot: CurvePlot, run: Run, words: tuple[str, str]) -> Group:
    """Return a mark on the minimum that a run ends next to, and one on the lowest if that is another one.

    Parameters
    ----------
    plot
        Where the curve is drawn.
    run
        Whose end it is about.
    words
        Typst markup below the one ring and below the other.

    Returns
    -------
    Group
        Of two, one or, where no minimum is known, no marks; each is a ring with words below it.
    """
    minima = plot.objective.minima[:, 0].tolist()
    if not minima:
        return Group()
    reached, lowest = float(nearest_minimum(plot.objective, run.path[-1])[0]), minima[0]
    (_, here, _), (_, lower, _) = plot.on([reached, lowest])
    marks = Group(_mark(plot, reached, words[0]))
    if here - lower > NOTICEABLE:
        marks.add(_mark(plot, lowest, words[1]))
    return marks


def _mark(plot: CurvePlot, x: float, words: str) -> Group:
    below = typography.text(typography.as_is(words)).next_to(plot.on(x), DOWN, buff=BELOW)
    return Group(plot.rings(x, radius=RADIUS), below)
