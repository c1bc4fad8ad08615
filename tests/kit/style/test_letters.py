"""Letters of a function of one variable: given as a pair, they stand on axes and in formulas."""

from __future__ import annotations

import pytest

from gdmath import from_function, shifted_parabola
from scenes.kit.style.letters import Letters


def test_formulas_are_in_the_letters_given() -> None:
    letters = Letters.of(("w", "J"))
    assert letters.formula(shifted_parabola()) == "w^2 - 6w + 5"
    assert letters.named(shifted_parabola()) == "J(w) = w^2 - 6w + 5"
    assert letters.named(from_function(abs, (-1, 1))) == "J(w)"


@pytest.mark.parametrize("symbols", ["wJ", ("w",), ("w", ""), ("w", "J", "k"), (1, 2), None])
def test_what_is_no_pair_of_letters_is_named(symbols: object) -> None:
    with pytest.raises(ValueError, match=r'symbols must be .*: write a pair such as \("w", "J"\)$') as raised:
        Letters.of(symbols)
    assert repr(symbols) in str(raised.value)
