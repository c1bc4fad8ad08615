"""A run down a curve in numbers and charts: they are those of the record."""

from __future__ import annotations

import pytest

from gdmath import descend, parabola
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.curve_numbers import first_heights, numbers_and_chart, step_readouts
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters

LETTERS, BOX = Letters("w", "J"), Box(-5, 5, -3, 3)


@pytest.fixture
def run() -> Run:
    return Run(descend(parabola(), 0.1, 4.3, iterations=25))


def test_the_first_heights_carry_their_index_and_say_where_they_are_rounded(run: Run) -> None:
    heights = [str(row.typst_code)[2:-2] for row in first_heights(run, LETTERS)]
    assert heights == ["J(w_0) = 18.49", "J(w_1) approx 11.83"]


def test_readouts_are_those_of_the_last_step(run: Run) -> None:
    rows = step_readouts(BOX, run, LETTERS)
    run.clock.set_value(2.4)
    rows.update()
    written = [row.number.written for row in rows if isinstance(row, Readout)]
    assert [float(text) for text in written] == pytest.approx([2, 2.752, 7.5735])


def test_the_numbers_stand_in_the_chart_above_a_curve_that_falls(run: Run) -> None:
    numbers, chart = numbers_and_chart(BOX, run, LETTERS, head=0.5)
    assert str(chart.y_label.typst_code) == "$ J(w_k) $"
    assert chart.nodes(run)[1] == pytest.approx(chart.c2p(1, 11.8336))
    assert BOX.top - 0.5 >= chart.y_label.get_top()[1]
    assert chart.frame.get_top()[1] >= numbers.get_top()[1]
    below = chart.nodes(run)[chart.nodes(run)[:, 0] >= numbers.get_left()[0]]
    assert numbers.get_bottom()[1] > below[:, 1].max()
    assert numbers.get_right()[0] <= chart.frame.get_right()[0]


def test_they_stand_above_the_chart_of_a_curve_that_does_not() -> None:
    run = Run(descend(parabola(), 1.02, 4.3, iterations=9))
    numbers, chart = numbers_and_chart(BOX, run, LETTERS, head=0.5)
    assert BOX.top - 0.5 >= numbers.get_top()[1]
    assert numbers.get_bottom()[1] > chart.y_label.get_top()[1]
