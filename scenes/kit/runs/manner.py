"""What becomes of the height while steps are taken at some rate, in a word or two."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

RISES: Final = 1e-6
"""Heights that grow by no more than this share of the first one do not rise."""


def manner(values: ArrayLike, least: float) -> str:
    """Return what a walk does, in English.

    Parameters
    ----------
    values : shape (k + 1,)
        The heights after each step.
    least
        The height that the same number of steps leads to at a rate with which it is compared.

    Examples
    --------
    >>> manner([4, 3.9, 3.8], least=1), manner([4, 1, 2], least=1), manner([4, 9], least=1)
    ('creeps', 'jumps about', 'runs away')
    """
    heights = np.asarray(values, dtype=np.float64)
    first, last = heights[0], heights[-1]
    if not np.isfinite(heights).all() or last > first:
        return "runs away"
    if (np.diff(heights) > RISES * abs(first)).any():
        return "jumps about"
    return "creeps" if last > (first + least) / 2 else "comes down"
