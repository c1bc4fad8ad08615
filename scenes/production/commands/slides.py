"""`lecture slides`: the deck."""

import click

from scenes.production.build.edition import Edition
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import need_extra, render_stale_parts, shown, working_on
from scenes.script.screenplay import Screenplay

FORMATS = ("html", "pptx", "pdf")


@click.command(epilog="Example: lecture slides gradient_descent --format html --quality medium")
@edition_options()
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    show_default="all",
    help="html needs no network; pptx holds the movies; pdf is a handout. May be given several times.",
)
@jobs_option
def slides(screenplay: Screenplay, edition: Edition, formats: tuple[str, ...], jobs: int) -> None:
    """Write LECTURE as slides: one a beat, with its line as the speaker's note.

    A slide plays its beat once, or again and again where the screenplay's `loops` name it. The
    slides go to media/slides/LECTURE/LECTURE.html, .pptx and .pdf; other qualities than high carry their
    size in the name.
    """
    need_extra("slides", "manim_slides", *(["pptx"] if "pptx" in formats else []))
    from rich.console import Console

    from scenes.production.outputs.slides.writing import write_deck

    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs)
        written = write_deck(screenplay, edition, formats, Console(highlight=False))
    for path in written:
        click.echo(shown(path))
