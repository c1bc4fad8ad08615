"""A lecture's trailer: the shots that its screenplay lists, in order.

Each is a table of the screenplay::

    [[trailer]]
    beat = "Spring.load"             # a beat of the lecture, by its lesson's class and its own name
    start = 0.5                      # seconds into the beat; left out: 0
    seconds = 5                      # of film
    words = "How long is a spring?"  # burnt into the picture, in one row or two; left out: none

A translation has such a table for each shot with words, in order, which holds its beat and its words alone.
Names in braces stand for the numbers of the beat's line.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scenes.script.captions import check_readable
from scenes.script.pace import READING_SPEED, letters_to_read
from scenes.script.pieces import width
from scenes.script.spoken import check_line
from scenes.script.toml_checks import check_keys, check_tables, line, rows

ROW_LENGTH = 34
"""The most characters of a row: as many as there is room for where letters can be read on a phone."""

_MOST_ROWS = 2
_SHORTEST = 1.0  # seconds, of which the cross-fades at a shot's ends take more than half
_LONGEST = 3600

Beats = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Shot:
    """One shot of a trailer.

    Attributes
    ----------
    scene, beat : str
        What it is cut out of: a lesson's class, and a beat of its.
    start, seconds : float
        How far into the beat it begins, and how long it is.
    words : str
        What stands on it, in one row or two joined by a line break; empty for none.
    """

    scene: str
    beat: str
    start: float
    seconds: float
    words: str = ""

    @property
    def name(self) -> str:
        """What its screenplay calls the beat."""
        return f"{self.scene}.{self.beat}"


def shots(entries: Any, beats: Beats, file: str) -> tuple[Shot, ...]:
    """Check the shots that a screenplay lists.

    Parameters
    ----------
    entries
        What stands at `trailer` in the file.
    beats : mapping
        The beats of each lesson, by its class.
    file : str
        The file's name.

    Returns
    -------
    tuple of Shot
        In order.

    Raises
    ------
    ValueError
        If something is wrong: one line that names the shot and the remedy.
    """
    check_tables(entries, "trailer", file)
    return tuple(_shot(entry, beats, f"{file}, shot {k}") for k, entry in enumerate(entries, start=1))


def translated(originals: Iterable[Shot], entries: Any, file: str) -> tuple[Shot, ...]:
    """Return shots with their words in another language.

    Parameters
    ----------
    originals : iterable of Shot
        As the lecture has them.
    entries
        What stands at `trailer` in the translation.
    file : str
        Its name.

    Returns
    -------
    tuple of Shot
        In order; those without words are as they were.

    Raises
    ------
    ValueError
        If a shot's words are missing, surplus, too many, or not in order.
    """
    check_tables(entries, "trailer", file)
    left = list(enumerate(entries, start=1))
    told = tuple(_translated(shot, left, file) if shot.words else shot for shot in originals)
    if left:
        raise ValueError(f"{file}, shot {left[0][0]}: the lecture has no words for it: remove it")
    return told


def check_words(words: str, seconds: float, where: str) -> None:
    """Make sure that words can be read on a shot.

    Parameters
    ----------
    words : str
        What stands on it, with numbers in the place of names.
    seconds : float
        How long it is.
    where : str
        What an error calls it.

    Raises
    ------
    ValueError
        If there are too many of them.
    """
    every = words.split("\n")
    if len(every) > _MOST_ROWS:
        raise ValueError(
            f"{where}: `words` has {len(every)} rows, and there is room for {_MOST_ROWS}: shorten it"
        )
    for row in every:
        if width(row) > ROW_LENGTH:
            raise ValueError(
                f"{where}: `words` has {width(row)} letters in the row {row!r}, and there is room for "
                f"{ROW_LENGTH}: shorten it, or break it into two rows"
            )
    needed = math.ceil(10 * letters_to_read(words) / READING_SPEED) / 10
    if needed > seconds:
        raise ValueError(
            f"{where}: {seconds:g} s are too short to read {words!r}: shorten it, or give it {needed:g} s"
        )


def _shot(entry: Mapping[str, Any], beats: Beats, where: str) -> Shot:
    check_keys(entry, where, required={"beat", "seconds"}, optional={"start", "words"})
    scene, beat = _names(entry, beats, where)
    where = f"{where} ({scene}.{beat})"
    start = _number(entry, "start", where, least=0.0) if "start" in entry else 0.0
    seconds = _number(entry, "seconds", where, least=_SHORTEST)
    return Shot(scene, beat, start, seconds, _words(entry, seconds, where) if "words" in entry else "")


def _names(entry: Mapping[str, Any], beats: Beats, where: str) -> tuple[str, str]:
    name = line(entry, "beat", where)
    scene, _, beat = name.partition(".")
    if scene not in beats:
        example = next(f"{known}.{first}" for known, (first, *_) in beats.items())
        raise ValueError(
            f"{where}: `beat` {name!r} must be a lesson and its beat, as in {example}: "
            f"choose a lesson from {', '.join(beats)}"
        )
    if beat not in beats[scene]:
        raise ValueError(f"{where}: {scene} has no beat {beat!r}: choose from {', '.join(beats[scene])}")
    return scene, beat


def _number(entry: Mapping[str, Any], key: str, where: str, least: float) -> float:
    value = entry[key]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_number and least <= value <= _LONGEST):  # what is infinite or none is not, either
        raise ValueError(
            f"{where}: `{key}` must be a number of seconds from {least:g} to {_LONGEST}, as in {key} = 2.5"
        )
    return float(value)


def _words(entry: Mapping[str, Any], seconds: float, where: str) -> str:
    words = rows(entry, "words", where)
    try:
        check_line(words)
        check_readable(words)
    except ValueError as error:
        raise ValueError(f"{where}, `words`: {error}") from error
    if "{" not in words:  # else they are checked with their numbers, once the beat is rendered
        check_words(words, seconds, where)
    return words


def _translated(shot: Shot, left: list[tuple[int, Mapping[str, Any]]], file: str) -> Shot:
    """Return a shot with the words of the first table that is left, which is taken away."""
    if not left:
        raise ValueError(f"{file}: the words of the trailer's shot {shot.name} are missing: translate them")
    number, entry = left.pop(0)
    where = f"{file}, shot {number}"
    check_keys(entry, where, required={"beat", "words"}, optional=set())
    if (name := line(entry, "beat", where)) != shot.name:
        raise ValueError(
            f"{where}: its beat is {name!r}, and the lecture's next words are for {shot.name}: correct it"
        )
    return replace(shot, words=_words(entry, shot.seconds, f"{where} ({name})"))
