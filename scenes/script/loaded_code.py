"""The code that this process has loaded, which need not be what its files say by now.

A process lives for many jobs, and files are edited meanwhile. So what names a picture in the cache is
the code as it was before it was loaded; and once a file has been changed, nothing gets that name any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from scenes.script.bytecode import remove_outdated
from scenes.script.file_states import FileStates


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
