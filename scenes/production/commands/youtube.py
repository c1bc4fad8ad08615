"""`lecture youtube`: a folder ready to upload."""

import click

from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import (
    bad_input,
    counting,
    jobs_option,
    lecture_argument,
    quality_option,
    render_stale_parts,
    screenplay_named,
    shown,
    working_on,
)


@click.command(epilog="Example: lecture youtube gradient_descent --quality 1440p")
@lecture_argument
@quality_option
@jobs_option
def youtube(lecture: str | None, quality: str, jobs: int) -> None:
    """Write a folder of LECTURE that is ready to upload, and first render what has changed.

    It goes to media/youtube/LECTURE: the film as YouTube asks for it, and in each language its title,
    its description with chapters, and its captions (.srt, .vtt); the thumbnail, if the screenplay
    names one. Languages are the screenplay's own and those of the files LECTURE.LANGUAGE.toml beside it.
    """
    from scenes.production.build.lesson_sources import check_thumbnail
    from scenes.production.media.concat import count_frames
    from scenes.production.outputs.lecture_film import write_film
    from scenes.production.outputs.subtitles import minutes
    from scenes.production.outputs.translation import translations
    from scenes.production.outputs.youtube.folder import all_texts, write_folder

    how = QUALITIES[quality]
    with bad_input():
        screenplay = screenplay_named(lecture)
        check_thumbnail(screenplay)
        in_other_languages = translations(screenplay, screenplay.path.parent)
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, how, jobs)
        with bad_input():
            texts = all_texts(screenplay, in_other_languages, how)
        film, seconds = write_film(screenplay, how)
        with bad_input(), counting("Master", count_frames(film.movie)) as encoded:
            folder = write_folder(screenplay, how, film.movie, texts, encoded)
    size = sum(path.stat().st_size for path in folder.iterdir())
    click.echo(f"{shown(folder)} ({minutes(seconds)}, {size / 1e6:.1f} MB)")
