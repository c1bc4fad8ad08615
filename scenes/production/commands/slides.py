"""`lecture slides`: the deck."""

import click

from scenes.production.build.edition import Edition
from scenes.production.build.quality import MEDIUM
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import (
    BadInputError,
    need_extra,
    note,
    render_stale_parts,
    shown,
    working_on,
)
from scenes.script.screenplay import Screenplay

FORMATS = ("html", "pptx", "pdf")


@click.command(epilog="Example: lecture slides gradient_descent --format html --folder")
@edition_options(MEDIUM, may_speak=True)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=FORMATS,
    show_default="all",
    help="html needs no network; pptx holds the films; pdf is a handout. May be given several times.",
)
@click.option(
    "--folder",
    is_flag=True,
    help="Write html as a folder, films apart from the page, for any web host or a USB stick.",
)
@jobs_option
def slides(
    screenplay: Screenplay, edition: Edition, formats: tuple[str, ...], folder: bool, jobs: int
) -> None:
    """Write LECTURE as slides: one a beat, with its line as the speaker's note.

    A slide plays its beat once, or again and again where the screenplay's `loops` name it; a spoken line is
    heard once. In html, a beat that the screenplay's `explore` names has a slider, as `lecture explore` makes
    it, and is silent. The slides go to media/slides/LECTURE/LECTURE.720p30.html, .pptx and .pdf, or to
    LECTURE.720p30/index.html, if they are a folder; the quality high stands in no name, and the names of
    spoken slides have the word voice.
    """
    if folder and "html" not in formats:
        raise BadInputError("--folder is for html: add --format html, or leave it out")
    need_extra("slides", "manim_slides", "pptx")
    from rich.console import Console

    from scenes.production.commands.exploring import check_words_of_marked, pages_marked
    from scenes.production.outputs.slides.writing import write_deck

    if "html" in formats:
        check_words_of_marked(screenplay)
    forms = ["folder" if folder and form == "html" else form for form in formats]
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs)
        pages = pages_marked(screenplay, edition, jobs) if "html" in formats else {}
        written = write_deck(screenplay, edition, forms, Console(highlight=False), note, pages)
    for path in written:
        click.echo(shown(path))
