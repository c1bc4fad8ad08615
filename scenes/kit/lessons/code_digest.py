"""What a lesson's pictures are drawn by, as one number for Manim's cache to know them again by.

Manim knows a play again by its mobjects' attributes. What a painted mobject looks like is in the
code of its `paint`, which Manim does not read; so each lesson's camera carries this number.
"""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path

import gdmath

SCENES = Path(__file__).parents[2]


def code_digest(lesson: type) -> str:
    """Return a digest of the mathematics, the kit, and the files of a lesson and its ancestors.

    Code that is in no file (a notebook's) does not count.
    """
    folders = (Path(gdmath.__file__).parent, SCENES / "script", SCENES / "kit")
    shared = [path for folder in folders for path in folder.rglob("*.py")]
    own = {Path(file) for cls in lesson.__mro__ if (file := _file_of(cls)) is not None}
    digest = hashlib.sha256()
    for path in sorted({*shared, *own}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _file_of(cls: type) -> str | None:
    """Return the file of a class of ours; Manim's own are fixed by its version."""
    if cls.__module__.partition(".")[0] in ("manim", "builtins"):
        return None
    try:
        return inspect.getsourcefile(cls)
    except (TypeError, OSError):
        return None
