"""Plain gradient descent on a quadratic function, without a loop: each axis has a factor of its own."""

from __future__ import annotations

from typing import Final

import numpy as np

from gdmath.arrays import FloatArray, IntArray
from gdmath.quadratic import Spectrum
from gdmath.record import StopReason
from gdmath.stopping import Limits, lengths
from gdmath.trace import End, Trace

AT_ONCE: Final = 2**14
"""So many iterations are computed before it is seen whether a tolerance has ended the descents."""


def descend_in_closed_form(
    spectrum: Spectrum, rate: float, starts: FloatArray, limits: Limits, terms: int
) -> tuple[Trace, list[End]]:
    """Take n plain descents side by side, from starts of shape (n, d), with one rate for all iterations.

    Formula: along the axis of an eigenvalue l, the distance from the stationary point after k iterations is
    (1 - rate l)^k times the first one. Source: Goh, "Why Momentum Really Works" (2017).

    Neither a window nor a tolerance of the value is heeded. Each iteration counts as one gradient, which has
    so many `terms`.
    """
    trace = Trace.begin(starts, {}, limits.iterations)
    ends = [End(limits.iterations, StopReason.ITERATION_CAP)] * len(starts)
    distances = (starts - spectrum.center) @ spectrum.axes
    going = set(range(len(starts)))
    for first in range(0, limits.iterations + 1, AT_ONCE):
        stop = min(first + AT_ONCE, limits.iterations + 1)
        along = _powers(rate * spectrum.curvatures, np.arange(first, stop))[:, np.newaxis] * distances
        along[:, distances == 0] = 0.0  # even times infinity
        trace.points[first:stop] = spectrum.center + np.tensordot(along, spectrum.axes.T, axes=1)
        trace.gradients[first:stop] = np.tensordot(along * spectrum.curvatures, spectrum.axes.T, axes=1)
        trace.steps[first:stop] = -rate * trace.gradients[first : min(stop, limits.iterations)]
        for row, end in _ended(trace, first, stop, limits, going):
            ends[row] = end
            going.remove(row)
        if not going:
            break
    trace.points[0] = starts
    last = max(end.iterations for end in ends)
    trace.rates[:last] = rate
    trace.counts[: last + 1, 1] = np.arange(last + 1)
    trace.counts[: last + 1, 3] = terms * np.arange(last + 1)
    return trace, ends


def _powers(rates: FloatArray, ks: IntArray) -> FloatArray:
    """Return (1 - r)^k for relative rates r of shape (d,), shape (len(ks), d).

    By way of the logarithm of 1 - r, or of r - 1 where that is positive: so k does not multiply the rounding
    of 1 - r.
    """
    is_swinging = rates > 1
    logarithms = np.log1p(np.where(is_swinging, rates - 2, -rates))
    powers = np.exp(ks[:, np.newaxis] * logarithms)
    powers[ks == 0] = 1.0  # also where 1 - r is 0
    return np.where(is_swinging & (ks % 2 == 1)[:, np.newaxis], -powers, powers)


def _ended(trace: Trace, first: int, stop: int, limits: Limits, going: set[int]) -> list[tuple[int, End]]:
    """Return which of the descents that are going on end from iteration `first` to before `stop`, and how."""
    after = max(first, 1)
    tests = (
        (StopReason.SMALL_GRADIENT, limits.gradient, first, trace.gradients[first:stop]),
        (StopReason.SMALL_STEP, limits.step, after, trace.steps[after - 1 : stop - 1]),
    )
    ended: dict[int, End] = {}
    for reason, tolerance, begin, vectors in tests:
        if tolerance is None:
            continue
        is_small = lengths(vectors) <= tolerance
        for row in going & set(np.flatnonzero(is_small.any(axis=0)).tolist()):
            k = begin + int(is_small[:, row].argmax())
            if row not in ended or k < ended[row].iterations:
                ended[row] = End(k, reason)
    return list(ended.items())
