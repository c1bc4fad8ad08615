"""A small lecture of two real lessons, rendered once for all tests that read what came out."""

import shutil
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scenes.production.cli import main

ROOT = Path(__file__).parents[2]

LESSON = """
import json
from manim import Dot, FadeIn, Scene, config

LINES = {lines}

class {name}(Scene):
    def construct(self):
        self.camera.background_color = "{colour}"
        beats, now = [], 0
        for beat, line in LINES.items():
            self.play(FadeIn(Dot([0.3 * len(beats), 0, 0])), run_time=0.4)
            self.wait({seconds})
            frames = round((0.4 + {seconds}) * config.frame_rate)
            caption = dict(start=now, frames=frames, text=line)
            said = dict(line=line, numbers={{}}, captions=[caption])
            beats.append(dict(name=beat, start=now, frames=frames, **said))
            now += frames
        {last}
        movie = self.renderer.file_writer.movie_file_path
        movie.parent.mkdir(parents=True, exist_ok=True)
        record = dict(lesson="{name}", frame_rate=round(config.frame_rate), frames=now, beats=beats)
        movie.with_suffix(".json").write_text(json.dumps(record))
"""

FIRST = {"data": "Ten points & a line.", "residuals": "How far?"}
SECOND = {"step": "One step down."}


def write_lesson(
    root: Path, name: str, lines: Mapping[str, str], colour: str, seconds: float, last: str = "pass"
) -> None:
    """Write a lesson that shows dots before a plain background, two of whose plays are waits."""
    source = LESSON.format(name=name, lines=dict(lines), colour=colour, seconds=seconds, last=last)
    (root / f"{name.lower()}.py").write_text(source)


def write_project(root: Path) -> None:
    """Write the lecture `tiny`, of two lessons."""
    root.mkdir()
    write_lesson(root, "First", FIRST, "#009E73", 1.2)
    write_lesson(root, "Second", SECOND, "#E69F00", 0.8)
    (root / "tiny.toml").write_text(
        'title = "Tiny"\n'
        '[[part]]\nlesson = "first.First"\nchapter = "Beginning"\n'
        f'[part.lines]\ndata = "{FIRST["data"]}"\nresiduals = "{FIRST["residuals"]}"\n'
        '[[part]]\nlesson = "second.Second"\nchapter = "End"\n'
        f'[part.lines]\nstep = "{SECOND["step"]}"\n'
    )


def lecture(root: Path, *arguments: str) -> Result:
    """Run the `lecture` command in a folder."""
    with chdir(root):
        return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="session", autouse=True)
def forked_studios(studios: None) -> None:
    """Have what renders forked from a process that has loaded Manim."""


@pytest.fixture(scope="session")
def rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecture `tiny` with its film at low quality; for reading only."""
    root = tmp_path_factory.mktemp("rendered") / "project"
    write_project(root)
    result = lecture(root, "render", "tiny", "--quality", "low")
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def rendered(rendered_once: Path, tmp_path: Path) -> Path:
    """The lecture `tiny` with its film, to change at will."""
    return Path(shutil.copytree(rendered_once, tmp_path / "project"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The lecture `tiny`, of which nothing is rendered yet."""
    root = tmp_path / "project"
    write_project(root)
    return root
