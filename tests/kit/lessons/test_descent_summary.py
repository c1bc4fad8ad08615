"""What is said of a descent is what it does."""

from __future__ import annotations

import pytest

from gdmath import Descent, descend, from_function, parabola
from scenes.kit.lessons.descent_summary import Ending, growth_of_swings, listed, verdict
from scenes.kit.runs.run import Run


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.01, "crawls"), (0.2, "walks straight in"), (0.8, "overshoots"), (1.05, "runs away")],
)
def test_a_descent_is_named_after_what_it_does(rate: float, words: str) -> None:
    square = from_function(lambda x: x**2, domain=(-4, 4))
    assert verdict(descend(square, rate, 3.0, iterations=40), 12) == words


def stopped(rate: float) -> Descent:
    return descend(parabola(), rate, 4.0, iterations=50, step_tolerance=0.01)


def test_where_a_descent_stopped_or_that_it_did_not() -> None:
    # 4 * 0.6^k: steps of 0.4 * 4 * 0.6^(k - 1) <= 0.01 from k = 11 on
    there = Ending.of(stopped(0.2), parabola(), 50)
    assert (there.steps, there.words) == ("11", "$0.015$ from $x = 0$")
    assert there.gap == pytest.approx(4 * 0.6**11)
    swinging = Ending.of(stopped(1.0), parabola(), 50)
    assert (swinging.steps, swinging.words) == ("more than 50", "not within 50 steps")
    assert swinging.gap == pytest.approx(4)


def test_the_growth_of_swings_is_one_number_only_where_it_is_the_same() -> None:
    wider = Run(descend(parabola(), 1.05, 1.0, iterations=5))
    assert growth_of_swings(wider)[1] == "$1.1$ times as wide"
    quartic = from_function(lambda x: x**4, domain=(-2, 2))
    steps = descend(quartic, 0.6, 1.0, iterations=3)  # 1, -1.4, 5.1856, -329.5
    assert growth_of_swings(Run(steps))[0] == "last swing: $50.8$ times"


def test_words_are_listed_as_one_says_them() -> None:
    assert [listed(words) for words in (["1"], ["1", "2"], ["1", "2", "3"])] == ["1", "1 and 2", "1, 2 and 3"]
