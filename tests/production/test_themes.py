"""A lecture in another theme: `--theme` of every command that draws."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from scenes.production.cli import main
from scenes.script.themes import THEMES
from tests.production.conftest import lecture

LESSON = """
from manim import FadeIn

from scenes import kit
from scenes.kit import typography

class Talk(kit.Lesson):
    def construct(self):
        with self.beat("word"):
            self.play(FadeIn(typography.text("word", 200)), run_time=0.4)

class Own(Talk):
    theme = "contrast"
"""

SCREENPLAY = """
title = "A talk"

[[part]]
lesson = "talk.Talk"
chapter = "Talk"

[part.lines]
word = "A word."
"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lecture of one word, rendered as it is and in light colours; for reading only."""
    root = tmp_path_factory.mktemp("talk")
    (root / "talk.py").write_text(LESSON)
    (root / "talk.toml").write_text(SCREENPLAY)
    for theme in ((), ("--theme", "light")):
        result = lecture(root, "render", "talk", "--quality", "low", *theme)
        assert result.exit_code == 0, result.output
    return root


def corner(movie: Path) -> list[int]:
    """Return the first pixel of a film."""
    with av.open(str(movie)) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    return [int(channel) for channel in picture[0, 0]]


def channels(color: str) -> tuple[int, ...]:
    """Return red, green and blue, 0 to 255, of a colour as in ``#0E1116``."""
    return tuple(bytes.fromhex(color[1:]))


def states(root: Path, *options: str) -> str:
    result = lecture(root, "list", "talk", "--quality", "low", "--json", *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_theme_has_its_own_film_and_its_own_parts(talk: Path) -> None:
    films, parts = talk / "media/lectures", talk / "media/parts/talk"
    dark, light = films / "talk.480p15.mp4", films / "talk.480p15.light.mp4"
    assert {path.name for path in films.glob("*.mp4")} == {dark.name, light.name}
    assert {path.name for path in parts.glob("480p15*")} == {"480p15", "480p15.light"}
    assert min(corner(light)) > 250
    assert max(corner(dark)) < 30


def test_the_list_tells_which_themes_are_rendered(talk: Path) -> None:
    rendered = '"state": "rendered"'
    assert rendered in states(talk)
    assert rendered in states(talk, "--theme", "light")
    assert rendered not in states(talk, "--theme", "print")


def test_a_storyboard_in_light_colours_takes_no_others_place(talk: Path) -> None:
    result = lecture(talk, "storyboard", "talk", "--quality", "low", "--theme", "light")
    assert result.exit_code == 0, result.output
    folder = talk / "media/storyboards"
    assert {path.name for path in folder.iterdir()} == {"talk.light.pdf", "talk.light.png"}
    shares = np.asarray(Image.open(folder / "talk.light.png").convert("L"))
    assert (shares > 240).mean() > 0.9


def test_the_command_chooses_before_the_lesson_does(tmp_path: Path) -> None:
    (tmp_path / "talk.py").write_text(LESSON)
    (tmp_path / "talk.toml").write_text(SCREENPLAY.replace("talk.Talk", "talk.Own"))
    still = ("clips", "talk", "Own.word", "--format", "png", "--quality", "low")
    for options, theme in (((), THEMES["contrast"]), (("--theme", "print"), THEMES["print"])):
        result = lecture(tmp_path, *still, *options)
        assert result.exit_code == 0, result.output
        [line] = [line for line in result.stdout.splitlines() if ".png" in line]
        pixels = np.asarray(Image.open(tmp_path / line.split()[0]).convert("RGB"))
        assert tuple(pixels[0, 0]) == channels(theme.background)
        assert (pixels == channels(theme.text)).all(axis=-1).any()


@pytest.mark.parametrize(
    "name",
    ["render", "youtube", "trailer", "shorts", "slides", "clips", "explore", "storyboard", "check", "list"],
)
def test_every_command_that_draws_has_the_option(name: str) -> None:
    assert "--theme" in {option for each in main.commands[name].params for option in each.opts}
