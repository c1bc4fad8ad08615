"""Colours of the rules of descent: each rule has its one colour wherever several are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from types import MappingProxyType

from scenes.kit.style import palette

RULE_COLORS: Mapping[str, palette.Color] = MappingProxyType(
    {
        "gradient_descent": palette.POINT,
        "heavy_ball": palette.SECOND_PARAMETER,
        "nesterov": palette.TEXT,
        "adagrad": palette.RESIDUAL,
        "rmsprop": palette.FIRST_PARAMETER,
        "adam": palette.WARNING,
        "damped_newton": palette.MINIMUM,
    }
)
"""By the names that the rules have in `gdmath`; beside the colour, each also has its name on screen."""

OTHERS = (palette.OBJECTIVE, palette.GRADIENT, palette.STEP)
"""Colours of rules that have none of their own."""


def rule_colors(names: Iterable[str]) -> list[palette.Color]:
    """Return the colours of rules by their names: each one's own, and of others one after the other."""
    others = cycle(OTHERS)
    return [RULE_COLORS.get(name) or next(others) for name in names]
