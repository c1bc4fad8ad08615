"""What the kit itself writes into a picture is looked up in the picture's language."""

import doctest

import pytest

from scenes.kit.style import language
from scenes.kit.style.language import translated, translated_formula, written_in
from scenes.script.vocabulary import Vocabulary

SPANISH = Vocabulary(
    "talk.es.toml", {"limit {limit}": "límite {limit}", "step": 'un "paso"', "bad": "{value}"}
)


def test_examples_hold() -> None:
    assert doctest.testmod(language).failed == 0


def test_without_a_language_words_are_english() -> None:
    assert translated("limit {limit}", limit="10^2") == "limit 10^2"
    assert translated_formula('"step" k') == '"step" k'


def test_a_language_holds_inside_and_no_longer() -> None:
    with written_in(SPANISH):
        assert translated("limit {limit}", limit="10^2") == "límite 10^2"
        with written_in(None):
            assert translated("limit {limit}", limit=2) == "limit 2"
        assert translated("limit {limit}", limit=2) == "límite 2"
    assert translated("limit {limit}", limit=2) == "limit 2"


def test_only_words_in_quotes_are_looked_up_in_a_formula_and_quoted_again() -> None:
    with written_in(SPANISH):
        assert translated_formula('norm(x) quad " step " k " "') == r'norm(x) quad " un \"paso\" " k " "'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("slope", r"talk\.es\.toml: 'slope' has no translation: add it to \[words\]"),
        ("bad", r"'{value}': the lesson gives no number 'value': write one of limit"),
    ],
)
def test_what_has_no_translation_or_cannot_be_filled_in_is_named(words: str, told: str) -> None:
    with written_in(SPANISH), pytest.raises(ValueError, match=told) as raised:
        translated(words, limit=3)
    assert "\n" not in str(raised.value)
