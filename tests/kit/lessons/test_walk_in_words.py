"""What is said of a walk holds for that walk."""

from __future__ import annotations

import pytest

from gdmath import Schedule, descend, gradient_descent, parabola
from scenes.kit.lessons.walk_in_words import (
    AMONG,
    AS_NEAR_AS_WISHED,
    CLOSE,
    HIGHER,
    LEVEL,
    LOWER,
    LOWEST,
    MISSED,
    NOT_ALL_SHRINK,
    ONLY,
    OTHERS,
    SHRINK,
    SHRINK_WHERE_FLAT,
    TWIN,
    UNKNOWN,
    VALUELESS,
    height_in_words,
    nearness_in_words,
    pits_in_words,
    repeated_in_words,
)
from scenes.kit.runs.run import Run


@pytest.mark.parametrize(
    ("then", "words"),
    [(18.49, LEVEL), (18.49 + 1e-12, LEVEL), (20.0, HIGHER), (0.1, LOWER), (float("nan"), VALUELESS)],
)
def test_a_place_is_said_to_be_as_high_as_it_is(then: float, words: str) -> None:
    assert height_in_words(18.49, then) == words


@pytest.mark.parametrize(
    ("own", "others", "words"),
    [
        (-1.0, [], ONLY),
        (-1.0, [-1.0 - 1e-9], TWIN),
        (0.0, [0.0, 0.0], OTHERS),
        (-1.0, [0.0, -0.5], LOWEST.format(count=3)),
        (-1.0, [0.0, -1.0], AMONG.format(count=3, lowest=2)),
        (0.0, [-1.0], MISSED.format(count=2)),
    ],
)
def test_a_pit_is_said_to_be_as_low_among_others_as_it_is(
    own: float, others: list[float], words: str
) -> None:
    assert pits_in_words(own, *others) == words


@pytest.mark.parametrize(
    ("rate", "steps", "end"),
    [
        (0.01, SHRINK_WHERE_FLAT, UNKNOWN),
        (0.05, SHRINK_WHERE_FLAT, CLOSE),
        (0.1, SHRINK_WHERE_FLAT, AS_NEAR_AS_WISHED),
        (0.5, SHRINK_WHERE_FLAT, AS_NEAR_AS_WISHED),
        (1.0, NOT_ALL_SHRINK, UNKNOWN),
        (1.05, NOT_ALL_SHRINK, UNKNOWN),
        (lambda step: 0.1 / (step + 1), SHRINK, UNKNOWN),
    ],
)
def test_repeated_steps_and_where_they_lead_are_told_as_they_are(
    rate: float | Schedule, steps: str, end: str
) -> None:
    run = Run(descend(parabola(), gradient_descent(rate), 4.3, iterations=25))
    assert (repeated_in_words(run), nearness_in_words(parabola(), run)) == (steps, end)
