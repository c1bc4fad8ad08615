"""The model of a line, and what its two numbers say, as they are written beside it."""

from __future__ import annotations

from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Notes, formulas_by_role
from scenes.kit.style.role_formulas import LINE

TOLD = (
    '{{ w : first_parameter }}: space "how steeply it rises"',
    '{{ b : second_parameter }}: space "where it begins"',
)

FILLED = 0.9, 0.7
"""Shares of the box's width and height that the words take at most."""


def line_in_words(box: Box) -> Notes:
    """Return three rows, as large as there is room in the middle of a box: the model, w and b."""
    rows = formulas_by_role(box, LINE, *map(translated_formula, TOLD))
    across, up = FILLED
    rows.scale(min(across * box.width / rows.width, up * box.height / rows.height))
    return rows.move_to(box.center)
