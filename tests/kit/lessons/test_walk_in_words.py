"""What is said of a walk holds for that walk."""

from __future__ import annotations

import pytest

from scenes.kit.lessons.walk_in_words import HIGHER, LEVEL, LOWER, VALUELESS, height_in_words


@pytest.mark.parametrize(
    ("then", "words"),
    [(18.49, LEVEL), (18.49 + 1e-12, LEVEL), (20.0, HIGHER), (0.1, LOWER), (float("nan"), VALUELESS)],
)
def test_a_place_is_said_to_be_as_high_as_it_is(then: float, words: str) -> None:
    assert height_in_words(18.49, then) == words
