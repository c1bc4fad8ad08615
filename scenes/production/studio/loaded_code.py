"""The code that a process of the studio has loaded."""

from __future__ import annotations

from pathlib import Path

from scenes.production.build.fingerprint import (
    lesson_files,
    lesson_fingerprint,
    project_fingerprint,
    shared_files,
)
from scenes.script.loaded_code import LoadedCode


def lesson_code(lesson: Path, folder: Path) -> LoadedCode:
    """Return the code of a lesson, and the data that it names, before it is loaded.

    Parameters
    ----------
    lesson
        Its file.
    folder
        The lecture's folder.
    """
    return LoadedCode(lesson_files(lesson, folder), lambda: lesson_fingerprint(lesson, folder))


PROJECT = LoadedCode(shared_files(), project_fingerprint)
"""What all lessons share: import this module before any of it."""
