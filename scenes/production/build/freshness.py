"""Whether a rendered part is up to date: a stamp beside it says what it was made from."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from scenes.production.build.paths import PartFiles
from scenes.script.atomic_write import replacing
from scenes.script.manifest import read


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
    frames : int
        The frames counted in the movie.
    sizes : tuple of int
        Bytes of the movie and, if the part is spoken, of its sound.
    """

    fingerprint: str
    frames: int
    sizes: tuple[int, ...]


def write_stamp(files: PartFiles, fingerprint: str, frames: int) -> None:
    """Mark a part that has rendered well as up to date.

    Parameters
    ----------
    files : PartFiles
        The part's files, complete.
    fingerprint : str
        What they were made from.
    frames : int
        The frames counted in the movie.
    """
    stamp = Stamp(fingerprint, frames, _sizes(files))
    with replacing(files.stamp) as beside:
        beside.write_bytes(msgspec.json.encode(stamp))


def clear_stamp(files: PartFiles) -> None:
    """Remove a part's stamp and its manifest, before it is rendered anew."""
    files.stamp.unlink(missing_ok=True)
    files.manifest.unlink(missing_ok=True)


def state(files: PartFiles, fingerprint: str) -> State:
    """Tell whether a part can be used as it is.

    A stamp counts only while the movie still is the one that was counted: of the same size, and
    as long as its manifest says. So it is with the sound of a spoken part.

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
        now = Stamp(fingerprint, read(files.manifest).frames, _sizes(files))
        stamp = msgspec.json.decode(files.stamp.read_bytes(), type=Stamp)
    except (ValueError, FileNotFoundError):
        return State.STALE
    return State.RENDERED if stamp == now else State.STALE


def _sizes(files: PartFiles) -> tuple[int, ...]:
    kept = [files.movie, files.sound] if files.is_spoken else [files.movie]
    return tuple(path.stat().st_size for path in kept)
