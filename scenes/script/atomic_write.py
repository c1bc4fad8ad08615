"""Writing files and folders so that a reader never meets half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside `target`, and replace `target` by what was written there, in one step.

    If the block raises, what it wrote is removed and the old `target`, if there is one, stays.

    Parameters
    ----------
    target : Path
        The file to write. Its folder is made where it is missing.

    Yields
    ------
    Path
        Where to write: the same folder, so that the exchange is one step of the file system.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield beside
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Yield a temporary folder beside `target`, and replace `target` by it at the end.

    If the block raises, what it wrote is removed and the old `target`, if there is one, stays.

    Parameters
    ----------
    target : Path
        The folder to write. The folder above it is made where it is missing.

    Yields
    ------
    Path
        An empty folder, on the same file system.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
        beside, former = Path(place, "new"), Path(place, "former")
        beside.mkdir()
        yield beside
        try:
            if target.exists():
                os.replace(target, former)
            os.replace(beside, target)
        finally:
            if former.exists() and not target.exists():
                os.replace(former, target)
