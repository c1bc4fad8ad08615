"""Two commands on one lecture: the second waits, and takes over what a killed one has left."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.production.build.lock import held
from scenes.production.build.paths import workplace
from scenes.script.screenplay import load
from tests.attacks.commands import ROOT, run, started, told
from tests.production import conftest as small
from tests.production.conftest import lecture

project = small.project

Record = Callable[[str, object], None]

FILM = "media/lectures/tiny.480p15.mp4"
RENDER = ("render", "tiny", "--quality", "low")

HOLD = """
import sys
from pathlib import Path
from scenes.production.build.lock import held
from scenes.script.screenplay import load
with held(load(Path("tiny.toml")), "lecture slides", print):
    Path("media/slides/tiny").mkdir(parents=True, exist_ok=True)
    Path("media/slides/tiny/.tiny.html.1.unfinished").mkdir()
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lecture `tiny` until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def without_times(line: str) -> str:
    return re.sub(r"process \d+", "process …", re.sub(r"since [-\d]+ [:\d]+", "since …", line))


def test_the_second_waits_and_says_for_whom(rendered: Path, record_property: Record) -> None:
    first = holder(rendered)
    second = started(rendered, *RENDER)
    assert second.stderr is not None
    line = second.stderr.readline().strip()
    assert re.fullmatch(
        rf"waiting for lecture slides \(process {first.pid}, since [-\d]+ [:\d]+\), "
        "which works on the same lecture; Ctrl-C ends the waiting",
        line,
    )
    first.communicate("")
    out, error = second.communicate()
    assert (second.returncode, out, error) == (0, f"{FILM} (0:04)\n", "")
    record_property("case", ("a second command on the same lecture", without_times(line)))


def test_ctrl_c_ends_the_waiting(rendered: Path, record_property: Record) -> None:
    first = holder(rendered)
    second = started(rendered, *RENDER)
    assert second.stderr is not None
    second.stderr.readline()
    second.send_signal(signal.SIGINT)
    _, error = second.communicate()
    first.communicate("")
    assert second.returncode == 1
    line = told(error)
    assert line.startswith("lecture render was interrupted while it waited for lecture slides (process ")
    record_property("case", ("Ctrl-C while it waits", without_times(line)))


def test_a_killed_holder_holds_nothing_and_its_left_overs_are_swept(
    rendered: Path, record_property: Record
) -> None:
    first = holder(rendered)
    first.kill()
    first.communicate()
    left = workplace(load(rendered / "tiny.toml"))
    assert left.temporary.is_dir()
    assert left.holder.is_file()
    code, _, error = run(rendered, *RENDER)
    assert (code, error) == (0, "")
    assert not left.temporary.exists()
    assert not left.holder.exists()
    assert not list(rendered.rglob("*.unfinished"))
    record_property("case", ("a command that holds the lecture is killed", "(the next one goes on at once)"))


@pytest.mark.parametrize(
    "name",
    [
        "lectures/.tiny.480p15.mp4.77.ab12.unfinished/tiny.480p15.vtt",
        "lectures/.tiny.mp4.77.unfinished",
        "youtube/.tiny.77.ab12.unfinished/tiny/tiny.mp4",
        "storyboards/.tiny.pdf.77.ab12.unfinished/tiny.pdf",
        "slides/tiny/.tiny.html.77.ab12.unfinished/tiny.html",
        "clips/tiny/.First.data.png.77.unfinished",
        "parts/tiny/480p15/second.Second/.stamp.json.77.unfinished",
        "parts/tiny/480p15/second.Second/videos/second/480p15/partial_movie_files/Second/part_77_ab.mp4",
        "parts/tiny/tmp/lecture-texts-ab12/text.typ",
    ],
)
def test_what_a_killed_command_has_left_is_removed(project: Path, name: str) -> None:
    left = project / "media" / name
    left.parent.mkdir(parents=True)
    left.write_text("half")
    of_another = project / "media/lectures/.other.mp4.77.unfinished"
    of_another.parent.mkdir(parents=True, exist_ok=True)
    of_another.write_text("half")
    with held(load(project / "tiny.toml"), "lecture render", print):
        assert [path for path in (project / "media").rglob("*") if path.is_file() and "77" in path.name] == [
            of_another
        ]
        assert not (project / "media/parts/tiny/tmp/lecture-texts-ab12").exists()
    assert not left.exists()


def test_a_lecture_is_free_again_after_a_failure(project: Path) -> None:
    screenplay = load(project / "tiny.toml")
    with pytest.raises(RuntimeError), held(screenplay, "lecture render", print):
        raise RuntimeError
    said: list[str] = []
    with held(screenplay, "lecture render", said.append):
        assert not said


def test_commands_that_write_at_the_same_time_leave_what_each_alone_leaves(rendered: Path) -> None:
    film = (rendered / FILM).read_bytes()
    commands = [
        started(rendered, *RENDER),
        started(rendered, "clips", "tiny", "Second.step", "--quality", "low"),
        started(rendered, "storyboard", "tiny", "--quality", "low"),
    ]
    ended = [(process.communicate(), process.returncode) for process in commands]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert (rendered / FILM).read_bytes() == film
    assert (rendered / "media/clips/tiny/Second.step.480p15.mp4").is_file()
    assert (rendered / "media/storyboards/tiny.pdf").is_file()


@pytest.mark.long
@pytest.mark.parametrize(
    "second", ["render", "youtube", "trailer", "slides", "clips", "shorts", "storyboard"]
)
def test_two_that_render_the_same_parts(project: Path, rendered_once: Path, second: str) -> None:
    other = {"slides": ["--format", "html"], "shorts": ["--lesson", "Second"]}.get(second, [])
    if second == "youtube":
        text = (project / "tiny.toml").read_text()
        (project / "tiny.toml").write_text(text.replace('title = "Tiny"', 'title = "Tiny"\nlanguage = "en"'))
    with (project / "tiny.toml").open("a") as screenplay:
        screenplay.write('[[trailer]]\nbeat = "Second.step"\nseconds = 1\n')
    first = started(project, *RENDER)
    then = started(project, second, "tiny", "--quality", "low", *other)
    out, error = first.communicate()
    assert first.returncode == 0, out + error
    assert (project / FILM).read_bytes() == (rendered_once / FILM).read_bytes()
    out, error = then.communicate()
    if second == "youtube":  # which takes no fewer than three chapters
        assert then.returncode == 2
        assert "YouTube takes no fewer than 3 chapters" in error
    else:
        assert then.returncode == 0, out + error
    assert not list(project.rglob("*.unfinished"))


@pytest.mark.long
@pytest.mark.parametrize("command", ["render", "slides", "clips", "storyboard"])
def test_killed_in_mid_work_the_next_run_makes_the_same_and_leaves_nothing(
    project: Path, rendered_once: Path, command: str, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    environment = {"TMPDIR": str(elsewhere)}
    formats = ["--format", "html"] if command == "slides" else []
    process = started(project, command, "tiny", "--quality", "low", *formats, environment=environment)
    assert process.stdout is not None
    process.stdout.readline()  # the first part has started
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    code, out, error = run(project, *RENDER, environment=environment)
    assert code == 0, out + error
    assert (project / FILM).read_bytes() == (rendered_once / FILM).read_bytes()
    assert not list(elsewhere.iterdir())
    assert not [
        path for path in project.rglob("*") if path.name.endswith(".unfinished") or path.name == "tmp"
    ]


def test_another_folder_s_lecture_of_the_same_name_is_another(rendered: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    shutil.copytree(rendered, twin)
    with held(load(twin / "tiny.toml"), "lecture slides", print):
        result = lecture(rendered, *RENDER)
    assert result.exit_code == 0
    assert "waiting" not in result.output
