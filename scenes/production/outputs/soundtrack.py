"""What is heard of a film, as loud as video sites play it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.media.loudness import TARGET, level, leveled
from scenes.production.media.sound import played

if TYPE_CHECKING:
    from av import AudioFrame


def gain_of(title: str, tracks: Sequence[Path], tell: Callable[[str], None]) -> float:
    """Return the gain at which tracks are together as loud as they should be.

    Parameters
    ----------
    title : str
        What they are the sound of.
    tracks : sequence of Path
        The sound of each of its parts.
    tell : callable
        Told in a line if they are too quiet for that.

    Returns
    -------
    float
        In decibels.
    """
    found = level(tracks)
    if not found.is_as_wanted:
        tell(
            f"the sound of {title!r} has {found.loudness:.0f} LUFS and not {TARGET:.0f}, with all that could "
            f"be added ({found.gain:.0f} dB): record it louder, and more evenly"
        )
    return found.gain


def soundtrack(
    title: str, tracks: Sequence[Path], tell: Callable[[str], None]
) -> Iterator["AudioFrame"] | None:
    """Return what is heard of tracks that are played one after the other.

    Parameters
    ----------
    title : str
        What they are the sound of.
    tracks : sequence of Path
        The sound of each of its parts; none, if it is silent.
    tell : callable
        Told in a line if they are too quiet for the loudness that they should have.

    Returns
    -------
    iterator of AudioFrame or None
        None if it is silent.
    """
    return leveled(played(tracks), gain_of(title, tracks, tell)) if tracks else None
