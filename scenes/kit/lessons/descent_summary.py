"""What is said of a descent along a curve in a word or two."""

from __future__ import annotations

import numpy as np

from gdmath import Descent, StopReason, at
from scenes.kit.style.numbers import short

_SPOKEN = {
    "crawls": "it crawls",
    "walks straight in": "it walks straight in",
    "jumps across": "it jumps across",
    "runs away": "it runs away",
}


def verdict(walk: Descent, iterations: int) -> str:
    """Return in a word or two, in English, what a descent in one variable does in its first iterations."""
    steps = np.diff(walk.points[:, 0])
    if walk.stop is not StopReason.SMALL_STEP and abs(steps[-1]) > abs(steps[0]):
        return "runs away"
    if np.any(steps[1:] * steps[:-1] < 0):
        return "jumps across"
    slopes = np.abs(walk.gradients[:, 0])
    crawls = at(slopes, iterations) > 0.1 * slopes[0]
    return "crawls" if crawls else "walks straight in"


def spoken_verdict(rate: float, words: str) -> str:
    """Return what a line says of a rate: `verdict`'s words in a sentence, without its full stop.

    Examples
    --------
    >>> spoken_verdict(0.01, "crawls")
    'At 0.01, it crawls'
    """
    return f"At {short(rate)}, {_SPOKEN[words]}"
