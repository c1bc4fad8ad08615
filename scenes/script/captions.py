"""From spoken lines to captions that can be read: where to break them, and how long each stands."""

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Annotated

from msgspec import Meta

LINE_LENGTH = 42
PHONE_LINE_LENGTH = 28  # on a phone held upright, at the size that its players choose
READING_SPEED = 17  # characters a second that a caption may ask of its reader, at most
SPEAKING_SPEED = 14  # characters a second of a calm voice
BREATH = 0.5  # seconds of rest after a line

# What a caption costs; breaks are chosen so that the sum over a line is least. Fewer captions are
# better, a break inside a clause is nearly as bad as one caption more, a lone word is the worst.
_CAPTION = 20.0
_BREAK_IN_SENTENCE = 6.0
_BREAK_IN_CLAUSE = 16.0
_LONE_WORD = 100.0
_UNEVEN = 10.0

FirstFrame = Annotated[int, Meta(ge=0)]
Frames = Annotated[int, Meta(ge=1)]


@dataclass(frozen=True)
class Caption:
    """One caption: at most two rows.

    Attributes
    ----------
    start : int
        The frame at which it appears.
    frames : int
        For how many frames it stands.
    text : str
        Its rows, joined by a line break.
    """

    start: FirstFrame
    frames: Frames
    text: str


def speaking_time(line: str) -> float:
    """Return the seconds that a calm voice needs for a line, with a breath at its end.

    Slower than anybody is asked to read: captions of a beat that lasts this long are never above
    the reading speed.

    Examples
    --------
    >>> speaking_time("Ten points, one line")
    1.9285714285714286
    """
    return len(" ".join(line.split())) / SPEAKING_SPEED + BREATH


def reading_frames(line: str, frame_rate: int) -> int:
    """Return the frames that a line's captions must stand for, at least, to be read."""
    return sum(_least_frames(split(line), frame_rate))


def split(line: str, line_length: int = LINE_LENGTH) -> list[str]:
    r"""Break a spoken line into captions.

    Breaks fall at the ends of sentences, else of clauses, else between words; the rows of a
    caption are of about equal length.

    Parameters
    ----------
    line : str
        What is said.
    line_length : int
        The most characters of a row.

    Returns
    -------
    list of str
        Captions of one or two rows; all words in their order.

    Raises
    ------
    ValueError
        If the line is empty, has a backslash, or a single word is longer than a row.

    Examples
    --------
    >>> split("The line starts flat, far from the points. Every step moves it a little closer to them.")
    ['The line starts flat, far from the points.', 'Every step moves it a\nlittle closer to them.']
    """
    words = line.split()
    if not words:
        raise ValueError("an empty line has no captions: write what is said")
    if "\\" in line:
        raise ValueError(f"{line!r} has a backslash, which subtitles take for markup: write it in words")
    for word in words:
        if len(word) > line_length:
            raise ValueError(f"the word {word!r} is longer than a caption's row of {line_length}: shorten it")
    return _cheapest_captions(words, line_length)


def schedule(
    line: str, start: int, frames: int, frame_rate: int, line_length: int = LINE_LENGTH
) -> list[Caption]:
    """Give each caption of a line its share of a beat, in proportion to its length.

    Parameters
    ----------
    line : str
        What is said.
    start, frames : int
        The beat: its first frame and its length.
    frame_rate : int
        Frames a second.
    line_length : int
        The most characters of a row.

    Returns
    -------
    list of Caption
        They follow each other without a gap from the beat's first frame to its last.

    Raises
    ------
    ValueError
        If the beat is too short for the line to be read.
    """
    texts = split(line, line_length)
    needed = _least_frames(texts, frame_rate)
    spare = frames - sum(needed)
    if spare < 0:
        raise ValueError(
            f"{frames / frame_rate:.2f} s are too short to read {line!r}: say it in "
            f"{math.ceil(-spare * READING_SPEED / frame_rate)} characters less, "
            f"or give the beat {sum(needed) / frame_rate:.2f} s"
        )
    read = [0, *accumulate(len(text) for text in texts)]
    least = [0, *accumulate(needed)]
    starts = [start + least[i] + round(spare * read[i] / read[-1]) for i in range(len(read))]
    return [
        Caption(begin, end - begin, text) for text, (begin, end) in zip(texts, pairwise(starts), strict=True)
    ]


def _least_frames(texts: list[str], frame_rate: int) -> list[int]:
    return [math.ceil(len(text) * frame_rate / READING_SPEED) for text in texts]


def _cheapest_captions(words: list[str], line_length: int) -> list[str]:
    """Return the captions that together cost least: the shortest path from first to last word."""
    cost = [0.0] + [math.inf] * len(words)
    last_caption = [(0, "")] * (len(words) + 1)  # (its first word, its text), by the word it ends before
    for end in range(1, len(words) + 1):
        for first in range(end - 1, -1, -1):
            text = _rows(words[first:end], line_length)
            if text is None:
                break  # more words only make it longer
            total = cost[first] + _cost(words, first, end, len(text) / (2 * line_length + 1))
            if total < cost[end]:
                cost[end], last_caption[end] = total, (first, text)
    captions: list[str] = []
    end = len(words)
    while end:
        end, text = last_caption[end]
        captions.append(text)
    return captions[::-1]


def _cost(words: list[str], first: int, end: int, fullness: float) -> float:
    cost = _CAPTION + _UNEVEN * (1 - fullness) ** 2
    if end - first == 1 and len(words) > 1:
        cost += _LONE_WORD
    if end < len(words):
        cost += _cost_of_break(words[end - 1])
    return cost


def _cost_of_break(last_word: str) -> float:
    closed = last_word.rstrip("\"')]”’»")
    if closed.endswith((".", "!", "?", "…")):
        return 0.0
    if closed.endswith((",", ";", ":", "–", "—")):
        return _BREAK_IN_SENTENCE
    return _BREAK_IN_CLAUSE


def _rows(words: list[str], line_length: int) -> str | None:
    """Lay words out as a caption, or return None if they need more than two rows."""
    if len(" ".join(words)) <= line_length:
        return " ".join(words)
    layouts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    fitting = [rows for rows in layouts if max(len(row) for row in rows) <= line_length]
    if not fitting:
        return None
    upper, lower = min(fitting, key=_unevenness)
    return f"{upper}\n{lower}"


def _unevenness(rows: tuple[str, str]) -> float:
    upper, lower = rows
    lone = sum(" " not in row for row in rows)
    return abs(len(upper) - len(lower)) + _cost_of_break(upper.split()[-1]) + _LONE_WORD * lone
