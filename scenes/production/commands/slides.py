"""`lecture slides`: the deck."""

import click

from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import (
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

FORMATS = ("html", "pptx", "pdf")


@click.command(epilog="Example: lecture slides gradient_descent --format html --quality medium")
@lecture_argument
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    show_default="all",
    help="html needs no network; pptx holds the movies; pdf is a handout. May be given several times.",
)
@quality_option
@jobs_option
def slides(lecture: str | None, formats: tuple[str, ...], quality: str, jobs: int) -> None:
    """Write LECTURE as slides: one a beat, with its line as the speaker's note.

    A slide plays its beat once, or again and again where the screenplay's `loops` name it. The
    slides go to media/slides/LECTURE/LECTURE.html, .pptx and .pdf; other qualities than high carry their
    size in the name.
    """
    need_extra("slides", "manim_slides")
    from rich.console import Console

    from scenes.production.outputs.slides.writing import write_deck

    how = QUALITIES[quality]
    with bad_input():
        screenplay = screenplay_named(lecture)
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, how, jobs)
        written = write_deck(screenplay, how, formats, Console(highlight=False))
    for path in written:
        click.echo(shown(path))
