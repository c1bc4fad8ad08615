"""What a rendered part was made from, as one number: the same again means nothing to do."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.paths import lecture_folder
from scenes.script.packages import PACKAGES, version_of
from scenes.script.project import MANIM_CONFIG, PACKAGE
from scenes.script.screenplay import Part, Screenplay
from scenes.script.source_files import files_used

# A user's own, which Manim reads on every system but Windows, and there.
_USER_CONFIGS = (".config/manim/manim.cfg", "AppData/Roaming/Manim/manim.cfg")


def project_fingerprint() -> str:
    """Return the fingerprint of what all parts of all lectures share.

    That is the code that computes, draws, speaks and encodes, the project's configuration of Manim and
    the user's own, and the versions of what draws.
    """
    return _digest(
        {
            "files": contents(shared_files(), PACKAGE.parent),
            "packages": {package: version_of(package) for package in PACKAGES},
            "python": list(sys.version_info[:2]),
            "user": _user_config(),
        }
    )


def lesson_fingerprint(lesson: Path, folder: Path) -> str:
    """Return the fingerprint of a lesson's own code, and of the data that it names.

    That is its file, what it imports from its lecture's folder and from our lessons, and a `manim.cfg`
    of the lecture's own.

    Parameters
    ----------
    lesson : Path
        The lesson's file.
    folder : Path
        The lecture's folder.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If a file is not Python.
    """
    return _digest(contents(lesson_files(lesson, folder), folder))


def lesson_files(lesson: Path, folder: Path) -> set[Path]:
    """Return the files of which `lesson_fingerprint` tells the content.

    Parameters
    ----------
    lesson : Path
        The lesson's file.
    folder : Path
        The lecture's folder.

    Returns
    -------
    set of Path

    Raises
    ------
    ValueError
        If a file is not Python.
    """
    config = folder / MANIM_CONFIG.name
    return files_used(lesson, folder) | ({config} if config.is_file() else set())


def part_fingerprint(screenplay: Screenplay, part: Part, edition: Edition, project: str) -> str:
    """Return the fingerprint of one part: whatever can change one of its frames, or its sound.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    part : Part
        The part. Its chapter and its place in the film do not count.
    edition : Edition
        As what it is rendered.
    project : str
        What `project_fingerprint` returned.

    Returns
    -------
    str
    """
    lesson = source_path(screenplay.path.parent, part.module)
    return _digest(
        {
            "project": project,
            "lesson": lesson_fingerprint(lesson, lecture_folder(screenplay)),
            "scene": part.scene,
            "lines": list(part.lines.items()),
            "words": sorted(part.words.items()),
            "vocabulary": sorted(part.vocabulary.words.items()) if part.vocabulary else None,
            "quality": edition.quality.folder,
            "theme": edition.theme,
            "voice": edition.voice.fingerprint(part) if edition.voice else None,
        }
    )


def shared_files() -> set[Path]:
    """Return all that computes, draws, speaks and encodes, and how Manim is configured."""
    production = PACKAGE / "production"
    rooms = (
        PACKAGE.parent / "gdmath",
        PACKAGE / "script",
        PACKAGE / "kit",
        *(production / name for name in ("studio", "voice", "media")),
    )
    files = {path for room in rooms for path in room.rglob("*") if path.is_file()}
    return {MANIM_CONFIG} | {path for path in files if "__pycache__" not in path.parts}  # Numba's, too


def _user_config() -> list[str]:
    """Return how a user has configured Manim, in all folders."""
    paths = (Path(os.path.expanduser(f"~/{name}")) for name in _USER_CONFIGS)
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()]


def contents(paths: Iterable[Path], folder: Path) -> dict[str, str]:
    """Return a digest of each file by its path from a folder; from the project's own, if it lies there."""
    root = PACKAGE.parent
    names = {path: os.path.relpath(path, root if path.is_relative_to(PACKAGE) else folder) for path in paths}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for path, name in names.items()}


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
