"""Which files of a lecture were saved, told at once."""

import os
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from watchfiles import Change, awatch

from scenes.script.project import MATHEMATICS, PACKAGE

_ENDINGS = (".py", ".toml", ".csv", ".tsv", ".txt", ".json", ".npy", ".npz")
_LEFT_OUT = ("media", "__pycache__", "node_modules")
_MOST_FOLDERS = 1000
"""Those that lie deeper in a lecture's folder than so many others are not watched."""


async def saves(folder: Path) -> AsyncGenerator[set[Path]]:
    """Tell what is saved in a lecture's folder, and in the project itself.

    Parameters
    ----------
    folder : Path
        Where the lecture's screenplay lies.

    Yields
    ------
    set of Path
        Files of Python, TOML or data that were written, moved or removed at about the same time.
    """
    folders = _folders(folder)
    while True:
        async with aclosing(awatch(*folders, watch_filter=_is_told, recursive=False)) as told:
            async for changes in told:
                paths = {Path(path) for _, path in changes}
                former, folders = folders, _folders(folder)
                paths |= {path for new in folders - former for path in new.iterdir()}
                if files := {path for path in paths if _is_source(path)}:
                    yield files
                if folders != former:
                    break


def _folders(lecture: Path) -> set[Path]:
    """Return the folders in which lessons, and what they are made of, may lie: the nearest first."""
    found: set[Path] = set()
    for root in (PACKAGE, MATHEMATICS, lecture):
        waiting = deque([root])
        most = len(found) + _MOST_FOLDERS
        while waiting and len(found) < most:
            folder = waiting.popleft()
            found.add(folder)
            waiting += _subfolders(folder)
    return found


def _subfolders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:  # removed meanwhile, or not ours to read
        return []
    return [
        folder / name
        for name in names
        if name not in _LEFT_OUT and name[0] != "." and not (folder / name / "pyvenv.cfg").exists()
    ]


def _is_told(_: Change, path: str) -> bool:
    return _is_source(Path(path)) or Path(path).is_dir()


def _is_source(path: Path) -> bool:
    return path.suffix in _ENDINGS and not path.name.startswith(".")
