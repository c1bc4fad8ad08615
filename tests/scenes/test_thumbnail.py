"""The thumbnail is a small file, and its words are large."""

from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig
from numpy.typing import NDArray
from PIL import Image

from scenes.thumbnail import Thumbnail

WIDTH, HEIGHT = 1280, 720


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    media = tmp_path_factory.mktemp("thumbnail")
    still = {"pixel_width": WIDTH, "pixel_height": HEIGHT, "save_last_frame": True}
    with tempconfig({"media_dir": str(media), **still}):
        Thumbnail().render()
    [path] = media.rglob("Thumbnail*.png")
    return path


def pixels(picture: Path) -> NDArray[np.int64]:
    with Image.open(picture) as opened:
        return np.asarray(opened.convert("RGB"), dtype=np.int64)


def test_size(picture: Path) -> None:
    assert pixels(picture).shape == (HEIGHT, WIDTH, 3)
    assert picture.stat().st_size < 2_000_000


def test_words_are_at_least_an_eighth_of_the_picture_high(picture: Path) -> None:
    darkest = pixels(picture).min(axis=2)
    written = darkest.max(axis=1) > 225
    edges = np.flatnonzero(np.diff(np.concatenate([[0], written, [0]])))
    heights = edges[1::2] - edges[::2]
    assert len(heights) == len(Thumbnail.words["title"].splitlines())
    assert (heights >= HEIGHT / 8).all()
