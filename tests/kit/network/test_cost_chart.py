"""The chart of a training's cost: where its curve, its point and its arrow stand, against the record."""

from __future__ import annotations

import numpy as np
import pytest
from manim import UR

from scenes.kit.network.cost_chart import CostChart, CostCharts, decades_until
from scenes.kit.network.learnt import learnt_mountain
from scenes.kit.style import layout

LEARNT = learnt_mountain()
KEPT = LEARNT.kept_when_lost(0.95)


@pytest.mark.parametrize("last", [3 * LEARNT.steps_to_lose(0.95), LEARNT.steps])
def test_both_axes_begin_at_nothing_and_the_arrow_spans_the_fall(last: int) -> None:
    run = LEARNT.run()
    chart = CostChart(layout.stage(), LEARNT, run, last)
    steps, costs = LEARNT.training.steps, LEARNT.training.costs
    assert (chart.plot.x_range, chart.plot.y_range[0]) == ((0, last), 0)
    assert chart.plot.y_range[1] > costs.max()
    tail, tip = chart.fallen(KEPT, 0.95)[0].points
    np.testing.assert_allclose(tail, chart.plot.c2p(steps[KEPT], costs[0]))
    np.testing.assert_allclose(tip, chart.plot.c2p(steps[KEPT], costs[KEPT]))
    assert (tail[1] - tip[1]) / (tail[1] - chart.plot.c2p(0, 0)[1]) >= 0.95
    np.testing.assert_allclose(chart.curve(0, KEPT).points[-1], tip)
    np.testing.assert_allclose(chart.curve(KEPT).points[[0, -1]], [tip, chart.plot.c2p(steps[-1], costs[-1])])


def test_on_a_log_axis_all_of_the_cost_is_seen_and_its_creep_too() -> None:
    run = LEARNT.run()
    plot = CostChart(layout.stage(), LEARNT, run, LEARNT.steps, "log").plot
    costs = LEARNT.training.costs
    assert plot.y_range[0] < costs.min() < costs.max() < plot.y_range[1]
    heights = plot.c2p(LEARNT.training.steps[1:], costs[1:])[:, 1]
    assert heights[KEPT] - heights[-1] > 0.3 * plot.frame.height  # the last steps are no level line


def test_on_log_axes_the_kept_steps_stand_evenly_and_the_end_can_be_read() -> None:
    plot = CostChart(layout.stage(), LEARNT, LEARNT.run(), LEARNT.steps, "log").plot
    kept = LEARNT.training.steps[KEPT + 1 :]
    ways = np.diff(plot.c2p(kept, np.full(len(kept), 0.01))[:, 0])
    assert ways.max() < 1.6 * ways.min()
    assert plot.x_range == (1, LEARNT.steps)
    assert plot.y_range[0] in plot.y_scale.ticks(5)[0]


def test_the_point_stands_at_the_start_of_the_axis_at_first() -> None:
    run = LEARNT.run()
    chart = CostChart(layout.stage(), LEARNT, run, LEARNT.steps)
    dot = chart.marks()[1].update()
    np.testing.assert_allclose(dot.points[0], chart.plot.c2p(0, LEARNT.training.costs[0]))


def test_on_log_axes_an_arrow_leads_from_the_first_cost_to_where_the_curve_begins() -> None:
    chart = CostChart(layout.stage(), LEARNT, LEARNT.run(), LEARNT.steps, "log")
    arrow, dot, name = chart.beginning()
    costs, frame = LEARNT.training.costs, chart.plot.frame
    assert LEARNT.training.steps[1] == 1
    np.testing.assert_allclose(arrow.points, chart.plot.c2p([1.0, 1.0], costs[:2]))
    np.testing.assert_allclose(dot.points[0], arrow.points[0])
    assert arrow.points[:, 0] == pytest.approx(frame.get_left()[0])
    assert name.get_top()[1] < frame.get_top()[1]


def test_on_log_axes_the_last_step_has_a_tick_and_no_other_too_near_to_it() -> None:
    assert list(decades_until(8000)) == [1, 10, 100, 1000, 8000]
    assert list(decades_until(2000)) == [1, 10, 100, 2000]
    assert decades_until(8000)[8000] == "8000"


def test_the_numbers_are_those_of_the_kept_step_to_which_the_point_is_nearest() -> None:
    run = LEARNT.run()
    count, cost = CostChart(layout.stage(), LEARNT, run, LEARNT.steps).readouts('"step"')
    for clock, kept in ((0.0, 0), (0.9, 1), (run.end, len(LEARNT.training.steps) - 1)):
        run.clock.set_value(clock)
        for readout, values in ((count, LEARNT.training.steps), (cost, LEARNT.training.costs)):
            readout.update()
            assert readout.number.written == readout.number.number_format.characters(float(values[kept]))


def test_the_first_chart_stretches_until_the_rest_of_the_curve_lies_on_its_floor() -> None:
    run, (large, _) = LEARNT.run(), layout.stage().rows(1, 1)
    charts = CostCharts(layout.stage().rows(1, 1)[1], large, LEARNT, run, 0.95)
    run.clock.set_value(charts.kept)
    charts.dot.update()
    stretch = charts.stretch(1.0)
    stretch.begin()
    stretch.finish()
    frame, (curve, dot) = charts.level.plot.frame, charts.leveled[2]
    cost = LEARNT.training.costs[charts.kept]
    np.testing.assert_allclose(dot.points[0], charts.level.plot.c2p(LEARNT.steps_to_lose(0.95), cost))
    np.testing.assert_allclose(curve.points[-1], charts.flat.points[0])
    assert charts.flat.width == pytest.approx(frame.width, rel=0.01)
    assert charts.flat.height < 0.05 * frame.height
    np.testing.assert_allclose(
        charts.early.plot.frame.get_corner(UR) + charts.up, charts.late.plot.frame.get_corner(UR)
    )
