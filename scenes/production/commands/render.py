"""`lecture render`: the film."""

import click

from scenes.production.build.edition import Edition
from scenes.production.build.patience import PATIENCE
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import (
    BadInputError,
    bad_input,
    need_extra,
    render_stale_parts,
    shown,
    working_on,
)
from scenes.production.voice.choice import Service, Voice
from scenes.script.screenplay import Screenplay


@click.command(epilog="Example: lecture render gradient_descent --quality low --jobs 2")
@edition_options(may_speak=True)
@jobs_option
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    default=PATIENCE,
    show_default=True,
    help="How long a lesson may go without a new frame: then its processes are ended, it is tried once more, "
    "and fails.",
)
@click.option(
    "--on",
    "where",
    metavar="dask://HOST:PORT",
    help="Have it drawn by the workers of a Dask cluster, too, which have the project installed: see "
    "docs/cluster.md.",
)
def render(screenplay: Screenplay, edition: Edition, jobs: int, patience: float, where: str | None) -> None:
    """Render what has changed of LECTURE, and write its film.

    The film goes to media/lectures/LECTURE.mp4, its subtitles (.srt, .vtt) and its list of chapters
    (.chapters.txt) beside it; other qualities than high carry their size in the name, translations
    their language, and spoken films the word voice.
    """
    from scenes.production.outputs.lecture_film import write_film
    from scenes.production.outputs.subtitles import minutes

    scheduler = _scheduler(where, edition.voice) if where is not None else ""
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs, patience, scheduler)
        film, seconds = write_film(screenplay, edition)
    click.echo(f"{shown(film.movie)} ({minutes(seconds)})")


def _scheduler(where: str, voice: Voice | None) -> str:
    """Return the address of a Dask scheduler, if what it takes is there."""
    need_extra("cluster", "distributed")
    if isinstance(voice, Service):
        raise BadInputError("a speech service speaks on one machine: leave out --on, or name takes:FOLDER")
    from scenes.production.build.cluster import scheduler_address

    with bad_input():
        return scheduler_address(where)
