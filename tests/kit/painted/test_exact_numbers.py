"""Exact numbers stand level with those that they are compared with, and have as many decimals."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.painted.exact_numbers import numbers_apart, numbers_beside
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.style.numbers import NumberFormat

ROWS = {"w": Readout('"slope" w', -1.5, NumberFormat(3)), "J": Readout("J", 32.0, NumberFormat(2))}


def test_beside() -> None:
    column(*ROWS.values())
    beside: Any = numbers_beside(list(ROWS.values()), (-1.54545, 31.854545), "exact")
    header, w, j = beside
    assert (w.written, j.written) == ("\u22121.545", "31.85")
    for number, readout in zip((w, j), ROWS.values(), strict=True):
        assert number.points[0, 1] == pytest.approx(readout.number.points[0, 1])
        assert number.get_left()[0] > readout.get_right()[0] + 0.5
    assert header.get_bottom()[1] > w.get_top()[1]
    assert header.get_left()[0] == pytest.approx(w.get_left()[0])


def test_apart() -> None:
    apart: Any = numbers_apart(ROWS, (-1.54545, 31.854545), "exact")
    header, w, j = apart
    assert (w.number.written, j.number.written) == ("\u22121.545", "31.85")
    assert header.get_bottom()[1] > w.get_top()[1] > w.get_bottom()[1] > j.get_top()[1]
    assert w.get_right()[0] == pytest.approx(j.get_right()[0])
