"""The screenplay of a lecture: its parts in order, their chapters, and every spoken line by beat.

One TOML file a lecture, in `scenes/scripts/`::

    title = "Gradient descent"

    [[part]]
    lesson = "line_fit.LineFit"      # the class LineFit in scenes/line_fit.py
    chapter = "Fitting a line"       # left out: the part belongs to the chapter before
    loops = ["residuals"]            # beats that play again and again on a slide; left out: none

    [part.lines]                     # beat = "what is said while it plays", in order
    data = "Ten points."
    residuals = "How far is each of them from the line?"
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

SCRIPTS = Path(__file__).parent.parent / "scripts"

_BEAT_NAME = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Part:
    """One lesson's place in a lecture.

    Attributes
    ----------
    module, scene : str
        The lesson: class `scene` in `scenes/<module>.py`.
    chapter : str or None
        The chapter that starts here; None continues the one before.
    lines : Mapping[str, str]
        The spoken line of each beat, in the order of speaking; read-only.
    loops : frozenset of str
        The beats that play again and again on a slide: each ends as it starts.
    """

    module: str
    scene: str
    chapter: str | None
    lines: Mapping[str, str]
    loops: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Screenplay:
    """A whole lecture, as its TOML file tells it.

    Attributes
    ----------
    name : str
        The file's name without its ending; what the `lecture` command calls it.
    title : str
        What its viewers call it.
    parts : tuple of Part
        In the order of the film.
    """

    name: str
    title: str
    parts: tuple[Part, ...]

    def part_of(self, scene_names: Iterable[str]) -> Part | None:
        """Return the part of the first name that has one.

        A lesson passes the names of its class and of its ancestors, nearest first, so that a
        subclass with other data speaks its parent's lines.

        Parameters
        ----------
        scene_names : iterable of str
            Class names, the most specific first.

        Returns
        -------
        Part or None
            None if no name appears in the screenplay.
        """
        by_scene = {part.scene: part for part in self.parts}
        return next((by_scene[name] for name in scene_names if name in by_scene), None)


def load(path: Path) -> Screenplay:
    """Read and check a screenplay.

    Parameters
    ----------
    path : Path
        The TOML file.

    Returns
    -------
    Screenplay

    Raises
    ------
    ValueError
        If the file is not a screenplay: one line that names the file, the part and the remedy.
    """
    where = path.name
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: write it, or name another screenplay") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{where} is not valid TOML: {_one_line(str(error))}") from error
    _check_keys(table, where, required={"title", "part"}, optional=set())
    title = _text(table, "title", where)
    entries = table["part"]
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{where}: `part` must be a list of tables: start each one with [[part]]")
    parts = tuple(_part(entry, number, where) for number, entry in enumerate(entries, start=1))
    _check_distinct(parts, where)
    return Screenplay(path.stem, title, parts)


def available(folder: Path = SCRIPTS) -> list[str]:
    """Return the names of all lectures in a folder, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def find(name: str, folder: Path = SCRIPTS) -> Screenplay:
    """Load a lecture by its name.

    Parameters
    ----------
    name : str
        The screenplay's file name, without its ending.
    folder : Path
        Where screenplays lie.

    Returns
    -------
    Screenplay

    Raises
    ------
    ValueError
        If there is no such lecture, naming those that there are, or if its file is not valid.
    """
    names = available(folder)
    if name not in names:
        known = f"choose from {', '.join(names)}" if names else "write the first one"
        raise ValueError(f"there is no lecture {name!r}: {known}")
    return load(folder / f"{name}.toml")


def _part(entry: Any, number: int, where: str) -> Part:
    where = f"{where}, part {number}"
    if not isinstance(entry, dict):
        raise ValueError(f"{where} must be a table: start it with [[part]]")
    _check_keys(entry, where, required={"lesson", "lines"}, optional={"chapter", "loops"})
    lesson = _text(entry, "lesson", where)
    module, _, scene = lesson.partition(".")
    if not (module.isidentifier() and scene.isidentifier()):
        raise ValueError(f"{where}: lesson {lesson!r} must be file.Class, as in line_fit.LineFit")
    where = f"{where} ({lesson})"
    chapter = _text(entry, "chapter", where) if "chapter" in entry else None
    lines = _lines(entry["lines"], where)
    return Part(module, scene, chapter, lines, _loops(entry.get("loops", []), lines, where))


def _lines(table: Any, where: str) -> Mapping[str, str]:
    if not isinstance(table, dict) or not table:
        raise ValueError(f'{where}: [part.lines] must hold at least one beat, as in data = "Ten points."')
    for beat in table:
        if not _BEAT_NAME.fullmatch(beat):
            raise ValueError(f"{where}: beat {beat!r} must be a name of letters, digits, - and _")
    return MappingProxyType({beat: _text(table, beat, f"{where}, line") for beat in table})


def _loops(beats: Any, lines: Mapping[str, str], where: str) -> frozenset[str]:
    if not isinstance(beats, list):
        raise ValueError(f'{where}: `loops` must be a list of beats, as in ["{next(iter(lines))}"]')
    for beat in beats:
        if beat not in list(lines):
            raise ValueError(f"{where}: `loops` names the beat {beat!r}: choose from {', '.join(lines)}")
    return frozenset(beats)


def _check_distinct(parts: tuple[Part, ...], where: str) -> None:
    """A lesson finds its lines by its class's name, so a name may stand only once."""
    seen: set[str] = set()
    for number, part in enumerate(parts, start=1):
        if part.scene in seen:
            raise ValueError(f"{where}, part {number}: lesson {part.scene} is there twice: keep one of them")
        seen.add(part.scene)


def _check_keys(table: Mapping[str, Any], where: str, required: set[str], optional: set[str]) -> None:
    missing = sorted(required - table.keys())
    if missing:
        raise ValueError(f"{where}: `{missing[0]}` is missing: add it")
    unknown = sorted(table.keys() - required - optional)
    if unknown:
        known = ", ".join(sorted(required | optional))
        raise ValueError(f"{where}: unknown key `{unknown[0]}`: remove it, or use one of {known}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return one text of a table, its line breaks and runs of blanks made single blanks."""
    value = table[key]
    if not isinstance(value, str):
        raise ValueError(f"{where}: `{key}` must be a text in quotes, not {type(value).__name__}")
    text = _one_line(value)
    if not text:
        raise ValueError(f"{where}: `{key}` is empty: write it, or remove it")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
