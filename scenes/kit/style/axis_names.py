"""Names of axes that come from data: long ones are cut short, and none has a letter that no font has."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from manim import logger

from scenes.kit.style import typography
from scenes.kit.style.typography import EM_PER_SIZE, LABEL

MOST: Final = 4.5
"""Scene units that a name may fill."""

LETTER: Final = 0.5 * LABEL * EM_PER_SIZE
"""Scene units of a letter, on average."""

LACKING: Final = "\U000f0000"
"""What no font has: it is set as the sign for a letter that is not there."""


def axis_name(words: str, otherwise: str, more: str = "", room: float = MOST) -> str:
    """Return the name of a column as Typst mathematics, no longer than an axis has room for.

    Parameters
    ----------
    words
        The name; its end is left out if it is long.
    otherwise
        What the axis is called, as Typst mathematics, if the font lacks a letter of it: that is logged.
    more
        Words that stand behind it.
    room
        Scene units that it may fill with these.
    """
    words = " ".join(words.split())
    lacking = next((letter for letter in words if not _has(letter)), None)
    if lacking is not None:
        logger.warning(
            f"The axis of {words!r} is called {otherwise}, for no font here has {lacking!r}: give the column "
            "another name."
        )
        return f'{otherwise} "{more}"' if more else otherwise
    most = int(room / LETTER) - len(more)
    return typography.name((words if len(words) <= most else words[: most - 1].rstrip() + "…") + more)


@cache
def _has(letter: str) -> bool:
    """Return whether a font at hand has a letter: whether it does not look like one that none has."""
    if ord(letter) < 0x250 or unicodedata.category(letter).startswith("M"):
        return True
    shown, unknown = (_outline(character) for character in (letter, LACKING))
    return shown != unknown


@cache
def _outline(letter: str) -> tuple[float, ...]:
    glyphs = typography.text(f'#"{letter}"').family_members_with_points()
    return tuple(glyphs[0].points.round(4).ravel()) if glyphs else ()
