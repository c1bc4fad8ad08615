"""A weight's update in numbers: its parts stand beside one another in every step, however long they are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gdmath import descend, gradient_descent, inverse_time_decay, landscape
from scenes.kit.plots.update_row import GAP, MINUS, TIGHT, UpdateRow, rate_format
from scenes.kit.runs.run import Run
from scenes.kit.style import palette


@pytest.fixture
def row() -> UpdateRow:
    """Return a row whose slopes are negative in some steps and positive in others."""
    run = Run(descend(landscape(), gradient_descent(0.4), (-1.08, 0.38), iterations=7))
    return UpdateRow("w_2", run, 1, palette.SECOND_PARAMETER)


def test_nothing_but_the_usual_gaps_stands_between_the_parts_of_a_row(row: UpdateRow) -> None:
    row.scale(0.8)
    signs = set()
    for k in range(len(row.steps)):
        row.tell(k)
        is_negative = row.numbers[2].written.startswith(MINUS)
        brackets = [bracket.submobjects[0].get_fill_opacity() for bracket in (row.opening, row.closing)]
        assert brackets == [float(is_negative)] * 2
        signs.add(is_negative)
        seen = [part for part in row.parts if is_negative or part not in (row.opening, row.closing)]
        gaps = [float(right.get_left()[0] - left.get_right()[0]) / 0.8 for left, right in pairwise(seen)]
        assert np.round(gaps, 6).tolist() == [
            TIGHT
            if is_negative and row.numbers[2] in pair and len({*pair} & {row.opening, row.closing})
            else GAP
            for pair in pairwise(seen)
        ]
    assert signs == {True, False}


def test_a_rate_that_stays_has_no_zeros_at_its_end() -> None:
    rates = np.array([inverse_time_decay(0.5, 0.5)(k) for k in range(3)])
    assert rate_format(np.full(3, 0.3)).typst(0.3) == "0.3"
    assert rate_format(rates).typst(0.5) == "0.500"
