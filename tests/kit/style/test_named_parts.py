"""Names of a formula's parts have their colours, stand over or under them, and clear of the formula."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DOWN, UP, ManimColor

from scenes.kit.style import palette
from scenes.kit.style.named_parts import name_of_part
from scenes.kit.style.role_formulas import UPDATE, by_role


@pytest.mark.parametrize(("part", "color"), [("step", palette.STEP), ("gradient", palette.GRADIENT)])
@pytest.mark.parametrize("side", [UP, DOWN], ids=["above", "below"])
def test_a_name_is_led_to_its_part(part: str, color: palette.Color, side: np.ndarray) -> None:
    formula = by_role(UPDATE)
    stem, words = name_of_part(formula, part, "what it does", side)
    middle = formula.select(part).get_center()[0]
    assert stem.get_center()[0] == pytest.approx(middle)
    assert words.get_center()[0] == pytest.approx(middle)
    assert words[0].get_fill_color() == ManimColor(color)
    assert stem.get_stroke_color() == ManimColor(color)
    edge = formula.get_top()[1] if side[1] > 0 else formula.get_bottom()[1]
    gaps = [side[1] * (part.get_center()[1] - edge) for part in (stem, words)]
    assert 0 < gaps[0] < gaps[1]
