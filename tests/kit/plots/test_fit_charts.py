"""The charts beside a fit hold the whole run and the best slope, and count its steps."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression, descend
from scenes.kit.plots.fit_charts import fit_charts, steps_past_turn, turn_mark
from scenes.kit.plots.labels import holds
from scenes.kit.runs.run import Run
from scenes.kit.style import layout


@pytest.mark.parametrize("is_stacked", [True, False])
def test_the_charts_hold_the_run_and_the_best_slope(is_stacked: bool) -> None:
    cost = LinearRegression(TEN_POINTS)
    run = Run(descend(cost, 0.005, (0.0, 0.0), iterations=20))
    best, stage = cost.minima[0], layout.stage()
    boxes = stage.rows(1, 1) if is_stacked else stage.columns(1, 1)
    (slopes, costs), marks = fit_charts(boxes, run, best, 20, '"best"')
    low, high = slopes.y_range
    assert low < min(best[0], run.path[:, 0].min()) < run.path[:, 0].max() < high
    assert costs.y_range[1] > run.series("value").max()
    assert costs.x_range == slopes.x_range == (0.0, 20)
    level = slopes.c2p(0, best[0])[1]
    np.testing.assert_allclose(marks[0].points[:, 1], level)
    assert slopes.frame.get_bottom()[1] < marks[1].get_bottom()[1] < marks[1].get_top()[1] < level
    assert np.isclose(slopes.frame.get_left()[0], costs.frame.get_left()[0]) == is_stacked


def test_a_mark_stands_where_w_turns_around() -> None:
    cost = LinearRegression(TEN_POINTS)
    run = Run(descend(cost, 0.005, (0.0, 0.0), iterations=20))
    chart = fit_charts(layout.stage().rows(1, 1), run, cost.minima[0], 20, '"best"')[0][0]
    slopes = run.descent.points[:, 0]
    step = int(slopes.argmax())
    ring, words = turn_mark(chart, run, cost.minima[0], "up to {}".format)
    assert f"up to {step}" in str(words.typst_code)
    assert (np.diff(slopes[: step + 1]) > 0).all()
    assert slopes[step + 1] < slopes[step]
    np.testing.assert_allclose(ring.points[0], chart.c2p(step, slopes[step]))
    assert words.get_top()[1] < ring.points[0, 1]
    assert holds(chart.frame, words)


def test_steps_are_taken_one_by_one_until_w_has_turned_around() -> None:
    cost = LinearRegression(TEN_POINTS)
    best, slopes = cost.minima[0], descend(cost, 0.005, (0.0, 0.0), iterations=20).points[:, 0]
    run = Run(descend(cost, 0.005, (0.0, 0.0), iterations=20))
    assert slopes[steps_past_turn(run, best, 3)] < slopes.max()
    assert steps_past_turn(run, best, 15) == 15
    straight = Run(descend(cost, 0.005, (5.0, 17.0), iterations=20))
    assert steps_past_turn(straight, best, 3) == 3


def test_a_turn_that_the_chart_does_not_reach_is_not_marked() -> None:
    cost = LinearRegression(TEN_POINTS)
    run = Run(descend(cost, 0.005, (0.0, 0.0), iterations=20))
    chart = fit_charts(layout.stage().rows(1, 1), run, cost.minima[0], 5, '"best"')[0][0]
    assert len(turn_mark(chart, run, cost.minima[0], str)) == 0


def test_a_run_that_goes_straight_to_its_best_has_no_such_mark() -> None:
    cost = LinearRegression(TEN_POINTS)
    run = Run(descend(cost, 0.005, (5.0, 17.0), iterations=20))
    chart = fit_charts(layout.stage().rows(1, 1), run, cost.minima[0], 20, '"best"')[0][0]
    assert len(turn_mark(chart, run, cost.minima[0], str)) == 0
