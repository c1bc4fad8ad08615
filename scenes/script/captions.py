"""From spoken lines to captions that can be read: where to break them, and how long each stands."""

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Annotated

from msgspec import Meta

from scenes.script.pace import READING_SPEED as READING_SPEED
from scenes.script.pace import SPEAKING_SPEED, letters_to_read, letters_to_say
from scenes.script.pieces import is_ideographic, pieces_of, width, with_single_blanks

LINE_LENGTH = 42
PHONE_LINE_LENGTH = 28  # on a phone held upright, at the size that its players choose
BREATH = 0.5  # seconds of rest after a line

# What a caption costs; breaks are chosen so that the sum over a line is least. Fewer captions are
# better, a break inside a clause is nearly as bad as one caption more, a lone word is the worst.
_CAPTION = 20.0
_BREAK_IN_SENTENCE = 6.0
_BREAK_IN_CLAUSE = 16.0
_BREAK_IN_WORD = 40.0
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
    return letters_to_say(with_single_blanks(line)) / SPEAKING_SPEED + BREATH


def reading_frames(line: str, frame_rate: int, line_length: int = LINE_LENGTH) -> int:
    """Return the frames that a line's captions must stand for, at least, to be read."""
    return sum(_least_frames(split(line, line_length), frame_rate))


def check_readable(line: str) -> None:
    """Make sure that captions can show a line.

    Raises
    ------
    ValueError
        If it is empty, has a backslash, or a character that cannot be shown.
    """
    if not line.split():
        raise ValueError("an empty line has no captions: write what is said")
    if "\\" in line:
        raise ValueError(f"{line!r} has a backslash, which subtitles take for markup: write it in words")
    for character in with_single_blanks(line):
        if unicodedata.category(character) in ("Cc", "Cs"):
            raise ValueError(f"{line!r} has the character {character!r}, which cannot be shown: remove it")


def split(line: str, line_length: int = LINE_LENGTH) -> list[str]:
    r"""Break a spoken line into captions.

    Breaks fall at the ends of sentences, else of clauses, else between words; in Chinese and Japanese, which
    have no blanks, between characters; and where a word is longer than a row, inside it. The rows of a
    caption are of about equal length.

    Parameters
    ----------
    line : str
        What is said.
    line_length : int
        The most characters of a row; those that are twice as wide as others, as in Chinese, count twice.

    Returns
    -------
    list of str
        Captions of one or two rows; all words in their order.

    Raises
    ------
    ValueError
        As `check_readable`.

    Examples
    --------
    >>> split("The line starts flat, far from the points. Every step moves it a little closer to them.")
    ['The line starts flat, far from the points.', 'Every step moves it a\nlittle closer to them.']
    >>> split("梯度下降法", line_length=6)
    ['梯度\n下降法']
    """
    check_readable(line)
    return list(_split(line, line_length))


@lru_cache(maxsize=1000)  # a beat asks several times, and its lesson is played again
def _split(line: str, line_length: int) -> tuple[str, ...]:
    return tuple(_cheapest_captions(pieces_of(line, line_length), line_length))


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
            f"{math.ceil(-spare * len(line) / sum(needed))} characters less, "
            f"or give the beat {sum(needed) / frame_rate:.2f} s"
        )
    read = [0.0, *accumulate(map(letters_to_read, texts))]
    least = [0, *accumulate(needed)]
    starts = [start + least[i] + round(spare * read[i] / read[-1]) for i in range(len(read))]
    return [
        Caption(begin, end - begin, text) for text, (begin, end) in zip(texts, pairwise(starts), strict=True)
    ]


def _least_frames(texts: list[str], frame_rate: int) -> list[int]:
    return [math.ceil(letters_to_read(text) * frame_rate / READING_SPEED) for text in texts]


def _cheapest_captions(pieces: list[str], line_length: int) -> list[str]:
    """Return the captions that together cost least: the shortest path from first to last piece."""
    cost = [0.0] + [math.inf] * len(pieces)
    last_caption = [(0, "")] * (len(pieces) + 1)  # (its first piece, its text), by the piece it ends before
    widths = [width(piece) for piece in pieces]
    for end in range(1, len(pieces) + 1):
        for first in range(end - 1, -1, -1):
            if sum(widths[first:end]) > 2 * line_length + 2:  # with the blanks at the ends of its rows
                break
            text = _rows(pieces[first:end], widths[first:end], line_length)
            if text is None:
                break  # more pieces only make it longer
            total = cost[first] + _cost(
                pieces, first, end, width(text.replace("\n", " ")) / (2 * line_length + 1)
            )
            if total < cost[end]:
                cost[end], last_caption[end] = total, (first, text)
    captions: list[str] = []
    end = len(pieces)
    while end:
        end, text = last_caption[end]
        captions.append(text)
    return captions[::-1]


def _cost(pieces: list[str], first: int, end: int, fullness: float) -> float:
    cost = _CAPTION + _UNEVEN * (1 - fullness) ** 2
    if end - first == 1 and len(pieces) > 1:
        cost += _LONE_WORD
    if end < len(pieces):
        cost += _cost_of_break(pieces[end - 1])
    return cost


def _cost_of_break(last_piece: str) -> float:
    closed = last_piece.rstrip(" \"')]”’»」』）】")
    if closed.endswith((".", "!", "?", "…", "。", "！", "？", "．")):
        return 0.0
    if closed.endswith((",", ";", ":", "–", "—", "，", "、", "；", "：")):
        return _BREAK_IN_SENTENCE
    is_word = last_piece.endswith(" ") or is_ideographic(last_piece[-1])
    return _BREAK_IN_CLAUSE if is_word else _BREAK_IN_WORD


def _rows(pieces: list[str], widths: list[int], line_length: int) -> str | None:
    """Lay pieces out as a caption, or return None if they need more than two rows."""
    ends = [0, *accumulate(widths)]
    trailing = [0, *(len(piece) - len(piece.rstrip(" ")) for piece in pieces)]
    if ends[-1] - trailing[-1] <= line_length:
        return "".join(pieces).rstrip(" ")
    best, cut = min(
        (
            (_unevenness(pieces, cut, upper, lower), cut)
            for cut in range(1, len(pieces))
            if (upper := ends[cut] - trailing[cut]) <= line_length
            and (lower := ends[-1] - ends[cut] - trailing[-1]) <= line_length
        ),
        default=(math.inf, 0),
    )
    if math.isinf(best):
        return None
    return f"{''.join(pieces[:cut]).rstrip(' ')}\n{''.join(pieces[cut:]).rstrip(' ')}"


def _unevenness(pieces: list[str], cut: int, upper: int, lower: int) -> float:
    lone = (cut == 1) + (len(pieces) - cut == 1)
    return abs(upper - lower) + _cost_of_break(pieces[cut - 1]) + _LONE_WORD * lone
