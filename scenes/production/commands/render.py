"""`lecture render`: the film."""

import click

from scenes.production.build.paths import lecture_folder
from scenes.production.build.patience import PATIENCE
from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import (
    BadInputError,
    bad_input,
    jobs_option,
    lecture_argument,
    need_extra,
    quality_option,
    render_stale_parts,
    screenplay_named,
    shown,
    working_on,
)
from scenes.production.voice.choice import Service, Voice, voice_named


@click.command(epilog="Example: lecture render gradient_descent --quality low --jobs 2")
@lecture_argument
@quality_option
@jobs_option
@click.option(
    "--voice",
    "choice",
    metavar="VOICE",
    help="Have it spoken: espeak, or takes:FOLDER with a recording FOLDER/<lesson>/<beat>.wav of each "
    "beat, or module:Class, a speech service of manim-voiceover. Silent without.",
)
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
def render(
    lecture: str | None, quality: str, jobs: int, choice: str | None, patience: float, where: str | None
) -> None:
    """Render what has changed of LECTURE, and write its film.

    The film goes to media/lectures/LECTURE.mp4, its subtitles (.srt, .vtt) and its list of chapters
    (.chapters.txt) beside it; other qualities than high carry their size in the name, and spoken
    films the word voice.
    """
    from scenes.production.outputs.lecture_film import write_film
    from scenes.production.outputs.subtitles import minutes

    how = QUALITIES[quality]
    with bad_input():
        screenplay = screenplay_named(lecture)
        voice = voice_named(choice, lecture_folder(screenplay)) if choice else None
    if isinstance(voice, Service):
        need_extra("voice", "manim_voiceover")
    scheduler = _scheduler(where, voice) if where is not None else ""
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, how, jobs, voice, patience, scheduler)
        film, seconds = write_film(screenplay, how, voice is not None)
    click.echo(f"{shown(film.movie)} ({minutes(seconds)})")


def _scheduler(where: str, voice: Voice | None) -> str:
    """Return the address of a Dask scheduler, if what it takes is there."""
    need_extra("cluster", "distributed")
    if isinstance(voice, Service):
        raise BadInputError("a speech service speaks on one machine: leave out --on, or name takes:FOLDER")
    from scenes.production.build.cluster import scheduler_address

    with bad_input():
        return scheduler_address(where)
