"""What the commands of `lecture` share: their arguments, their errors, and how they end."""

import importlib.util
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from scenes.production.build.paths import lecture_folder
from scenes.production.build.quality import HIGH, QUALITIES, Quality
from scenes.production.build.requirements import install_command, packages_needed
from scenes.production.voice.choice import Voice
from scenes.script.lectures import screenplay_path
from scenes.script.screenplay import Screenplay, load

lecture_argument = click.argument("lecture", required=False)
quality_option = click.option(
    "--quality",
    type=click.Choice(list(QUALITIES)),
    default=HIGH.name,
    show_default=True,
    help="low is 480p15, medium 720p30, high 1080p60, 1440p 1440p60, 4k 2160p60.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="How many processes draw at once.",
)

if TYPE_CHECKING:
    from rich.console import Console

    from scenes.production.build.shares import Crew


class BadInputError(click.ClickException):
    """Something that was asked for is not there, or is not written as it should be."""

    exit_code = 2


def screenplay_named(lecture: str | None) -> Screenplay:
    """Load the screenplay that is meant in the current folder, by its file, its name, or nothing."""
    return load(screenplay_path(lecture, Path.cwd()))


@contextmanager
def bad_input() -> Iterator[None]:
    """Turn a ValueError into one line and exit code 2."""
    try:
        yield
    except ValueError as error:
        raise BadInputError(str(error)) from error


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let a closed terminal or a `kill` end the command as Ctrl-C does: with its subprocesses."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    former = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar with the time left on a terminal, and nothing in a log.

    Parameters
    ----------
    what : str
        Stands before the bar.
    total : int
        How much there is to do.

    Yields
    ------
    callable
        To be told how much is done.
    """
    from rich.console import Console
    from rich.progress import Progress

    console = Console()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)


def need_extra(extra: str, *modules: str) -> None:
    """Check that an extra is installed.

    Parameters
    ----------
    extra : str
        Its name in `pyproject.toml`.
    *modules : str
        What it brings, as Python imports it.

    Raises
    ------
    BadInputError
        If one of them is missing: one line with the command that installs it.
    """
    missing = [module for module in modules if not _is_there(module)]
    if missing:
        raise BadInputError(f"{missing[0]} is not installed: run {install_command(packages_needed(extra))}")


def shown(path: Path) -> str:
    """Return how a file is named from where the command was started: in full, if it lies elsewhere."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _is_there(module: str) -> bool:
    return sys.modules.get(module) is not None or importlib.util.find_spec(module) is not None


def render_stale_parts(
    screenplay: Screenplay, quality: Quality, jobs: int, voice: Voice | None = None, scheduler: str = ""
) -> None:
    """Render what has changed of a lecture, showing how far it is.

    If a part fails, it is named and the command ends with exit code 1; what has rendered stays.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    quality : Quality
        How it is rendered.
    jobs : int
        How many processes draw at once.
    voice : Voice, optional
        Whose it is; the lecture is silent without one.
    scheduler : str
        The address of a Dask cluster that draws, too; all is drawn here if it is empty.

    Raises
    ------
    BadInputError
        If a lesson is not there, the voice cannot speak it, or the cluster cannot draw it.
    """
    from rich.console import Console

    from scenes.production.build.plan import plan
    from scenes.production.build.progress import progress_on
    from scenes.production.build.rendering import render_parts
    from scenes.production.build.voice_check import check_voice

    with bad_input():
        to_do = [part for part in plan(screenplay, quality, voice) if not part.is_rendered]
        if voice and to_do:
            check_voice(lecture_folder(screenplay), voice, [planned.part for planned in to_do])
    console = Console(highlight=False)
    with ending_on_signals(), ExitStack() as stack:
        crew = stack.enter_context(_crew(scheduler, console)) if scheduler and to_do else None
        progress = stack.enter_context(progress_on(console, [part.part for part in to_do]))
        failures = render_parts(lecture_folder(screenplay), to_do, quality, jobs, progress, crew)
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        sys.exit(1)


@contextmanager
def _crew(scheduler: str, console: "Console") -> Iterator["Crew"]:
    """Yield those who draw elsewhere."""
    from scenes.production.build.cluster import connected

    with ExitStack() as stack:
        with bad_input():
            crew = stack.enter_context(connected(scheduler))
        console.print(f"{scheduler} draws {crew.size} shares at once")
        yield crew
