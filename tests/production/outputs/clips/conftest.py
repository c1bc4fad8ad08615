"""The project `tiny` with a third lesson, a real one, whose clips are drawn anew."""

import shutil
from pathlib import Path

import pytest

from tests.production.conftest import lecture

DRAWN = """
import numpy as np
from manim import LEFT, RIGHT, FadeIn, ImageMobject, Square
from scenes.kit.style import palette, typography
from scenes.kit.lessons.lesson import Lesson


class Drawn(Lesson):
    lines = {"word": "A word.", "photo": "A photo."}

    def construct(self):
        with self.beat("word"):
            word = typography.text("gradient", typography.TITLE).scale(2).shift(2 * RIGHT)
            square = Square(2, color=palette.STEP, fill_opacity=1, stroke_width=0).shift(4 * LEFT)
            veil = Square(2, color=palette.STEP, fill_opacity=0.5, stroke_width=0).shift(1.5 * LEFT)
            self.add(square, veil)
            self.play(FadeIn(word), run_time=0.4)
        with self.beat("photo"):
            self.play(FadeIn(ImageMobject(np.full((9, 9, 4), 200, dtype=np.uint8))), run_time=0.4)
"""

PART = """
[[part]]
lesson = "drawn.Drawn"
[part.lines]
word = "A word."
photo = "A photo."
"""


@pytest.fixture(scope="session")
def drawn(rendered_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project `tiny`, rendered but for the lesson Drawn, with a clip of that of every kind."""
    root = Path(shutil.copytree(rendered_once, tmp_path_factory.mktemp("clips") / "project"))
    (root / "drawn.py").write_text(DRAWN)
    with (root / "tiny.toml").open("a") as script:
        script.write(PART)
    for kind in ("webm", "prores", "png", "svg"):
        more = ["--transparent"] if kind == "png" else []
        result = lecture(root, "clips", "tiny", "Drawn.word", "--format", kind, "--quality", "low", *more)
        assert result.exit_code == 0, result.output
    return root
