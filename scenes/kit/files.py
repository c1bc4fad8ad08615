"""Writing a file so that a reader never meets half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Lend a path beside `target`, and put what was written there in its place at the end.

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
