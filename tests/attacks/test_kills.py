"""Whatever is ended, stopped or stuck in a rendering: nothing waits for ever, and no film is wrong."""

import random
import signal
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.processes import ROLES, Rendering, rendering
from tests.production.conftest import lecture

LESSON = """
import os, signal, sys
from pathlib import Path
from manim import RIGHT
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots


class Stopped(Dots):
    def paint(self, *arguments):
        stopped = Path("was_" + "stopped")  # not written out, as the path of data would be
        if not stopped.exists():
            stopped.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        super().paint(*arguments)


class {name}(Lesson):
    def construct(self):
        dots = {dots}([[0, 0, 0]])
        with self.beat("one"):
            self.play(dots.animate.shift(RIGHT), run_time=9)
        with self.beat("two"):
            self.play(dots.animate.shift(RIGHT), run_time=9)
{then}
"""
BUG = """
def turn(dots, dt):
    if os.getpid() != stepper:
        raise ValueError("no ink")
stepper = os.getpid()
dots.add_updater(turn)
self.play(dots.animate.shift(RIGHT), run_time=9)
raise ValueError("an ordinary bug")
"""
LOOP = "while True: signal.pause()"
STOP = "os.kill(os.getpid(), signal.SIGSTOP)"
FILM = "media/lectures/talk.480p15.mp4"


def write_lecture(root: Path, lessons: dict[str, tuple[str, str]]) -> Path:
    """Write a lecture of lessons, each with the class of its dots and with what it does in the end."""
    root.mkdir()
    lines = 'lines = {one = "One.", two = "Two."}\n'
    for name, (dots, then) in lessons.items():
        told = LESSON.format(name=name, dots=dots, then=textwrap.indent(then, " " * 8))
        (root / f"{name.lower()}.py").write_text(told)
    parts = "".join(f'[[part]]\nlesson = "{name.lower()}.{name}"\n{lines}' for name in lessons)
    (root / "talk.toml").write_text(f'title = "Talk"\n{parts}')
    return root


def render(root: Path, *options: str) -> tuple[int, str]:
    done = lecture(root, "render", "--quality", "low", *options)
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What nobody has interrupted."""
    root = write_lecture(tmp_path_factory.mktemp("whole") / "talk", {"Good": ("Dots", "pass")})
    assert render(root)[0] == 0
    return (root / FILM).read_bytes()


def has_segments(root: Path, count: int) -> bool:
    return len(list(root.glob("media/parts/talk/*/*/videos/*/*/partial_movie_files/Good/*.mp4"))) >= count


def last_line(said: str) -> str:
    return said.strip().splitlines()[-1] if said.strip() else "(nothing)"


def kill(root: Path, role: str, number: signal.Signals, segments: int) -> tuple[bool, str]:
    """End a process once so many segments are there; return whether it was, and what was said last."""
    with rendering(root, "--jobs", "2") as run:
        ended = run.wait_until(lambda: has_segments(root, segments) and run.signal(role, number))
        code, said = run.end()
        run.wait_for_the_last()
    # Others may just have done their work, or have been a short-lived helper of a package that is loaded.
    assert code != 0 or not ended or role != "command"
    assert "Traceback" not in said
    return ended, last_line(said)


def check_film(root: Path, film: bytes) -> None:
    assert render(root, "--jobs", "2")[0] == 0
    assert (root / FILM).read_bytes() == film


Tell = Callable[[str, object], None]


def test_what_is_ended_is_made_up_for(tmp_path: Path, film: bytes, record_property: Tell) -> None:
    root = write_lecture(tmp_path / "talk", {"Good": ("Dots", "pass")})
    ends = (("command", signal.SIGKILL), ("worker", signal.SIGKILL))
    for segments, (role, number) in enumerate(ends, start=1):
        ended, line = kill(root, role, number, segments)
        assert ended
        record_property("case", (f"{number.name} to the {role}", line))
    check_film(root, film)


SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(30))
def test_thirty_kills(tmp_path: Path, film: bytes, record_property: Tell, seed: int) -> None:
    chance = random.Random(seed)
    role, number, segments = chance.choice(ROLES), chance.choice(SIGNALS), chance.randrange(4)
    root = write_lecture(tmp_path / "talk", {"Good": ("Dots", "pass")})
    ended, line = kill(root, role, number, segments)
    check_film(root, film)
    in_time = "" if ended else ", which had ended"
    record_property("case", (f"{number.name} to the {role}{in_time}, with {segments} segments there", line))


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.long)])
def test_a_bug_while_workers_draw_is_told_and_the_next_part_is_rendered(
    tmp_path: Path, record_property: Tell, jobs: str
) -> None:
    root = write_lecture(tmp_path / "talk", {"Bug": ("Dots", BUG), "Good": ("Dots", "pass")})
    code, said = render(root, "--jobs", jobs)
    assert code == 1
    assert "Good: rendered" in said
    told = [line for line in said.splitlines() if line.startswith("Bug failed: ")]
    assert len(told) == 1
    assert ("no ink" in told[0]) or ("an ordinary bug (bug.py, line 3" in told[0])
    record_property("case", (f"a bug while workers draw, --jobs {jobs}", told[0]))


def test_what_is_stopped_is_named_and_tried_once_more(tmp_path: Path, record_property: Tell) -> None:
    root = write_lecture(tmp_path / "talk", {"Halted": ("Stopped", "pass")})
    code, said = render(root, "--jobs", "2", "--patience", "5")
    assert code == 0, said
    once = [line for line in said.splitlines() if line.startswith("Halted: no frame for 5 s")]
    assert len(once) == 1
    record_property("case", ("a process that draws is stopped", once[0]))
    assert "Halted: rendered" in said


@pytest.mark.long
def test_what_is_stuck_is_named_and_tried_once_more_and_then_fails(
    tmp_path: Path, record_property: Tell
) -> None:
    lessons = {"Halted": ("Stopped", "pass"), "Looping": ("Dots", LOOP), "Good": ("Dots", "pass")}
    root = write_lecture(tmp_path / "talk", lessons)
    code, said = render(root, "--jobs", "3", "--patience", "15")
    assert code == 1
    lines = said.splitlines()
    for name in ("Halted", "Looping"):
        once = [line for line in lines if line.startswith(f"{name}: no frame for 15 s")]
        assert len(once) == 1
        record_property("case", (f"a process of {name} does nothing", once[0]))
    assert "Halted: rendered" in said
    assert "Good: rendered" in said
    told = [line for line in lines if line.startswith("Looping failed: ")]
    assert len(told) == 1
    assert "no frame for 15 s in the beat 'two', twice: " in told[0]
    record_property("case", ("a lesson that loops, tried once more", told[0]))


def is_drawing(run: Rendering) -> bool:
    return bool(run.family()[-1])


def is_stopped(run: Rendering) -> bool:
    return run.is_stopped("stepper")


def is_loading(run: Rendering) -> bool:
    return bool(run.family()[1])


@pytest.mark.parametrize(
    ("number", "when", "then"),
    [
        (signal.SIGINT, is_stopped, STOP),
        pytest.param(signal.SIGTERM, is_loading, "pass", marks=pytest.mark.long),
        pytest.param(signal.SIGHUP, is_drawing, "pass", marks=pytest.mark.long),
    ],
)
def test_an_interrupted_command_leaves_no_process(
    tmp_path: Path, number: signal.Signals, when: Callable[[Rendering], bool], then: str
) -> None:
    root = write_lecture(tmp_path / "talk", {"Good": ("Dots", then)})
    with rendering(root) as run:
        assert run.wait_until(lambda: when(run))
        run.signal("command", number)
        code, _ = run.end()
        assert code == (1 if number == signal.SIGINT else 128 + number)
        run.wait_for_the_last()
