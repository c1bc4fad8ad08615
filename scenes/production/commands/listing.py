"""`lecture list`: what there is of a lecture."""

import click

from scenes.production.build.quality import QUALITIES
from scenes.production.commands.common import bad_input, lecture_argument, quality_option, screenplay_named


@click.command("list", epilog="Example: lecture list gradient_descent --json")
@lecture_argument
@quality_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for other programs.")
def list_lessons(lecture: str | None, quality: str, as_json: bool) -> None:
    """Show the lessons of LECTURE: chapter, length, and what is rendered.

    A lesson is stale once its source, its lines, or anything that draws it has changed since.
    Lengths with ~ are estimates from the spoken lines.
    """
    from rich.console import Console

    from scenes.production.build.plan import plan
    from scenes.production.outputs.listing import lesson_json, lesson_table

    with bad_input():
        screenplay = screenplay_named(lecture)
        planned = plan(screenplay, QUALITIES[quality])
    if as_json:
        click.echo(lesson_json(screenplay, QUALITIES[quality], planned))
    else:
        Console(highlight=False).print(lesson_table(screenplay.title, planned))
