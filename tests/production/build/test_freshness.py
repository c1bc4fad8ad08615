"""A part is up to date as long as it is, byte by byte, what was written from the same."""

import os
from pathlib import Path

import pytest

from scenes.production.build.freshness import State, clear_stamp, state, write_stamp
from scenes.production.build.paths import PartFiles


@pytest.fixture
def part(tmp_path: Path) -> PartFiles:
    files = PartFiles(tmp_path, tmp_path / "Part.mp4", is_spoken=True)
    for path in (files.movie, files.sound, files.manifest):
        path.write_bytes(path.name.encode() * 100)
    write_stamp(files, "of this")
    return files


def test_it_is_what_was_written(part: PartFiles) -> None:
    assert state(part, "of this") == State.RENDERED
    assert state(part, "of that") == State.STALE


@pytest.mark.parametrize("kind", ["movie", "sound", "manifest"])
def test_a_changed_byte_counts_at_the_same_size_and_time(part: PartFiles, kind: str) -> None:
    path = getattr(part, kind)
    before, written = path.stat(), bytearray(path.read_bytes())
    written[50] ^= 1
    path.write_bytes(written)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state(part, "of this") == State.STALE


@pytest.mark.parametrize("kind", ["sound", "manifest", "stamp"])
def test_what_is_lost_is_made_anew(part: PartFiles, kind: str) -> None:
    getattr(part, kind).unlink()
    assert state(part, "of this") == State.STALE


@pytest.mark.parametrize(
    "written", [b"", b"{}", b"[1]", b'{"fingerprint": "of this", "digests": "all"}', b"\xff"]
)
def test_a_stamp_that_is_none_tells_nothing(part: PartFiles, written: bytes) -> None:
    part.stamp.write_bytes(written)
    assert state(part, "of this") == State.STALE


def test_without_its_movie_it_is_missing(part: PartFiles) -> None:
    clear_stamp(part)
    assert state(part, "of this") == State.STALE
    part.movie.unlink()
    assert state(part, "of this") == State.MISSING
