"""`lecture list`: what there is of a lecture."""

from pathlib import Path

import click

from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import bad_input, lecture_argument, quality_option, screenplay_named


@click.command("list", epilog="Example: lecture list gradient_descent --json")
@lecture_argument
@quality_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for other programs.")
@click.pass_obj
def list_lessons(root: Path, name: str, quality: str, as_json: bool) -> None:
    """Show the lessons of the lecture NAME: chapter, length, and what is rendered.

    A lesson is stale once its source, its lines, or anything that draws it has changed since.
    Lengths with ~ are estimates from the spoken lines.
    """
    from rich.console import Console

    from scenes.production.build.plan import plan
    from scenes.production.outputs.listing import lesson_json, lesson_table

    with bad_input():
        screenplay = screenplay_named(root, name)
        planned = plan(root, screenplay, QUALITIES[quality])
    if as_json:
        click.echo(lesson_json(screenplay, QUALITIES[quality], planned))
    else:
        Console(highlight=False).print(lesson_table(screenplay.title, planned))
