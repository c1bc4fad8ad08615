"""A new lecture: its files, and the names that it may have."""

from pathlib import Path

import pytest
from manim import tempconfig

from gdmath import Dataset
from scenes.curve_descent import CurveDescent
from scenes.production.build.lesson_sources import check_lessons
from scenes.production.studio.live.plays import UndrawnRenderer
from scenes.script.screenplay import load
from tests.production.conftest import lecture


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_it_is_a_screenplay_a_lesson_and_data(tmp_path: Path) -> None:
    result = lecture(tmp_path, "new", "my_talk")
    assert result.exit_code == 0
    assert (
        result.stdout == "my_talk.toml, my_talk.py, my_talk.csv. Next: lecture render my_talk --quality low\n"
    )
    assert sorted(contents(tmp_path)) == ["my_talk.csv", "my_talk.py", "my_talk.toml"]
    screenplay = load(tmp_path / "my_talk.toml")
    check_lessons(screenplay)
    [part] = screenplay.parts
    assert (part.module, part.scene, list(part.lines)) == ("my_talk", "FirstLesson", ["points", "descend"])
    assert 'from_csv("my_talk.csv")' in (tmp_path / "my_talk.py").read_text()
    assert Dataset.from_csv(tmp_path / "my_talk.csv").feature_names == ("load",)


def test_what_it_says_of_our_lessons_holds(tmp_path: Path) -> None:
    assert lecture(tmp_path, "new", "talk").exit_code == 0
    path = tmp_path / "talk.toml"
    before, more = path.read_text().split("# [[part]]")
    path.write_text(before + ("# [[part]]" + more).replace("# ", "").replace("#", ""))
    screenplay = load(path)
    check_lessons(screenplay)
    assert [part.scene for part in screenplay.parts] == ["FirstLesson", "CurveDescent"]
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "dry_run": True}):
        lesson = CurveDescent(renderer=UndrawnRenderer())
        lesson.part = screenplay.parts[1]
        lesson.render()
    assert lesson.beats[0].line.endswith("The point starts at 4.3.")


@pytest.mark.parametrize("there", ["talk.toml", "talk.py", "talk.csv"])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    result = lecture(tmp_path, "new", "talk")
    assert result.exit_code == 2
    assert result.stderr == f"Error: {there} is there already: choose another name, or another folder\n"
    assert contents(tmp_path) == {there: "mine"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("my-talk", "'my-talk' cannot be the name of a Python module"),
        ("talk.toml", "'talk.toml' cannot be the name of a Python module"),
        ("../talk", "'../talk' cannot be the name of a Python module"),
        ("2024", "'2024' cannot be the name of a Python module"),
        ("class", "'class' cannot be the name of a Python module"),
        ("", "'' cannot be the name of a Python module"),
        ("random", "random.py would hide the Python module random"),
        ("sys", "sys.py would hide the Python module sys"),
        ("numpy", "numpy.py would hide the Python module numpy"),
        ("scenes", "scenes.py would hide the Python module scenes"),
        ("gdmath", "gdmath.py would hide the Python module gdmath"),
        ("gradient_descent", "gradient_descent is a lecture that comes along"),
    ],
)
def test_a_name_that_will_not_do_is_refused(tmp_path: Path, name: str, told: str) -> None:
    result = lecture(tmp_path, "new", name)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {told}")
    assert result.stderr.count("\n") == 1
    assert contents(tmp_path) == {}
