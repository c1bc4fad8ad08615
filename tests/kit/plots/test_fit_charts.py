"""The charts beside a fit hold the whole run and the best slope, and count its steps."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression, descend
from scenes.kit.plots.fit_charts import fit_charts
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
