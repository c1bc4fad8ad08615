"""Formulas beside the title keep to their row, and clear of the title."""

from __future__ import annotations

import pytest
from manim import Typst, tempconfig

from scenes.kit.style import layout, typography
from scenes.kit.style.headline import formula_in_title_row, legend, stage_below_legend

LONG = " + ".join(f"x^{k}" for k in range(30))


def title() -> Typst:
    corner = layout.frame()
    words = typography.text("A title", typography.TITLE)
    return words.move_to((corner.left + words.width / 2, corner.top - words.height / 2, 0))


@pytest.mark.parametrize("mathematics", ["x^2", LONG])
def test_a_formula_ends_at_the_frame_and_begins_right_of_the_title(mathematics: str) -> None:
    formula = formula_in_title_row(mathematics, title())
    assert formula.get_right()[0] == pytest.approx(layout.frame().right)
    assert formula.get_left()[0] > title().get_right()[0] + 0.7


@pytest.mark.parametrize("mathematics", ["x^2", LONG])
def test_a_legend_stands_in_the_title_row_of_a_wide_frame(mathematics: str) -> None:
    row = legend(title(), mathematics, typography.formula("eta = 1"))
    assert row.get_right()[0] == pytest.approx(layout.frame().right)
    assert row.get_left()[0] > title().get_right()[0] + 0.7
    assert row[0].get_right()[0] < row[1].get_left()[0]
    assert stage_below_legend() == layout.stage()
    alone = legend(title(), "", typography.formula("eta = 1"))
    assert alone.get_right()[0] == pytest.approx(layout.frame().right)


def test_in_other_frames_it_has_a_row_of_its_own() -> None:
    with tempconfig({"pixel_width": 270, "pixel_height": 480, "frame_width": 8.7, "frame_height": 15.5}):
        row = legend(title(), LONG, typography.formula("eta = 1"))
        assert row.get_top()[1] < title().get_bottom()[1]
        assert row.get_bottom()[1] > stage_below_legend().top
        assert row.get_left()[0] == pytest.approx(layout.frame().left)
        assert row.get_right()[0] <= layout.frame().right + 1e-6
