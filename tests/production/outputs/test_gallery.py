"""The README's moving pictures show the beat that they are cut from."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.WebPImagePlugin import WebPImageFile

from scenes.production.outputs.gallery import WIDTH, cut
from tests.production.conftest import FIRST


def first_part(rendered: Path) -> tuple[Path, Path]:
    (movie,) = (path for path in rendered.rglob("First.mp4") if "partial" not in str(path))
    return movie, movie.with_suffix(".json")


def test_cut_is_a_moving_picture_of_the_beat(rendered: Path, tmp_path: Path) -> None:
    target = tmp_path / "first.webp"
    cut(*first_part(rendered), list(FIRST)[1], target)
    with Image.open(target) as picture:
        assert isinstance(picture, WebPImageFile)
        assert picture.width == WIDTH
        assert picture.n_frames > 1
        middle = np.asarray(picture.convert("RGB"), dtype=int)[5, 5]
    assert abs(middle - [0x00, 0x9E, 0x73]).max() < 12


def test_an_unknown_beat_is_named_and_nothing_is_written(rendered: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no beat 'leap': choose from data, residuals"):
        cut(*first_part(rendered), "leap", tmp_path / "leap.webp")
    assert not list(tmp_path.glob("*leap*"))
