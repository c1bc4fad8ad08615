"""What the operating system refuses, in one line: which file, why, and what to do."""

import errno
import os
import shutil
from pathlib import Path

_LONGEST = 300  # characters of a path that are told
_FULL = (errno.ENOSPC, errno.EDQUOT)

# What is no mistake of the program that is refused.
_REFUSALS = (*_FULL, errno.EROFS, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE)

_REMEDIES = {
    errno.EROFS: "{path} cannot be written, its disk is read-only: move the lecture to one that is not",
    errno.EACCES: "{path} may not be used by you: change its rights or its folder's, or move the lecture",
    errno.EISDIR: "{path} is a folder, and a file belongs there: move the folder away",
    errno.ENOTDIR: "{path} cannot be reached, for a file lies where a folder belongs: move the file away",
    errno.EEXIST: "{path} is a file, and a folder belongs there: move the file away",
    errno.ENAMETOOLONG: "the name {path} is too long for this disk: shorten the names in it",
    errno.ENOENT: "{path} is not there: it was removed meanwhile, or never written; run the command again",
    errno.EFBIG: "{path} becomes larger than a file may be here: raise the limit (ulimit -f)",
    errno.EMFILE: "too many files are open to open {path}: raise the limit (ulimit -n), or take fewer --jobs",
    errno.EIO: "{path} cannot be read or written, its disk fails: look after the disk",
}
_REMEDIES[errno.EPERM] = _REMEDIES[errno.EACCES]
_REMEDIES[errno.ENFILE] = _REMEDIES[errno.EMFILE]


def refusal_behind(error: BaseException | None) -> OSError | None:
    """Return what made an error arise if that is no mistake of the program: a full disk, a limit, a fault."""
    while error is not None and not (isinstance(error, OSError) and error.errno in _REFUSALS):
        error = error.__cause__ or error.__context__
    return error


def in_one_line(error: OSError, folder: Path | None = None) -> str:
    """Tell an error of the operating system's.

    Parameters
    ----------
    error : OSError
        As it was raised.
    folder : Path, optional
        What is named if the error names no file.

    Returns
    -------
    str
        One line that names the file and the remedy, as far as they are known.
    """
    name = error.filename if error.filename2 is None else error.filename2  # where something is moved to
    name = folder if name is None else name
    if name is None and error.errno == errno.ENOENT:
        return "the current folder has been removed: change to another"
    if name is None and error.errno in _FULL:
        return "no room to write what the command says, or makes meanwhile: make room and run it again"
    if name is None or error.errno is None:
        return printable(" ".join(str(error).split()))
    path = _shortened(printable(os.fsdecode(name)))
    if error.errno in _FULL:
        left = _room_left(Path(os.fsdecode(name)))
        return f"no room to write {path}: {left} is left there; make room and run the command again"
    told = _REMEDIES.get(
        error.errno, "{path} cannot be used ({reason}): correct that and run the command again"
    )
    return told.format(path=path, reason=error.strerror)


def printable(text: str) -> str:
    """Return a text of one line, with escapes for what would not be seen or would end the line."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _shortened(path: str) -> str:
    return path if len(path) <= _LONGEST else f"{path[: _LONGEST // 2]}…{path[-_LONGEST // 2 :]}"


def _room_left(path: Path) -> str:
    """Return how much room the disk has that a file lies on."""
    folder = next(folder for folder in path.absolute().parents if folder.is_dir())
    try:
        return _size(shutil.disk_usage(folder).free)
    except OSError:
        return "too little"


def _size(count: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> _size(12_300), _size(2_500_000)
    ('12 kB', '2.5 MB')
    """
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1000:.0f} kB"
