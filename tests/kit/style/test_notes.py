"""Formulas beside and below one another."""

from __future__ import annotations

import pytest
from manim import tempconfig

from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Rows, equation, in_a_row, stacked, stacked_in_parts


def test_rows_are_evenly_spaced_and_no_wider_than_the_box() -> None:
    box = Box(1.0, 4.0, -2.0, 3.0)
    rows = Rows(box, 5, typography.BODY)
    written = [rows.write(row, "a + b") for row in range(5)]
    assert [formula.get_center()[1] for formula in written] == pytest.approx([2.5, 1.5, 0.5, -0.5, -1.5])
    assert [formula.get_left()[0] for formula in written] == pytest.approx([1.0] * 5)
    long = rows.write(2, "a + b + c + d + e + f + g + h + i + j + k")
    assert long.width == pytest.approx(3.0)
    assert long.get_center()[1] == pytest.approx(0.5)


def test_a_row_and_an_equation_are_no_wider_than_the_box() -> None:
    box = Box(1.0, 4.0, -2.0, 3.0)
    row = in_a_row(box, ("w_0 = 4.3", palette.POINT), ("J'(w_0) = 8.6", palette.GRADIENT))
    assert row.get_left()[0] == pytest.approx(1.0)
    assert row.get_right()[0] <= 4.0 + 1e-6
    rows = equation(box, "w_1 {{ = : eq }} w_0 - eta J'(w_0)", "{{ = : eq }} 4.3 - 0.1 dot 8.6")
    signs = [line.select("eq").get_left()[0] for line in rows]
    assert signs == pytest.approx(signs[:1] * 2)
    assert max(line.get_right()[0] for line in rows) <= 4.0 + 1e-6
    assert [line.get_center()[1] for line in rows] == sorted(
        (line.get_center()[1] for line in rows), reverse=True
    )


def test_a_column_begins_at_the_top_of_its_box_and_fits_in() -> None:
    box = Box(1.0, 2.5, -1.0, 1.0)
    column = stacked(box, *map(typography.formula, ("w_0 = 4.3", "J'(w_0) = 8.6")))
    assert column.get_top()[1] == pytest.approx(1.0)
    assert [row.get_left()[0] for row in column] == pytest.approx([1.0, 1.0])
    assert column.get_right()[0] <= 2.5 + 1e-6
    assert column[0].get_bottom()[1] > column[1].get_top()[1]


@pytest.mark.parametrize(("size", "columns"), [((960, 540), 1), ((540, 540), 2), ((540, 960), 2)])
def test_two_lots_are_one_column_in_a_wide_frame_and_two_in_others(
    size: tuple[int, int], columns: int
) -> None:
    with tempconfig(dict(zip(("pixel_width", "pixel_height"), size, strict=True))):
        first, second = ([typography.formula(word) for word in words] for words in ("abc", "de"))
        rows = stacked_in_parts(Box(-3, 3, -3, 3), first, second)
    assert len(rows) == 5
    assert len({round(float(row.get_left()[0]), 6) for row in rows}) == columns
