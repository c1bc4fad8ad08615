"""What the commands of `lecture` share: what they render first, their errors, and how they end."""

import importlib.util
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from scenes.production.build.edition import Edition
from scenes.production.build.os_errors import printable
from scenes.production.build.paths import lecture_folder
from scenes.production.build.patience import PATIENCE
from scenes.production.build.requirements import install_command, packages_needed
from scenes.production.voice.choice import Service
from scenes.script.screenplay import Screenplay, load
from scenes.script.translation import in_language

if TYPE_CHECKING:
    from rich.console import Console

    from scenes.production.build.plan import PlannedPart
    from scenes.production.build.shares import Crew

_MOST_ROUNDS = 3


class BadInputError(click.ClickException):
    """Something that was asked for is not there, or is not written as it should be."""

    exit_code = 2


@contextmanager
def bad_input() -> Iterator[None]:
    """Turn a ValueError into one line and exit code 2."""
    try:
        yield
    except ValueError as error:
        raise BadInputError(printable(str(error))) from error


@contextmanager
def working_on(screenplay: Screenplay) -> Iterator[None]:
    """Hold a lecture until the command's work on it is done, or is interrupted.

    If another command holds it, that is told, and its end is waited for. What fails is told in one line.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    """
    from scenes.production.build.lock import held
    from scenes.production.build.render_server import RenderFailedError
    from scenes.production.media.concat import FilmError

    command = f"lecture {click.get_current_context().info_name}"
    with _telling_interruptions(command), ending_on_signals():
        try:
            with held(screenplay, command, note):
                yield
        except (FilmError, RenderFailedError) as error:
            raise click.ClickException(str(error)) from error


def note(line: str) -> None:
    """Tell something that the user should know, and that is no error."""
    click.echo(printable(line), err=True)


class EndedError(BaseException):
    """A signal has ended the command; its argument is the exit code."""


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let a closed terminal or a `kill` end the command as Ctrl-C does: with its subprocesses."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        raise EndedError(128 + number)

    former = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _telling_interruptions(command: str) -> Iterator[None]:
    """Say what was interrupted, as the notes of the interruption tell, and how it goes on."""
    try:
        yield
    except (KeyboardInterrupt, EndedError) as end:
        told = " ".join([f"{command} was interrupted", *getattr(end, "__notes__", [])])
        click.echo(f"{told}: run it again, and it goes on from there", err=True)
        sys.exit(end.args[0] if isinstance(end, EndedError) else 1)


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


def need_numba() -> None:
    """Check that what draws pictures is installed.

    Raises
    ------
    BadInputError
        If it is missing: one line with the command that installs it.
    """
    if not _is_there("numba"):
        wanted = (package for package in packages_needed() if package.startswith("numba"))
        raise BadInputError(
            f"numba, which pictures are drawn with, is not installed: run {install_command(wanted)}"
        )


def need_speech(service: Service) -> None:
    """Check that what a speech service needs is installed.

    Parameters
    ----------
    service : Service
        Who is to speak.

    Raises
    ------
    BadInputError
        If the extra or the program is missing: one line that says how to install what is.
    """
    missing = []
    if not _is_there("manim_voiceover"):
        missing.append(f"the extra voice (run {install_command(packages_needed('voice'))})")
    if service.is_espeak and shutil.which("espeak-ng") is None:
        missing.append("the program espeak-ng (run apt-get install espeak-ng, or its like elsewhere)")
    if missing:
        raise BadInputError(f"the voice {service.told_as} needs {' and '.join(missing)}")


def shown(path: Path) -> str:
    """Return how a file is named from where the command was started: in full, if it lies elsewhere."""
    here = Path.cwd()
    return printable(str(path.relative_to(here) if path.is_relative_to(here) else path))


def _is_there(module: str) -> bool:
    return sys.modules.get(module) is not None or importlib.util.find_spec(module) is not None


def render_stale_parts(
    screenplay: Screenplay,
    edition: Edition,
    jobs: int,
    patience: float = PATIENCE,
    scheduler: str = "",
) -> Screenplay:
    """Render what has changed of a lecture, showing how far it is, until all of it is of the present state.

    If a part fails, it is named and the command ends with exit code 1; what has rendered stays. So it
    does if files change each time while they are rendered.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is rendered.
    jobs : int
        How many processes draw at once.
    patience : float
        Seconds that a part may go without a frame.
    scheduler : str
        The address of a Dask cluster that draws, too; all is drawn here if it is empty.

    Returns
    -------
    Screenplay
        The lecture as it was rendered: its file may have been edited meanwhile.

    Raises
    ------
    BadInputError
        If a lesson is not there, the voice cannot speak it, Manim is configured wrongly, or the cluster
        cannot draw it.
    """
    with bad_input():
        left_out = _scenes(load(screenplay.path)) - _scenes(screenplay)
        to_do = _stale_parts(screenplay, edition, patience)
    for _ in range(_MOST_ROUNDS):
        if not to_do:
            return screenplay
        need_numba()  # else each lesson would fail for itself
        _render(screenplay, to_do, jobs, patience, scheduler)
        with bad_input():
            whole = in_language(load(screenplay.path), edition.language)
            screenplay = replace(
                whole, parts=tuple(part for part in whole.parts if part.scene not in left_out)
            )
            to_do = _stale_parts(screenplay, edition, patience)
        for planned in to_do:
            click.echo(f"{planned.part.scene}: what it is made from was changed meanwhile", err=True)
    if to_do:
        raise click.ClickException(
            f"files were changed each of {_MOST_ROUNDS} times while they were rendered: "
            "leave them alone until it is done, and run this again"
        )
    return screenplay


def _scenes(screenplay: Screenplay) -> set[str]:
    return {part.scene for part in screenplay.parts}


def _stale_parts(screenplay: Screenplay, edition: Edition, patience: float) -> list["PlannedPart"]:
    from scenes.production.build.manim_config import check_configuration
    from scenes.production.build.plan import plan
    from scenes.production.build.voice_check import check_voice

    to_do = [part for part in plan(screenplay, edition) if not part.is_rendered]
    if to_do:
        check_configuration(lecture_folder(screenplay))
    if edition.voice and to_do:
        check_voice(lecture_folder(screenplay), edition.voice, [planned.part for planned in to_do], patience)
    return to_do


def _render(
    screenplay: Screenplay,
    to_do: Sequence["PlannedPart"],
    jobs: int,
    patience: float,
    scheduler: str,
) -> None:
    """Render parts; if one fails, end the command."""
    from rich.console import Console

    from scenes.production.build.progress import progress_on
    from scenes.production.build.rendering import render_parts

    console = Console(highlight=False)
    with ExitStack() as stack:
        crew = stack.enter_context(_crew(scheduler, console)) if scheduler else None
        progress = stack.enter_context(progress_on(console, [part.part for part in to_do]))
        failures = render_parts(lecture_folder(screenplay), to_do, jobs, progress, patience, crew)
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
