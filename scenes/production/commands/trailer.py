"""`lecture trailer`: a minute of a lecture, for those who have not seen it."""

import click

from scenes.production.build.edition import Edition
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import bad_input, counting, note, render_stale_parts, shown, working_on
from scenes.script.screenplay import Screenplay


@click.command(epilog="Example: lecture trailer gradient_descent --quality medium")
@edition_options(may_speak=True)
@jobs_option
def trailer(screenplay: Screenplay, edition: Edition, jobs: int) -> None:
    """Cut a trailer of LECTURE, and first render what has changed of the lessons that it shows.

    Its shots are those of the screenplay, each in a table [[trailer]]: beat = "Spring.load", seconds = 4,
    and if wanted start (seconds into the beat) and words (burnt into the picture). They fade into each
    other, and at the end stands the thumbnail or, without one, the title. The trailer goes to
    media/trailers/LECTURE.mp4, encoded as for YouTube, its words (.srt) beside it; what is not as by
    default stands in its name: the size, the theme, the language, the word voice.
    """
    from scenes.production.build.lesson_sources import check_thumbnail
    from scenes.production.outputs.subtitles import minutes
    from scenes.production.outputs.trailer import cut, only_shown, write_trailer

    with bad_input():
        screenplay = only_shown(screenplay)
        check_thumbnail(screenplay)
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs)
        with bad_input():
            shots = cut(screenplay, edition)
        with counting("Trailer", shots.frames) as encoded:
            files = write_trailer(screenplay, edition, shots, jobs, encoded, note)
    click.echo(f"{shown(files.movie)} ({minutes(shots.frames / shots.frame_rate)})")
