"""A point stands on the curve at each iterate, slides down between two, and leaps over a valley."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker

from gdmath import descend, from_function, parabola
from gdmath.near_minimum import NearMinimum
from scenes.kit.lessons import descent_summary as verdicts
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.curve_walker import Stepper, ways_of
from scenes.kit.plots.plot import Plot
from scenes.kit.style.layout import Box


def square(x: Floats) -> Floats:
    return np.asarray(x, dtype=float) ** 2


@pytest.fixture
def plot() -> Plot:
    return Plot(Box(-5, 5, -3, 3), (-4, 4), (0, 16))


def test_it_stands_on_the_curve_at_each_iterate(plot: Plot) -> None:
    x, moment = np.array([4.0, -2.0, 1.0]), ValueTracker(0.0)
    stepper = Stepper(plot, square, x, moment)
    for k, place in enumerate(x.tolist()):
        moment.set_value(float(k))
        stepper.point.update()
        np.testing.assert_allclose(stepper.point.points, [plot.c2p(place, place**2)])


@pytest.mark.parametrize(
    ("x", "height"),
    [
        ([3.0, 1.0], 4.0),  # down one side: half-way it is on the curve, above 2
        ([3.0, -1.0], 5.0),  # over the valley: half-way it is between 9 and 1, and not at the bottom
        ([1.0, -3.0], 5.0),  # the same, upwards
        ([1.0, 3.0], 4.0),  # up one side
    ],
)
def test_only_over_a_valley_it_leaves_the_curve(plot: Plot, x: list[float], height: float) -> None:
    (way,) = ways_of(plot, square, np.array(x))
    np.testing.assert_allclose(way[len(way) // 2], plot.c2p(sum(x) / 2, height))


def test_the_best_rate_is_there_in_one_step_and_the_limit_never() -> None:
    objective = parabola()
    theory = NearMinimum.of(objective, float(objective.minima[0, 0]))
    assert theory.everywhere
    assert theory.factor(theory.best) == 0
    assert theory.factor(theory.limit) == -1
    one_step = descend(objective, theory.best, 3.0, iterations=1).points[-1]
    np.testing.assert_allclose(one_step, objective.minima[0], atol=1e-12)


def test_of_other_curves_it_tells_that_this_holds_only_nearby() -> None:
    quartic = from_function(lambda x: x**4 + x**2, domain=(-2, 2))
    theory = NearMinimum.of(quartic, 0.0)
    assert not theory.everywhere
    assert theory.curvature == pytest.approx(2, abs=1e-3)


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.01, "crawls"), (0.2, "walks straight in"), (0.8, "overshoots"), (1.05, "runs away")],
)
def test_a_descent_is_named_after_what_it_does(rate: float, words: str) -> None:
    square_again = from_function(lambda x: x**2, domain=(-4, 4))
    assert verdicts.verdict(descend(square_again, rate, 3.0, iterations=40), 12) == words


def test_the_growth_of_swings_is_one_number_only_where_it_is_the_same() -> None:
    assert "$1.1$ times" in verdicts.growth_of_swings(np.cumsum([0.0, 1.0, -1.1, 1.21]))[1]
    assert verdicts.growth_of_swings(np.cumsum([0.0, 1.0, -2.0, 6.0]))[0] == "last swing: $3$ times"


def test_words_are_listed_as_one_says_them() -> None:
    assert [verdicts.listed(words) for words in (["1"], ["1", "2"], ["1", "2", "3"])] == [
        "1",
        "1 and 2",
        "1, 2 and 3",
    ]
