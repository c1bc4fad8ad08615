"""Movies that are joined of segments, and stay as they are if they were joined of the same ones before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

Join: TypeAlias = Callable[..., None]
"""Takes the segments' paths and the movie's, and options."""


def unless_joined(join: Join, receipts: Path) -> Join:
    """Return what joins segments into a movie, unless it was joined of these, and has not been changed since.

    Parameters
    ----------
    join
        Joins them. Their names must tell what is in them, for nothing else of them is looked at.
    receipts
        A folder for notes: of which segments a movie was joined, and a digest of it.
    """

    def joined(segments: Sequence[str], movie: Path, *options: object) -> None:
        receipt = receipts / f"{movie.stem} {movie.suffix[1:]}.joined"
        names = [Path(segment).name for segment in segments]
        if receipt.exists() and receipt.read_bytes() == _receipt(names, movie, options):
            return
        join(segments, movie, *options)
        receipt.write_bytes(_receipt(names, movie, options))

    return joined


def _receipt(names: Sequence[str], movie: Path, options: tuple[object, ...]) -> bytes:
    made_from = hashlib.sha256(repr((names, options)).encode()).hexdigest()
    content = movie.read_bytes() if movie.exists() else b""
    return f"{made_from} {hashlib.sha256(content).hexdigest()}\n".encode()
