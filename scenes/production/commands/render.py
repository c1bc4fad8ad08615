"""`lecture render`: the film."""

from pathlib import Path

import click

from scenes.production.commands.common import (
    bad_input,
    jobs_option,
    lecture_argument,
    quality_option,
    render_stale_parts,
    screenplay_named,
    shown,
)
from scenes.production.settings import QUALITIES


@click.command(epilog="Example: lecture render gradient_descent --quality low --jobs 2")
@lecture_argument
@quality_option
@jobs_option
@click.pass_obj
def render(root: Path, name: str, quality: str, jobs: int) -> None:
    """Render what has changed of the lecture NAME, and write its film.

    The film goes to media/lectures/NAME.mp4, its subtitles (.srt, .vtt) and its list of chapters
    (.chapters.txt) beside it; other qualities than high carry their size in the name.
    """
    from scenes.production.film import FilmError
    from scenes.production.lecture import write_film
    from scenes.production.subtitles import minutes

    how = QUALITIES[quality]
    with bad_input():
        screenplay = screenplay_named(root, name)
    render_stale_parts(root, screenplay, how, jobs)
    try:
        film, seconds = write_film(root, screenplay, how)
    except FilmError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{shown(film.movie)} ({minutes(seconds)})")
