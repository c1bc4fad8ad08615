from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import config
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.kit.rendering.encoder import HELD_GROUP, Pixels, SegmentEncoder, quick_converter
from scenes.kit.rendering.manim_adapter import VideoEncoderSpec
from scenes.kit.rendering.yuv420 import Converter

OPTIONS = tuple(sorted(config.video_encoder_options.items()))


def specification(*options: tuple[str, str]) -> VideoEncoderSpec:
    return VideoEncoderSpec("mp4", "libx264", "yuv420p", 192, 108, Fraction(60), options or OPTIONS)


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the quick converter convert these pictures, too, small as they are."""
    monkeypatch.setattr("scenes.kit.rendering.encoder.QUICK_FROM", 0)


def picture(shift: int = 0) -> Any:
    """Stripes of colour on dark, opaque, shape (108, 192, 4)."""
    pixels = np.full((108, 192, 4), 255, dtype=np.uint8)
    pixels[..., :3] = (20, 24, 32)
    pixels[20:80, 30 + shift : 60 + shift, :3] = (230, 159, 0)
    pixels[40:100, 80 + shift : 120 + shift, :3] = (0, 114, 178)
    return pixels


def read(path: Path) -> tuple[list[Any], list[int]]:
    """The decoded pictures of a movie, and the times of its packets, in its own units."""
    with av.open(path) as container:
        times = [packet.pts for packet in container.demux(video=0) if packet.size]
    with av.open(path) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return pictures, [time for time in times if time is not None]


def test_it_writes_what_manims_encoder_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.kit.rendering.encoder.quick_converter", lambda: None)
    for name, encoder in (("lean", SegmentEncoder), ("manim", VideoSegmentEncoder)):
        segment = encoder(target=tmp_path / f"{name}.mp4", spec=specification())
        for shift in range(10):
            segment.write_frame(picture(shift))
        segment.finish()
    lean, manims = (read(tmp_path / f"{name}.mp4")[0] for name in ("lean", "manim"))
    assert len(lean) == 10
    assert np.array_equal(lean, manims)


def test_the_array_may_be_drawn_on_again_at_once(tmp_path: Path) -> None:
    segment = SegmentEncoder(target=tmp_path / "one.mp4", spec=specification())
    pixels = picture()
    segment.write_frame(pixels)
    pixels[...] = 255
    segment.finish()
    [shown] = read(tmp_path / "one.mp4")[0]
    assert np.abs(shown[50, 45].astype(int) - (230, 159, 0)).max() <= 4


@pytest.mark.parametrize("repeat", [1, HELD_GROUP, HELD_GROUP + 1, 3 * HELD_GROUP + 7])
def test_a_held_picture_stands_for_all_its_frames(tmp_path: Path, repeat: int) -> None:
    segment = SegmentEncoder(target=tmp_path / "hold.mp4", spec=specification())
    segment.write_frame(picture(), repeat=repeat)
    segment.finish()
    pictures, times = read(tmp_path / "hold.mp4")
    assert len(pictures) == repeat
    assert len(set(np.diff(times))) <= 1
    inside = (slice(30, 36), slice(40, 50))  # away from edges, where chroma is shared
    for shown in pictures:
        assert np.abs(shown[inside].astype(int) - (230, 159, 0)).max() <= 4


def test_frames_may_follow_a_held_picture(tmp_path: Path) -> None:
    segment = SegmentEncoder(target=tmp_path / "hold.mp4", spec=specification())
    segment.write_frame(picture(), repeat=2 * HELD_GROUP)
    segment.write_frame(picture(60))
    segment.finish()
    pictures, times = read(tmp_path / "hold.mp4")
    assert len(pictures) == 2 * HELD_GROUP + 1
    assert len(set(np.diff(times))) == 1
    assert np.abs(pictures[-1][50, 105].astype(int) - (230, 159, 0)).max() <= 4


def test_pictures_that_refer_to_later_ones_are_not_taken_apart(tmp_path: Path) -> None:
    segment = SegmentEncoder(
        target=tmp_path / "hold.mp4", spec=specification(("preset", "medium"), ("crf", "18"))
    )
    segment.write_frame(picture(), repeat=3 * HELD_GROUP)
    segment.finish()
    assert len(read(tmp_path / "hold.mp4")[0]) == 3 * HELD_GROUP


def test_quick_colours_are_those_of_the_standard() -> None:
    """ITU-R BT.601: white is 235, black 16, and a grey has no colour difference."""
    expected = {
        (255, 255, 255): (235, 128, 128),
        (0, 0, 0): (16, 128, 128),
        (255, 0, 0): (81, 90, 240),
        (0, 255, 0): (145, 54, 34),
        (0, 0, 255): (41, 240, 110),
    }
    for color, (luma, blue, red) in expected.items():
        pixels = np.full((4, 6, 4), 255, dtype=np.uint8)
        pixels[..., :3] = color
        planes = [bytes(plane)[0] for plane in Converter(6, 4).convert(pixels).planes]
        assert np.abs(np.subtract(planes, (luma, blue, red))).max() <= 1, color


def test_quick_colours_are_those_of_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for name in ("quick", "ffmpeg"):
        segment = SegmentEncoder(target=tmp_path / f"{name}.mp4", spec=specification())
        segment.write_frame(picture())
        segment.finish()
        shown.append(read(tmp_path / f"{name}.mp4")[0][0].astype(int))
        monkeypatch.setattr("scenes.kit.rendering.encoder.quick_converter", lambda: None)
    flat = (slice(22, 38), slice(34, 56))
    assert np.abs(shown[0][flat] - shown[1][flat]).max() <= 3  # x264 adds its own
    assert np.abs(shown[0] - shown[1]).mean() < 1


@pytest.mark.parametrize("within", [None, Pixels(35, 21, 181, 99), Pixels(0, 0, 192, 108)], ids=str)
@pytest.mark.parametrize("is_quick", [True, False], ids=["quick", "plain"])
def test_frames_drawn_on_one_ground_are_as_if_drawn_alone(
    tmp_path: Path, is_quick: bool, within: Pixels | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_quick:
        monkeypatch.setattr("scenes.kit.rendering.encoder.quick_converter", lambda: None)
    background = picture()
    drawn = [background, picture(20), background, background, picture(60), picture(60), background]
    shown = []
    for name in ("alone", "grounded"):
        segment = SegmentEncoder(target=tmp_path / f"{name}.mp4", spec=specification())
        canvas = background.copy()
        if name == "grounded":
            segment.restore_to(background, within)
        for frame in drawn:
            canvas[frame != background] = frame[frame != background]
            segment.write_frame(canvas if name == "grounded" else frame)
            assert name == "alone" or (canvas == background).all()
        segment.finish()
        shown.append(read(tmp_path / f"{name}.mp4")[0])
    alone, grounded = shown
    assert np.array_equal(alone, grounded)


def test_told_not_to_compile_the_encoder_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert quick_converter.__wrapped__() is None
