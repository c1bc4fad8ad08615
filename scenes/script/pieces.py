"""The pieces of a spoken line between which a caption may break, and how wide they are.

Words end at blanks; in Chinese and Japanese, which have none, a row may end behind nearly every character; a
word that is longer than a row is cut. What one sees as a character is kept whole: a letter with its accents,
an emoji with its parts.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_BLANKS = re.compile(r"[^\S\u00a0\u202f\u2007]+")  # all but those that keep words together
_HANGUL = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
)  # Korean puts blanks between words

# What starts or ends no row, by the rules of Chinese and Japanese typesetting.
_NOT_FIRST = frozenset(
    "、。，．：；！？・…‥ー～—–％℃」』）】》〉］｝”’)]}!?,.:;%々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NOT_LAST = frozenset("「『（【《〈［｛“‘([{￥＄$")

_ENDS_IN_WORD = "/-_.?&=,:"  # better than other places, as in an address


def with_single_blanks(line: str) -> str:
    """Return a line whose runs of blanks and line breaks are single blanks."""
    return _BLANKS.sub(" ", line).strip(" ")


def width(text: str) -> int:
    r"""Return how wide a text is, in Latin letters; characters of Chinese, Japanese and Korean are two wide.

    Examples
    --------
    >>> width("slope"), width("斜率"), width("e\u0301"), width("👩\u200d🔬")
    (5, 4, 1, 2)
    """
    if text.isascii():
        return len(text)
    from wcwidth import width as columns  # not at once: most texts do without, and commands start sooner

    return columns(text)


def is_hangul(character: str) -> bool:
    """Return whether a character is of the Korean alphabet."""
    return _HANGUL.match(character) is not None


def is_ideographic(character: str) -> bool:
    """Return whether a character is one of Chinese or Japanese, or a sign in their texts."""
    is_wide = unicodedata.east_asian_width(character[0]) in "WF"
    return is_wide and unicodedata.category(character[0])[0] in "LP" and not is_hangul(character)


def pieces_of(line: str, longest: int) -> list[str]:
    """Return a line in pieces, each with the blank behind it.

    Parameters
    ----------
    line : str
        What is said.
    longest : int
        Width of a row.

    Examples
    --------
    >>> pieces_of("Go down, 一步。", 42)
    ['Go ', 'down, ', '一', '步。']
    """
    pieces: list[str] = []
    for word in with_single_blanks(line).split(" "):
        pieces += [piece for part in _at_characters(word) for piece in _no_longer_than(longest, part)]
        pieces[-1] += " "
    return [*pieces[:-1], pieces[-1].rstrip(" ")]


def _at_characters(word: str) -> list[str]:
    """Cut a word where Chinese and Japanese allow it."""
    if word.isascii():
        return [word]
    parts: list[str] = []
    for before, character in pairwise(["", *_characters(word)]):
        between = before and (is_ideographic(before) or is_ideographic(character))
        if parts and not (between and before not in _NOT_LAST and character not in _NOT_FIRST):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _no_longer_than(longest: int, part: str) -> list[str]:
    """Cut a part that is longer than a row, where possible behind a sign."""
    rows: list[str] = []
    while width(part) > longest:
        row = ""
        for character in _characters(part):
            if width(row + character) > longest and row:
                break
            row += character
        at = max(row.rfind(sign) for sign in _ENDS_IN_WORD) + 1
        rows.append(row[:at] if at > len(row) // 2 else row)
        part = part[len(rows[-1]) :]
    return [*rows, part] if part else rows


def _characters(text: str) -> Iterator[str]:
    from wcwidth import iter_graphemes

    return iter_graphemes(text)
