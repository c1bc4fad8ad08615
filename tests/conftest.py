"""What tests share: a small canvas, a folder for what Manim writes, the project as it is installed, and
the table of attacked cases.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from tempfile import mkdtemp

import numpy as np
import pytest
import typst
from manim import ManimColor, Mobject
from manim import config as manim_config
from numpy.typing import NDArray

from scenes.kit.painted.painted import PaintingCamera
from tests.installed import Installed

PIXELS_PER_UNIT = 20

pytest_plugins = ["tests.attacks.table", "tests.browsers", "tests.scenes.stills", "tests.studios"]


def pytest_configure() -> None:
    """Give each test process folders of its own for what Manim writes and for a home, and keep Manim quiet.

    Before tests are collected: what a test is parametrised with may set text, and two processes that set
    the same text into one folder remove each other's files.
    """
    # A shell lets what runs in the background ignore Ctrl-C, and so would commands that tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder, home = _folder_until_the_end("media-"), _folder_until_the_end("home-")
    small = {"pixel_width": 284, "pixel_height": 160, "frame_rate": 15}
    manim_config.update({"media_dir": folder, "verbosity": "WARNING", "progress_bar": "none", **small})
    os.environ["HOME"] = home  # browsers, notebooks and typesetters leave things there
    for name in [name for name in os.environ if name.startswith("XDG_") and name.endswith("_HOME")]:
        del os.environ[name]


def _folder_until_the_end(prefix: str) -> str:
    """Make a folder that goes with this process: pytest's own workers end without being unconfigured."""
    folder = mkdtemp(prefix=prefix)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def fonts_of_typst() -> Iterator[None]:
    """Set all text in the fonts that come with Typst: those of a machine may be of other versions.

    They are read once: for each of some thousands of texts, reading them takes longer than setting it.
    """
    fonts = typst.Fonts(include_system_fonts=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(typst, "compile", partial(typst.compile, font_paths=fonts))
        yield


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the project as an installation has it."""
    return Installed(tmp_path_factory.mktemp("installed"))


class Canvas:
    """Draws mobjects on black at 20 pixels a scene unit, and tells colours at scene points."""

    def __init__(self) -> None:
        width, height = (
            round(manim_config.frame_width * PIXELS_PER_UNIT),
            round(manim_config.frame_height * PIXELS_PER_UNIT),
        )
        self.camera = PaintingCamera(pixel_width=width, pixel_height=height)
        self.camera.background_color = ManimColor("#000000")
        self.camera.init_background()

    def draw(self, *mobjects: Mobject) -> NDArray[np.int64]:
        """Return the picture's red, green and blue, shape (height, width, 3)."""
        self.camera.reset()
        self.camera.capture_mobjects(mobjects)
        self.picture = self.camera.pixel_array[..., :3].astype(np.int64)
        return self.picture

    def at(self, point: NDArray[np.float64] | tuple[float, float, float]) -> NDArray[np.int64]:
        """Return the colour of the pixel that holds a scene point, shape (3,)."""
        column = round((point[0] + manim_config.frame_width / 2) * PIXELS_PER_UNIT - 0.5)
        row = round((manim_config.frame_height / 2 - point[1]) * PIXELS_PER_UNIT - 0.5)
        return np.asarray(self.picture[row, column])


@pytest.fixture
def canvas() -> Canvas:
    """Return a canvas to draw on."""
    return Canvas()
