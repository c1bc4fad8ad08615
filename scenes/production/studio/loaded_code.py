"""The code that this process has loaded, which need not be what its files say by now.

A process lives for many jobs, and files are edited meanwhile. So what names a picture in the cache is
the code as it was before it was loaded; and once a file has been changed, nothing gets that name any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from scenes.production.build.file_states import FileStates
from scenes.production.build.fingerprint import (
    lesson_files,
    lesson_fingerprint,
    project_fingerprint,
    shared_files,
)
from scenes.script.bytecode import remove_outdated


class LoadedCode:
    """Files that are about to be loaded.

    Parameters
    ----------
    files
        The files.
    fingerprint
        Computes the fingerprint of their content.
    """

    def __init__(self, files: Iterable[Path], fingerprint: Callable[[], str]) -> None:
        paths = list(files)
        remove_outdated(paths)
        self._states = FileStates.of(paths)
        self.fingerprint = fingerprint()  # after the states: of a change in between, those tell

    def is_current(self) -> bool:
        """Tell whether the files are still what was loaded."""
        return self._states.still_hold()


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
