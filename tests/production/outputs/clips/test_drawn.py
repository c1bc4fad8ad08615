"""Clips that are drawn anew, as they look on a white slide."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray
from PIL import Image

from scenes.production.media.clip_format import ClipFormat
from scenes.script.captions import speaking_time
from tests.browsers import browser_program
from tests.production.conftest import lecture
from tests.production.media.test_concat import RATE

Floats = NDArray[np.float64]

SQUARE, VEIL = (240, 187), (240, 337)  # pixels within the squares, opaque and half
BACKGROUND, STEP = (14, 17, 22), (230, 159, 0)


def clip(root: Path, kind: ClipFormat) -> Path:
    clear = ".transparent" if kind == ClipFormat.PNG else ""
    return root / "media" / "clips" / "tiny" / f"Drawn.word.480p15{clear}.{kind.ending}"


def on_white(pixels: Floats) -> Floats:
    """Composite straight colours of shape (height, width, 4), each channel in 0..255."""
    alpha = pixels[..., 3:] / 255
    return pixels[..., :3] * alpha + 255 * (1 - alpha)


def exact(root: Path) -> Floats:
    """The end of the beat, as it was painted."""
    return np.asarray(Image.open(clip(root, ClipFormat.PNG)), dtype=float)


def decoded(path: Path, decoder: str | None = None) -> list[Floats]:
    """The pictures of a movie, straight; FFmpeg's own decoder of VP9 knows no alpha."""
    with av.open(path) as container:
        if decoder is None:
            frames = list(container.decode(video=0))
        else:
            context = av.CodecContext.create(decoder, "r")
            assert isinstance(context, VideoCodecContext)
            frames = [frame for packet in container.demux(video=0) for frame in context.decode(packet)]
    wide = (
        frame.reformat(format="rgba64le", src_colorspace="ITU709", threads=1).to_ndarray() for frame in frames
    )
    return [picture / 257 for picture in wide]


def test_a_still_is_straight_and_exact(drawn: Path) -> None:
    still = exact(drawn)
    assert tuple(still[SQUARE]) == (*STEP, 255)
    assert np.abs(still[VEIL] - (*STEP, 128)).max() <= 2
    assert still[5, 5, 3] == 0


@pytest.mark.parametrize(
    ("kind", "decoder", "off"), [(ClipFormat.WEBM, "libvpx-vp9", 10), (ClipFormat.PRORES, None, 3)]
)
def test_movies_have_alpha_and_no_dark_halo(
    drawn: Path, kind: ClipFormat, decoder: str | None, off: int
) -> None:
    frames = decoded(clip(drawn, kind), decoder)
    seen, should = on_white(frames[-1]), on_white(exact(drawn))
    assert (seen - should).min() > -off
    assert np.abs(seen - should).mean() < 0.5
    assert np.abs(frames[-1][..., 3] - exact(drawn)[..., 3]).mean() < 0.2
    assert len(frames) == round(speaking_time("A word.") * RATE + 0.5)
    text = slice(400, 854)
    assert frames[0][:, text, 3].max() < frames[-1][:, text, 3].max() / 2  # it fades in


@pytest.mark.parametrize(
    ("kind", "codec", "pixels"),
    [(ClipFormat.WEBM, "vp9", "yuv420p"), (ClipFormat.PRORES, "prores", "yuva444p12le")],
)
def test_movies_are_tagged(drawn: Path, kind: ClipFormat, codec: str, pixels: str) -> None:
    with av.open(clip(drawn, kind)) as container:
        stream = container.streams.video[0]
        frame = next(container.decode(video=0))
        assert (stream.codec_context.name, frame.format.name, stream.average_rate) == (
            codec,
            pixels,
            Fraction(RATE),
        )
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert kind == ClipFormat.PRORES or stream.metadata["alpha_mode"] == "1"


PAGE = """<body style="margin:0;background:white"><video muted src="{movie}"></video>"""
LAST_FRAME = """async () => {
    const video = document.querySelector('video');
    if (video.readyState < 2) await new Promise(done => video.onloadeddata = done);
    video.currentTime = video.duration - 0.03;
    await new Promise(done => video.onseeked = done);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def test_a_browser_shows_them_as_they_are(drawn: Path, tmp_path: Path) -> None:
    browser_of = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    chromium = browser_program()
    page_file = tmp_path / "page.html"
    page_file.write_text(PAGE.format(movie=clip(drawn, ClipFormat.WEBM).as_uri()))
    with browser_of.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 854, "height": 480})
        page.goto(page_file.as_uri())
        page.evaluate(LAST_FRAME)
        page.screenshot(path=str(tmp_path / "movie.png"))
        page.goto(clip(drawn, ClipFormat.SVG).as_uri())
        page.screenshot(path=str(tmp_path / "still.png"))
        browser.close()
    movie, still = (
        np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB"), dtype=float)
        for name in ("movie", "still")
    )
    assert (movie - on_white(exact(drawn))).min() > -12
    alpha = exact(drawn)[..., 3:] / 255
    on_dark = exact(drawn)[..., :3] * alpha + np.multiply(BACKGROUND, 1 - alpha)
    assert np.abs(still - on_dark).mean() < 0.5
    assert np.percentile(np.abs(still - on_dark), 99.9) < 24


def test_an_svg_holds_outlines_alone(drawn: Path) -> None:
    page = clip(drawn, ClipFormat.SVG).read_text()
    assert "<image" not in page
    assert page.count("<path") >= len("gradient") + 2


def test_pixels_are_refused_by_name(drawn: Path) -> None:
    result = lecture(drawn, "clips", "tiny", "Drawn", "--format", "svg", "--quality", "low")
    assert result.exit_code == 1
    assert result.stderr == (
        "Drawn.photo: ImageMobject is painted as pixels, which no SVG can hold as outlines: take png\n"
    )
    assert not (drawn / "media/clips/tiny/Drawn.480p15.svg").exists()


def test_a_lesson_that_fails_leaves_its_clips_as_they_were(drawn: Path) -> None:
    old = drawn / "media" / "clips" / "tiny" / "Second.step.480p15.png"
    old.write_bytes(b"old")
    result = lecture(drawn, "clips", "tiny", "Second.step", "--format", "png", "--quality", "low")
    assert result.exit_code == 1
    assert "Second failed: Second is no Lesson, and has no beats" in result.stderr
    assert old.read_bytes() == b"old"
