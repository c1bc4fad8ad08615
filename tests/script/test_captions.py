import doctest
import math
import random
from itertools import pairwise

import pytest

from scenes.script import captions
from scenes.script.captions import LINE_LENGTH, READING_SPEED, schedule, speaking_time, split

ENDINGS = ["", "", "", "", ",", ".", "?", ";"]


def spoken_lines() -> list[str]:
    """Lines of every length, of words of every length, seeded."""
    chance = random.Random(2026)
    return [
        " ".join(
            "x" * chance.randint(1, longest) + chance.choice(ENDINGS) for _ in range(chance.randint(1, 60))
        )
        for longest in (1, 3, 9, 9, 9, 14, 41)
        for _ in range(40)
    ]


LINES = spoken_lines()


def test_examples_hold() -> None:
    assert doctest.testmod(captions).failed == 0


def test_captions_are_the_line_in_rows_that_fit() -> None:
    for line in LINES:
        texts = split(line)
        assert " ".join(texts).split() == line.split()
        for rows in (text.split("\n") for text in texts):
            assert len(rows) <= 2, line
            assert all(0 < len(row) <= LINE_LENGTH for row in rows), line


@pytest.mark.parametrize("frame_rate", [15, 30, 60])
def test_captions_cover_the_beat_and_can_be_read(frame_rate: int) -> None:
    for line in LINES:
        frames = math.ceil(speaking_time(line) * frame_rate)
        shown = schedule(line, 7, frames, frame_rate)
        assert shown[0].start == 7
        assert shown[-1].start + shown[-1].frames == 7 + frames
        assert all(one.start + one.frames == other.start for one, other in pairwise(shown)), line
        speeds = [len(caption.text) / (caption.frames / frame_rate) for caption in shown]
        assert max(speeds) <= READING_SPEED, line


def test_captions_asked_for_again_are_the_same_whatever_was_done_to_the_first() -> None:
    line = "Feel the slope. Step. Repeat."
    first = split(line, 12)
    kept = list(first)
    first.reverse()
    assert split(line, 12) == kept != split(line, 42)


def test_longer_captions_stand_longer() -> None:
    shown = schedule("The line starts flat, far from the points. Every step moves it a bit.", 0, 600, 60)
    shares = [caption.frames / len(caption.text) for caption in shown]
    assert max(shares) / min(shares) < 1.05


def test_no_word_stands_alone() -> None:
    ordinary = [line for line in LINES if len(line.split()) > 4 and max(map(len, line.split())) < 15]
    assert ordinary
    for line in ordinary:
        assert all(len(text.split()) > 1 for text in split(line)), line


def test_breaks_fall_at_sentences_then_at_clauses() -> None:
    line = (
        "Ten points. We want the line that passes closest to all of them, and we want to find it "
        "without solving anything: only by walking downhill, one small step after another, "
        "until the ground is flat. Where are we?"
    )
    assert all(text[-1] in ".,:;?" for text in split(line))
    assert split("This first sentence is of a middling size. The second one is of the same.") == [
        "This first sentence is of a middling size.\nThe second one is of the same."
    ]


def test_rows_are_of_about_equal_length() -> None:
    [caption] = split("Every residual becomes a square, and the sum of their areas is the loss.")
    upper, lower = caption.split("\n")
    assert abs(len(upper) - len(lower)) <= 8


def test_a_beat_too_short_to_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.50 s are too short to read 'Ten points and a line\.'.*1\.30 s"):
        schedule("Ten points and a line.", 0, 30, 60)


def test_it_is_told_how_much_shorter_the_line_has_to_be() -> None:
    with pytest.raises(ValueError, match=r"say it in 6 characters less, or give the beat 1\.30 s"):
        schedule("Ten points and a line.", 0, 60, 60)
    assert schedule("Ten points and a", 0, 60, 60)


def test_a_backslash_is_refused() -> None:
    with pytest.raises(ValueError, match=r"has a backslash, .*: write it in words"):
        split(r"The gradient \nabla f")


def test_an_empty_line_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        split(" ")


def test_speaking_is_slower_than_reading() -> None:
    assert all(speaking_time(line) > len(line) / READING_SPEED for line in LINES)
