"""Room for what is needed for one picture: new memory takes a process longer to get than to fill."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

_kept: dict[tuple[str, str], NDArray[Any]] = {}


def room(purpose: str, shape: tuple[int, ...], kind: Any, content: Any = 0) -> NDArray[Any]:
    """Return an array that lasts until the next one is asked for with the same purpose.

    Parameters
    ----------
    purpose
        What it is for.
    shape, kind
        Of the array, and of its elements.
    content
        What it is filled with.
    """
    size, key = prod(shape), (purpose, np.dtype(kind).str)
    if key not in _kept or _kept[key].size < size:
        _kept[key] = np.empty(size, kind)
    array = _kept[key][:size].reshape(shape)
    array[...] = content
    return array
