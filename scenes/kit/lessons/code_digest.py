"""What a lesson's pictures are drawn by, as one number for Manim's cache to know them again by.

Manim knows a play again by its mobjects' attributes. What a painted mobject looks like is in the
code of its `paint`, which Manim does not read; so each lesson's camera carries this number. A process
runs the code that it has loaded, whatever the files say by now: once they say something else, the number
is one that no other process has, and nothing is taken from the cache or left in it for others.
"""

from __future__ import annotations

import hashlib
import inspect
import logging
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from manim import logger

import gdmath
from scenes.script.bytecode import remove_outdated
from scenes.script.loaded_code import LoadedCode
from scenes.script.packages import PACKAGES, version_of
from scenes.script.project import PACKAGE
from scenes.script.source_files import files_used

_MADE: dict[type, float] = {}  # when the code of a class was run, in seconds since the epoch


def note_made(cls: type) -> None:
    """Note that the code of a class has just been run: what is in its file later is another thing."""
    _MADE[cls] = time.time()


def code_digest(lesson: type) -> str:
    """Return a digest of the mathematics, the kit, and the files of a lesson, its ancestors and helpers.

    Helpers are the modules that are loaded from the same folders. Code that is in no file (a notebook's)
    does not count.
    """
    loaded = dict.fromkeys(_shared_files(), _began()) | _own_files(lesson)
    changed = _changed(loaded)
    if changed:
        logger.warning(
            f"{changed[0].name} has been changed since it was loaded: these pictures are drawn by what it "
            "was then, and not kept; start Python anew"
        )
        return os.urandom(32).hex()
    return _digest(loaded)


def drawing_code() -> LoadedCode:
    """Return what draws all lessons, as it was loaded: the mathematics, the kit, and packages of others."""
    files = _shared_files()
    if _changed(dict.fromkeys(files, _began())):
        return LoadedCode(files, lambda: os.urandom(32).hex())
    versions = " ".join(map(version_of, PACKAGES))
    return LoadedCode(files, lambda: f"{_digest(files)} {versions} {sys.version_info[:2]}")


def lesson_code(lesson: type, digest: str) -> LoadedCode:
    """Return the code of a lesson, as it was loaded, and the data that it names.

    Parameters
    ----------
    lesson
        Its class.
    digest
        What `code_digest` returned for it.
    """
    own, here = set(_own_files(lesson)), Path.cwd()
    try:
        named = {path for file in own for path in files_used(file, here)}
    except ValueError:  # a file that it imports is not Python: it may be able to do without
        return LoadedCode(own, lambda: os.urandom(32).hex())
    return LoadedCode(own | named, lambda: f"{digest} {_digest(named - own)}")


def _shared_files() -> list[Path]:
    folders = (Path(gdmath.__file__).parent, PACKAGE / "script", PACKAGE / "kit")
    endings = ("*.py", "*.npz")  # code, and the records that come with it
    return [path for folder in folders for ending in endings for path in folder.rglob(ending)]


def _own_files(lesson: type) -> dict[Path, float]:
    """Return the files of a lesson, its ancestors and helpers, and when they were loaded."""
    own = dict.fromkeys(_helpers(source_files(lesson)), _MADE.get(lesson, _began()))
    return own | {file: _MADE.get(cls, _began()) for cls, file in classes_with_files(lesson)}


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def source_files(lesson: type) -> list[Path]:
    """Return the files of a lesson and its ancestors, nearest first; Manim's are fixed by its version."""
    return [file for _, file in classes_with_files(lesson)]


def classes_with_files(lesson: type) -> list[tuple[type, Path]]:
    """Return a lesson and its ancestors, nearest first, each with its file; those of Manim are left out."""
    classes = [cls for cls in lesson.__mro__ if cls.__module__.partition(".")[0] != "manim"]
    return [(cls, Path(file).absolute()) for cls in classes if (file := _file_of(cls)) is not None]


def _helpers(sources: Iterable[Path]) -> list[Path]:
    """Return the files of the modules that lie beside or below lessons of a user's own."""
    packages = (PACKAGE, Path(sys.prefix), Path(sys.base_prefix))
    folders = {source.parent for source in sources if not source.is_relative_to(PACKAGE)}
    if not folders:  # to go through all that is loaded takes as long as the rest of a digest
        return []
    named = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    loaded = {Path(name) for name in named if name is not None and name.endswith(".py")}
    return [
        path
        for path in loaded
        if any(path.is_relative_to(folder) for folder in folders)
        and not any(path.is_relative_to(package) for package in packages)
        and path.is_file()
    ]


def _file_of(cls: type) -> str | None:
    try:
        return inspect.getsourcefile(cls)
    except (TypeError, OSError):  # as of a notebook's class
        return None


def _began() -> float:
    """Return when this process began to load code, in seconds since the epoch."""
    record = logging.makeLogRecord({})  # which tells how long `logging` has been loaded
    return record.created - record.relativeCreated / 1000


def _changed(loaded: dict[Path, float]) -> list[Path]:
    """Return the files that were changed after the time at which they were loaded, or may have been."""
    return [
        path
        for path, when in loaded.items()
        if path.stat().st_ctime > when or remove_outdated([path])  # Python took its old bytecode
    ]
