import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.production.build.subprocesses import Subprocesses
from scenes.production.media.concat import FilmError
from tests.production.conftest import ROOT, SECOND, lecture, write_lesson

PARTS = "media/parts/tiny/480p15"
SECOND_FOLDER = f"{PARTS}/second.Second"
FILM = "media/lectures/tiny.480p15.mp4"


def render(root: Path) -> tuple[int, str, str]:
    result = lecture(root, "render", "tiny", "--quality", "low")
    return result.exit_code, result.stdout, result.stderr


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def no_manim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts a process fails the test."""

    def start(*arguments: object) -> None:
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(Subprocesses, "start", start)


@pytest.mark.usefixtures("no_manim")
def test_what_has_not_changed_is_not_rendered_again(rendered: Path) -> None:
    before = contents(rendered / "media")
    code, out, _ = render(rendered)
    assert code == 0
    assert out == f"{FILM} (0:04)\n"
    assert contents(rendered / "media") == before


@pytest.mark.usefixtures("no_manim")
def test_nothing_is_left_beside_the_film(rendered: Path) -> None:
    endings = ["chapters.txt", "mp4", "srt", "vtt"]
    made = sorted(path.name for path in (rendered / "media/lectures").iterdir())
    assert made == [f"tiny.480p15.{ending}" for ending in endings]


def test_a_changed_part_alone_is_rendered_and_its_cached_plays_keep_their_length(rendered: Path) -> None:
    with (rendered / "second.py").open("a") as source:
        source.write("# a remark changes no picture\n")
    before = contents(rendered / "media/lectures")
    code, out, _ = render(rendered)
    assert code == 0
    assert "Second: rendered (1 of 1)" in out
    assert "First" not in out
    assert (rendered / SECOND_FOLDER / "render.log").read_text().count("Using cached data") == 2
    assert contents(rendered / "media/lectures") == before


def test_a_failing_part_costs_nothing_but_itself(rendered: Path) -> None:
    film = contents(rendered / "media/lectures")
    write_lesson(rendered, "First", {"data": "Ten points & a line.", "residuals": "How far?"}, "#0072B2", 1.2)
    write_lesson(rendered, "Second", SECOND, "#E69F00", 0.8, last='raise KeyError("no such beat")')
    code, _, error = render(rendered)
    log = rendered / SECOND_FOLDER / "render.log"
    assert code == 1
    assert error == f"Second failed: KeyError: 'no such beat' (second.py, line 19) (log: {log})\n"
    assert "Traceback" in log.read_text()
    assert contents(rendered / "media/lectures") == film

    write_lesson(rendered, "Second", SECOND, "#E69F00", 0.8)
    code, out, _ = render(rendered)
    assert code == 0
    assert "First: " not in out
    assert (rendered / FILM).read_bytes() != film[rendered / FILM]


LESSON = """
from manim import FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from helper import places


class Second(Lesson):
    def construct(self):
        with self.beat("step"):
            self.play(FadeIn(Dots(places())), run_time=0.4)
"""


def test_a_failure_is_told_with_its_beat_and_its_place_in_the_lecture_s_files(rendered: Path) -> None:
    (rendered / "second.py").write_text(LESSON)
    (rendered / "helper.py").write_text("def places():\n    return [[0, 0, 1 / 0]]\n")
    code, _, error = render(rendered)
    assert code == 1
    reason = "ZeroDivisionError: division by zero in the beat 'step' of Second (helper.py, line 2)"
    assert error.startswith(f"Second failed: {reason} (log: ")


def test_other_files_of_its_folder_hide_no_module_of_python_s(rendered: Path) -> None:
    (rendered / "second.py").write_text(LESSON)
    (rendered / "helper.py").write_text("def places():\n    return [[0, 0, 0]]\n")
    for name in ("random", "statistics", "types", "calendar", "numpy"):
        (rendered / f"{name}.py").write_text("raise ImportError(__file__)\n")
    code, _, error = render(rendered)
    assert (code, error) == (0, "")


def test_a_lesson_that_plays_other_beats_is_refused(rendered: Path) -> None:
    write_lesson(rendered, "Second", {"leap": "One step up."}, "#E69F00", 0.8)
    code, _, error = render(rendered)
    assert code == 1
    assert "the beat 'step' of the screenplay is never played" in error


def test_a_scene_that_writes_no_manifest_is_refused(rendered: Path) -> None:
    path = rendered / "second.py"
    path.write_text(path.read_text().replace('with_suffix(".json")', 'with_suffix(".txt")'))
    code, _, error = render(rendered)
    assert code == 1
    assert "Second.json is not there" in error


def test_a_manifest_of_another_length_is_refused(rendered: Path) -> None:
    path = rendered / "second.py"
    path.write_text(path.read_text().replace("frames=now, beats", "frames=now + 1, beats"))
    code, _, error = render(rendered)
    assert code == 1
    assert "its movie has 18 frames and its manifest says 19" in error


@pytest.mark.parametrize(
    "damage", ["cut the movie short", "lose the manifest", "lose the stamp", "lose the movie"]
)
def test_a_damaged_part_is_not_trusted(rendered: Path, damage: str) -> None:
    movie = rendered / SECOND_FOLDER / "videos/second/480p15/Second.mp4"
    match damage:
        case "cut the movie short":
            movie.write_bytes(movie.read_bytes()[:-100])
        case "lose the manifest":
            movie.with_suffix(".json").unlink()
        case "lose the stamp":
            (rendered / SECOND_FOLDER / "stamp.json").unlink()
        case "lose the movie":
            movie.unlink()
    out = lecture(rendered, "list", "tiny", "--quality", "low").output
    assert out.count("rendered") == 1
    assert ("missing" if damage == "lose the movie" else "stale") in out


def test_a_film_that_cannot_be_joined_leaves_the_old_one(
    rendered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(rendered / "media")
    told = (rendered / "tiny.toml").read_text()
    (rendered / "tiny.toml").write_text(told.replace('title = "Tiny"', 'title = "Another"'))

    def join(*_: object) -> None:
        raise FilmError("the film has 7 pictures, not 66: render its parts again")

    monkeypatch.setattr("scenes.production.outputs.lecture_film.join", join)
    code, _, error = render(rendered)
    assert code == 1
    assert error == "Error: the film has 7 pictures, not 66: render its parts again\n"
    assert contents(rendered / "media") == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_ends_its_subprocesses_and_keeps_what_is_there(
    rendered: Path, number: signal.Signals
) -> None:
    film = contents(rendered / "media/lectures")
    started = rendered / "started"
    os.mkfifo(started)
    waiting = (
        f"import os\nopen({str(started)!r}, 'w').write(str(os.getpid()))\nopen({str(started)!r}).read()\n"
    )
    (rendered / "second.py").write_text(waiting + "class Second:\n    pass\n")
    command = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "scenes.production",
            "render",
            str(rendered / "tiny.toml"),
            "--quality",
            "low",
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    child = int(started.read_text())
    os.kill(command.pid, number)
    _, error = command.communicate()
    assert command.returncode == (1 if number == signal.SIGINT else 128 + number)
    assert error == (
        "lecture render was interrupted while it rendered Second: run it again, and it goes on from there\n"
    )
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert contents(rendered / "media/lectures") == film
