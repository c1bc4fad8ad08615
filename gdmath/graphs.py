"""The graph of a function of one variable, in pieces: it ends at poles, at jumps, where the function does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gdmath.arrays import FloatArray, PointFunction

HALVINGS: Final = 60
"""After so many of them two places are neighbours among floating point numbers, or nearly so."""

THIRDS: Final = 24
"""After cutting to a third so often a pole shows, and there is still room beside it."""

SMOOTH: Final = 0.3
"""Looked at ever closer, what is continuous keeps no larger share of its rise; a jump keeps all of it."""

GROWTH: Final = 100.0
"""At a pole values lie so many times the usual spread away from the usual ones, or more."""

USUAL: Final = 0.1
"""Beside a pole, this share of all values is no guide to what a plot should hold."""

Gaps = tuple[FloatArray, FloatArray]
"""Places on the left and on the right between which no line leads, shape (m,) each; NaN where none is."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Points of a graph, in pieces.

    Attributes
    ----------
    x, y : shape (n,)
        All finite, from left to right.
    breaks : shape (b,)
        Indices of points that begin a new piece: no line leads there from the point before.
    edges : shape (e,)
        The x at which the function has an end, a pole or a jump, sorted.
    usual : shape (u,)
        Values that a plot should hold: those at the samples, but beside a pole not the most extreme ones.

    Examples
    --------
    >>> import numpy as np
    >>> hyperbola = graph_of(lambda points: 1 / points[..., 0], np.linspace(-1, 2, 50))
    >>> len(hyperbola.breaks), hyperbola.edges.round(9).tolist(), bool(hyperbola.usual.max() < 20)
    (1, [0.0], True)
    """

    x: FloatArray
    y: FloatArray
    breaks: NDArray[np.int_]
    edges: FloatArray
    usual: FloatArray


def graph_of(value: PointFunction, x: FloatArray) -> Graph:
    """Return a graph from samples, and from what is found between them.

    Parameters
    ----------
    value
        A vectorised function of points of shape (..., 1); where it is not defined, it may be NaN or infinite.
    x : shape (n,)
        Where it is sampled, increasing. Edges closer together than these samples may be missed.

    Raises
    ------
    ValueError
        If no sample is finite.
    """

    def at(places: FloatArray) -> FloatArray:
        heights = np.asarray(value(places[..., np.newaxis]), dtype=np.float64)
        return np.where(np.isfinite(heights), heights, np.nan)

    with np.errstate(all="ignore"):
        y = at(x)
        is_finite = np.isfinite(y)
        if not is_finite.any():
            raise ValueError(
                f"the function has no finite value from {x[0]:g} to {x[-1]:g}: choose other ends"
            )
        sampled = y[is_finite]
        jumps = _jumps(at, x, y)
        gaps = [_ends(at, x, is_finite), jumps, _even_poles(at, x, y, jumps[0])]
        left, right = (np.concatenate(side) for side in zip(*gaps, strict=True))
        added = np.concatenate([left, right])
        starts = np.repeat([False, True], len(left))[~np.isnan(added)]
        added = added[~np.isnan(added)]
        heights = at(added)
    places, values = np.concatenate([x[is_finite], added]), np.concatenate([sampled, heights])
    begins = np.concatenate([np.zeros(len(sampled), dtype=bool), starts])
    order = np.lexsort([~begins, places]) if len(added) else np.arange(len(places))
    breaks = np.flatnonzero(begins[order])
    edges = np.unique(np.nanmean([left, right], axis=0)) if len(left) else np.empty(0)
    return Graph(places[order], values[order], breaks[breaks > 0], edges, _usual(sampled, heights))


def _ends(at: PointFunction, x: FloatArray, is_finite: NDArray[np.bool_]) -> Gaps:
    """Return the last places at which the function is defined, beside samples at which it is not."""
    before = np.flatnonzero(is_finite[:-1] != is_finite[1:])
    leaves = is_finite[before]
    inside, outside = np.where(leaves, x[before], x[before + 1]), np.where(leaves, x[before + 1], x[before])
    for _ in range(HALVINGS * bool(len(before))):
        middle = (inside + outside) / 2
        defined = np.isfinite(at(middle))
        inside, outside = np.where(defined, middle, inside), np.where(defined, outside, middle)
    return np.where(leaves, inside, np.nan), np.where(leaves, np.nan, inside)


def _jumps(at: PointFunction, x: FloatArray, y: FloatArray) -> Gaps:
    """Return neighbouring places between which the function jumps, or changes its sign at a pole."""
    rises = np.abs(np.diff(y))
    pairs = np.flatnonzero(rises > 0)
    a, b, ya, yb, first = x[pairs], x[pairs + 1], y[pairs], y[pairs + 1], rises[pairs]
    for _ in range(HALVINGS):
        if len(a) == 0:
            break
        middle = (a + b) / 2
        height = at(middle)
        stays = ~np.isfinite(height) | (middle == a) | (middle == b)  # as close as can be
        is_left = np.abs(height - ya) >= np.abs(yb - height)
        b, yb = np.where(~stays & is_left, middle, b), np.where(~stays & is_left, height, yb)
        a, ya = np.where(~stays & ~is_left, middle, a), np.where(~stays & ~is_left, height, ya)
        kept = np.abs(yb - ya) > SMOOTH * first
        a, b, ya, yb, first = (part[kept] for part in (a, b, ya, yb, first))
    return a, b


def _even_poles(at: PointFunction, x: FloatArray, y: FloatArray, jumps: FloatArray) -> Gaps:
    """Return places on both sides of poles at which the function runs off to one side only: no jumps."""
    low, middle, high = _spread(y[np.isfinite(y)])
    far = np.abs(y - middle)
    with_both = np.arange(1, len(x) - 1)
    peaks = with_both[(far[1:-1] >= far[:-2]) & (far[1:-1] >= far[2:]) & (far[1:-1] > 2 * (high - low))]
    has_jump = ((x[peaks - 1, np.newaxis] <= jumps) & (jumps <= x[peaks + 1, np.newaxis])).any(axis=1)
    peaks = peaks[~has_jump]
    left, right = x[peaks - 1], x[peaks + 1]
    for _ in range(THIRDS * bool(len(peaks))):
        grid = left + np.linspace(0, 1, 7)[:, np.newaxis] * (right - left)
        heights = np.nan_to_num(np.abs(at(grid[1:-1]) - middle), nan=np.inf)
        top = heights.argmax(axis=0) + 1
        columns = np.arange(len(peaks))
        closer = grid[top - 1, columns], grid[top + 1, columns]
        is_narrow = np.nextafter(left, right) >= (left + right) / 2
        left, right = np.where(is_narrow, left, closer[0]), np.where(is_narrow, right, closer[1])
    beside = np.abs(np.stack([at(left), at(right)]) - middle)
    is_pole = (beside > GROWTH * np.maximum(far[peaks], high - low)).all(axis=0)
    return left[is_pole], right[is_pole]


def _spread(values: FloatArray) -> tuple[float, float, float]:
    """Return between which values most lie, and the middle one."""
    low, middle, high = np.quantile(values, [USUAL, 0.5, 1 - USUAL]).tolist()
    return low, middle, high


def _usual(sampled: FloatArray, beside_edges: FloatArray) -> FloatArray:
    """Return the sampled values, but on the sides on which the function grows without bound only most."""
    low, _, high = _spread(sampled)
    reach = GROWTH * (high - low)
    kept = np.ones(len(sampled), dtype=bool)
    if (beside_edges > high + reach).any():
        kept &= sampled <= high
    if (beside_edges < low - reach).any():
        kept &= sampled >= low
    return sampled[kept]
