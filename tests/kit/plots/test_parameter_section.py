"""A section is the function with all parameters but one held; its dial stands where the trial has come to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import TEN_POINTS, Dataset, LinearRegression
from scenes.kit.lessons.regression_lesson import QUANTITIES
from scenes.kit.plots.parameter_section import ParameterSection, parameter_sections
from scenes.kit.runs.trial import Trial
from scenes.kit.style.layout import Box

COST = LinearRegression(TEN_POINTS)


def sections(cost: LinearRegression, trial: Trial, width: float = 5.0) -> list[ParameterSection]:
    names = [QUANTITIES[name] for name in "wb"]
    boxes = [Box(-6, width - 6, -2, 2), Box(1, 1 + width, -2, 2)]
    least = float(cost.value(cost.closed_form()))
    return parameter_sections(boxes, cost, trial, names, least)


def test_slopes_are_the_gradient_at_the_start() -> None:
    trial = Trial((0.0, 0.0))
    first, second = sections(COST, trial)
    assert (first.slope, second.slope) == pytest.approx((-72.4, -17.8))
    assert first.slope_named("s").typst_code == "$ s = -72.4 $"


def test_a_long_slope_has_a_row_of_its_own_with_fewer_digits() -> None:
    assert not any(section.is_wordy for section in sections(COST, Trial((0.0, 0.0)), width=3.2))
    prices = LinearRegression(Dataset.from_arrays([2000, 4000, 7000, 9000], [3.1e5, 3.8e5, 6.1e5, 7.0e5]))
    first, _ = sections(prices, Trial((0.0, 0.0)), width=2.8)
    assert first.is_wordy
    words = first.slope_named("partial J \\/ partial w")
    assert "-6.4 times 10^9" in words.typst_code
    assert first.box.left <= words.get_left()[0] < words.get_right()[0] <= first.box.right + 1e-9
    assert words.get_bottom()[1] > first.frame.get_top()[1]


def test_the_letter_is_beside_a_wide_axis_and_below_a_narrow_one() -> None:
    wide, narrow = (sections(COST, Trial((0.0, 0.0)), width=width)[0] for width in (5.0, 3.2))
    assert wide.frame.height > narrow.frame.height
    assert wide.submobjects[-1].get_left()[0] > wide.frame.get_right()[0]
    assert narrow.x_label.get_top()[1] < narrow.frame.get_bottom()[1]


def test_sections_of_like_reach_are_seen_at_one_scale() -> None:
    first, second = sections(COST, Trial((0.0, 0.0)))
    assert first.x_range == second.x_range
    assert first.y_range == second.y_range
    assert first.nudge == second.nudge == 0.5


def test_sections_of_other_units_have_axes_of_their_own() -> None:
    houses = LinearRegression(Dataset.from_arrays([2000, 4000, 7000, 9000], [31, 38, 61, 70]))
    first, second = sections(houses, Trial((0.0, 0.0)))
    assert first.x_range[1] < second.x_range[1] / 1000


def test_each_curve_is_the_cost_with_the_other_parameter_held() -> None:
    trial = Trial((0.3, 2.0))
    first, second = sections(COST, trial)
    assert first.value([0.0, 1.0]) == pytest.approx(COST.value([[0.0, 2.0], [1.0, 2.0]]))
    assert second.value([5.0]) == pytest.approx(COST.value([[0.3, 5.0]]))
    for section in (first, second):
        x = np.linspace(*section.x_range, len(section.curve.points))
        np.testing.assert_allclose(section.curve.points, section.c2p(x, section.value(x)))


def test_the_dial_goes_along_and_the_tangent_touches() -> None:
    trial = Trial((0.0, 0.0))
    first: Any
    first, second = sections(COST, trial)
    trial.changes[0].set_value(first.nudge)
    _, knob, point = first.dial.update()
    j = float(COST.value((first.nudge, 0.0)))
    np.testing.assert_allclose(point.points, [first.c2p(first.nudge, j)])
    np.testing.assert_allclose(knob.points, [first.c2p(first.nudge, first.y_range[0])])
    second.dial.update()
    np.testing.assert_allclose(second.dial[2].points, [second.c2p(0.0, 102.1)])
    step = 1e-4
    ends = first.tangent.points
    middle, slope = ends.mean(axis=0), (ends[1] - ends[0])[1] / (ends[1] - ends[0])[0]
    np.testing.assert_allclose(middle, first.c2p(0.0, 102.1), atol=1e-9)
    near = first.c2p([-step, step], first.value([-step, step]))
    assert slope == pytest.approx((near[1] - near[0])[1] / (near[1] - near[0])[0], rel=1e-6)
