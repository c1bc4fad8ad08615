"""Files that are sealed, and what is noticed of them afterwards."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import av
import pytest
from av import VideoStream

from scenes.script.seal import Condition, condition, read_sealed, seal


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "beat.json"
    path.write_bytes(b'{"plays": []}')
    seal(path)
    return path


def test_a_sealed_file_is_whole_and_its_content_is_read(sealed: Path) -> None:
    assert condition(sealed) == Condition.WHOLE
    assert read_sealed(sealed) == b'{"plays": []}'


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda written: b"", Condition.UNSEALED),
        (lambda written: written[:5], Condition.UNSEALED),
        (lambda written: written[:-1], Condition.UNSEALED),
        (lambda written: b"garbage " * 20, Condition.UNSEALED),
        (lambda written: written.replace(b"plays", b"PLAYS"), Condition.DAMAGED),
        (lambda written: written[1:], Condition.DAMAGED),
        (lambda written: written[:-1] + b"?", Condition.DAMAGED),
    ],
)
def test_damage_is_noticed(sealed: Path, damage: Callable[[bytes], bytes], found: Condition) -> None:
    sealed.write_bytes(damage(sealed.read_bytes()))
    assert condition(sealed) == found
    assert read_sealed(sealed) is None


def test_a_file_in_another_s_place_is_not_that(sealed: Path) -> None:
    assert condition(sealed.rename(sealed.with_name("other.json"))) == Condition.DAMAGED


def test_it_may_be_sealed_before_it_gets_its_name(tmp_path: Path) -> None:
    beside = tmp_path / "part_1.mp4"
    beside.write_bytes(b"pictures")
    seal(beside, "abc.mp4")
    assert condition(beside) == Condition.DAMAGED
    assert read_sealed(beside.rename(tmp_path / "abc.mp4")) == b"pictures"


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    assert condition(tmp_path / "none.svg") == Condition.MISSING
    assert read_sealed(tmp_path / "none.svg") is None


def movie(path: Path) -> Path:
    codec = "libvpx-vp9" if path.suffix == ".webm" else "libx264"
    with av.open(path, "w") as container:
        stream = cast(VideoStream, container.add_stream(codec, rate=5))
        stream.width, stream.height, stream.pix_fmt = 32, 16, "yuv420p"
        for number in range(4):
            frame = av.VideoFrame(32, 16, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 5)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("ending", ["mp4", "mov", "webm"])
def test_sealed_movies_are_joined_as_if_they_were_not(tmp_path: Path, ending: str) -> None:
    """As Manim joins segments: FFmpeg reads them one after the other."""
    pieces = [movie(tmp_path / f"{name}.{ending}") for name in "ab"]
    for piece in pieces:
        seal(piece)
    names = tmp_path / "list.txt"
    names.write_text("".join(f"file 'file:{piece}'\n" for piece in pieces))
    with av.open(names, format="concat", options={"safe": "0"}) as joined:
        assert len(list(joined.decode(video=0))) == 8


def test_a_sealed_drawing_and_a_sealed_pickle_are_read_as_before(tmp_path: Path) -> None:
    drawing, pickled = tmp_path / "text.svg", tmp_path / "code.nbc"
    drawing.write_text("<svg><path/></svg>")
    pickled.write_bytes(pickle.dumps([1, 2]))
    for path in (drawing, pickled):
        seal(path)
        assert condition(path) == Condition.WHOLE
    assert len(ElementTree.parse(drawing).getroot()) == 1
    assert pickle.loads(pickled.read_bytes()) == [1, 2]
