"""A lecture in another language: the screenplay's lines, told again in the time that they have.

A translation is a file beside the screenplay, `<lecture>.<language>.toml`, which holds each of its
lines in another language. Names in braces stand for the same numbers::

    title = "Descenso de gradiente"      # left out: as in the screenplay; so are description and chapters

    [[part]]
    lesson = "line_fit.LineFit"
    chapter = "Ajustar una recta"

    [part.lines]
    data = "{count} puntos."

    [words]                              # what lessons fill in as words, and not as numbers
    "On a parabola" = "En una parábola"
    and = "y"                            # of "303, 19 and 22"
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scenes.script.manifest import Beat, Manifest
from scenes.script.screenplay import Part, Screenplay, from_table
from scenes.script.spoken import filled
from scenes.script.toml_checks import check_keys, line, read_table

# Letters alone are names, as of the valleys A and B; raised digits are numbers.
_WORDS = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]{2,}(?: [^\W\d_⁰¹²³⁴-⁹]{2,})*")


@dataclass(frozen=True)
class Translation:
    """A lecture in another language.

    Attributes
    ----------
    file : str
        The name of its file.
    screenplay : Screenplay
        Title, description, chapters and lines in that language; what is not translated is as in
        the original.
    words : Mapping[str, str]
        What stands for the words that lessons fill in.
    """

    file: str
    screenplay: Screenplay
    words: Mapping[str, str]

    def retold(self, parts: Sequence[Manifest]) -> list[Manifest]:
        """Tell what rendered parts say in this language, at the same times.

        Parameters
        ----------
        parts : sequence of Manifest
            The film's parts, in order.

        Returns
        -------
        list of Manifest
            The same beats, with other lines and captions.

        Raises
        ------
        ValueError
            If a line is too long for its beat, asks for a number that the lesson does not give, or
            a word has no translation: one line that names the beat.
        """
        return [
            replace(told, beats=tuple(self._beat(part, beat, told.frame_rate) for beat in told.beats))
            for part, told in zip(self.screenplay.parts, parts, strict=True)
        ]

    def _beat(self, part: Part, beat: Beat, frame_rate: int) -> Beat:
        where = f"{self.file}, {part.module}.{part.scene}, line {beat.name!r}"
        try:
            numbers = {name: self._said(value) for name, value in beat.numbers.items()}
            return beat.retold(filled(part.lines[beat.name], numbers), frame_rate)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error

    def _said(self, value: str | float) -> str | float:
        """Return a value as it is said: words as a whole if they are given so, else each run of them."""
        if not isinstance(value, str):
            return value
        if value in self.words:
            return self.words[value]
        try:
            return _WORDS.sub(lambda run: self.words[run[0]], value)
        except KeyError:
            raise ValueError(f"{value!r} has no translation: add it to [words]") from None


def translations(original: Screenplay, folder: Path) -> list[Translation]:
    """Read all translations of a lecture.

    Parameters
    ----------
    original : Screenplay
        The lecture.
    folder : Path
        Where its screenplay lies, and they beside it.

    Returns
    -------
    list of Translation
        In the alphabetical order of their languages.

    Raises
    ------
    ValueError
        If a file is no translation of the lecture: one line that names what is missing or surplus.
    """
    return [_translation(path, original) for path in sorted(folder.glob(f"{original.name}.*.toml"))]


def _translation(path: Path, original: Screenplay) -> Translation:
    table = read_table(path)
    check_keys(table, path.name, required={"part"}, optional={"title", "description", "words"})
    words = _words(table.pop("words", {}), path.name)
    language = path.stem.removeprefix(f"{original.name}.")
    if language == original.language:
        raise ValueError(f"{path.name}: the screenplay itself is in {language!r}: name another language")
    written = from_table({"title": original.title, **table}, path, {})
    _check_same("part", map(_lesson, original.parts), map(_lesson, written.parts), path.name)
    by_lesson = {_lesson(part): part for part in written.parts}
    parts = tuple(_part(part, by_lesson[_lesson(part)], path.name) for part in original.parts)
    description = written.description or original.description
    return Translation(
        path.name, replace(written, parts=parts, language=language, description=description), words
    )


def _part(original: Part, written: Part, file: str) -> Part:
    where = f"{file}, {_lesson(original)}"
    _check_same("line", original.lines, written.lines, where)
    if written.chapter and not original.chapter:
        raise ValueError(f"{where}: the lecture starts no chapter here: remove {written.chapter!r}")
    return replace(written, chapter=written.chapter or original.chapter)


def _lesson(part: Part) -> str:
    return f"{part.module}.{part.scene}"


def _check_same(what: str, original: Iterable[str], translated: Iterable[str], where: str) -> None:
    """Name the first that is there in only one of the two."""
    wanted, given = list(original), list(translated)
    for name in wanted:
        if name not in given:
            raise ValueError(f"{where}: the {what} {name!r} is missing: translate it")
    for name in given:
        if name not in wanted:
            raise ValueError(f"{where}: the {what} {name!r} is not in the lecture: remove it")


def _words(table: Any, file: str) -> Mapping[str, str]:
    if not isinstance(table, dict):
        raise ValueError(f'{file}: [words] must be a table, as in and = "y"')
    return {word: line(table, word, f"{file}, [words]") for word in table}
