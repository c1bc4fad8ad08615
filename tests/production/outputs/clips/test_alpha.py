"""Straight colours out of premultiplied ones."""

from pathlib import Path

import av
import numpy as np
import pytest

from scenes.production.media.alpha import FAINT, PRORES, AlphaMovie, straight


def painted(color: tuple[int, int, int], alpha: np.ndarray) -> np.ndarray:
    """One colour, premultiplied as Cairo does."""
    colors = np.rint(np.multiply.outer(alpha / 255, color))
    return np.concatenate([colors, alpha[..., None]], axis=-1).astype(np.uint8)


def test_a_soft_edge_has_one_colour() -> None:
    alpha = np.tile(np.linspace(0, 255, 52), (7, 1)).round()
    result = straight(painted((236, 160, 20), alpha))
    assert np.array_equal(result[..., 3], alpha)
    assert np.abs(result[..., :3].astype(int) - (236, 160, 20)).max() <= 8  # of a premultiplied 1/16


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (33, 50)])
def test_what_cannot_be_seen_has_the_colour_of_what_can(size: tuple[int, int]) -> None:
    alpha = np.zeros(size)
    alpha[-1, -1] = 255
    assert np.array_equal(straight(painted((236, 160, 20), alpha))[0, 0, :3], (236, 160, 20))


def test_each_side_takes_the_colour_beside_it() -> None:
    alpha = np.zeros((20, 40))
    alpha[:, :4] = alpha[:, -4:] = 255
    pixels = painted((250, 0, 0), alpha)
    pixels[:, -4:, :3] = (0, 0, 250)
    result = straight(pixels)
    assert np.array_equal(result[10, 6, :3], (250, 0, 0))
    assert np.array_equal(result[10, -7, :3], (0, 0, 250))


def test_opaque_pictures_stay_as_they_are() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (9, 11, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    assert np.array_equal(straight(pixels), pixels)


def slowly(seen: np.ndarray) -> np.ndarray:
    """Colours divided by alpha, in floats and everywhere; where there is none, from half the size."""
    alpha = seen[..., 3:]
    colors: np.ndarray = np.divide(255 * seen[..., :3], np.where(alpha > 0, alpha, 1), dtype=np.float32)
    gaps = alpha[..., 0] == 0
    height, width = gaps.shape
    if max(height, width) > 1 and gaps.any() and not gaps.all():
        even = np.pad(seen, ((0, height % 2), (0, width % 2), (0, 0)))
        halved = (even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]) / np.float32(4)
        colors[gaps] = slowly(halved).repeat(2, axis=0).repeat(2, axis=1)[:height, :width][gaps]
    return colors


@pytest.mark.parametrize("size", [(64, 96), (61, 83), (1, 30), (30, 1)])
def test_what_is_worked_out_where_it_is_needed_is_what_is_worked_out_everywhere(
    size: tuple[int, int],
) -> None:
    random = np.random.default_rng(7)
    for share in (0.0, 0.001, 0.1, 0.9, 1.0):
        alpha = np.where(random.random(size) < share, random.integers(0, 256, size), 0)
        alpha[: size[0] // 3] = 255 * (share > 0.05)
        pixels = painted((0, 0, 0), alpha)
        pixels[..., :3] = random.integers(0, 256, (*size, 3)) * (alpha[..., None] / 255)
        seen = np.where(pixels[..., 3:] < FAINT, 0, pixels).astype(np.float32)
        colors = np.rint(np.clip(slowly(seen), 0, 255)).astype(np.uint8)
        assert np.array_equal(straight(pixels), np.concatenate([colors, pixels[..., 3:]], axis=-1))


def test_the_same_picture_is_encoded_the_same(tmp_path: Path) -> None:
    """FFmpeg's scaler spoils some pixels of one picture in three, if it works with several threads."""
    movie = AlphaMovie(tmp_path / "still.mov", PRORES, 854, 480, 15)
    alpha = np.zeros((480, 854))
    alpha[100:300, 200:400] = 128
    for _ in range(16):
        movie.write(painted((230, 159, 0), alpha))
    movie.close()
    with av.open(tmp_path / "still.mov") as container:
        shown = container.decode(video=0)
        frames = [frame.reformat(format="rgba64le", threads=1).to_ndarray() for frame in shown]
    assert len(frames) == 16
    assert all(np.array_equal(frame, frames[0]) for frame in frames)
