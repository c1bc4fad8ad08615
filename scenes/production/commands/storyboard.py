"""`lecture storyboard`: the lecture on paper."""

import click

from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import (
    bad_input,
    jobs_option,
    lecture_argument,
    quality_option,
    render_stale_parts,
    screenplay_named,
    shown,
    working_on,
)


@click.command(epilog="Example: lecture storyboard gradient_descent --quality low")
@lecture_argument
@quality_option
@jobs_option
def storyboard(lecture: str | None, quality: str, jobs: int) -> None:
    """Write a still and the words of each beat of LECTURE, for reading and for printing.

    They go to media/storyboards/LECTURE.pdf, pages of A4, and LECTURE.png, all in one picture. What has
    changed of the lecture is rendered first.
    """
    from rich.console import Console

    from scenes.production.build.progress import Steps
    from scenes.production.outputs.storyboard import write_storyboard

    with bad_input():
        screenplay = screenplay_named(lecture)
    with working_on(screenplay):
        screenplay = render_stale_parts(screenplay, QUALITIES[quality], jobs)
        with Steps(Console(highlight=False), "Stills", screenplay.count_of_beats) as steps:
            written = write_storyboard(screenplay, QUALITIES[quality], steps)
    for path in written:
        click.echo(f"{shown(path)} ({path.stat().st_size / 1e6:.2f} MB)")
