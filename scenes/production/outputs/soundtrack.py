"""What is heard of a film, as loud as video sites play it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from scenes.production.build.freshness import digest
from scenes.production.media import loudness
from scenes.production.media.loudness import TARGET, Level, level, leveled
from scenes.production.media.sound import played
from scenes.script.atomic_write import replacing_together
from scenes.script.seal import read_sealed, seal

if TYPE_CHECKING:
    from av import AudioFrame


class _Measured(msgspec.Struct, frozen=True):
    """What was measured of tracks.

    Attributes
    ----------
    key : str
        A digest of them, and of what measures.
    level : Level
        What was found.
    """

    key: str
    level: Level


def gain_of(title: str, tracks: Sequence[Path], kept: Path, tell: Callable[[str], None]) -> float:
    """Return the gain at which tracks are together as loud as they should be.

    Parameters
    ----------
    title : str
        What they are the sound of.
    tracks : sequence of Path
        The sound of each of its parts.
    kept : Path
        Where it is written down, for the next time.
    tell : callable
        Told in a line if they are too quiet for that.

    Returns
    -------
    float
        In decibels.
    """
    found = _level(tracks, kept)
    if not found.is_as_wanted:
        tell(
            f"the sound of {title!r} has {found.loudness:.0f} LUFS and not {TARGET:.0f}, with all that could "
            f"be added ({found.gain:.0f} dB): record it louder, and more evenly"
        )
    return found.gain


def soundtrack(
    title: str, tracks: Sequence[Path], kept: Path, tell: Callable[[str], None]
) -> Iterator["AudioFrame"] | None:
    """Return what is heard of tracks that are played one after the other.

    Parameters
    ----------
    title : str
        What they are the sound of.
    tracks : sequence of Path
        The sound of each of its parts; none, if it is silent.
    kept : Path
        As `gain_of` takes it.
    tell : callable
        Told in a line if they are too quiet for the loudness that they should have.

    Returns
    -------
    iterator of AudioFrame or None
        None if it is silent.
    """
    return leveled(played(tracks), gain_of(title, tracks, kept, tell)) if tracks else None


def _level(tracks: Sequence[Path], kept: Path) -> Level:
    """Measure tracks, unless they were measured before."""
    from av import library_versions

    told = [digest(Path(loudness.__file__)), library_versions, list(map(digest, tracks))]
    key = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    written = read_sealed(kept)
    former = msgspec.json.decode(written, type=_Measured) if written else None
    if former and former.key == key:
        return former.level
    found = level(tracks)
    with replacing_together([kept]) as [beside]:
        beside.write_bytes(msgspec.json.encode(_Measured(key, found)))
        seal(beside)
    return found
