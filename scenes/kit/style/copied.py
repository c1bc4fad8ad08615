"""Mobjects that are copied as Manim copies them, in a third of the time: each play copies what it moves."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final, Self

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, Mobject

_UNCHANGING: Final = frozenset(
    {type(None), bool, int, float, str, np.float64, ManimColor, CapStyleType, LineJointType}
)
"""Types of which nobody changes a value in its place: a copy may have the same one."""


class Copied(Mobject):
    """A mobject that is copied quickly: most attributes of a glyph are numbers, and its lists are empty."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy; what several of those copied have in common, their copies have in common."""
        copied = self.__class__.__new__(self.__class__)
        memo[id(self)] = copied
        attributes = copied.__dict__
        for name, value in self.__dict__.items():
            kind = type(value)
            if kind in _UNCHANGING:
                attributes[name] = value
            elif id(value) in memo:
                attributes[name] = memo[id(value)]
            elif kind is np.ndarray:
                attributes[name] = memo[id(value)] = value.__deepcopy__(memo)
            elif kind is list and not value:
                attributes[name] = memo[id(value)] = []
            else:
                attributes[name] = deepcopy(value, memo)
        copied.original_id = str(id(self))
        return copied
