"""Python's own cache of modules, which it trusts by a file's size and the second of its last change."""

import importlib.util
from collections.abc import Iterable
from pathlib import Path

_HEADER = 16  # bytes: a magic number, flags, the source's time and its size (PEP 552)


def remove_outdated(sources: Iterable[Path]) -> bool:
    """Remove the bytecode that Python would take for that of a source which has been changed since.

    A file may keep its size and its time: written twice within a second, or by a program that sets times.
    When its bytecode was written and when it was changed, nobody sets.

    Parameters
    ----------
    sources : iterable of Path
        Files; what is no module has no bytecode.

    Returns
    -------
    bool
        Whether there was any.
    """
    removed = [_remove_if_outdated(source) for source in sources if source.suffix == ".py"]
    return any(removed)


def _remove_if_outdated(source: Path) -> bool:
    bytecode = Path(importlib.util.cache_from_source(str(source)))
    try:
        changed, compiled = source.stat(), bytecode.stat()
        if compiled.st_ctime_ns > changed.st_ctime_ns:
            return False
        with bytecode.open("rb") as file:
            header = file.read(_HEADER)
        if header[8:] != _stamp(int(changed.st_mtime), changed.st_size):
            return False  # Python sees by itself that it is outdated
        bytecode.unlink()
    except OSError:  # there is none; or nothing can be written there, and so nothing was changed
        return False
    return True


def _stamp(*numbers: int) -> bytes:
    return b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers)
