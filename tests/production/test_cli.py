import json
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.production.cli import main
from tests.production.conftest import ROOT, lecture


@pytest.mark.parametrize("command", [[], ["render"], ["list"], ["clips"], ["storyboard"]])
def test_help_shows_an_example(project: Path, command: list[str]) -> None:
    result = lecture(project, *command, "--help")
    assert result.exit_code == 0
    assert "Example: lecture " in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list", "big"], "there is no lecture 'big': choose from tiny"),
        (["render", "big"], "there is no lecture 'big': choose from tiny"),
        (["render"], "there is no lecture 'gradient_descent': choose from tiny"),
    ],
)
def test_an_unknown_lecture_ends_with_one_line(project: Path, arguments: list[str], told: str) -> None:
    result = lecture(project, *arguments)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {told}\n"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("command", ["list", "render"])
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("scripts/tiny.toml", "second.Second", "third.Second", "there is no scenes/third.py"),
        ("scripts/tiny.toml", "second.Second", "second.Third", "scenes/second.py has no class Third"),
        ("scripts/tiny.toml", "[[part]]", "[[part]", "tiny.toml is not valid TOML"),
        ("second.py", "class", "klass", "scenes/second.py, line 7: invalid syntax"),
    ],
)
def test_bad_input_ends_with_one_line(
    project: Path, command: str, file: str, old: str, new: str, told: str
) -> None:
    replace(project / "scenes" / file, old, new)
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


def test_the_list_estimates_what_is_not_rendered(project: Path) -> None:
    out = lecture(project, "list", "tiny").output
    assert out.count("missing") == 2
    assert "~0:04" in out


def test_the_list_tells_what_is_rendered(rendered_once: Path) -> None:
    out = lecture(rendered_once, "list", "tiny", "--quality", "low").output
    assert out.count("rendered") == 2
    assert "0:04" in out
    assert "~" not in out


def test_the_list_tells_what_is_stale(rendered: Path) -> None:
    replace(rendered / "scenes/second.py", "Dot", "Dot ")
    out = lecture(rendered, "list", "tiny", "--quality", "low").output
    assert "First" in out
    assert out.count("rendered") == out.count("stale") == 1


def test_a_preview_does_not_touch_the_film(rendered_once: Path) -> None:
    assert lecture(rendered_once, "list", "tiny").output.count("missing") == 2


def test_listing_starts_without_what_renders(rendered_once: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from scenes.production.cli import main\n"
        f"main(['list', 'tiny'], obj=Path({str(rendered_once)!r}), standalone_mode=False)\n"
        "print(sorted({'manim', 'numpy', 'av', 'scipy'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_list_is_there_as_json(rendered_once: Path) -> None:
    told = json.loads(lecture(rendered_once, "list", "tiny", "--quality", "low", "--json").output)
    assert (told["name"], told["title"], told["quality"]) == ("tiny", "Tiny", "low")
    assert [each["scene"] for each in told["lessons"]] == ["First", "Second"]
    assert all(each["state"] == "rendered" and Path(each["movie"]).is_file() for each in told["lessons"])
    assert sum(each["seconds"] for each in told["lessons"]) == pytest.approx(4.4, abs=0.2)


def test_the_command_has_a_name() -> None:
    assert set(main.commands) == {"render", "list", "clips", "storyboard"}
