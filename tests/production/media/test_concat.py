from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from scenes.production.media.concat import FilmError, count_frames, join
from scenes.script.manifest import read
from tests.production.conftest import FIRST, SECOND

FIRST_FRAMES, SECOND_FRAMES, RATE = 48, 18, 15


def movie_of(root: Path, name: str) -> Path:
    return root / f"media/parts/tiny/480p15/{name.lower()}.{name}/videos/{name.lower()}/480p15/{name}.mp4"


def film_of(root: Path) -> Path:
    return root / "media/lectures/tiny.480p15.mp4"


def test_the_film_is_as_long_as_its_parts(rendered_once: Path) -> None:
    assert count_frames(movie_of(rendered_once, "First")) == FIRST_FRAMES
    assert count_frames(movie_of(rendered_once, "Second")) == SECOND_FRAMES
    assert count_frames(film_of(rendered_once)) == FIRST_FRAMES + SECOND_FRAMES


def test_its_frame_rate_is_constant_from_zero_on(rendered_once: Path) -> None:
    with av.open(film_of(rendered_once)) as film:
        stream = film.streams.video[0]
        times = [frame.time for frame in film.decode(stream)]
        assert stream.average_rate == stream.base_rate == RATE
        assert stream.duration is not None
        assert stream.time_base is not None
        assert stream.duration * stream.time_base == Fraction(FIRST_FRAMES + SECOND_FRAMES, RATE)
    assert times == pytest.approx([frame / RATE for frame in range(FIRST_FRAMES + SECOND_FRAMES)])


def test_pictures_are_decoded_in_time(rendered_once: Path) -> None:
    with av.open(film_of(rendered_once)) as film:
        packets = [packet for packet in film.demux(video=0) if packet.size]
    decoded = [packet.dts for packet in packets if packet.dts is not None]
    assert all(one < other for one, other in pairwise(decoded))
    assert all(
        packet.pts >= packet.dts for packet in packets if packet.pts is not None and packet.dts is not None
    )


def test_a_browser_can_play_it_from_its_first_bytes(rendered_once: Path) -> None:
    content = film_of(rendered_once).read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"elst" not in content


def test_colours_are_tagged_and_exact(rendered_once: Path) -> None:
    with av.open(film_of(rendered_once)) as film:
        context = film.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (6, 1, 1)
        assert context.color_range == 1
        corners = [frame.to_ndarray(format="rgb24")[5, 5].tolist() for frame in film.decode(video=0)]
    first, second = [0x00, 0x9E, 0x73], [0xE6, 0x9F, 0x00]
    for got, wanted in zip(corners, [first] * FIRST_FRAMES + [second] * SECOND_FRAMES, strict=True):
        assert got == pytest.approx(wanted, abs=2)


def test_manifests_tell_what_was_spoken(rendered_once: Path) -> None:
    for name, lines in {"First": FIRST, "Second": SECOND}.items():
        manifest = read(movie_of(rendered_once, name).with_suffix(".json"))
        assert {beat.name: beat.line for beat in manifest.beats} == lines


def test_a_wrong_length_is_refused(rendered_once: Path, tmp_path: Path) -> None:
    parts = [movie_of(rendered_once, "First"), movie_of(rendered_once, "Second")]
    with pytest.raises(FilmError, match=r"Second\.mp4 has 18 pictures, not 19"):
        join(parts, [FIRST_FRAMES, 19], RATE, "Tiny", tmp_path / "film.mp4")


def encoded(path: Path, size: int, frames: int, b_frames: int) -> Path:
    """Write a movie of plain frames, with or without pictures that are decoded out of order."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"bf": str(b_frames)})
        stream.width = stream.height = size
        stream.pix_fmt = "yuv420p"
        for _ in range(frames):
            container.mux(stream.encode(av.VideoFrame(size, size, "yuv420p")))
        container.mux(stream.encode())
    return path


def test_parts_of_another_encoding_are_refused(tmp_path: Path) -> None:
    parts = [encoded(tmp_path / f"{size}.mp4", size, 3, 0) for size in (64, 128)]
    with pytest.raises(FilmError, match=r"128\.mp4 is encoded unlike .*64\.mp4"):
        join(parts, [3, 3], RATE, "Tiny", tmp_path / "film.mp4")


def test_parts_decoded_out_of_order_keep_their_places(tmp_path: Path) -> None:
    """A part of one picture needs no reordering, a longer one of the same encoding does."""
    parts = [encoded(tmp_path / f"{frames}.mp4", 64, frames, 3) for frames in (1, 24, 1, 7)]
    target = tmp_path / "film.mp4"
    join(parts, [1, 24, 1, 7], RATE, "Tiny", target)
    with av.open(target) as film:
        times = [frame.time for frame in film.decode(video=0)]
        assert film.metadata["title"] == "Tiny"
    assert times == pytest.approx([frame / RATE for frame in range(33)])
