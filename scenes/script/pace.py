"""How long words take to read and to say, in letters of the Latin alphabet that take as long.

A character of Chinese, Japanese or Korean says more than a letter. The guides by which films and series are
subtitled ask an adult to read 9 characters of Chinese a second at most, 4 of Japanese or 12 of Korean, where
they ask for 17 letters. Calm voices say about 4.5 characters of Chinese a second and 5 of Korean; Japanese is
said as slowly as it is read.
"""

import re
from dataclasses import dataclass

from scenes.script.pieces import is_hangul, is_ideographic, width

READING_SPEED = 17
"""Letters a second that a caption may ask of its reader, at most."""

SPEAKING_SPEED = 14
"""Letters a second of a calm voice."""


@dataclass(frozen=True)
class _Pace:
    """Characters a second."""

    read: float
    spoken: float


_CHINESE, _JAPANESE, _KOREAN = _Pace(9, 4.5), _Pace(4, 4), _Pace(12, 5)

_KANA = re.compile("[\u3041-\u30ff]")


def letters_to_read(text: str) -> float:
    """Return as how many letters a text reads.

    Examples
    --------
    >>> letters_to_read("slope"), letters_to_read("下降很陡坡度大吗呢"), letters_to_read("さかを下")
    (5.0, 17.0, 17.0)
    """
    narrow, japanese, chinese, korean = _counted(text)
    wide = japanese / _JAPANESE.read + chinese / _CHINESE.read + korean / _KOREAN.read
    return narrow + READING_SPEED * wide


def letters_to_say(text: str) -> float:
    """Return as how many letters a text is said."""
    narrow, japanese, chinese, korean = _counted(text)
    wide = japanese / _JAPANESE.spoken + chinese / _CHINESE.spoken + korean / _KOREAN.spoken
    return narrow + SPEAKING_SPEED * wide


def _counted(text: str) -> tuple[int, int, int, int]:
    """Return the width of all letters, and the numbers of Japanese, Chinese and Korean characters."""
    if text.isascii():
        return len(text), 0, 0, 0
    ideographic, korean = sum(map(is_ideographic, text)), sum(map(is_hangul, text))
    rest = width("".join(c for c in text.replace("\n", " ") if not (is_ideographic(c) or is_hangul(c))))
    return (rest, ideographic, 0, korean) if _KANA.search(text) else (rest, 0, ideographic, korean)
