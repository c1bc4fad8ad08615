import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scenes.production.cli import main
from scenes.script.lectures import path_and_pieces
from tests.production.conftest import ROOT, lecture


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_help_shows_an_example(project: Path, command: list[str]) -> None:
    result = lecture(project, *command, "--help")
    assert result.exit_code == 0
    assert "Example: lecture " in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["list", "big"],
            "there is no lecture 'big' here: name one of tiny, better_descents, five_sources, "
            "gradient_descent",
        ),
        (["slides", "big"], "there is no lecture 'big' here"),
        (["render", "big"], "there is no lecture 'big' here"),
        (["doctor", "big"], "there is no lecture 'big' here"),
        (["clips", "big.toml", "First"], "big.toml is not there: name one of tiny"),
        (["list", "first.py"], "there is no lecture 'first.py' here"),
        (["list", "../project"], "there is no lecture '../project' here"),
    ],
)
def test_an_unknown_lecture_ends_with_one_line(project: Path, arguments: list[str], told: str) -> None:
    result = lecture(project, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {told}")
    assert result.stderr.count("\n") == 1


def test_where_there_is_no_lecture_one_line_says_what_to_do(tmp_path: Path) -> None:
    result = lecture(tmp_path, "render")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: there is no lecture here: name one of better_descents, five_sources, gradient_descent, "
        "or a file, as in talk.toml; `lecture new NAME` writes one\n"
    )


def test_where_there_are_several_one_is_to_be_named(project: Path) -> None:
    (project / "other.toml").write_text((project / "tiny.toml").read_text())
    (project / "pyproject.toml").write_text("[project]\n")
    (project / "tiny.es.toml").write_text('[[part]]\nlesson = "first.First"\n')
    result = lecture(project, "list")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: there are several lectures here: name one of other, tiny, better")


COMMANDS = (
    *("render", "list", "check", "youtube", "trailer"),
    *("shorts", "slides", "clips", "explore", "storyboard", "doctor"),
)
EXPLORED = ("Second.step", "--vary", "x=1,2")
TRAILER = '[[trailer]]\nbeat = "Second.step"\nseconds = 1\n'


def test_these_are_all_commands_on_whole_lectures() -> None:
    """`lecture live` shows what there is of one: a lesson may still be missing."""
    assert set(COMMANDS) == set(main.commands) - {"new", "live"}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_takes_a_screenplay_anywhere(project: Path, tmp_path: Path, command: str) -> None:
    """That its second lesson is missing is told before anything renders."""
    (project / "second.py").unlink()
    with (project / "tiny.toml").open("a") as screenplay:
        screenplay.write(TRAILER)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    others = {"shorts": ("--lesson", "Second"), "explore": EXPLORED}.get(command, ())
    for arguments in (["../project/tiny.toml"], [str(project / "tiny.toml")]):
        result = lecture(elsewhere, command, *arguments, *others)
        assert result.exit_code == 2
        assert "tiny.toml, lesson second.Second: there is no " in result.stderr
        assert result.stderr.count("\n") == 1
    assert not list(elsewhere.iterdir())


def test_nothing_named_is_the_only_lecture_here(rendered_once: Path) -> None:
    named, unnamed = (lecture(rendered_once, "list", *name, "--json").output for name in (["tiny"], []))
    assert json.loads(named)["name"] == "tiny"
    assert named == unnamed


def test_a_lecture_here_goes_before_one_that_comes_along(project: Path) -> None:
    (project / "tiny.toml").rename(project / "gradient_descent.toml")
    assert json.loads(lecture(project, "list", "gradient_descent", "--json").output)["title"] == "Tiny"


def test_ours_is_found_everywhere(tmp_path: Path) -> None:
    told = json.loads(lecture(tmp_path, "list", "gradient_descent", "--json").output)
    assert told["lessons"][0]["module"] == "scenes.opening"
    assert Path(told["lessons"][0]["movie"]).is_relative_to(ROOT / "media")


@pytest.mark.parametrize("here", [ROOT, ROOT / "tests", ROOT / "scenes" / "scripts"])
def test_in_the_project_s_folder_it_need_not_be_named(here: Path) -> None:
    assert json.loads(lecture(here, "list", "--json").output)["name"] == "gradient_descent"


def test_there_a_lesson_of_our_other_lecture_is_found_without_naming_that() -> None:
    path, pieces = path_and_pieces(["EpochCurves.early"], ROOT)
    assert (path.stem, list(pieces)) == ("five_sources", ["EpochCurves.early"])


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("command", ["list", "render"])
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("tiny.toml", "second.Second", "third.Third", "tiny.toml, lesson third.Third: there is no /"),
        ("tiny.toml", "second.Second", "second.Third", "second.Third: second.py has no class Third"),
        ("tiny.toml", "second.Second", "scenes.second.Second", "lesson scenes.second.Second: there is no /"),
        ("tiny.toml", "second.Second", "scenes.line_fit.Fit", "line_fit.py has no class Fit"),
        ("tiny.toml", "second.Second", "random.Random", "random.py would hide Python's own module random"),
        ("tiny.toml", "[[part]]", "[[part]", "tiny.toml is not valid TOML"),
        ("second.py", "class", "klass", "second.py, line 7: invalid syntax"),
    ],
)
def test_bad_input_ends_with_one_line(
    project: Path, command: str, file: str, old: str, new: str, told: str
) -> None:
    replace(project / file, old, new)
    result = lecture(project, command, "tiny")
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (project / "media").exists()


@pytest.mark.parametrize("option", [["--quality", "huge"], ["--jobs", "0"]])
def test_impossible_options_are_refused(project: Path, option: list[str]) -> None:
    result = lecture(project, "render", "tiny", *option)
    assert result.exit_code == 2
    assert option[0] in result.stderr


@pytest.mark.parametrize("command", ["render", "youtube", "clips", "explore", "storyboard"])
def test_without_numba_one_line_says_so_before_anything_renders(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    others = EXPLORED if command == "explore" else ()
    result = lecture(project, command, "tiny", *others, "--quality", "low")
    assert result.exit_code == 2
    assert "numba, which pictures are drawn with, is not installed: run " in result.stderr
    assert '"numba' in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(project.rglob("*.mp4"))


def test_the_list_estimates_what_is_not_rendered(project: Path) -> None:
    out = lecture(project, "list", "tiny").output
    assert out.count("missing") == 2
    assert "~0:04" in out
    assert "Ready to be watched: nothing yet" in out


def test_the_list_tells_what_is_rendered(rendered_once: Path) -> None:
    out = lecture(rendered_once, "list", "tiny", "--quality", "low").output
    assert out.count("rendered") == 2
    assert "0:04" in out
    assert "~" not in out


def test_the_list_tells_what_is_stale(rendered: Path) -> None:
    replace(rendered / "second.py", "Dot", "Dot ")
    out = lecture(rendered, "list", "tiny", "--quality", "low").output
    assert "First" in out
    assert out.count("rendered") == out.count("stale") == 1
    assert "Ready to be watched: low 1 of 2" in out


def test_a_preview_does_not_touch_the_film_and_is_told(rendered_once: Path) -> None:
    out = lecture(rendered_once, "list", "tiny").output
    assert "State at high" in out
    assert out.count("missing") == 2
    assert "Ready to be watched: low 2 of 2" in out


def test_listing_starts_without_what_renders(rendered_once: Path) -> None:
    program = (
        "import sys; from scenes.production.cli import main\n"
        "main(['list', 'tiny'], standalone_mode=False)\n"
        "print(sorted({'manim', 'numpy', 'av', 'scipy'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=rendered_once,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_list_is_there_as_json(rendered_once: Path) -> None:
    told = json.loads(lecture(rendered_once, "list", "tiny", "--quality", "low", "--json").output)
    assert (told["name"], told["title"], told["quality"]) == ("tiny", "Tiny", "low")
    assert told["rendered"] == {"low": 2}
    assert [each["scene"] for each in told["lessons"]] == ["First", "Second"]
    assert all(each["state"] == "rendered" and Path(each["movie"]).is_file() for each in told["lessons"])
    assert sum(each["seconds"] for each in told["lessons"]) == pytest.approx(4.4, abs=0.2)


def test_the_version_is_the_project_s(project: Path) -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert lecture(project, "--version").output.split()[-1] == written


def test_a_mistyped_command_is_guessed(project: Path) -> None:
    result = lecture(project, "rendr")
    assert result.exit_code == 2
    assert "Did you mean 'render'?" in result.stderr


def test_python_runs_it_as_a_module(rendered_once: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scenes.production", "list", "--json"],
        cwd=rendered_once,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["name"] == "tiny"


def test_a_film_is_named_as_its_reader_finds_it(rendered_once: Path, tmp_path: Path) -> None:
    film = rendered_once / "media/lectures/tiny.480p15.mp4"
    for here in (rendered_once, tmp_path):
        told = lecture(here, "render", str(rendered_once / "tiny.toml"), "--quality", "low").output
        assert (here / told.splitlines()[-1].rpartition(" (")[0]).resolve() == film.resolve()


@pytest.mark.parametrize("width", ["40", "80"])
def test_help_is_not_cut(project: Path, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    helped = lecture(project, "--help").output
    assert all(
        "..." not in lecture(project, command, "--help").output.partition("]...")[2] for command in COMMANDS
    )
    assert "..." not in helped.partition("[ARGS]...")[2]
    assert "say what is wrong." in " ".join(helped.split())
