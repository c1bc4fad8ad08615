"""Formulas below one another."""

from __future__ import annotations

import pytest

from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Rows


def test_rows_are_evenly_spaced_and_no_wider_than_the_box() -> None:
    box = Box(1.0, 4.0, -2.0, 3.0)
    rows = Rows(box, 5, typography.BODY)
    written = [rows.write(row, "a + b") for row in range(5)]
    assert [formula.get_center()[1] for formula in written] == pytest.approx([2.5, 1.5, 0.5, -0.5, -1.5])
    assert [formula.get_left()[0] for formula in written] == pytest.approx([1.0] * 5)
    long = rows.write(2, "a + b + c + d + e + f + g + h + i + j + k")
    assert long.width == pytest.approx(3.0)
    assert long.get_center()[1] == pytest.approx(0.5)
