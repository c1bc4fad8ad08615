"""Whether a rendered part is up to date: a stamp beside it says what it was made from."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from scenes.production.build.paths import PartFiles
from scenes.script.atomic_write import replacing


class State(StrEnum):
    """What is there of a part."""

    RENDERED = "rendered"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True)
class Stamp:
    """What a rendered part was made from, and what came out.

    Attributes
    ----------
    fingerprint : str
        A digest of all that it was made from.
    digests : tuple of str
        Of the movie, of its manifest and, if the part is spoken, of its sound.
    """

    fingerprint: str
    digests: tuple[str, ...]


def write_stamp(files: PartFiles, fingerprint: str) -> None:
    """Mark a part that has rendered well as up to date.

    Parameters
    ----------
    files : PartFiles
        The part's files, complete.
    fingerprint : str
        What they were made from.
    """
    stamp = Stamp(fingerprint, _digests(files))
    with replacing(files.stamp) as beside:
        beside.write_bytes(msgspec.json.encode(stamp))


def clear_stamp(files: PartFiles) -> None:
    """Remove a part's stamp and its manifest, before it is rendered anew."""
    files.stamp.unlink(missing_ok=True)
    files.manifest.unlink(missing_ok=True)


def state(files: PartFiles, fingerprint: str) -> State:
    """Tell whether a part can be used as it is.

    A stamp counts only while the movie, its manifest and the sound of a spoken part are, byte by byte,
    what they were when it was written.

    Parameters
    ----------
    files : PartFiles
        The part's files.
    fingerprint : str
        What the part would be made from now.

    Returns
    -------
    State
    """
    if not files.movie.is_file():
        return State.MISSING
    try:
        stamp = msgspec.json.decode(files.stamp.read_bytes(), type=Stamp)
        is_same = stamp.fingerprint == fingerprint and stamp.digests == _digests(files)
    except (ValueError, FileNotFoundError):
        return State.STALE
    return State.RENDERED if is_same else State.STALE


def digests_of_rendered(files: PartFiles) -> tuple[str, ...]:
    """Return what tells a part's movie, manifest and sound from all others, of a part that is up to date.

    They were compared with the files when `state` said so.
    """
    return msgspec.json.decode(files.stamp.read_bytes(), type=Stamp).digests


def _digests(files: PartFiles) -> tuple[str, ...]:
    kept = [files.movie, files.manifest, *([files.sound] if files.is_spoken else [])]
    return tuple(map(digest, kept))


def digest(path: Path) -> str:
    """Return a digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
