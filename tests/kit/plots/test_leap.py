"""A leap over a hill: where it starts, which way it goes, and where it ends."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import double_well, parabola
from gdmath.near_minimum import rate_limit_at
from gdmath.valleys import hills_between, leap_over_hill
from scenes.double_well import DoubleWell
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.leap import Leap
from scenes.kit.style import layout

HEIGHTS = (-26.0, 113.0)


def plotted() -> CurvePlot:
    return CurvePlot(layout.stage(), double_well(), y_range=HEIGHTS)


def test_it_starts_in_sight_and_its_first_step_crosses_the_hill_to_the_valley_where_it_ends() -> None:
    plot = plotted()
    leap = Leap.within(plot, 0.12)
    assert leap is not None
    x, (hill,) = leap.run.path[:, 0], hills_between(plot.objective)
    assert plot.shows(float(x[0]))
    assert x[0] < hill < x[1]
    other = plot.objective.minima[leap.end, 0]
    assert (x[1:] > hill).all()
    assert x[-1] == pytest.approx(other, abs=0.1)
    assert abs(other - x[0]) > abs(plot.objective.minima[1 - leap.end, 0] - x[0])


def test_its_rate_is_that_which_is_shown_and_one_at_which_it_can_settle() -> None:
    leap = Leap.within(plotted(), 0.12)
    assert leap is not None
    (rate,) = set(leap.run.descent.rates.tolist())
    assert str(leap.rate.typst_code) == f"$ eta = {rate} $"
    assert rate < rate_limit_at(double_well(), double_well().minima[leap.end])


def test_the_point_that_leaps_in_the_lesson_ends_in_the_other_valley() -> None:
    scene = DoubleWell(skip_animations=True)
    scene.setup()
    leap = scene.leap
    assert leap is not None
    assert leap.run.path[0, 0] < scene.hill < leap.run.path[-1, 0]
    assert leap.end == 1


def test_small_steps_leap_over_no_hill() -> None:
    assert leap_over_hill(double_well(), np.linspace(-4.4, 4.4, 50), [0.003]) is None


def test_a_curve_with_one_valley_has_no_hill_to_leap_over() -> None:
    assert Leap.within(CurvePlot(layout.stage(), parabola()), 0.12) is None
