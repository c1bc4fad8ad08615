"""An arrow that turns with a line: it leads from the first line to the one that is seen."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.turn_arrow import INSIDE, TurnArrow
from scenes.kit.runs.trial import Trial
from scenes.kit.style.layout import Box

FIRST = np.zeros(2)


def plotted(slope: float, intercept: float) -> FitPlot:
    plot, trial = FitPlot(Box(-6, 2, -3, 3), LinearRegression(TEN_POINTS), FIRST), Trial(FIRST)
    plot.follow(trial)
    for change, value in zip(trial.changes, (slope, intercept), strict=True):
        change.set_value(value)
    return plot


def away_from(plot: FitPlot, line: tuple[float, float], place: Floats) -> float:
    """Return how far a scene point is from a line's, in scene units."""
    start, end = plot.points_of(line)[[0, -1], :2]
    way = (end - start) / np.linalg.norm(end - start)
    across = place[:2] - start
    return float(abs(way[0] * across[1] - way[1] * across[0]))


@pytest.mark.parametrize("line", [(0.71, 0.2), (-1.5, 17.0)])
def test_it_leads_from_the_first_line_to_the_present_one(line: tuple[float, float]) -> None:
    plot = plotted(*line)
    points = TurnArrow(plot, FIRST).points
    assert away_from(plot, (0.0, 0.0), points[0]) == pytest.approx(0, abs=1e-9)
    assert away_from(plot, line, points[-1]) == pytest.approx(0, abs=1e-9)
    assert points[0, 0] == pytest.approx(plot.c2p(7.5, 0)[0])  # the data are at 1, 2, 3 and so on


def test_as_long_as_the_line_has_not_turned_it_has_no_length() -> None:
    assert np.ptp(TurnArrow(plotted(0.0, 0.0), FIRST).points, axis=0).tolist() == [0, 0, 0]


@pytest.mark.parametrize("slope", [0.7, -0.7, 40.0])
def test_its_name_stands_beyond_the_lines_end_and_within_the_plot(slope: float) -> None:
    plot = plotted(0.0, 0.0)
    name, end = TurnArrow(plot, FIRST).named(plot, "wrong", (slope, 0.0)), plot.points_of((slope, 0.0))[-1]
    assert name.get_right()[0] == pytest.approx(plot.frame.get_right()[0] - INSIDE)
    assert name.get_top()[1] <= plot.frame.get_top()[1] + 1e-9
    assert name.get_bottom()[1] >= plot.frame.get_bottom()[1] - 1e-9
    if slope == 0.7:
        assert name.get_bottom()[1] > end[1]
