"""What is said of a walk holds for that walk."""

from __future__ import annotations

import pytest

from scenes.kit.lessons.walk_in_words import (
    AMONG,
    HIGHER,
    LEVEL,
    LOWER,
    LOWEST,
    MISSED,
    ONLY,
    OTHERS,
    TWIN,
    VALUELESS,
    height_in_words,
    pits_in_words,
)


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
