"""`lecture shorts`: lessons for phones."""

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import part_files
from scenes.production.build.quality import Shape
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import (
    bad_input,
    counting,
    note,
    render_stale_parts,
    shown,
    working_on,
)
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay


@click.command(epilog="Example: lecture shorts gradient_descent --shape vertical --lesson LineFit")
@edition_options(may_speak=True)
@click.option(
    "--shape",
    type=click.Choice([str(shape) for shape in Shape]),
    default=str(Shape.VERTICAL),
    show_default=True,
    help="vertical is 9:16, square 1:1.",
)
@click.option(
    "--lesson", "lessons", multiple=True, help="Its class; may be given again.  [default: as marked]"
)
@click.option(
    "--burn-captions",
    is_flag=True,
    help="Show the captions below the picture, which is then a little smaller.",
)
@jobs_option
def shorts(
    screenplay: Screenplay,
    edition: Edition,
    shape: str,
    lessons: tuple[str, ...],
    burn_captions: bool,
    jobs: int,
) -> None:
    """Render lessons of LECTURE as shorts, which lay themselves out for their shape.

    Left to itself it takes those that the screenplay marks, in its `shorts`. A short goes to
    media/shorts/LECTURE/LESSON.SHAPE.mp4, its subtitles (.srt) beside it; it is as wide as a film of
    that quality is high, so 1080 pixels if high. With burnt captions it is LESSON.SHAPE.captions.mp4; what
    else is not as by default stands in its name, too. A lesson that has no layout of that shape is refused.
    """
    from scenes.production.outputs.shapes import check_shapes
    from scenes.production.outputs.shorts import only, write_short
    from scenes.production.outputs.subtitles import minutes

    form = Shape(shape)
    with bad_input():
        screenplay = only(screenplay, lessons)
    with working_on(screenplay):
        with bad_input():
            check_shapes(screenplay, edition, form, jobs)
        screenplay = render_stale_parts(screenplay, edition.shaped(form), jobs)
        for part in screenplay.parts:
            frames = read(part_files(screenplay, part, edition.shaped(form)).manifest).frames
            with bad_input(), counting(part.scene, frames) as encoded:
                short, seconds = write_short(
                    screenplay, part, edition, form, jobs, encoded, note, is_captioned=burn_captions
                )
            click.echo(f"{shown(short.movie)} ({minutes(seconds)})")
