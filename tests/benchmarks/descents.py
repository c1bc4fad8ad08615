"""How much quicker descents are than one loop for each, on the same numbers."""

from __future__ import annotations

from functools import partial

import numpy as np

from gdmath import SIX_POINTS, LinearRegression, Rule, descend, descend_many, gradient_descent, himmelblau
from tests.benchmarks.measure import milliseconds

LINE = LinearRegression(SIX_POINTS)


def epochs(count: int, rule: Rule | float = 0.001) -> float:
    """Return the seconds that epochs of a line through six points take."""
    task = partial(descend, LINE, rule, (3.0, -1.0), iterations=count)
    return milliseconds(task, 3) / 1000


def epochs_in_a_loop(count: int) -> float:
    """Return the seconds that the loop takes: it gets a rate that is constant, but does not say so."""
    return epochs(count, gradient_descent(lambda k: 0.001))


def many_starts(count: int, iterations: int, rule: Rule) -> float:
    """Return how often the time of one descent after the other is that of all of them at once."""
    surface, starts = himmelblau(), np.random.default_rng(0).uniform(-4.0, 4.0, (count, 2))

    def one_by_one() -> None:
        for start in starts:
            descend(surface, rule, start, iterations=iterations)

    at_once = partial(descend_many, surface, rule, starts, iterations=iterations)
    return milliseconds(one_by_one, 2) / milliseconds(at_once, 5)
