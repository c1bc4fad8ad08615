"""A lecture drawn by the workers of a Dask cluster: the same film, whatever happens to them."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

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
    """A scheduler and three workers, each a process of its own.

    Parameters
    ----------
    folder
        Where the workers have their files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[str]] = []
        line = self._start("Scheduler at:", "dask_scheduler", "--host", "127.0.0.1", "--port", "0")[1]
        self.port = line.rpartition(":")[2].strip()
        self.workers = {name: self._worker(name) for name in ("A", "B", "C")}

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


def start(folder: Path, dask: Cluster) -> subprocess.Popen[str]:
    """Start the command on a cluster, so that it fails if it draws anything itself."""
    command = [sys.executable, "-m", "scenes.production", "render", str(folder / "moving.toml")]
    return subprocess.Popen(
        [*command, "--quality", "low", "--on", dask.address],
        cwd=ROOT,
        env={**os.environ, "DRAWS_NOTHING": ""},
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
    assert output.count("Moving: a share came") == 3
    assert (folder / FILM).read_bytes() == film
    assert not dask.places("B") + dask.places("C")


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
