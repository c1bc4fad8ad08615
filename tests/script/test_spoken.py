"""Lines with numbers in them, and what their characters are to whoever reads and says them."""

import doctest
from types import ModuleType

import pytest

from scenes.script import pace, pieces, spoken
from scenes.script.pace import letters_to_read, letters_to_say
from scenes.script.pieces import pieces_of, width, with_single_blanks
from scenes.script.spoken import filled


@pytest.mark.parametrize("module", [spoken, pieces, pace])
def test_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_a_name_that_the_lesson_does_not_give_is_named() -> None:
    with pytest.raises(ValueError, match="the lesson gives no number 'x': write one of y, z"):
        filled("{x}", {"y": 1, "z": 2})
    with pytest.raises(ValueError, match="write one of none"):
        filled("{x}", {})


def test_words_have_no_number_format() -> None:
    with pytest.raises(ValueError, match=r"'x' is given as words, 'few', .*: write {x}"):
        filled("{x:.2f}", {"x": "few"})


def test_blanks_that_keep_words_together_stay() -> None:
    assert with_single_blanks(" a \n\t b\u00a0c ") == "a b\u00a0c"
    assert pieces_of("a b\u00a0c", 42) == ["a ", "b\u00a0c"]


def test_no_character_is_cut_and_no_row_starts_with_a_stop() -> None:
    assert pieces_of("（斜率）很大。", 42) == ["（斜", "率）", "很", "大。"]
    cut = pieces_of("e\u0301" * 10, 4)
    assert [width(piece) for piece in cut] == [4, 4, 2]
    assert all(piece.startswith("e") for piece in cut)


def test_letters_of_the_latin_alphabet_count_as_one_with_their_accents() -> None:
    for text in ("slope", "pendière", "n\u0303ame", "склон"):
        assert letters_to_read(text) == letters_to_say(text) == width(text)
