"""A dot with a name beside it, for a row of a table."""

from __future__ import annotations

from typing import Final

from manim import Typst

from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

DOT: Final = 0.1
"""Radius of the dots, in scene units."""

BASE: Final = 0.0036
"""From the middle of a row down to its baseline, in scene units for each point of font size."""


def dot_and_name(row: Box, words: str, color: palette.Color, size: float) -> tuple[Dots, Typst]:
    """Return a dot at the left of a row, and beside it a name, as it is, that ends within the row."""
    middle = float(row.center[1])
    dot = Dots([(row.left + DOT, middle, 0.0)], color, DOT)
    name, left = typography.on_baseline(typography.as_is(words), size, color), row.left + 3.2 * DOT
    typography.fitted(name, row.right - left)
    return dot, name.shift((left - name.get_left()[0], middle - BASE * size, 0.0))
