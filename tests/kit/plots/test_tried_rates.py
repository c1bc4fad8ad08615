"""Other rates are tried with as many steps from the same start, and each is told apart in the chart."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, from_function, gradient_descent, landscape
from scenes.kit.plots.labels import holds, overlap
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.plots.tried_rates import TriedRates
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

BOX = Box(-3, 3, -2, 2)


def test_curves_are_those_of_the_walks_and_labels_are_clear_of_them() -> None:
    start = (-0.75, -0.15)
    run = Run(descend(landscape(), gradient_descent(0.3), start, iterations=6))
    chart = RunChart(BOX, [run], objective=landscape(), margin=(0.1, 0.3), x_range=(-0.4, 6.4))
    tried = TriedRates(chart, run, landscape(), (0.1, 8 / 3))
    for (curve, label), rate in zip(tried, (0.03, 0.8), strict=True):
        walk = descend(landscape(), gradient_descent(rate), start, iterations=6)
        assert curve.points == pytest.approx(chart.c2p(np.arange(7), walk.values))
        assert holds(chart.frame, label)
        within = np.linspace(label.get_left()[0], label.get_right()[0], 5)
        below = np.interp(within, curve.points[:, 0], curve.points[:, 1])
        assert (below < label.get_bottom()[1]).all()
    assert not overlap(tried[0][1], tried[1][1])
    assert len(tried.tried(1.0)) == 2
    assert tried.told == ["0.03 creeps", "0.8 jumps about"]


def test_a_rate_that_runs_away_is_drawn_out_of_the_chart() -> None:
    bowl = from_function(lambda x, y: x**2 + y**2, [(-2, 2), (-2, 2)])
    run = Run(descend(bowl, gradient_descent(0.9), (1.0, 1.0), iterations=30))
    chart = RunChart(BOX, [run])
    [[curve, label]] = TriedRates(chart, run, bowl, (1e30,))
    assert np.isfinite(curve.points).all()
    assert curve.points[:, 1].max() > chart.frame.get_top()[1]
    assert holds(chart.frame, label)
