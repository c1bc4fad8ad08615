"""Gradients as arrows on a map of two parameters: all at one scale, so that shorter ones look shorter."""

from __future__ import annotations

import numpy as np
from manim import Mobject
from numpy.typing import ArrayLike

from gdmath import FloatArray, Objective
from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

REACH = 0.22
"""How far the first arrow reaches, in widths or heights of the window, whichever is more."""

BEYOND = 0.05
"""Room beyond that arrow, in the same."""

Window = tuple[tuple[float, float], tuple[float, float]]


def arrow_scale(window: Window, gradient: FloatArray) -> float:
    """Return the change of the parameters that stands for a gradient of 1, for a gradient of shape (2,)."""
    return REACH / float(np.abs(gradient / np.ptp(window, axis=1)).max())


def window_with_arrows(window: Window, point: ArrayLike, gradient: FloatArray, scale: float) -> Window:
    """Return a window, made larger where it has to be to hold a gradient's arrow uphill and downhill.

    Parameters
    ----------
    window
        Ranges of both parameters.
    point, gradient
        Where the arrows begin, and the gradient there, shape (2,) each.
    scale
        As `arrow_scale` gives it.
    """
    low, high = np.transpose(window)
    reach = scale * np.abs(gradient) + BEYOND * (high - low)
    low, high = np.minimum(low, point - reach), np.maximum(high, point + reach)
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def gradient_arrows(plot: MapPlot, point: ArrayLike, gradient: FloatArray, scale: float) -> list[Pointer]:
    """Return the components of a gradient as arrows, one behind the other, and the whole of it.

    Parameters
    ----------
    plot
        The map.
    point, gradient
        Where the arrows begin, and the gradient there, shape (2,) each.
    scale
        As `arrow_scale` gives it.
    """
    start = np.asarray(point, dtype=float)
    tip = start + scale * gradient
    corner = np.array([tip[0], start[1]])
    pieces = (
        (start, corner, palette.FIRST_PARAMETER),
        (corner, tip, palette.SECOND_PARAMETER),
        (start, tip, palette.GRADIENT),
    )
    return [Pointer(plot.on(tail), plot.on(head), color, window=plot.frame) for tail, head, color in pieces]


def downhill_arrow(run: Run, plot: MapPlot, objective: Objective, scale: float) -> Pointer:
    """Return the arrow against the gradient that goes along with a run.

    Parameters
    ----------
    run, plot
        Whose arrow it is, and the map.
    objective
        What the run goes down, also between its iterates.
    scale
        As `arrow_scale` gives it.
    """
    start = plot.place(run)[0]
    arrow = Pointer(start, start, palette.STEP, window=plot.frame)

    def point_downhill(moving: Mobject) -> None:
        point = run.point
        moving.set_points(plot.on([point, point - scale * objective.gradient(point)]))

    return arrow.add_updater(point_downhill, call_updater=True)
