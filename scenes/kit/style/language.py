"""The language that a picture is in: whatever the kit itself writes into it is looked up here.

Code has the English words; a translation's table ``[words]`` has what stands for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from scenes.kit.style import typography
from scenes.script.spoken import inserted
from scenes.script.vocabulary import Vocabulary

_VOCABULARY: ContextVar[Vocabulary | None] = ContextVar("_VOCABULARY", default=None)

_QUOTED = re.compile(r'"( *)([^" \\][^"\\]*?)( *)"')
"""Words in Typst mathematics, and the blanks around them."""


@contextmanager
def written_in(vocabulary: Vocabulary | None) -> Iterator[None]:
    """Let all pictures that are made inside be in a language; in English if None."""
    token = _VOCABULARY.set(vocabulary)
    try:
        yield
    finally:
        _VOCABULARY.reset(token)


def translated(english: str, **values: str | float) -> str:
    """Return words in the language of the picture.

    Parameters
    ----------
    english
        The words, with names in braces for what is put in.
    values
        What stands for these names.

    Raises
    ------
    ValueError
        If they have no translation, or one with other names in braces: one line that tells.
    """
    vocabulary = _VOCABULARY.get()
    words = english if vocabulary is None else vocabulary.of(english)
    try:
        return inserted(words, values)
    except ValueError as error:
        raise ValueError(f"{words!r}: {error}") from error


def translated_formula(mathematics: str) -> str:
    """Return Typst mathematics whose words in quotes are in the language of the picture.

    Examples
    --------
    >>> with written_in(Vocabulary("talk.es.toml", {"step": "paso"})):
    ...     translated_formula('"step" k')
    '"paso" k'
    """

    def looked_up(quoted: re.Match[str]) -> str:
        before, words, after = quoted.groups()
        return typography.quoted(f"{before}{translated(words)}{after}")

    return _QUOTED.sub(looked_up, mathematics)
