"""Themes that there are not, and scenes that have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.theme import chosen_theme
from scenes.kit.style import palette
from tests.attacks.commands import told
from tests.production import conftest as small
from tests.production.conftest import lecture

project = small.project

Record = Callable[[str, object], None]

LOW = ("--quality", "low")
KNOWN = "choose one of dark, light, print, contrast"


@pytest.mark.parametrize("name", ["white", "Light", "light ", "1", "../light"])
@pytest.mark.parametrize("command", ["render", "check", "list"])
def test_a_theme_that_there_is_not(project: Path, record_property: Record, command: str, name: str) -> None:
    result = lecture(project, command, "tiny", "--theme", name)
    assert result.exit_code == 2
    line = result.stderr.splitlines()[-1]
    listed = "'dark', 'light', 'print', 'contrast'"
    assert line == f"Error: Invalid value for '--theme': {name!r} is not one of {listed}."
    assert not (project / "media").exists()
    record_property("case", (f"{command} --theme {name!r}", line))


@pytest.mark.parametrize("own", ["white", "Light", 3, palette.TEXT, ["light"]], ids=repr)
def test_a_lesson_with_a_theme_that_there_is_not(record_property: Record, own: object) -> None:
    lesson = type("White", (Lesson,), {"theme": own})
    with pytest.raises(ValueError, match=KNOWN) as raised:
        lesson()
    record_property("case", (f"a lesson with theme = {own!r}", str(raised.value)))


@pytest.mark.parametrize("name", ["white", '"light"', "dark, light"])
def test_a_configuration_with_a_theme_that_there_is_not(
    project: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record, name: str
) -> None:
    (project / "manim.cfg").write_text(f"[lecture]\ntheme = {name}\n")
    result = lecture(project, "render", "tiny", *LOW)
    assert (result.exit_code, result.stdout) == (2, "")
    line = told(result.stderr, [project])
    assert line == f"Error: manim.cfg: there is no theme {name!r}: {KNOWN}"
    monkeypatch.chdir(project)
    with pytest.raises(ValueError, match=f"^manim.cfg: there is no theme {name!r}: {KNOWN}$"):
        chosen_theme("")
    record_property("case", (f"a manim.cfg with theme = {name}", line))


@pytest.mark.parametrize("config", ["[lecture]\n", "[lecture]\ntheme =\n", "[themes]\ntheme = white\n"])
def test_a_configuration_without_a_theme_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "manim.cfg").write_text(config)
    assert chosen_theme("") == "dark"


def test_a_scene_that_is_no_lesson_has_no_themes(project: Path, record_property: Record) -> None:
    result = lecture(project, "render", "tiny", *LOW, "--theme", "light")
    assert result.exit_code == 1
    line = next(line for line in result.stderr.splitlines() if "First" in line)
    assert "First is no Lesson, and has no themes: have it inherit from Lesson" in line
    assert not list(project.rglob("*.mp4"))
    record_property("case", ("--theme light, and a scene that is no lesson", line.replace(f"{project}/", "")))
