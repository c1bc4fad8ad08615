"""`lecture storyboard`: the lecture on paper."""

import click

from scenes.production.build.edition import Edition
from scenes.production.commands.arguments import edition_options, jobs_option
from scenes.production.commands.common import render_stale_parts, shown, working_on
from scenes.script.screenplay import Screenplay


@click.command(epilog="Example: lecture storyboard gradient_descent --quality low")
@edition_options()
@jobs_option
def storyboard(screenplay: Screenplay, edition: Edition, jobs: int) -> None:
    """Write a still and the words of each beat of LECTURE, for reading and for printing.

    They go to media/storyboards/LECTURE.pdf, pages of A4, and LECTURE.png, all in one picture. What has
    changed of the lecture is rendered first.
    """
    from rich.console import Console

    from scenes.production.build.progress import Steps
    from scenes.production.outputs.storyboard import write_storyboard

    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, edition, jobs)
        with Steps(Console(highlight=False), "Stills", screenplay.count_of_beats) as steps:
            written = write_storyboard(screenplay, edition, steps)
    for path in written:
        click.echo(f"{shown(path)} ({path.stat().st_size / 1e6:.2f} MB)")
