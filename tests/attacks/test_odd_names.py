"""Odd names, odd configurations, and nobody who reads what is said."""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from manim import Scene, tempconfig

from scenes.kit.lessons import manim_adapter  # noqa: F401  # it mends how Manim joins segments
from scenes.production.media.concat import count_frames
from tests.attacks.commands import run, shell, told
from tests.production import conftest as small
from tests.production.conftest import lecture, write_lesson

project = small.project

Record = Callable[[str, object], None]

LOW = ("--quality", "low")


def write_one(folder: Path, file: str = "one.toml", title: str = "One") -> None:
    """Write a lecture of one short lesson."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lesson(folder, "Only", {"word": "Word."}, "#009E73", 0.2)
    (folder / file).write_text(
        f"title = {json.dumps(title)}\n"
        f'[[part]]\nlesson = "only.Only"\nchapter = {json.dumps(title)}\nlines = {{word = "Word."}}\n'
    )


class Waiting(Scene):
    """Two segments, to be joined."""

    def construct(self) -> None:
        """Wait twice."""
        self.wait(0.2)
        self.wait(0.4)


def test_manim_joins_segments_wherever_they_lie(tmp_path: Path) -> None:
    folder = tmp_path / "two\nrows" / "o'brien"
    folder.mkdir(parents=True)
    with chdir(folder), tempconfig({"media_dir": str(folder / "o'hara"), "disable_caching": True}):
        Waiting().render()
    [movie] = (folder / "o'hara/videos").rglob("Waiting.mp4")
    assert count_frames(movie) == 9


ODD_PLACES = [
    ("o'brien/talk", "o'hara.toml"),
    ("two\nrows", "-x.toml"),
    ('a [b] %d $e `f` "g" #h', "one.toml"),
]


@pytest.mark.long
@pytest.mark.parametrize(("folder", "file"), ODD_PLACES)
def test_a_lecture_renders_wherever_it_lies(
    tmp_path: Path, record_property: Record, folder: str, file: str
) -> None:
    write_one(tmp_path / folder, file)
    code, out, error = run(tmp_path / folder, "render", *LOW, "--", file)
    assert (code, error) == (0, ""), out
    film = f"media/lectures/{file.removesuffix('.toml')}.480p15.mp4 (0:00)"
    assert out.splitlines()[-1] == film
    record_property("case", (f"a lecture {file} in {folder.encode('unicode_escape').decode()}/", film))


def test_braces_in_a_folder_s_name_are_refused(tmp_path: Path, record_property: Record) -> None:
    write_one(tmp_path / "{talks}")
    code, _, error = run(tmp_path / "{talks}", "render", *LOW, "one.toml")
    assert code == 2
    assert error.endswith("has braces, in which Manim looks for its own names: rename the folder\n")
    record_property("case", ("a lecture in a folder {talks}", error))


@pytest.mark.long
def test_a_long_path(tmp_path: Path, record_property: Record) -> None:
    folder = tmp_path.joinpath(*(12 * [100 * "a"]))
    write_one(folder)
    code, out, error = run(folder, "render", *LOW)
    assert (code, error) == (0, ""), out
    record_property("case", ("a path of 1,200 letters", out.splitlines()[-1]))


@pytest.mark.parametrize("title", ["a [bold]b[/bold] c", "[/x]", "[link=http://a]", "a\\[b]", "100 % {x}"])
def test_brackets_in_titles_are_brackets(tmp_path: Path, record_property: Record, title: str) -> None:
    write_one(tmp_path, title=title)
    result = lecture(tmp_path, "list", *LOW)
    assert result.exit_code == 0, result.output
    assert result.output.count(title) == 2
    record_property("case", (f"the title {title}", title))


@pytest.mark.parametrize(
    ("what", "text", "said"),
    [
        ("title", "a\x1b[31mb", "one.toml: `title` holds the control character U+001B: remove it"),
        ("title", "a\x00b", "one.toml: `title` holds the control character U+0000: remove it"),
        ("title", 3000 * "a", "one.toml: `title` has 3000 characters, and there is room for 200: shorten it"),
        ("chapter", 3000 * "a", "`chapter` has 3000 characters, and there is room for 200: shorten it"),
        ("chapter", "a\x07", "`chapter` holds the control character U+0007: remove it"),
    ],
)
def test_titles_that_cannot_be_shown(
    tmp_path: Path, record_property: Record, what: str, text: str, said: str
) -> None:
    write_one(tmp_path)
    written = (tmp_path / "one.toml").read_text()
    (tmp_path / "one.toml").write_text(written.replace(f'{what} = "One"', f"{what} = {json.dumps(text)}"))
    result = lecture(tmp_path, "list")
    assert result.exit_code == 2
    line = told(result.stderr)
    assert line.endswith(said)
    record_property("case", (f"a {what} of {len(text)} characters, {text[:3]!r} …", line))


def test_a_file_s_name_of_two_rows(tmp_path: Path, record_property: Record) -> None:
    write_one(tmp_path, "two\nrows.toml")
    result = lecture(tmp_path, "list", "two\nrows.toml")
    assert result.exit_code == 2
    line = told(result.stderr)
    assert line == r"Error: the name 'two\nrows.toml' holds what cannot be shown: rename the file"
    record_property("case", ("a screenplay's name of two rows", line))


@pytest.mark.parametrize("name", [3000 * "a", f"{300 * 'a'}.toml"])
def test_names_that_are_too_long(tmp_path: Path, record_property: Record, name: str) -> None:
    write_one(tmp_path)
    result = lecture(tmp_path, "render", name)
    assert result.exit_code in (1, 2)
    line = told(result.stderr, [tmp_path])
    assert "too long" in line
    record_property("case", (f"a lecture's name of {len(name)} letters", line))


def test_a_lesson_s_name_that_is_too_long(tmp_path: Path, record_property: Record) -> None:
    write_one(tmp_path)
    written = (tmp_path / "one.toml").read_text()
    (tmp_path / "one.toml").write_text(written.replace("only.Only", f"{3000 * 'a'}.Only"))
    result = lecture(tmp_path, "render")
    assert result.exit_code == 1
    line = told(result.stderr, [tmp_path])
    assert line.endswith("is too long for this disk: shorten the names in it")
    record_property("case", ("a lesson's file of 3,000 letters", line))


def test_a_name_that_starts_with_a_dash(tmp_path: Path, record_property: Record) -> None:
    write_one(tmp_path, "-x.toml")
    assert lecture(tmp_path, "list", "--json", "./-x.toml").exit_code == 0
    assert lecture(tmp_path, "list", "--json", "--", "-x.toml").exit_code == 0
    result = lecture(tmp_path, "list", "-x.toml")
    assert result.exit_code == 2
    line = told(result.stderr.splitlines()[-1])
    assert line.startswith("Error: No such option")
    record_property("case", ("list -x.toml", line))


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("frame_rate = fast\n", "is no configuration of Manim's (File contains no section headers."),
        ("[CLI]\nframe_rate = fast\n", "(ValueError: could not convert string to float: 'fast')"),
        ("[CLI]\nquality\n", "is no configuration of Manim's (Source contains parsing errors:"),
    ],
)
def test_a_broken_configuration_is_told_once_before_anything_renders(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Record,
    config: str,
    said: str,
) -> None:
    home = tmp_path / "home/.config/manim"
    home.mkdir(parents=True)
    (home / "manim.cfg").write_text(config)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    result = lecture(project, "render", *LOW)
    assert result.exit_code == 2
    assert result.stdout == ""
    line = told(result.stderr, [tmp_path])
    assert said in line
    assert "home/.config/manim/manim.cfg" in line
    record_property("case", (f"a manim.cfg of {config!r}", line))


def test_a_closed_output_takes_no_file_s_place(rendered: Path, record_property: Record) -> None:
    done = shell(rendered, "$lecture render tiny --quality low >&-")
    assert done.returncode == 0
    line = told(done.stderr)
    assert line == "standard output is closed: what the command says there is lost"
    assert shell(rendered, "$lecture list tiny --quality low --json <&- >&- 2>&-").returncode == 0
    record_property("case", ("render, with standard output closed", line))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, a file that is always full")
def test_an_output_that_cannot_be_written(rendered: Path, record_property: Record) -> None:
    said = "Error: no room to write what the command says, or makes meanwhile: make room and run it again"
    for command in ("--help", "list tiny"):
        done = shell(rendered, f"$lecture {command} >/dev/full")
        assert (done.returncode, told(done.stderr)) == (1, said)
    record_property("case", ("list > /dev/full", said))


@pytest.mark.parametrize("command", ["--help", "list tiny --json", "list tiny", "doctor"])
def test_nobody_reads_what_is_said(rendered: Path, record_property: Record, command: str) -> None:
    done = shell(rendered, f"$lecture {command} | true")
    assert done.stderr == ""
    record_property("case", (f"{command} | head -0", "(nothing)"))


@pytest.mark.long
def test_nobody_reads_and_the_film_is_made_all_the_same(project: Path) -> None:
    done = shell(project, "$lecture render tiny --quality low | head -n 1")
    assert (done.stdout.splitlines(), done.stderr) == (["First: started"], "")
    assert (project / "media/lectures/tiny.480p15.mp4").is_file()


def test_the_module_of_the_command_line_is_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["cli.py", "--version"])
    monkeypatch.delitem(sys.modules, "scenes.production.cli", raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("scenes.production.cli", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("lecture ")


def test_a_folder_that_is_gone(tmp_path: Path, record_property: Record) -> None:
    (tmp_path / "gone").mkdir()
    done = shell(tmp_path, "cd gone; rmdir ../gone; $lecture list")
    assert done.returncode in (1, 2)
    line = told(done.stderr.splitlines()[-1])
    assert line == "Error: the current folder has been removed: change to another"
    record_property("case", ("a current folder that was removed", line))


def test_a_screenplay_that_may_not_be_read(tmp_path: Path, record_property: Record) -> None:
    (tmp_path / "one.toml").symlink_to("one.toml")
    result = lecture(tmp_path, "render", "one.toml")
    assert result.exit_code in (1, 2)
    record_property("case", ("a screenplay that is a link to itself", told(result.stderr, [tmp_path])))


MOVED = """
set -e
make setup
mv "$PWD" "$PWD.moved"
cd "$PWD.moved"
make setup
make setup
"""

PYTHON = """#!/bin/sh
# Makes no environment, but what tells where one was made.
if [ "$2" = venv ]; then
    mkdir -p .venv/bin
    printf '#!/bin/sh\\n' > .venv/bin/python
    printf '#!%s/.venv/bin/python\\n' "$(pwd -P)" > .venv/bin/pip
    chmod +x .venv/bin/python
else
    exec {python} "$@"
fi
"""


def test_a_folder_that_was_moved_is_set_up_anew(tmp_path: Path, record_property: Record) -> None:
    place = tmp_path / "project"
    place.mkdir()
    for name in ("Makefile", "setup.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(small.ROOT / name, place)
    python = tmp_path / "python"
    python.write_text(PYTHON.format(python=sys.executable))
    python.chmod(0o755)
    done = shell(place, f"unset MAKEFLAGS MAKELEVEL; export PYTHON={python}; {MOVED}")
    assert done.returncode == 0, done.stdout + done.stderr
    line = "This folder was moved or renamed since it was set up: setting it up anew."
    assert done.stdout.count(line) == 1
    assert "Nothing to be done" in done.stdout.splitlines()[-1]
    moved = Path(f"{place}.moved")
    assert str(moved) in (moved / ".venv/bin/pip").read_text()
    record_property("case", ("make, after the project's folder was renamed", line))
