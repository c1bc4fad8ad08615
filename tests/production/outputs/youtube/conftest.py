"""A lecture that YouTube takes, its folder written once, and a film of pure colours."""

import configparser
import shutil
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import part_fingerprint, project_fingerprint
from scenes.production.build.freshness import write_stamp
from scenes.production.build.paths import part_files
from scenes.production.build.quality import QUALITIES
from scenes.script.captions import Caption
from scenes.script.manifest import Beat, Manifest, write
from scenes.script.screenplay import Part, Screenplay, load
from tests.browsers import browser_program
from tests.production.conftest import ROOT, lecture

COLOURS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "yellow": (255, 255, 0),
    "orange": (230, 159, 0),
    "sky": (86, 180, 233),
    "bluish green": (0, 158, 115),
    "vermilion": (213, 94, 0),
    "purple": (204, 121, 167),
    "sea": (0, 114, 178),
    "lemon": (240, 228, 66),
}
RATE, BAR, HEIGHT = 30, 40, 360
WIDTH = BAR * len(COLOURS)
FRAMES = 75
GRAPHICS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

LECTURE = """
title = "Three"
description = '''
Two paragraphs.

One of them & this.
'''
thumbnail = "face.Face"

[[part]]
lesson = "first.First"
chapter = "Beginning"
[part.lines]
data = "{count} points & a line."
residuals = "How far?"

[[part]]
lesson = "second.Second"
chapter = "Middle"
[part.lines]
step = "One step down."

[[part]]
lesson = "third.Third"
chapter = "End"
[part.lines]
rest = "Now rest."
"""

SPANISH = """
title = "Tres"
description = "Un párrafo."

[[part]]
lesson = "first.First"
chapter = "Principio"
[part.lines]
data = "{count} puntos y una recta: {where}."
residuals = "¿A qué distancia?"

[[part]]
lesson = "second.Second"
[part.lines]
step = "Un paso abajo."

[[part]]
lesson = "third.Third"
chapter = "Fin"
[part.lines]
rest = "Y ahora, descanso."

[words]
"On a parabola" = "en una parábola"
"""

NUMBERS: dict[str, dict[str, str | float]] = {"data": {"count": 10, "where": "On a parabola"}}

FACE = """
from manim import Circle, FadeIn, FadeOut, Scene, Square

class Face(Scene):
    def construct(self):
        self.camera.background_color = "#0072B2"
        square = Square(color="#FFFFFF", fill_opacity=1, stroke_width=0)
        self.play(FadeIn(Circle()))
        self.play(FadeOut(*self.mobjects))
        self.play(FadeIn(square))
"""


@pytest.fixture(scope="session")
def uploaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the lecture `three` with its folder at low quality; for reading only."""
    root = tmp_path_factory.mktemp("uploaded") / "project"
    root.mkdir()
    (root / "face.py").write_text(FACE)
    (root / "three.toml").write_text(LECTURE)
    (root / "three.es.toml").write_text(SPANISH, encoding="utf-8")
    screenplay = load(root / "three.toml")
    for part in screenplay.parts:
        (root / f"{part.module}.py").write_text(f"class {part.scene}: ...\n")
        pretend_rendered(screenplay, part)
    result = lecture(root, "youtube", "three", "--quality", "low")
    assert result.exit_code == 0, result.output
    return root


def pretend_rendered(screenplay: Screenplay, part: Part, size: tuple[int, int] = (48, 86)) -> None:
    """Put a movie, a manifest and a stamp where rendering would: each beat is ten seconds long."""
    low = QUALITIES["low"]
    length = 10 * low.frame_rate
    files = part_files(screenplay, part, Edition(low))
    beats = tuple(
        Beat(name, length * k, length, line, NUMBERS.get(name, {}), (Caption(length * k, length, line),))
        for k, (name, line) in enumerate(part.lines.items())
    )
    files.movie.parent.mkdir(parents=True)
    picture = np.full((*size, 3), 90, dtype=np.uint8)
    write_film(files.movie, [picture] * length * len(beats), rate=low.frame_rate)
    write(files.manifest, Manifest(part.scene, low.frame_rate, length * len(beats), beats))
    write_stamp(files, part_fingerprint(screenplay, part, Edition(low), project_fingerprint()))


@pytest.fixture
def uploaded(uploaded_once: Path, tmp_path: Path) -> Path:
    """The same, to change at will."""
    return Path(shutil.copytree(uploaded_once, tmp_path / "project"))


def write_film(
    path: Path,
    pictures: list[NDArray[np.uint8]],
    sound: NDArray[np.float32] | None = None,
    rate: int = RATE,
    **options: str,
) -> Path:
    """Write a film as the project encodes them, with sound of 44.1 kHz on one channel if there is any."""
    told = configparser.ConfigParser()
    told.read(ROOT / "manim.cfg")
    height, width, _ = pictures[0].shape
    with av.open(path, "w") as film:
        stream = film.add_stream("libx264", rate, {**told["video_encoder.options"], **options})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        voice = None if sound is None else film.add_stream("aac", 44100, layout="mono")
        for picture in pictures:
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        film.mux(stream.encode(None))
        if voice is not None and sound is not None:
            frame = av.AudioFrame.from_ndarray(sound[None], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44100, 0
            film.mux(voice.encode(frame))
            film.mux(voice.encode(None))
    return path


@pytest.fixture(scope="session")
def bars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of upright bars of pure colours."""
    row = np.repeat(np.array([list(COLOURS.values())], dtype=np.uint8), BAR, axis=1)
    picture = np.repeat(row, HEIGHT, axis=0)
    return write_film(tmp_path_factory.mktemp("bars") / "bars.mp4", [picture] * FRAMES)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a real browser, whose graphics card is pretended in exact numbers.

    Without one, Chromium shows the saturated blues of BT.709 12 of 255 off, whatever the film.
    """
    browser = browser_program()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=GRAPHICS)
        yield running.new_page()
        running.close()
