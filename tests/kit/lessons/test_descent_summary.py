"""What is said of a descent is what it does."""

from __future__ import annotations

import pytest

from gdmath import descend, from_function
from scenes.kit.lessons.descent_summary import verdict


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0.01, "crawls"), (0.2, "walks straight in"), (0.8, "jumps across"), (1.05, "runs away")],
)
def test_a_descent_is_named_after_what_it_does(rate: float, words: str) -> None:
    square = from_function(lambda x: x**2, domain=(-4, 4))
    assert verdict(descend(square, rate, 3.0, iterations=40), 12) == words
