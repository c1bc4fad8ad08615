"""The `lecture` command."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from scenes.kit.screenplay import Screenplay, find
from scenes.production.settings import HIGH, QUALITIES

PROJECT = Path(__file__).parent.parent.parent

_lecture = click.argument("name", default="gradient_descent")
_quality = click.option(
    "--quality",
    type=click.Choice(list(QUALITIES)),
    default=HIGH.name,
    show_default=True,
    help="low is 480p15, medium 720p30, high 1080p60, 4k 2160p60.",
)


class BadInputError(click.ClickException):
    """Something that was asked for is not there, or is not written as it should be."""

    exit_code = 2


@click.group(epilog="Example: lecture render gradient_descent --quality low")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters."""
    context.obj = context.obj or PROJECT


@main.command(epilog="Example: lecture render gradient_descent --quality low --jobs 2")
@_lecture
@_quality
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="How many lessons render at once.",
)
@click.pass_obj
def render(root: Path, name: str, quality: str, jobs: int) -> None:
    """Render what has changed of the lecture NAME, and write its film.

    The film goes to media/lectures/NAME.mp4, its subtitles (.srt, .vtt) and its list of chapters
    (.chapters.txt) beside it; other qualities than high carry their size in the name.
    """
    from rich.console import Console

    from scenes.production.film import FilmError
    from scenes.production.lecture import render_parts, write_film
    from scenes.production.plan import plan
    from scenes.production.progress import progress_on
    from scenes.production.subtitles import minutes

    console = Console(highlight=False)
    how = QUALITIES[quality]
    with _bad_input():
        screenplay = _find(root, name)
        planned = plan(root, screenplay, how)
    to_do = [part for part in planned if not part.is_rendered]
    with _ending_on_signals(), progress_on(console, [part.part for part in to_do]) as progress:
        failures = render_parts(root, to_do, how, jobs, progress)
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        sys.exit(1)
    try:
        film, seconds = write_film(root, screenplay, how)
    except FilmError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{film.movie.relative_to(root)} ({minutes(seconds)})")


@main.command("list", epilog="Example: lecture list gradient_descent")
@_lecture
@_quality
@click.pass_obj
def list_lessons(root: Path, name: str, quality: str) -> None:
    """Show the lessons of the lecture NAME: chapter, length, and what is rendered.

    A lesson is stale once its source, its lines, or anything that draws it has changed since.
    Lengths with ~ are estimates from the spoken lines.
    """
    from rich.console import Console

    from scenes.production.listing import lesson_table
    from scenes.production.plan import plan

    with _bad_input():
        screenplay = _find(root, name)
        planned = plan(root, screenplay, QUALITIES[quality])
    Console(highlight=False).print(lesson_table(screenplay.title, planned))


def _find(root: Path, name: str) -> Screenplay:
    return find(name, root / "scenes" / "scripts")


@contextmanager
def _bad_input() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise BadInputError(str(error)) from error


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let a closed terminal or a `kill` end the command as Ctrl-C does: with its children."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    former = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
