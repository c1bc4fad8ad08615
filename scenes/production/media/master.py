"""The master: a film's pictures encoded anew, as video sites ask for them, and each piece only once."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from scenes.production.media.concat import join
from scenes.production.media.master_encoder import Finish, encode_pictures, encoder_key
from scenes.production.media.sound import MASTER_BIT_RATE
from scenes.script.atomic_write import replacing_together
from scenes.script.seal import Condition, condition, seal

if TYPE_CHECKING:
    from av import AudioFrame


@dataclass(frozen=True)
class MasterPart:
    """A part of a film, and where its pictures are kept once they are encoded.

    Attributes
    ----------
    movie : Path
        The part's movie.
    frames : int
        How many pictures it has.
    cuts : tuple of int
        The frames at which its beats start.
    kept : Path
        The folder for what is encoded of it; nothing else is in there.
    finish : Finish or None
        What is made of its pictures before they are encoded.
    """

    movie: Path
    frames: int
    cuts: tuple[int, ...]
    kept: Path
    finish: Finish | None = None


@dataclass(frozen=True)
class Piece:
    """Pictures that are encoded together.

    Attributes
    ----------
    movie : Path
        Where they come from.
    start, frames : int
        The first, and how many they are.
    target : Path
        Where they are kept. The name is a digest of all that they are made from.
    finish : Finish or None
        What is made of them before they are encoded.
    """

    movie: Path
    start: int
    frames: int
    target: Path
    finish: Finish | None = None


def write_master(
    parts: Sequence[MasterPart],
    frame_rate: int,
    title: str,
    target: Path,
    jobs: int,
    encoded: Callable[[int], None],
    sound: "Iterable[AudioFrame] | None" = None,
) -> None:
    """Encode a film of whole parts, as `write_pieces` does, in pieces of a beat where that is possible.

    Parameters
    ----------
    parts : sequence of MasterPart
        The film's.
    frame_rate, title, target, jobs, encoded, sound
        As `write_pieces` takes them.

    Raises
    ------
    FilmError
        If a part has not the pictures that it should have.
    """
    pieces = [piece for part in parts for piece in _pieces(part)]
    write_pieces(pieces, frame_rate, title, target, jobs, encoded, sound)


def write_pieces(
    pieces: Sequence[Piece],
    frame_rate: int,
    title: str,
    target: Path,
    jobs: int,
    encoded: Callable[[int], None],
    sound: "Iterable[AudioFrame] | None" = None,
) -> None:
    """Encode a film as H.264 High with true BT.709 colours, and its sound, if any, as AAC.

    What is kept of its pictures from before is taken as it is, and what is encoded anew is kept. What is
    kept in the same folders and no longer of use is removed at the end.

    Parameters
    ----------
    pieces : sequence of Piece
        The film's, in order.
    frame_rate : int
        Frames a second, constant.
    title : str
        Told to players.
    target : Path
        The master. It is written in place: give a path that nobody reads yet.
    jobs : int
        How many pieces are encoded at a time.
    encoded : callable
        Told how many pictures there are by now.
    sound : iterable of AudioFrame or None
        What is heard, as long as the pictures are seen; None if the film is silent.

    Raises
    ------
    FilmError
        If a movie has not the pictures that it should have.
    """
    missing = [piece for piece in pieces if condition(piece.target) != Condition.WHOLE]
    count = _Count(encoded)
    count.add(sum(piece.frames for piece in pieces) - sum(piece.frames for piece in missing))
    _encode_all(missing, frame_rate, jobs, count)
    written = [piece.target for piece in pieces]
    join(written, [piece.frames for piece in pieces], frame_rate, title, target, sound, MASTER_BIT_RATE)
    for folder in {path.parent for path in written}:
        for path in set(folder.iterdir()) - set(written):
            path.unlink()


class _Count:
    """Counts pictures that several threads encode."""

    def __init__(self, encoded: Callable[[int], None]) -> None:
        self._encoded, self._done, self._lock = encoded, 0, Lock()

    def add(self, count: int) -> None:
        """Count so many more."""
        with self._lock:
            self._done += count
            if count:
                self._encoded(self._done)


def _encode_all(pieces: Sequence[Piece], frame_rate: int, jobs: int, count: _Count) -> None:
    """Encode pieces, the longest first, and keep each as soon as it is done; all end with the first error."""
    leave = Event()
    once = {piece.target: piece for piece in pieces}.values()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            tasks = [
                pool.submit(_encode, piece, frame_rate, count, leave)
                for piece in sorted(once, key=lambda piece: piece.frames, reverse=True)
            ]
            done, _ = wait(tasks, return_when=FIRST_EXCEPTION)
            for task in done:
                task.result()
        finally:
            leave.set()
            pool.shutdown(wait=False, cancel_futures=True)


class _LeftError(Exception):
    """A piece is not needed any more, for the work on another has failed or was interrupted."""


def _encode(piece: Piece, frame_rate: int, count: _Count, leave: Event) -> None:
    def tick() -> None:
        count.add(1)
        if leave.is_set():
            raise _LeftError

    with replacing_together([piece.target]) as [beside]:
        encode_pictures(piece.movie, piece.start, piece.frames, frame_rate, beside, tick, piece.finish)
        seal(beside)


def _pieces(part: MasterPart) -> list[Piece]:
    """Cut a part where a beat starts, as long as no picture there needs one of another piece."""
    import av

    digests, times, whole = [], [], []
    with av.open(part.movie) as container:
        key = encoder_key(container.streams.video[0], part.finish)
        for packet in container.demux(video=0):
            if packet.size and packet.pts is not None:
                digests.append(hashlib.sha256(packet).digest())
                times.append(packet.pts)
                whole.append(packet.is_keyframe)
    starts = [0, *_closed_starts(part.cuts, times, whole)]
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(times)], strict=True):
        order = [time - times[start] for time in times[start:end]]
        place = start if part.finish else 0
        content = hashlib.sha256(f"{key} {place} {order}".encode() + b"".join(digests[start:end]))
        target = part.kept / f"{content.hexdigest()}.mp4"
        pieces.append(Piece(part.movie, start, end - start, target, part.finish))
    return pieces


def _closed_starts(cuts: Iterable[int], times: Sequence[int], whole: Sequence[bool]) -> list[int]:
    """Return the cuts before which all pictures are both decoded and shown, where a whole one follows."""
    latest = [min(times), *accumulate(times, max)]
    return [cut for cut in cuts if 0 < cut < len(times) and whole[cut] and latest[cut] < min(times[cut:])]
