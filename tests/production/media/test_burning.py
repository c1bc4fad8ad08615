"""Captions burnt into pictures: where they stand, when, and in which colours."""

from fractions import Fraction

import numpy as np
import pytest
from av import VideoFrame
from numpy.typing import NDArray
from PIL import Image

from scenes.production.media.burning import Burnt, CaptionBurner, Room
from scenes.production.outputs.burnt_captions import burnt
from scenes.script.captions import PHONE_LINE_LENGTH, Caption, split

GROUND, STEP = (14, 17, 22), (230, 159, 0)  # the dark background, and a colour of the palette
LINE = "Square each residual: here are those squares, as areas. WMWMWMWMWMWMWMWMWMWMWMWMWMWM #x $y *z"

SIZES = [(480, 854), (480, 480), (1080, 1920)]


def picture(width: int, height: int, place: int) -> VideoFrame:
    """A plain picture with a bar of the palette's, in the colours of BT.709."""
    pixels = np.full((height, width, 3), GROUND, dtype=np.uint8)
    pixels[height // 4 : height // 2, width // 4 : width // 2] = STEP
    frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
        format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG", threads=1
    )
    frame.pts, frame.time_base = place, Fraction(1, 15)
    return frame


def shown(frame: VideoFrame) -> NDArray[np.int64]:
    return frame.reformat(format="rgb24", src_colorspace="ITU709", threads=1).to_ndarray().astype(int)


@pytest.mark.parametrize("size", SIZES)
def test_a_caption_stands_below_the_picture_at_its_frames_alone(size: tuple[int, int]) -> None:
    room = Room.of(*size)
    words = Image.new("RGBA", room.band)
    words.paste((*STEP, 255), (0, 0, room.width // 2, room.band[1]))
    burner = CaptionBurner([Burnt(1, 3, words)], room)
    pictures = [shown(burner(picture(*size, place))) for place in range(4)]
    band = slice(room.top + 2, room.top + room.band[1] - 2), slice(2, room.width // 2 - 2)
    for place, pixels in enumerate(pictures):
        assert pixels.shape == (size[1], size[0], 3)
        wanted = STEP if place in (1, 2) else GROUND
        assert np.abs(pixels[band] - wanted).max() <= 3
        assert np.abs(pixels[: room.inner_height // 5] - GROUND).max() <= 3
        assert (
            np.abs(pixels[room.inner_height * 3 // 8, room.left + room.inner_width * 3 // 8] - STEP).max()
            <= 3
        )
    assert room.top + room.band[1] <= (0.88 if size[1] > size[0] else 1) * size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("ground", "ink"), [(GROUND, 255), ((255, 255, 255), 0)])
def test_words_fit_and_can_be_read_on_any_ground(
    size: tuple[int, int], ground: tuple[int, int, int], ink: int
) -> None:
    room, texts = Room.of(*size), split(LINE, PHONE_LINE_LENGTH)
    pictures = burnt([Caption(10 * k, 10, text) for k, text in enumerate(texts)], room, ground)
    assert [(each.start, each.end) for each in pictures] == [(10 * k, 10 * k + 10) for k in range(len(texts))]
    for each in pictures:
        pixels = np.asarray(each.picture)
        assert (pixels.shape[1], pixels.shape[0]) == room.band
        edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
        assert edges[:, 3].max() == 0
        solid = pixels[pixels[..., 3] == 255][:, :3].astype(int)
        assert (np.abs(solid - ink).max(axis=1) <= 8).sum() > 150
