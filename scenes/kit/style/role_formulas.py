"""Formulas whose parts have the colours of their roles: the model of a line, the update rule."""

from __future__ import annotations

import re

from manim import MathTypst

from scenes.kit.style import palette, typography

PART = re.compile(r":\s*([A-Za-z_]+)\s*\}\}")
"""The name of a part, at the end of ``{{ part : name }}``."""

LINE = "hat(y) = {{ w : first_parameter }} x + {{ b : second_parameter }}"
"""The model of a line."""

UPDATE = "{{ bold(w) : weights }} <- bold(w) - {{ eta : step }} thin {{ nabla L(bold(w)) : gradient }}"
"""The rule of gradient descent for a vector of weights, the loss L."""


def by_role(
    mathematics: str, size: float = typography.BODY, color: palette.Color = palette.TEXT
) -> MathTypst:
    """Set a formula; a part that is named after a role of the palette has that role's colour.

    Parameters
    ----------
    mathematics
        Typst mathematics. ``{{ eta : step }}`` has the colour ``palette.STEP``; several parts may have one
        name. Parts with names that are no roles keep the formula's colour, and can be selected.
    size
        Manim font size.
    color
        Of all that has no role.

    Examples
    --------
    >>> slope, = by_role(LINE).select("first_parameter")
    >>> slope.get_fill_color() == palette.FIRST_PARAMETER
    True
    """
    formula = typography.formula(mathematics, size, color)
    for name in set(PART.findall(mathematics)):
        role = getattr(palette, name.upper(), None)
        if isinstance(role, palette.Role):
            formula.select(name).set_color(role)
    return formula
