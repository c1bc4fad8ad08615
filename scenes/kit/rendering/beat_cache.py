"""The segments that each beat was drawn in, so that an unchanged beat is not even stepped through again.

A beat is identified by its line, by the code of its lesson, and by the picture that it starts from; what
plays between two beats, by the beat before. Its plays are then skipped: each goes straight to its end,
and the film takes the segments of the last time. Where that leads to another picture than it did then,
because something in the scene counts frames instead of following a tracker, no entry can be trusted.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from scenes.script.atomic_write import replacing
from scenes.script.seal import read_sealed, seal


class StaleCacheError(Exception):
    """A beat taken from the cache does not play as it did when it was stepped through."""


@dataclass
class PlayedBeat:
    """A beat as it was played, or what plays between two.

    Attributes
    ----------
    plays
        For each play its duration in frames, and the names of its segments.
    last_picture
        A digest of the picture that it leaves.
    """

    plays: list[tuple[int, list[str]]]
    last_picture: str


class BeatCache:
    """The beats of one scene, as they were played before.

    Parameters
    ----------
    folder
        Where they are written down, one file a beat.
    key
        A digest of what draws the scene, of the code that moves it, and of how it is encoded.
    has_segment
        Tells whether the segment of a name is still there.
    is_key_true
        Tells whether the key is still that of the code and the data on disk; if not, nothing is stored.
    """

    def __init__(
        self,
        folder: Path,
        key: str,
        has_segment: Callable[[str], bool],
        is_key_true: Callable[[], bool] = lambda: True,
    ) -> None:
        self._folder, self._key = folder, key
        self._has_segment, self._is_key_true = has_segment, is_key_true
        self._used: set[Path] = set()

    def load(self, beat: str, first_picture: str) -> PlayedBeat | None:
        """Return how a beat was played from this picture on; None if not, or if a segment is missing."""
        path = self._path(beat, first_picture)
        written = read_sealed(path)
        if written is None:
            return None  # not there, or not what was written: it is played anew
        played = msgspec.json.decode(written, type=PlayedBeat)
        if not all(self._has_segment(name) for _, names in played.plays for name in names):
            return None
        self._used.add(path)
        return played

    def store(self, beat: str, first_picture: str, played: PlayedBeat) -> None:
        """Write down how a beat was played from this picture on."""
        if not self._is_key_true():
            return
        path = self._path(beat, first_picture)
        self._used.add(path)
        with replacing(path) as beside:
            beside.write_bytes(msgspec.json.encode(played))
            seal(beside, path.name)

    def remove_unused(self) -> None:
        """Remove what has been neither loaded nor stored."""
        for path in self._folder.glob("*.json"):
            if path not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, beat: str, first_picture: str) -> Path:
        name = hashlib.sha256(f"{self._key}\n{beat}\n{first_picture}".encode()).hexdigest()[:40]
        return self._folder / f"{name}.json"


class BeatPlayback:
    """Follows a scene through its beats: replays those that the cache has, and records the others.

    Parameters
    ----------
    cache
        Of this scene; None if nothing is recorded.
    replays
        Whether the cache may be read; it is written in any case.
    """

    def __init__(self, cache: BeatCache | None, replays: bool) -> None:
        self._cache, self._replays = cache, replays
        self._beat: str | None = None
        self._first_picture = ""
        self._cached: deque[tuple[int, list[str]]] | None = None
        self._played = PlayedBeat([], "")

    def next_play(self, beat: str, picture: Callable[[], str]) -> tuple[int, list[str]] | None:
        """Return the coming play's frames and segments, if the cache has them.

        Parameters
        ----------
        beat
            All that the beat it belongs to depends on, besides the picture that it starts from.
        picture
            Digests the present picture.

        Raises
        ------
        StaleCacheError
            If the beat does not play as it did.
        """
        if beat != self._beat:
            self._turn_to(beat, picture())
        if self._cached is None:
            self._played.plays.append((0, []))
            return None
        if not self._cached:
            raise StaleCacheError(f"the beat {self._beat!r} has more plays than it had")
        return self._cached.popleft()

    def add_segment(self, frames: int, name: str) -> None:
        """Record a segment of the present play, which is not replayed."""
        so_far, names = self._played.plays[-1]
        self._played.plays[-1] = (so_far + frames, [*names, name])

    def finish(self, picture: str) -> None:
        """Record the last beat's end, and remove from the cache what the scene no longer plays."""
        self._turn_to(None, picture)
        if self._cache is not None:
            self._cache.remove_unused()

    def _turn_to(self, beat: str | None, picture: str) -> None:
        if self._cached is not None:
            self._check_end(picture)
        elif self._beat is not None and self._cache is not None:
            self._played.last_picture = picture
            self._cache.store(self._beat, self._first_picture, self._played)
        cached = None
        if beat is not None and self._cache is not None and self._replays:
            cached = self._cache.load(beat, picture)
        self._beat, self._first_picture = beat, picture
        self._cached = None if cached is None else deque(cached.plays)
        self._played = cached or PlayedBeat([], "")

    def _check_end(self, picture: str) -> None:
        if self._cached:
            raise StaleCacheError(f"the beat {self._beat!r} has fewer plays than it had")
        if self._played.last_picture != picture:
            raise StaleCacheError(
                f"skipped, the beat {self._beat!r} does not end with the picture it ended with"
            )
