"""A lecture of one lesson, in which a square goes as far as an attribute says, explored once for all."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.production.conftest import lecture

SWING = '''
from manim import LEFT, RIGHT, UP, Square, linear
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.style import palette


class Swing(Lesson):
    """A square goes to the right.

    Attributes
    ----------
    reach
        How far, in scene units.
    side
        How large it is.
    """

    reach: float = 1.0
    side: float = 2.5
    lines = {"wait": "Wait.", "go": "Go to {reach}.", "far": "That is far."}

    def setup(self):
        super().setup()
        if self.reach > 5:
            raise ValueError(f"at a reach of {self.reach:g} it leaves the picture: choose one up to 5")

    def construct(self):
        square = Square(self.side, color=palette.STEP, fill_opacity=1, stroke_width=0).shift(5 * LEFT)
        with self.beat("wait"):
            self.add(square)
            self.play(square.animate.shift(UP), run_time=0.4)
        with self.beat("go", reach=f"{self.reach:g}"):
            if self.reach == 4.5:
                raise ZeroDivisionError("no square here")
            way = square.animate(rate_func=linear).shift(2 * self.reach * RIGHT)
            self.play(way, run_time=1 + 0.3 * self.reach)
        if self.reach > 2:
            with self.beat("far"):
                self.hold(0.2)
'''

SCREENPLAY = """
title = "A <swing> & more"

[[part]]
lesson = "swing.Swing"

[part.lines]
wait = "Wait."
go = "Go to {reach}."
far = "That is far."
"""

VARIED = "reach=1:4:4"
VARIED_TWICE = ("reach=1,2", "side=1:2:3")
PAGE = "media/explore/swing/Swing.go.reach.480p15.html"


def explore(root: Path, *varied: str, beat: str = "Swing.go") -> tuple[int, str]:
    """Explore a beat in a lecture's folder; return the exit code, and all that is said."""
    options = [word for each in varied for word in ("--vary", each)]
    result = lecture(root, "explore", beat, *options, "--quality", "low")
    return result.exit_code, result.output


def write_lecture(root: Path) -> Path:
    """Write the lecture `swing`."""
    root.mkdir()
    (root / "swing.py").write_text(SWING)
    (root / "swing.toml").write_text(SCREENPLAY)
    return root


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecture `swing` with the page of its beat `go` at four values; for reading only."""
    root = write_lecture(tmp_path_factory.mktemp("explore") / "project")
    code, said = explore(root, VARIED)
    assert code == 0, said
    (root / "said").write_text(said)
    return root


@pytest.fixture(scope="session")
def explored_twice(explored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecture with a page of two sliders, too; for reading only."""
    root = Path(copytree(explored, tmp_path_factory.mktemp("twice") / "project"))
    code, said = explore(root, *VARIED_TWICE)
    assert code == 0, said
    (root / "said").write_text(said)
    return root
