"""A lecture drawn by the workers of a Dask cluster: the same film, whatever happens to them."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread

import pytest

from scenes.production.build import cluster, environment
from scenes.production.build.cluster import RenderHere, scheduler_address
from scenes.production.build.environment import difference
from scenes.script.packages import version_of
from tests.production.conftest import ROOT, lecture

LESSON = """
import os, signal
from manim import RIGHT, FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots

with open("places.txt") as file:
    PLACE = float(file.read())


class Seen(Dots):
    def paint(self, ctx, camera):
        assert "DRAWS_NOTHING" not in os.environ, "this machine was to draw nothing"
        super().paint(ctx, camera)


class Moving(Lesson):
    lines = {"one": "One.", "two": "Two.", "three": "Three."}

    def construct(self):
        dots = Seen([[0, 0, 0], [PLACE, 0, 0]])
        with self.beat("one"):
            self.play(FadeIn(dots), run_time=0.4)
        if os.environ.get("WORKER", "") in STOPPING:
            os.open("ALIVE", os.O_WRONLY)
            with open("STARTED", "w") as started:
                started.write(os.environ["WORKER"])
            signal.pause()
        for beat in ("two", "three"):
            with self.beat(beat):
                self.play(dots.animate.shift(RIGHT), run_time=0.4)
"""
SCREENPLAY = """
title = "Moving"
[[part]]
lesson = "moving.Moving"
lines = {one = "One.", two = "Two.", three = "Three."}
"""
FILM = "media/lectures/moving.480p15.mp4"
HANGING = 120.0  # seconds: nothing takes so long that has not gone wrong


def write_lecture(folder: Path, stopping: str = "") -> Path:
    """Write a lecture whose lesson stops on workers of these names, and tells so."""
    folder.mkdir()
    for name in ("alive", "started"):
        os.mkfifo(folder / name)
    source = LESSON.replace("STOPPING", repr(stopping.split()))
    for name in ("alive", "started"):
        source = source.replace(name.upper(), str(folder / name))
    (folder / "moving.py").write_text(source)
    (folder / "places.txt").write_text("1.5")
    (folder / "moving.toml").write_text(SCREENPLAY)
    return folder


class Cluster:
    """A scheduler and some workers, each a process of its own.

    Parameters
    ----------
    folder
        Where the workers have their files.
    workers
        Their names.
    """

    def __init__(self, folder: Path, workers: Sequence[str] = ("A", "B", "C")) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[str]] = []
        where = ("--host", "127.0.0.1", "--port", "0")
        self.scheduler, line = self._start("Scheduler at:", "dask_scheduler", *where)
        self.port = line.rpartition(":")[2].strip()
        self.workers = {name: self._worker(name) for name in workers}

    @property
    def address(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def places(self, name: str) -> list[Path]:
        """What is left of the shares that a worker has drawn."""
        return list((self.folder / name).rglob("lecture-share-*"))

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.communicate()

    def _worker(self, name: str) -> subprocess.Popen[str]:
        where = ["--local-directory", str(self.folder / name)]
        alone = ["--no-nanny", "--nthreads", "1"]
        address = f"tcp://127.0.0.1:{self.port}"
        return self._start("Registered to:", "dask_worker", address, *alone, *where, WORKER=name)[0]

    def _start(
        self, ready: str, program: str, *arguments: str, **environment: str
    ) -> tuple[subprocess.Popen[str], str]:
        """Start a program of Dask's, and return it with the line by which it says that it is ready."""
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(process)
        assert process.stderr is not None
        said = next((line for line in process.stderr if ready in line), None)
        assert said, f"{program} has ended"
        Thread(target=process.stderr.read, daemon=True).start()
        return process, said


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three workers, of which tests may kill some."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.end()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The film of the lecture, drawn here."""
    folder = write_lecture(tmp_path_factory.mktemp("here") / "lecture")
    result = lecture(folder, "render", "--quality", "low")
    assert result.exit_code == 0, result.output
    return (folder / FILM).read_bytes()


def start(folder: Path, dask: Cluster, may_draw: bool = False) -> subprocess.Popen[str]:
    """Start the command on a cluster, so that it fails if it draws anything itself, unless it may."""
    command = [sys.executable, "-m", "scenes.production", "render", str(folder / "moving.toml")]
    return subprocess.Popen(
        [*command, "--quality", "low", "--on", dask.address],
        cwd=ROOT,
        env=dict(os.environ) if may_draw else {**os.environ, "DRAWS_NOTHING": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def opened(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK)


def read(descriptor: int, command: subprocess.Popen[str]) -> bytes:
    """Return what comes through a named pipe, or nothing when those who can write to it have ended."""
    ready, _, _ = select.select([descriptor], [], [], HANGING)
    assert ready, f"nothing comes, and the command is at {command.poll()}"
    return os.read(descriptor, 100)


def test_a_worker_killed_at_work_is_replaced_and_the_film_is_that_of_one_machine(
    dask: Cluster, film: bytes, tmp_path: Path
) -> None:
    folder = write_lecture(tmp_path / "lecture", stopping="A")
    started, alive = opened(folder / "started"), opened(folder / "alive")
    command = start(folder, dask)
    assert read(started, command) == b"A"
    dask.workers["A"].kill()
    assert read(alive, command) == b"", "what the worker had started ends with it"
    output, error = command.communicate(timeout=HANGING)
    assert command.returncode == 0, output + error
    assert output.splitlines()[0] == f"tcp://127.0.0.1:{dask.port} draws 3 shares at once"
    assert output.count("Moving: a share is drawn there\n") == 3
    assert (folder / FILM).read_bytes() == film
    assert not dask.places("B") + dask.places("C")


@pytest.mark.long
def test_interrupted_it_leaves_the_workers_clean(dask: Cluster, tmp_path: Path) -> None:
    folder = write_lecture(tmp_path / "lecture", stopping="B C")
    started, alive = opened(folder / "started"), opened(folder / "alive")
    command = start(folder, dask)
    read(started, command)
    command.send_signal(signal.SIGINT)
    command.communicate(timeout=HANGING)
    assert command.returncode == 1
    assert read(alive, command) == b""
    assert not dask.places("B") + dask.places("C")
    assert not list(folder.rglob("*.mp4"))


@pytest.mark.parametrize(
    "where",
    ["", "here:8786", "dask://here", "dask://:8786", "dask://here:0", "dask://here:70000", "tcp://here:8786"],
)
def test_an_address_that_is_none_is_told(project: Path, where: str) -> None:
    result = lecture(project, "render", "--on", where)
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {where!r} is no address of a scheduler: write dask://HOST:PORT, or tls://HOST:PORT\n"
    )


def test_addresses_are_dasks() -> None:
    assert scheduler_address("dask://here:8786") == "tcp://here:8786"
    assert scheduler_address("dask://[::1]:8786") == "tcp://[::1]:8786"
    assert scheduler_address("tls://here:8786") == "tls://here:8786"


def test_without_the_extra_it_tells_how_to_install_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = lecture(project, "render", "--on", "dask://here:8786")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: distributed is not installed: run ")


def test_a_speech_service_speaks_on_one_machine(project: Path) -> None:
    result = lecture(project, "render", "--on", "dask://here:8786", "--voice", "espeak")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: a speech service speaks on one machine: leave out --on, or name takes:FOLDER\n"
    )


def test_a_scheduler_that_does_not_answer_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        result = lecture(project, "render", "--on", f"dask://127.0.0.1:{port}")
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: no Dask scheduler answers at tcp://127.0.0.1:{port} within 0.5 s: "
        "start one by `dask scheduler`, or correct the address\n"
    )


def test_a_scheduler_without_workers_is_told(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ARRIVAL", 0.5)
    alone = Cluster(tmp_path, workers=())
    result = lecture(project, "render", "--on", alone.address)
    alone.end()
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: no worker has come to tcp://127.0.0.1:{alone.port} within 0.5 s: "
        f"start some by `dask worker tcp://127.0.0.1:{alone.port}`\n"
    )


def test_a_worker_with_other_versions_is_named_before_anything_starts(
    dask: Cluster, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = version_of("numpy")
    monkeypatch.setattr(environment, "version_of", lambda package: "1.0")
    result = lecture(project, "render", "--on", dask.address)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: tcp://127.0.0.1:")
    assert f", numpy {there} where this machine has 1.0, " in result.stderr
    assert not (project / "media").exists()


def test_what_differs_is_named() -> None:
    here = {"Python": "3.11", "numpy": "2.4.6", "scenes/kit/a.py": "1", "scenes/kit/b.py": "2"}
    assert not difference(dict(here), here)
    assert difference({**here, "numpy": "2.1"}, here) == "has numpy 2.1 where this machine has 2.4.6"
    assert difference({**here, "scenes/kit/b.py": "3"}, here) == "has another scenes/kit/b.py of this project"
    assert difference({"Python": "3.12"}, here) == (
        "has Python 3.12 where this machine has 3.11, numpy none where this machine has 2.4.6, "
        "another scenes/kit/a.py and 1 more file of this project"
    )


@pytest.mark.long
def test_when_the_scheduler_is_lost_the_rest_is_drawn_here(
    dask: Cluster, film: bytes, tmp_path: Path
) -> None:
    folder = write_lecture(tmp_path / "lecture", stopping="B C")
    started, alive = opened(folder / "started"), opened(folder / "alive")
    command = start(folder, dask, may_draw=True)
    read(started, command)
    dask.scheduler.kill()
    output, error = command.communicate(timeout=HANGING)
    assert command.returncode == 0, output + error
    assert "Moving: a share is drawn here, for " in output
    assert (folder / FILM).read_bytes() == film
    for worker in dask.workers.values():
        worker.kill()
    assert read(alive, command) == b""


@pytest.mark.long
def test_when_all_workers_are_lost_the_rest_is_drawn_here(
    film: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ARRIVAL", 3.0)
    folder = write_lecture(tmp_path / "lecture", stopping="A")
    alone = Cluster(tmp_path, workers=("A",))
    started, alive = opened(folder / "started"), opened(folder / "alive")

    def kill_it_at_work() -> None:
        select.select([started], [], [], HANGING)
        alone.workers["A"].kill()

    Thread(target=kill_it_at_work).start()
    result = lecture(folder, "render", "--quality", "low", "--on", alone.address)
    alone.end()
    assert result.exit_code == 0, result.output
    assert "Moving: a share is drawn here, for nobody is left who draws\n" in result.output
    assert (folder / FILM).read_bytes() == film
    os.close(started)
    os.close(alive)


def test_what_was_started_for_a_render_ends_with_it_and_nothing_more_is(tmp_path: Path) -> None:
    render = RenderHere()
    waiting = [sys.executable, "-c", "print(flush=True); input()"]
    with render.at_work() as subprocesses, (tmp_path / "errors").open("wb") as errors:
        process = subprocesses.start(waiting, tmp_path, os.environ, errors, ())
        assert process.stdout is not None
        assert process.stdout.readline() == b"\n"
        ending = Thread(target=render.end)
        ending.start()
        process.communicate()
    ending.join()
    assert process.returncode != 0
    with pytest.raises(RuntimeError), render.at_work() as subprocesses:
        subprocesses.start(waiting, tmp_path, os.environ, sys.stderr.buffer, ())
