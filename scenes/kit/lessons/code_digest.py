"""What a lesson's pictures are drawn by, as one number for Manim's cache to know them again by.

Manim knows a play again by its mobjects' attributes. What a painted mobject looks like is in the
code of its `paint`, which Manim does not read; so each lesson's camera carries this number.
"""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path

import gdmath
from scenes.script.project import PACKAGE


def code_digest(lesson: type) -> str:
    """Return a digest of the mathematics, the kit, and the files of a lesson and its ancestors.

    Code that is in no file (a notebook's) does not count.
    """
    folders = (Path(gdmath.__file__).parent, PACKAGE / "script", PACKAGE / "kit")
    shared = [path for folder in folders for path in folder.rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted({*shared, *source_files(lesson)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def source_files(lesson: type) -> list[Path]:
    """Return the files of a lesson and its ancestors, nearest first; Manim's are fixed by its version."""
    return [file for _, file in classes_with_files(lesson)]


def classes_with_files(lesson: type) -> list[tuple[type, Path]]:
    """Return a lesson and its ancestors, nearest first, each with its file; those of Manim are left out."""
    classes = [cls for cls in lesson.__mro__ if cls.__module__.partition(".")[0] != "manim"]
    return [(cls, Path(file).absolute()) for cls in classes if (file := _file_of(cls)) is not None]


def _file_of(cls: type) -> str | None:
    try:
        return inspect.getsourcefile(cls)
    except (TypeError, OSError):  # as of a notebook's class
        return None
