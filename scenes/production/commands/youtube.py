"""`lecture youtube`: a folder ready to upload."""

import click

from scenes.production.build.edition import Edition
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import bad_input, counting, note, render_stale_parts, shown, working_on
from scenes.script.screenplay import Screenplay


@click.command(epilog="Example: lecture youtube gradient_descent --quality 1440p")
@edition_options(may_speak=True)
@click.option(
    "--texts-only",
    is_flag=True,
    help="Write titles, descriptions and captions alone, and leave the master that is there.",
)
@jobs_option
def youtube(screenplay: Screenplay, edition: Edition, texts_only: bool, jobs: int) -> None:
    """Write a folder of LECTURE that is ready to upload, and first render what has changed.

    It goes to media/youtube/LECTURE: the film as YouTube asks for it, and in each language its title,
    its description with chapters, and its captions (.srt, .vtt); the thumbnail, if the screenplay
    names one. Languages are the screenplay's own and those of the files LECTURE.LANGUAGE.toml beside it;
    film and thumbnail are in that of --language. What is not as by default is in the folder's name: the
    size, the theme, the language, the word voice.
    """
    from scenes.production.build.lesson_sources import check_thumbnail
    from scenes.production.outputs.lecture_film import write_film
    from scenes.production.outputs.subtitles import minutes
    from scenes.production.outputs.youtube.folder import all_texts, write_folder, write_texts
    from scenes.script.translation import in_other_languages

    with bad_input():
        check_thumbnail(screenplay)
        others = in_other_languages(screenplay)
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs)
        with bad_input():
            texts = all_texts(screenplay, others, edition, note)
        if texts_only:
            click.echo(f"{shown(write_texts(screenplay, edition, texts, note))} (texts only)")
            return
        _, seconds = write_film(screenplay, edition, note)
        with bad_input(), counting("Master", round(seconds * edition.quality.frame_rate)) as encoded:
            folder = write_folder(screenplay, edition, texts, jobs, encoded, note)
    size = sum(path.stat().st_size for path in folder.iterdir())
    click.echo(f"{shown(folder)} ({minutes(seconds)}, {size / 1e6:.1f} MB)")
