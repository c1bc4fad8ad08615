"""What is said of a line's descent is true of it, whatever the data and the rate are."""

from __future__ import annotations

import pytest

from gdmath import TEN_POINTS, Dataset, Fit, fit_by_descent
from scenes.kit.lessons.fit_in_words import (
    all_steps_in_words,
    first_steps_in_words,
    is_riddle,
    lift_in_words,
    slopes_in_words,
)
from scenes.kit.style.numbers import short

RISING = Dataset.from_arrays([1, 2, 3, 4], [2, 4, 6, 8])


def fit(dataset: Dataset, rate: float, iterations: int = 2000) -> Fit:
    return fit_by_descent(dataset, start=(0.0, 0.0), iterations=iterations, learning_rate=rate)


@pytest.mark.parametrize(
    ("dataset", "rate", "told"),
    [
        (TEN_POINTS, 0.005, "tips the wrong way"),
        (TEN_POINTS, 0.03, "makes J larger"),
        (RISING, 0.005, "turn the line quickly"),
    ],
)
def test_the_first_steps(dataset: Dataset, rate: float, told: str) -> None:
    assert told in first_steps_in_words(fit(dataset, rate, iterations=5))


def test_ours_do_tip_the_wrong_way_and_j_falls() -> None:
    ours = fit(TEN_POINTS, 0.005, iterations=3)
    assert is_riddle(ours)
    assert not is_riddle(fit(TEN_POINTS, 0.03, iterations=3))
    assert not is_riddle(fit(RISING, 0.005, iterations=3))
    slopes, costs = ours.path[:, 0].tolist(), ours.values.tolist()
    assert ours.best[0] < 0 < slopes[1] < slopes[2] < slopes[3]
    assert costs[0] > costs[1] > costs[2] > costs[3]


def test_the_riddle_is_answered_on_the_line_where_all_points_are_on_one_side_of_it() -> None:
    x, y = TEN_POINTS.x[:, 0], TEN_POINTS.y
    assert "under all the points" in lift_in_words(fit(TEN_POINTS, 0.005, iterations=3))
    assert "above all the points" in lift_in_words(fit(Dataset.from_arrays(x, -y), 0.005, iterations=3))
    through = fit_by_descent(TEN_POINTS, start=(0.0, 3.0), iterations=3, learning_rate=0.005)
    assert is_riddle(through)
    assert lift_in_words(through) == ""
    assert lift_in_words(fit(RISING, 0.005, iterations=3)) == ""


@pytest.mark.parametrize(
    ("rate", "iterations", "told"),
    [
        (0.005, 20000, "ends on the best line"),
        (0.005, 2000, "almost lies on"),
        (0.005, 50, "still on its way"),
        (0.03, 9, "runs away"),
    ],
)
def test_where_the_line_has_come_to(rate: float, iterations: int, told: str) -> None:
    assert told in all_steps_in_words(fit(TEN_POINTS, rate, iterations), iterations)


@pytest.mark.parametrize(
    ("slopes", "told"),
    [
        ((-72.4, -17.8), ("falls", "falls too, but less")),
        ((-3.0, -4.0), ("falls", "falls")),
        ((2.0, -1.0), ("rises", "falls")),
        ((2.0, 1.0), ("rises", "rises too, but less")),
    ],
)
def test_which_way_j_goes(slopes: tuple[float, float], told: tuple[str, str]) -> None:
    first, second = told
    named = {"slope_w": short(slopes[0]), "slope_b": short(slopes[1])}
    assert slopes_in_words(*slopes) == {"first": first, "second": second, **named}
