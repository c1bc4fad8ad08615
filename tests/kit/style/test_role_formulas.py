"""Parts of formulas have the colours of their roles, wherever they stand."""

from __future__ import annotations

from manim import ManimColor, VMobject

from scenes.kit.style import palette, typography
from scenes.kit.style.role_formulas import LINE, UPDATE, by_role


def colors(formula: VMobject) -> list[ManimColor]:
    return [ManimColor(part.get_fill_color()) for part in formula.family_members_with_points()]


def test_each_named_part_has_its_roles_colour() -> None:
    line = by_role(LINE, color=palette.FIT)
    assert set(colors(line.select("first_parameter"))) == {palette.FIRST_PARAMETER}
    assert set(colors(line.select("second_parameter"))) == {palette.SECOND_PARAMETER}
    assert colors(line).count(palette.FIT) == len(colors(line)) - 2


def test_parts_of_one_role_may_occur_often() -> None:
    both = by_role(f"{UPDATE} quad {UPDATE}")
    assert colors(both.select("step")) == 2 * [palette.STEP]
    assert set(colors(both.select("gradient"))) == {palette.GRADIENT}


def test_a_part_without_a_role_keeps_the_formulas_colour() -> None:
    rule = by_role(UPDATE, typography.TITLE)
    assert set(colors(rule.select("weights"))) == {palette.TEXT}
    assert set(colors(rule.select("gradient"))) == {palette.GRADIENT}
