"""What was drawn for each beat, so that a beat which did not change is not even stepped through again.

A beat is known again by its line, by the code of its lesson, and by the picture that it starts from.
Its plays are then skipped: each goes straight to its end, and its stretches of film are those of the
last time. Where that leads to another picture than it did then, because something in the scene counts
frames instead of following a tracker, nothing that was remembered can be trusted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from scenes.script.atomic_write import replacing


class StaleCacheError(Exception):
    """A skipped beat ended with another picture than it did when it was stepped through."""


@dataclass
class Played:
    """One beat as it was played.

    Attributes
    ----------
    plays
        For each play its duration in frames, and the names of its stretches.
    leads_to
        A digest of the picture that the next beat starts from.
    """

    plays: list[tuple[int, list[str]]]
    leads_to: str


class BeatCache:
    """The beats of one scene, as they were played before.

    Parameters
    ----------
    folder
        Where they are written down, one file a beat.
    key
        A digest of what draws the scene, of the code that moves it, and of how it is encoded.
    is_there
        Tells of a stretch, by its name, whether its film is still there.
    """

    def __init__(self, folder: Path, key: str, is_there: Callable[[str], bool]) -> None:
        self._folder, self._key, self._is_there = folder, key, is_there
        self._used: set[Path] = set()

    def recall(self, beat: str, starts_from: str) -> Played | None:
        """Return how a beat was played from this picture on, if all its stretches are there still."""
        path = self._path(beat, starts_from)
        try:
            played = msgspec.json.decode(path.read_bytes(), type=Played)
        except (OSError, ValueError):
            return None  # not known, or not written by us: it is played anew
        if not all(self._is_there(name) for _, names in played.plays for name in names):
            return None
        self._used.add(path)
        return played

    def keep(self, beat: str, starts_from: str, played: Played) -> None:
        """Write down how a beat was played."""
        path = self._path(beat, starts_from)
        self._used.add(path)
        with replacing(path) as beside:
            beside.write_bytes(msgspec.json.encode(played))

    def forget_others(self) -> None:
        """Remove what this run of the scene has not met."""
        for path in self._folder.glob("*.json"):
            if path not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, beat: str, starts_from: str) -> Path:
        name = hashlib.sha256(f"{self._key}\n{beat}\n{starts_from}".encode()).hexdigest()[:40]
        return self._folder / f"{name}.json"


class Story:
    """A scene's beats as they play: what is known of each, and what is to be remembered of it.

    Parameters
    ----------
    memory
        Of this scene.
    from_memory
        Whether what is known may be used.
    """

    def __init__(self, memory: BeatCache, from_memory: bool) -> None:
        self._memory, self._from_memory = memory, from_memory
        self._beat: str | None = None
        self._starts_from = ""
        self._known: Iterator[tuple[int, list[str]]] | None = None
        self._played = Played([], "")

    def next_play(self, beat: str | None, picture: Callable[[], str]) -> tuple[int, list[str]] | None:
        """Return the next play's frames and stretches, if they are known.

        Parameters
        ----------
        beat
            What plays; None between beats.
        picture
            Digests the present picture.

        Raises
        ------
        StaleCacheError
            If the beat before ended with another picture than it used to.
        """
        if beat != self._beat:
            self._turn_to(beat, picture())
        if self._known is None:
            self._played.plays.append((0, []))
            return None
        return next(self._known)

    def add(self, frames: int, stretch: str) -> None:
        """Take account of a stretch of the present play."""
        if self._known is None:
            so_far, names = self._played.plays[-1]
            self._played.plays[-1] = (so_far + frames, [*names, stretch])

    def end(self, picture: str) -> None:
        """Take account of the scene's end."""
        self._turn_to(None, picture)
        self._memory.forget_others()

    def _turn_to(self, beat: str | None, picture: str) -> None:
        if self._known is not None and self._played.leads_to != picture:
            raise StaleCacheError(f"skipped, the beat {self._beat!r} ends otherwise than it did before")
        if self._beat is not None and self._known is None:
            self._played.leads_to = picture
            self._memory.keep(self._beat, self._starts_from, self._played)
        known = self._memory.recall(beat, picture) if beat is not None and self._from_memory else None
        self._beat, self._starts_from = beat, picture
        self._known = None if known is None else iter(known.plays)
        self._played = known or Played([], "")
