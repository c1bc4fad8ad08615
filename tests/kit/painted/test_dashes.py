import cairo
import numpy as np
import pytest
from manim import PI, RIGHT, tempconfig
from numpy.typing import NDArray

from scenes.kit.painted import strokes
from scenes.kit.painted.dashes import upright_dashes
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import DASH, MANY, Segments


def residuals(count: int = 3 * MANY, width: float = 1.0) -> Segments:
    random = np.random.default_rng(5)
    x, y = random.uniform(-5, 5, count), random.normal(0, 1.5, count)
    zero = np.zeros(count)
    return Segments(np.stack([x, y, zero], -1), np.stack([x, 0.1 * x, zero], -1), width=width, dash=DASH)


def drawn(bundle: Segments) -> NDArray[np.int64]:
    with tempconfig({"pixel_width": 960, "pixel_height": 540}):
        camera = PaintingCamera()
        camera.capture_mobjects([bundle])
    return camera.pixel_array[..., :3].astype(np.int64)


@pytest.mark.parametrize("width", [0.2, 1.0, 4.0])
def test_many_dashes_look_as_cairo_draws_them(width: float, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = residuals(width=width)
    ours = drawn(bundle)
    monkeypatch.setattr(strokes, "MANY", 10**9)
    cairos = drawn(bundle)
    covered = (cairos != cairos[0, 0]).any(axis=-1)
    differences = np.abs(ours - cairos).max(axis=-1)
    assert covered.mean() > 0.02
    assert differences[covered].mean() < 4
    assert np.quantile(differences[covered], 0.99) < 25
    assert np.abs(ours.sum() - cairos.sum()) < 0.02 * np.abs(cairos - cairos[0, 0]).sum()


def test_a_dash_alone_covers_what_lies_in_each_pixel() -> None:
    ctx = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    mask = upright_dashes(ctx, np.array([[3.25, 1.5, 3.25, 6.0]]), 1.0, (2.75, 9.0))
    assert mask is not None
    assert (mask.left, mask.top) == (2, 1)
    shares = np.frombuffer(mask.coverage.get_data(), np.uint8).reshape(5, -1)[:, :2] / 255
    rows = np.array([0.5, 1.0, 1.0, 0.25, 0.0])
    assert shares == pytest.approx(np.outer(rows, [0.25, 0.75]), abs=0.003)


def test_lines_that_lean_are_left_to_cairo(monkeypatch: pytest.MonkeyPatch) -> None:
    leaning = residuals().rotate(PI / 40)
    ours = drawn(leaning)
    monkeypatch.setattr(strokes, "MANY", 10**9)
    assert np.array_equal(ours, drawn(leaning))


def test_lines_out_of_the_picture_are_not_drawn() -> None:
    bundle = residuals().shift(100 * RIGHT)
    assert len(np.unique(drawn(bundle).reshape(-1, 3), axis=0)) == 1
