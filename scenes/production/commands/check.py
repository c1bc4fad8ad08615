"""`lecture check`: what is wrong with the pictures of a lecture."""

import sys

import click

from scenes.production.commands.arguments import (
    jobs_option,
    language_option,
    lecture_argument,
    screenplay_named,
    theme_option,
)
from scenes.production.commands.common import bad_input, working_on


@click.command(epilog="Example: lecture check gradient_descent")
@lecture_argument
@theme_option
@language_option
@jobs_option
def check(lecture: str | None, theme: str, language: str, jobs: int) -> None:
    """Look at the pictures of each beat of LECTURE, and say what is wrong.

    Texts that are cut off, cover each other, or are too small for a phone; texts and lines with a
    contrast below 4.5 : 1; colours that deuteranopes or protanopes cannot tell apart; captions too
    long, or too fast to be read; equations, ticks and live numbers that do not hold as they are shown.

    Nothing is rendered. Each fault is a line that names lesson, beat and remedy, and the exit code is
    1 if there is any.
    """
    from rich.console import Console

    from scenes.production.build.lesson_sources import check_lessons
    from scenes.production.build.progress import Steps
    from scenes.production.outputs.check import check_lecture

    with bad_input():
        screenplay = screenplay_named(lecture, language)
        check_lessons(screenplay)
    beats = screenplay.count_of_beats
    with working_on(screenplay), Steps(Console(highlight=False), "Beats", beats) as steps:
        found = check_lecture(screenplay, theme, jobs, steps)
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo(f"{screenplay.name}: nothing is wrong in {beats} beat{'s' * (beats > 1)}")
