"""Ridges: the line of highest ground between two neighbours that go down into different valleys."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray
from gdmath.objectives import Objective

STRIDE = 0.004
"""Length of a stride along the slope, in widths of the domain."""

STRIDES = 600

SECTIONS = 64
"""Between the neighbours, one round looks at so many starts at once."""

ROUNDS = 9
"""Each leaves one section of the gap: after these, it is as small as floating point can tell."""


def ridge_between(objective: Objective, first: ArrayLike, second: ArrayLike) -> FloatArray:
    """Return the ridge that parts two starts of different valleys: the way that runs down neither side.

    It is found between the starts by bisection, and followed uphill to its summit, and downhill as far as
    walks on both of its sides keep together: to a pass, where there is one.

    Parameters
    ----------
    objective
        A function of any number of variables.
    first, second : shape (d,)
        The starts.

    Returns
    -------
    FloatArray, shape (n, d)
        Points along the ridge, the summit first; n is 0 if both starts go down into one valley.

    Examples
    --------
    Two wells side by side: the ridge between them is the line x = 0, with its pass at y = 0.

    >>> from gdmath import from_function
    >>> wells = from_function(lambda x, y: (x**2 - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])
    >>> ridge = ridge_between(wells, (-0.3, 1), (0.1, 1))
    >>> bool(abs(ridge[:, 0]).max() < 0.01), bool(abs(ridge[-1, 1]) < 0.02)
    (True, True)
    """
    ends = np.array([first, second], dtype=np.float64)
    stride = STRIDE * float(np.ptp(objective.domain, axis=1).max())
    bottoms = _followed(objective, ends, -stride)[-1]
    if np.linalg.norm(bottoms[0] - bottoms[1]) < 10 * stride:
        return np.empty((0, ends.shape[1]))
    for _ in range(ROUNDS):
        starts = ends[0] + np.linspace(0, 1, SECTIONS + 1)[:, None] * (ends[1] - ends[0])
        reached = _followed(objective, starts, -stride)[-1]
        away = np.linalg.norm(reached[:, None] - bottoms, axis=-1)
        last = int(np.flatnonzero(away[:, 0] < away[:, 1]).max())
        ends = starts[last : last + 2]
    down = _followed(objective, ends, -stride)
    together = np.linalg.norm(down[:, 0] - down[:, 1], axis=-1) < stride
    parted = len(down) if together.all() else int(together.argmin())
    up = _followed(objective, ends[:1], stride)[:, 0]
    up = up[: int(objective.value(up).argmax()) + 1]  # from there, strides only go to and fro
    return np.vstack([up[::-1], down[:parted].mean(axis=1)])


def _followed(objective: Objective, starts: FloatArray, stride: float) -> FloatArray:
    """Return walks along the gradient by strides of one length, shape (k, n, d); a negative one goes down."""
    walks = np.empty((STRIDES + 1, *starts.shape))
    walks[0] = starts
    for k in range(STRIDES):
        gradient = objective.gradient(walks[k])
        length = np.linalg.norm(gradient, axis=-1, keepdims=True)
        walks[k + 1] = walks[k] + stride * gradient / np.maximum(length, 1e-12)
    return walks
