"""A lecture in another language: to be played in it, or told in the time that its own lines have.

A translation is a file beside the screenplay, `<lecture>.<language>.toml`, which holds each of its
lines and of the words on its pictures in another language. Names in braces stand for the same numbers::

    title = "Descenso de gradiente"      # left out: as in the screenplay; so are description and chapters

    [thumbnail_words]                    # by the names that its class gives them
    first = "Descenso de"

    [[part]]
    lesson = "line_fit.LineFit"
    chapter = "Ajustar una recta"

    [part.lines]
    data = "{count} puntos."

    [part.words]                         # by the names that the lesson gives them
    title = "Ajustar una recta"

    [words]                              # all others on the pictures, by the English ones
    minimum = "mínimo"
    and = "y"                            # and those that lessons give for their lines, as "303, 19 and 22"

    [[trailer]]                          # for each shot of the trailer that has words, in order
    beat = "LineFit.data"
    words = "Diez puntos"

In a language into which our lecture is translated, `[part.words]` of our lessons and `[words]` may leave
out what that translation holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scenes.script.manifest import Beat, Manifest
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, Screenplay, from_table, load, screenplays_in, words
from scenes.script.spoken import filled
from scenes.script.toml_checks import check_keys, read_table
from scenes.script.trailer import translated
from scenes.script.vocabulary import Vocabulary


def in_language(original: Screenplay, language: str) -> Screenplay:
    """Return a lecture to be played in a language: with that language's lines, words, and chapters.

    Parameters
    ----------
    original : Screenplay
        The lecture.
    language : str
        The lecture's own, for which empty stands, too, or one into which it is translated.

    Returns
    -------
    Screenplay
        Its path is that of the original.

    Raises
    ------
    ValueError
        If there is no such translation, or it lacks a line: one line that names the file.
    """
    if language in ("", original.language):
        return original
    files = {_language(original, path): path for path in _files(original)}
    if language not in files:
        raise ValueError(
            f"{original.path.name} is not translated into {language!r}: write "
            f"{original.name}.{language}.toml beside it, or choose from "
            f"{', '.join([original.language, *files])}"
        )
    return _translation(files[language], original)


def translation_path(screenplay: Path, language: str) -> Path:
    """Return where the translation of a screenplay into a language lies."""
    return screenplay.with_name(f"{screenplay.stem}.{language}.toml")


def in_other_languages(screenplay: Screenplay) -> list[Screenplay]:
    """Read a lecture in all languages but that of a screenplay.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture, in its own language or as `in_language` returned it.

    Returns
    -------
    list of Screenplay
        The original, unless that is it, and then the translations by their languages.

    Raises
    ------
    ValueError
        If a file is no translation of the lecture: one line that names what is missing or surplus.
    """
    original = load(screenplay.path)
    told = [original, *(_translation(path, original) for path in _files(original))]
    return [each for each in told if each.language != screenplay.language]


def retold(screenplay: Screenplay, parts: Sequence[Manifest]) -> list[Manifest]:
    """Tell what rendered parts say in another language, at the same times.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture in that language.
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
        replace(told, beats=tuple(_retold(part, beat, told.frame_rate) for beat in told.beats))
        for part, told in zip(screenplay.parts, parts, strict=True)
    ]


def _retold(part: Part, beat: Beat, frame_rate: int) -> Beat:
    where = f"{part.file}, {part.module}.{part.scene}, line {beat.name!r}"
    try:
        spoken = filled(
            part.lines[beat.name], {name: part.said(value) for name, value in beat.numbers.items()}
        )
        return beat.retold(spoken, frame_rate)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _files(original: Screenplay) -> list[Path]:
    return sorted(original.path.parent.glob(f"{original.name}.*.toml"))


def _language(original: Screenplay, path: Path) -> str:
    return path.stem.removeprefix(f"{original.name}.")


def _translation(path: Path, original: Screenplay) -> Screenplay:
    table = read_table(path)
    optional = {"title", "description", "words", "thumbnail_words", "trailer"}
    check_keys(table, path.name, required={"part"}, optional=optional)
    trailer = table.pop("trailer", [])  # whose shots are the original's
    own = words(table, "words", path.name)
    language = _language(original, path)
    if language == original.language:
        raise ValueError(f"{path.name}: the screenplay itself is in {language!r}: name another language")
    written = from_table({"title": original.title, **table}, path, {})
    _check_same("part", map(_lesson, original.parts), map(_lesson, written.parts), path.name)
    _check_all("word", original.thumbnail_words, written.thumbnail_words, f"{path.name}, thumbnail_words")
    by_lesson = {_lesson(part): part for part in written.parts}
    parts = [_part(part, by_lesson[_lesson(part)], path.name) for part in original.parts]
    shared, of_ours = ({}, {}) if _is_ours(original) else _our_words(language)
    vocabulary = Vocabulary(path.name, {**shared, **own})
    return replace(
        original,
        title=written.title,
        parts=tuple(
            replace(part, words={**of_ours.get(_lesson(part), {}), **part.words}, vocabulary=vocabulary)
            for part in parts
        ),
        language=language,
        description=written.description or original.description,
        thumbnail_words=written.thumbnail_words,
        trailer=translated(original.trailer, trailer, path.name),
    )


def _is_ours(screenplay: Screenplay) -> bool:
    return screenplay.path.resolve().parent == SCRIPTS.resolve()


def _our_words(language: str) -> tuple[dict[str, str], dict[str, Mapping[str, str]]]:
    """Return the words that our lectures share in a language, and those of our lessons, each by its name."""
    shared: dict[str, str] = {}
    of_lessons: dict[str, Mapping[str, str]] = {}
    for original in map(load, screenplays_in(SCRIPTS)):
        for path in _files(original):
            if _language(original, path) == language:
                for part in _translation(path, original).parts:
                    shared |= part.vocabulary.words if part.vocabulary else {}
                    of_lessons[_lesson(part)] = part.words
    return shared, of_lessons


def _part(original: Part, written: Part, file: str) -> Part:
    where = f"{file}, {_lesson(original)}"
    _check_same("line", original.lines, written.lines, where)
    _check_all("word", original.words, written.words, where)
    if written.chapter and not original.chapter:
        raise ValueError(f"{where}: the lecture starts no chapter here: remove {written.chapter!r}")
    return replace(
        written, chapter=written.chapter or original.chapter, loops=original.loops, explore=original.explore
    )


def _lesson(part: Part) -> str:
    return f"{part.module}.{part.scene}"


def _check_same(what: str, original: Iterable[str], translated: Iterable[str], where: str) -> None:
    """Name the first that is there in only one of the two."""
    wanted, given = list(original), list(translated)
    _check_all(what, wanted, given, where)
    for name in given:
        if name not in wanted:
            raise ValueError(f"{where}: the {what} {name!r} is not in the lecture: remove it")


def _check_all(what: str, original: Iterable[str], translated: Iterable[str], where: str) -> None:
    """Name the first that is not there in the translation."""
    given = list(translated)
    for name in original:
        if name not in given:
            raise ValueError(f"{where}: the {what} {name!r} is missing: translate it")
