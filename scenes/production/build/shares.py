"""Shares of a part's drawing: sent to whoever has a core, drawn there, and brought back.

Whoever draws a share steps through all of the part, but draws only some of its segments. What comes back
goes into the part's cache: to render the part here then finds there what is drawn, and draws what is not.
"""

import math
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeAlias

import msgspec

from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.parts import render_job
from scenes.production.build.plan import PlannedPart
from scenes.production.build.protocol import RenderJob, Share
from scenes.production.build.render_server import RenderFailedError, RenderServer
from scenes.production.build.subprocesses import Subprocesses
from scenes.production.voice.choice import Takes
from scenes.script.atomic_write import replacing
from scenes.script.project import MANIM_CONFIG, PACKAGE
from scenes.script.screenplay import Part
from scenes.script.source_files import files_used
from scenes.script.translation import translation_path

Files: TypeAlias = Mapping[PurePath, bytes]
"""What is in files, by their paths from a folder."""

_MEDIA = PurePath("media")  # where a share is drawn: the part's media folder
_TAKES = _MEDIA / "takes"
_PATIENCE = 2.0  # seconds after which it is looked whether there still is somebody who draws


class ShareFailedError(Exception):
    """A share could not be drawn: one line that tells why."""


@dataclass(frozen=True)
class ShareTask:
    """A share of a part, with all that is needed to draw it besides the project itself.

    Attributes
    ----------
    job : RenderJob
        What to draw; its paths start from the folder in which it is drawn.
    files : Files
        What must lie in that folder.
    """

    job: RenderJob
    files: Files


@dataclass(frozen=True)
class Crew:
    """Those who draw shares.

    Attributes
    ----------
    executor : Executor
        Has them work.
    draw : callable
        What they do with a task: it returns the files that are new in the part's media folder.
    size : int
        How many shares they draw at once.
    is_there : callable
        Tells whether there still is somebody who draws.
    """

    executor: Executor
    draw: Callable[[ShareTask], Files]
    size: int
    is_there: Callable[[], bool]


def draw_share(task: ShareTask, subprocesses: Subprocesses, place: Path | None = None) -> Files:
    """Draw a share in a folder of its own, which is removed again, and in a process of its own.

    Parameters
    ----------
    task : ShareTask
        The share.
    subprocesses : Subprocesses
        Starts the process, and may end it.
    place : Path, optional
        Where that folder lies; among the system's temporary files if None.

    Returns
    -------
    Files
        What is new in the part's media folder.

    Raises
    ------
    ShareFailedError
        If it cannot be drawn.
    """
    with tempfile.TemporaryDirectory(prefix="lecture-share-", dir=place) as name:
        folder = Path(name).resolve()
        _write(task.files, folder)
        job = msgspec.structs.replace(
            task.job, screenplay=str(folder / task.job.screenplay), media=str(folder / task.job.media)
        )
        tokens = CpuTokens.of(job.workers)
        server = RenderServer(folder, subprocesses, tokens, temporary=folder)
        try:
            server.run(job, job.scene, folder / "render.log")
            server.close()
        except RenderFailedError as error:
            raise ShareFailedError(error.reason) from None  # its log is on another machine, and goes
        finally:
            tokens.close()
        drawn = _read(folder / _MEDIA, (folder / _MEDIA).glob("videos/*/*/partial_movie_files/*/*"))
        return {path: content for path, content in drawn.items() if _MEDIA / path not in task.files}


def pack(planned: PlannedPart, root: Path, count: int) -> list[ShareTask]:
    """Return a part as so many shares.

    Parameters
    ----------
    planned : PlannedPart
        The part.
    root : Path
        The lecture's folder.
    count : int
        How many shares.

    Returns
    -------
    list of ShareTask

    Raises
    ------
    ValueError
        If the lesson needs a file that cannot be sent.
    """
    cache = planned.files.cache
    kept = tuple(sorted(path.stem for path in cache.glob("*/*.mp4")))
    beats = _read(planned.files.folder, cache.glob("*/*.json"))
    files = {**_lesson_files(planned, root), **{_MEDIA / path: content for path, content in beats.items()}}
    voice, speaker = None, planned.edition.voice
    if isinstance(speaker, Takes):
        voice = f"takes:{_TAKES}"
        files |= {
            _TAKES / planned.part.scene / f"{beat}.wav": speaker.sound(
                planned.part.scene, beat, line
            ).read_bytes()
            for beat, line in planned.part.lines.items()
        }
    job = msgspec.structs.replace(
        render_job(planned, 1), screenplay=planned.screenplay.name, media=str(_MEDIA), voice=voice
    )
    shares = [Share(index=index, count=count, kept=kept) for index in range(count)]
    return [ShareTask(msgspec.structs.replace(job, share=share), files) for share in shares]


def drawn_parts(
    parts: Sequence[PlannedPart],
    tasks: Sequence[Sequence[ShareTask]],
    crew: Crew,
    share_ends: Callable[[Part, str], None],
) -> Iterator[PlannedPart]:
    """Have parts drawn by a crew, and yield each one when nothing more is to be expected for it.

    Parameters
    ----------
    parts : sequence of PlannedPart
        In this order they are begun.
    tasks : sequence
        The shares of each; there may be none.
    crew : Crew
        Draws them.
    share_ends : callable
        Called with the part of each share that has ended, and why it was not drawn, if so.

    Yields
    ------
    PlannedPart
    """
    waiting: dict[Future[Files], PlannedPart] = {
        crew.executor.submit(crew.draw, task): planned
        for planned, shares in zip(parts, tasks, strict=True)
        for task in shares
    }
    yield from (planned for planned, shares in zip(parts, tasks, strict=True) if not shares)
    while waiting:
        done, _ = wait(waiting, _PATIENCE, FIRST_COMPLETED)
        if not done and not crew.is_there():
            done = set(waiting)
        for future in done:
            planned = waiting.pop(future)
            share_ends(planned.part, _store(future, planned))
            if not any(planned is other for other in waiting.values()):
                yield planned


def share_counts(parts: Sequence[PlannedPart], size: int) -> list[int]:
    """Return into how many shares each part is cut, so that none is longer than an even load.

    Each share costs its stepping through the whole part: a part that is no longer than what each of the
    crew has to do stays whole.
    """
    even = sum(planned.seconds for planned in parts) / size
    return [math.ceil(round(planned.seconds / even, 6)) if planned.seconds else 1 for planned in parts]


def _store(future: "Future[Files]", planned: PlannedPart) -> str:
    """Put what was drawn into the part's cache; if it was not drawn, return why."""
    if not future.done():
        future.cancel()
        return "nobody is left who draws"
    try:
        files = future.result()
    except Exception as error:  # whatever befell it, all that is missing is drawn here
        return " ".join(f"{error}".split()) or type(error).__name__
    cache = planned.files.cache
    for path, content in files.items():
        target = planned.files.folder / path
        if target.parent.parent != cache or ".." in path.parts:
            return f"it sent {path}, which is no file of the part's cache"
        if not target.exists():
            with replacing(target) as beside:
                beside.write_bytes(content)
    return ""


def _lesson_files(planned: PlannedPart, root: Path) -> Files:
    """Return the lesson, what it uses from the lecture's folder, and the screenplay with its translation."""
    lesson = source_path(planned.screenplay.parent, planned.part.module)
    used = {path for path in files_used(lesson, root) if not path.is_relative_to(PACKAGE)}
    config = root / MANIM_CONFIG.name
    used |= {config} if config.is_file() else set()
    used = {path.parent.resolve() / path.name for path in used}
    for path in used:
        if not path.is_relative_to(root):
            raise ValueError(
                f"{planned.part.scene} uses {path}, which is sent to no other machine: "
                f"put it into the lecture's folder, {root}"
            )
    told = [planned.screenplay]
    if planned.edition.language:
        told.append(translation_path(planned.screenplay, planned.edition.language))
    return {**_read(root, used), **{PurePath(path.name): path.read_bytes() for path in told}}


def _read(folder: Path, paths: Iterable[Path]) -> dict[PurePath, bytes]:
    return {PurePath(path.relative_to(folder)): path.read_bytes() for path in paths}


def _write(files: Files, folder: Path) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
