"""Between which numbers an attribute is worth turning."""

from __future__ import annotations

import pytest

from gdmath import (
    TEN_POINTS,
    Dataset,
    LinearRegression,
    double_well,
    himmelblau,
    parabola,
    rate_limit_at,
    saddle,
)
from scenes.kit.lessons.ranges import ground_of, range_of_count, range_of_number, ranges_of_pair


class Ground:
    """A lesson's class, as far as ranges know it: two objectives, and data."""

    objective = himmelblau()
    wells = double_well()
    wells_rate = 0.003
    standardize = False


class Fit:
    """A lesson on data."""

    dataset = TEN_POINTS
    standardize = False


def test_a_rate_belongs_to_what_its_name_begins_with() -> None:
    assert ground_of(Ground, "learning_rate") is Ground.objective
    assert ground_of(Ground, "wells_rate") is Ground.wells
    assert isinstance(ground_of(Fit, "learning_rate"), LinearRegression)


def test_data_may_be_called_otherwise() -> None:
    class Spring:
        data = TEN_POINTS

    assert isinstance(ground_of(Spring, "start"), LinearRegression)


def test_a_rate_goes_from_a_hundredth_of_the_least_limit_to_beyond_it() -> None:
    limit = min(rate_limit_at(Ground.wells, place) for place in Ground.wells.minima)
    found = range_of_number(Ground, "wells_rate", 0.003)
    assert (found.low, found.high) == pytest.approx((limit / 100, 1.05 * limit), rel=0.01)
    assert found.is_logarithmic


def test_a_larger_rate_than_the_limit_has_room_on_both_sides() -> None:
    found = range_of_number(Ground, "wells_rate", 5.0)
    assert found.low < 5 < found.high


def test_of_standardised_data_the_limit_is_another_one() -> None:
    class Standardised(Fit):
        standardize = True

    limit = LinearRegression(TEN_POINTS.standardized().dataset).learning_rate_limit
    assert range_of_number(Standardised, "learning_rate", None).high == pytest.approx(1.05 * limit, rel=0.01)


def test_where_no_limit_is_known_the_rate_itself_is_the_measure() -> None:
    class OnSaddle:
        objective = saddle()

    found = range_of_number(OnSaddle, "learning_rate", 0.1)
    assert (found.low, found.high) == (0.004, 0.4)


def test_data_to_which_no_line_can_be_fitted_have_no_ground() -> None:
    class Upright:
        dataset = Dataset.from_arrays([1, 1, 1], [1, 2, 3])

    assert ground_of(Upright, "learning_rate") is None
    assert range_of_number(Upright, "learning_rate", 0.1).high == 0.4


def test_starts_lie_in_the_domain_and_nothing_else_is_possible() -> None:
    across, up = ranges_of_pair(Ground, "start", (1.0, 2.0))
    assert (across.low, across.high, up.low, up.high) == (-5, 5, -5, 5)
    assert across.is_limit
    both = ranges_of_pair(Ground, "wells_starts", (-0.45, 0.55))
    assert [(found.low, found.high) for found in both] == [(-5, 5), (-5, 5)]


def test_the_present_start_is_in_its_range_also_if_it_is_out_of_the_domain() -> None:
    class Far:
        objective = parabola()

    assert range_of_number(Far, "start", -7.25).low == -7.25


def test_lines_may_start_anywhere() -> None:
    slope, intercept = ranges_of_pair(Fit, "start", (0.0, 0.0))
    window = LinearRegression(TEN_POINTS).domain
    assert [slope.low, slope.high] == pytest.approx(window[0].tolist(), abs=0.01)
    assert [intercept.low, intercept.high] == pytest.approx(window[1].tolist(), abs=0.1)
    assert not slope.is_limit


@pytest.mark.parametrize("value", [0.03, 0.9, 0.999, 1e-6, 2.1, 226.0, -3.5, 0.0, 20])
def test_any_number_is_in_its_range_and_on_a_step(value: float) -> None:
    found = range_of_number(Fit, "anything", value)
    assert found.low <= value <= found.high
    assert value / found.step == pytest.approx(round(value / found.step))


@pytest.mark.parametrize("value", [0.0, -0.1, 1e-90, 1e90, 5])
@pytest.mark.parametrize("lesson", [Fit, Ground, object])
def test_a_rate_that_cannot_be_is_in_its_range_nevertheless(lesson: type, value: float) -> None:
    found = range_of_number(lesson, "learning_rate", value)
    assert found.low <= value <= found.high
    assert found.low < found.high


def test_counts_begin_with_one_and_a_seed_with_zero() -> None:
    assert range_of_count("steps", 6)[:3] == (1, 24, 1)
    assert range_of_count("steps", 1)[:3] == (1, 11, 1)
    assert range_of_count("seed", 16)[:3] == (0, 64, 1)
    assert range_of_count("epochs", 12_000).is_logarithmic
    assert range_of_count("offset", -3).low == -3
