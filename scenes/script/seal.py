"""Files of a cache, sealed: a digest of their name and content stands at their end.

A full disk, a process that was ended, a copy gone wrong leave files that are there, and are not what was
written. Whoever reads a sealed file in its own format meets nothing new: what follows its content is a
box, an element or a comment that players and parsers pass over.
"""

import hashlib
from enum import Enum
from pathlib import Path

_LENGTH = 64  # letters of a digest
_ENVELOPES = {
    ".mp4": (b"\0\0\0\x48free", b""),  # a box of 72 bytes that holds nothing (ISO/IEC 14496-12, 8.1.2)
    ".mov": (b"\0\0\0\x48free", b""),
    ".webm": (b"\xec\xc0", b""),  # an element of 64 bytes, Void (RFC 8794, section 11.3.2)
    ".svg": (b"\n<!--", b"-->"),
}
_LINE = (b"\n", b"")  # for texts that we read ourselves, and pickles, which end before it


class Condition(Enum):
    """Whether a file is what was written."""

    WHOLE = "sealed, and as it was then"
    UNSEALED = "never sealed"
    DAMAGED = "sealed, and changed since then"
    MISSING = "not there"


def seal(path: Path, name: str | None = None) -> None:
    """Write at the end of a file what it is.

    Parameters
    ----------
    path : Path
        The file, complete, and not sealed yet.
    name : str, optional
        What it will be called; by another name it is not the file that was sealed.
    """
    before, after = _envelope(path)
    digest = _digest(name or path.name, path.read_bytes())
    with path.open("ab") as file:
        file.write(before + digest + after)


def condition(path: Path) -> Condition:
    """Return whether a file is what was sealed under its name."""
    before, after = _envelope(path)
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return Condition.MISSING
    content = _content(path, written)
    seal = written[len(content) :]
    if not (seal.startswith(before) and seal.endswith(after) and len(seal) == _seal_length(path)):
        return Condition.UNSEALED
    is_whole = seal == before + _digest(path.name, content) + after
    return Condition.WHOLE if is_whole else Condition.DAMAGED


def read_sealed(path: Path) -> bytes | None:
    """Return a sealed file's content; None if it is not there, or not what was sealed."""
    return _content(path, path.read_bytes()) if condition(path) == Condition.WHOLE else None


def _content(path: Path, written: bytes) -> bytes:
    return written[: max(0, len(written) - _seal_length(path))]


def _seal_length(path: Path) -> int:
    return sum(map(len, _envelope(path))) + _LENGTH


def _envelope(path: Path) -> tuple[bytes, bytes]:
    return _ENVELOPES.get(path.suffix, _LINE)


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).hexdigest().encode()
