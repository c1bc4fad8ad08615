"""The screenplay of a lecture: its parts in order, their chapters, and every spoken line by beat.

One TOML file a lecture, in any folder::

    title = "Gradient descent"
    language = "en"                  # left out: English
    description = "What it is about."    # for those who look for it; may be left out
    thumbnail = "cover.Cover"        # the class Cover in cover.py, beside this file; may be left out
    shorts = ["Spring"]              # lessons that make good shorts; left out: none

    [thumbnail_words]                # instead of those that the thumbnail's class has as `words`
    first = "A spring"

    [[part]]
    lesson = "spring.Spring"         # the class Spring in spring.py, beside this file
    chapter = "A spring"             # left out: the part belongs to the chapter before

    loops = ["stretch"]              # beats that play again and again on a slide; left out: none

    [part.lines]                     # beat = "what is said while it plays", in order
    load = "Hang a weight on it."
    stretch = "How much longer does it get?"

    [part.explore]                   # beats that a deck shows with a slider; left out: none
    load = "weight=1:5:9"            # as `scenes.script.sweeps` tells; or a list of two

    [part.words]                     # on the picture, instead of those that the lesson has as `words`
    title = "How long is a spring?"

    [[part]]
    lesson = "scenes.line_fit.LineFit"   # one of ours, as all modules of scenes are
    chapter = "Fitting a line"

    [part.lines]                     # what is not said here, it says in our words
    data = "Ten points."

    [[trailer]]                      # a shot of the trailer; left out: there is none
    beat = "Spring.load"
    seconds = 4

`scenes.script.trailer` tells more of shots. A second file beside it, `<lecture>.<language>.toml`, holds the
same in another language: see `scenes.script.translation`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from scenes.script.captions import check_readable
from scenes.script.project import SCRIPTS
from scenes.script.spoken import check_line
from scenes.script.sweeps import Sweep, explored_beats
from scenes.script.toml_checks import check_keys, line, paragraphs, read_table, rows, start_of, title
from scenes.script.trailer import Shot, shots
from scenes.script.vocabulary import Vocabulary

_BEAT_NAME = re.compile(r"[A-Za-z0-9_-]+")
_HAS_PARTS = re.compile(r"^\s*\[\[\s*part\s*\]\]", re.MULTILINE)


class SceneName(NamedTuple):
    """Class `scene` in a module beside the screenplay, or in one of ours, as in `scenes.line_fit`."""

    module: str
    scene: str


KnownLines = Mapping[SceneName, Mapping[str, str]]


@dataclass(frozen=True)
class Part:
    """One lesson's place in a lecture.

    Attributes
    ----------
    module, scene : str
        The lesson: class `scene` in a module beside the screenplay, or in one of ours.
    chapter : str or None
        The chapter that starts here; None continues the one before.
    lines : Mapping[str, str]
        The spoken line of each beat, in the order of speaking; read-only.
    loops : frozenset of str
        The beats that play again and again on a slide: each ends as it starts.
    file : str
        The name of the screenplay's file.
    words : Mapping[str, str]
        Words of its picture by the names that the lesson's class gives them, in place of the class's.
    vocabulary : Vocabulary or None
        What stands for English words in the language that the part is played in; None leaves them.
    explore : Mapping[str, tuple of Sweep]
        What the sliders change on the slides of some beats.
    """

    module: str
    scene: str
    chapter: str | None
    lines: Mapping[str, str]
    loops: frozenset[str] = frozenset()
    file: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    explore: Mapping[str, tuple[Sweep, ...]] = field(default_factory=dict)

    def said(self, value: str | float) -> str | float:
        """Return what the lesson gives for a line, in the part's language.

        Raises
        ------
        ValueError
            If words have no translation.
        """
        return value if self.vocabulary is None else self.vocabulary.said(value)


@dataclass(frozen=True)
class Screenplay:
    """A whole lecture, as its TOML file tells it.

    Attributes
    ----------
    path : Path
        The file, beside which its lessons lie.
    title : str
        What its viewers call it.
    parts : tuple of Part
        In the order of the film.
    language : str
        In which its lines are written: a code as in `en` or `pt-BR`.
    description : str or None
        What it is about, in paragraphs.
    thumbnail : SceneName or None
        The scene whose last picture stands for the film.
    shorts : tuple of str
        The lessons that are made into shorts, by their classes.
    thumbnail_words : Mapping[str, str]
        Words of the thumbnail by name, in place of those of its class.
    trailer : tuple of Shot
        What its trailer is cut out of, in order.
    """

    path: Path
    title: str
    parts: tuple[Part, ...]
    language: str = "en"
    description: str | None = None
    thumbnail: SceneName | None = None
    shorts: tuple[str, ...] = ()
    thumbnail_words: Mapping[str, str] = field(default_factory=dict)
    trailer: tuple[Shot, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its ending; what the `lecture` command calls it."""
        return self.path.stem

    @property
    def count_of_beats(self) -> int:
        """How many beats there are in all of its parts."""
        return sum(len(part.lines) for part in self.parts)

    @property
    def is_translated(self) -> bool:
        """Whether it is told in another language than its file's."""
        return any(part.vocabulary is not None for part in self.parts)

    @property
    def cover(self) -> Part | None:
        """What its thumbnail is drawn as: a part without lines; None if there is no thumbnail."""
        if self.thumbnail is None:
            return None
        first, words = self.parts[0], self.thumbnail_words
        return Part(*self.thumbnail, None, {}, file=first.file, words=words, vocabulary=first.vocabulary)

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


def screenplays_in(folder: Path) -> list[Path]:
    """Return the screenplays that lie in a folder, in alphabetical order.

    A TOML file is one if it has a part. Translations, as in `talk.es.toml`, are none.
    """
    files = (path for path in sorted(folder.glob("*.toml")) if "." not in path.stem and path.is_file())
    return [path for path in files if _HAS_PARTS.search(start_of(path))]


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
    if not path.name.isprintable():
        raise ValueError(f"the name {path.name!r} holds what cannot be shown: rename the file")
    table = read_table(path)
    optional = {"language", "description", "thumbnail", "shorts", "thumbnail_words", "trailer"}
    check_keys(table, path.name, required={"title", "part"}, optional=optional)
    is_ours = path.resolve().parent == SCRIPTS.resolve()
    return from_table(table, path, {} if is_ours else _our_lines())


def from_table(table: Mapping[str, Any], path: Path, known: KnownLines) -> Screenplay:
    """Check what a screenplay's file holds.

    Parameters
    ----------
    table : mapping
        The file's top level, with no other keys than a screenplay has.
    path : Path
        The file.
    known : mapping
        For some lessons, the lines of all their beats, where the file says nothing else.

    Returns
    -------
    Screenplay

    Raises
    ------
    ValueError
        As `load`.
    """
    where = path.name
    entries = table["part"]
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{where}: `part` must be a list of tables: start each one with [[part]]")
    parts = tuple(_part(entry, number, where, known) for number, entry in enumerate(entries, start=1))
    _check_distinct(parts, where)
    return Screenplay(
        path,
        title(table, "title", where),
        parts,
        line(table, "language", where) if "language" in table else Screenplay.language,
        paragraphs(table, "description", where) if "description" in table else None,
        _scene_name(table, "thumbnail", where) if "thumbnail" in table else None,
        _shorts(table.get("shorts", []), parts, where),
        words(table, "thumbnail_words", where),
        shots(table.get("trailer", []), {part.scene: part.lines for part in parts}, where),
    )


def words(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, str]:
    """Return a table of words for pictures, each in one or more rows.

    Parameters
    ----------
    table : mapping
        A part of the file.
    key : str
        The words' own table; there are none if it is left out.
    where : str
        What an error calls the part.

    Returns
    -------
    Mapping[str, str]
        Read-only.

    Raises
    ------
    ValueError
        If it is no table of texts, or one of them has braces that do not hold a name.
    """
    entries = table.get(key, {})
    if not isinstance(entries, dict):
        raise ValueError(f'{where}: `{key}` must be a table, as in title = "A spring"')
    return MappingProxyType({name: _shown(entries, name, f"{where}, [{key}]") for name in entries})


def _our_lines() -> KnownLines:
    return _lines_in(tuple((path, path.stat().st_ctime_ns) for path in screenplays_in(SCRIPTS)))


@cache
def _lines_in(changed: tuple[tuple[Path, int], ...]) -> KnownLines:
    """Return the lines of screenplays, given with the times at which they were changed last."""
    parts = (part for path, _ in changed for part in load(path).parts)
    return {SceneName(part.module, part.scene): part.lines for part in parts}


def _part(entry: Any, number: int, file: str, known: KnownLines) -> Part:
    where = f"{file}, part {number}"
    if not isinstance(entry, dict):
        raise ValueError(f"{where} must be a table: start it with [[part]]")
    check_keys(entry, where, required={"lesson"}, optional={"chapter", "lines", "loops", "words", "explore"})
    module, scene = name = _scene_name(entry, "lesson", where)
    where = f"{where} ({module}.{scene})"
    chapter = title(entry, "chapter", where) if "chapter" in entry else None
    lines = _lines(entry, where, known.get(name, {}))
    loops, shown = _loops(entry.get("loops", []), lines, where), words(entry, "words", where)
    explored = explored_beats(entry.get("explore", {}), lines, where)
    return Part(module, scene, chapter, lines, loops, file, shown, explore=explored)


def _scene_name(table: Mapping[str, Any], key: str, where: str) -> SceneName:
    name = line(table, key, where)
    module, _, scene = name.rpartition(".")
    if not all(word.isidentifier() for word in [*module.split("."), scene]):
        raise ValueError(
            f"{where}: {key} {name!r} must be file.Class, as in spring.Spring for a file spring.py beside "
            "the screenplay, or one of ours, as in scenes.line_fit.LineFit"
        )
    return SceneName(module, scene)


def _shorts(names: Any, parts: tuple[Part, ...], where: str) -> tuple[str, ...]:
    scenes = [part.scene for part in parts]
    if not isinstance(names, list) or any(name not in scenes for name in names):
        raise ValueError(f"{where}: `shorts` must be a list of some of its lessons: {', '.join(scenes)}")
    return tuple(names)


def _lines(entry: Mapping[str, Any], where: str, known: Mapping[str, str]) -> Mapping[str, str]:
    if "lines" not in entry:
        if known:
            return known
        raise ValueError(f"{where}: `lines` is missing: write [part.lines], with a line for each beat")
    table = entry["lines"]
    if not isinstance(table, dict) or not table:
        raise ValueError(f'{where}: [part.lines] must hold at least one beat, as in data = "Ten points."')
    for beat in table:
        if not _BEAT_NAME.fullmatch(beat):
            raise ValueError(f"{where}: beat {beat!r} must be a name of letters, digits, - and _")
        if known and beat not in known:
            raise ValueError(f"{where}: it has no beat {beat!r}: choose from {', '.join(known)}")
    written = {beat: _spoken(table, beat, where) for beat in table}
    return MappingProxyType({**known, **written})


def _spoken(table: Mapping[str, Any], beat: str, where: str) -> str:
    spoken = line(table, beat, f"{where}, line")
    try:
        check_line(spoken)
        check_readable(spoken)
    except ValueError as error:
        raise ValueError(f"{where}, line `{beat}`: {error}") from error
    return spoken


def _shown(table: Mapping[str, Any], name: str, where: str) -> str:
    words = rows(table, name, where)
    try:
        check_line(words)
    except ValueError as error:
        raise ValueError(f"{where}, `{name}`: {error}") from error
    return words


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
            raise ValueError(
                f"{where}, part {number}: lesson {part.scene} is there twice: keep one, or rename its class"
            )
        seen.add(part.scene)
