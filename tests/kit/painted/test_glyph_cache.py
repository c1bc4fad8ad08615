from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import (
    DOWN,
    RIGHT,
    UP,
    CapStyleType,
    LineJointType,
    Mobject,
    MovingCamera,
    Square,
    VGroup,
    VMobject,
    tempconfig,
)
from PIL import Image

from scenes.kit.painted import glyph_cache
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.style import palette, typography


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with tempconfig({"pixel_width": 480, "pixel_height": 270}):
        yield


def words() -> VMobject:
    return typography.text("downhill, 0.25", typography.BODY)


def drawn(camera: MovingCamera, mobject: Mobject) -> np.ndarray:
    camera.reset()
    camera.capture_mobjects([mobject])
    return np.array(camera.pixel_array)


PICTURES: dict[str, Callable[[], VMobject]] = {
    "words": words,
    "words in a colour, faint": lambda: words().set_color(palette.POINT).set_opacity(0.37).shift(0.317 * UP),
    "words that cover each other": lambda: VGroup(words(), words().shift(0.05 * RIGHT)),
    "words that leave the frame": lambda: words().shift(7.3 * RIGHT + 3.9 * DOWN),
    "outlined words": lambda: words().set_stroke(palette.OUTLINE, width=3, background=True),
    "a large square": lambda: Square(6, fill_opacity=0.5, stroke_width=0),
    "nothing": lambda: VMobject(),
    "what is filled with nothing": lambda: Square(3, stroke_width=0, fill_opacity=0),
    "corners after round ones": lambda: VGroup(
        Square(2, joint_type=LineJointType.ROUND, stroke_width=40).shift(3 * RIGHT),
        Square(2, stroke_width=40),
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pixels_are_those_of_manims_camera(name: str) -> None:
    """Cairo rounds where it blends a path's coverage and a mask's: by one of 255 at most."""
    picture, camera = PICTURES[name](), PaintingCamera()
    first = drawn(camera, picture)
    assert np.abs(first - drawn(MovingCamera(), picture).astype(int)).max() <= 1
    assert np.array_equal(drawn(camera, picture), first)


def test_a_camera_that_moves_sees_words_elsewhere() -> None:
    painting, plain = PaintingCamera(), MovingCamera()
    drawn(painting, words())
    for camera in (painting, plain):
        camera.frame.shift(0.21 * RIGHT).scale(0.7)
    assert np.abs(drawn(painting, words()) - drawn(plain, words()).astype(int)).max() <= 1


def test_how_a_run_of_mobjects_is_stroked_is_forgotten_in_the_next() -> None:
    """As with a context for each run, which Manim makes."""
    round_one = Square(2, joint_type=LineJointType.ROUND, cap_style=CapStyleType.ROUND, stroke_width=40)
    sharp = Square(2, stroke_width=40).shift(3 * RIGHT)
    camera = PaintingCamera()
    alone = drawn(camera, sharp)
    camera.reset()
    camera.capture_mobjects([round_one, Dots([[0.0, 3.0, 0.0]]), sharp])
    assert np.array_equal(np.array(camera.pixel_array)[:, 300:], alone[:, 300:])


def test_what_an_image_colours_is_drawn_as_manims_camera_has_it(tmp_path: Path) -> None:
    """Manim draws it on pixels of its own first."""
    file = str(tmp_path / "green.png")
    Image.fromarray(np.full((270, 480, 3), [10, 200, 90], dtype=np.uint8)).save(file)
    square = Square(2, fill_opacity=1).color_using_background_image(file)
    picture = VGroup(words().shift(UP), square)
    assert np.abs(drawn(PaintingCamera(), picture) - drawn(MovingCamera(), picture).astype(int)).max() <= 1


def test_a_glyph_is_traced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    camera, text = PaintingCamera(), words()
    drawn(camera, text)
    monkeypatch.setattr(camera, "set_cairo_context_path", None)
    drawn(camera, text.set_color(palette.FIT))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyph_cache, "_KEPT", 3000)
    camera, text = PaintingCamera(), words()
    for _ in range(20):
        drawn(camera, text.shift(0.031 * RIGHT))
        assert camera._glyphs._bytes <= 3000
