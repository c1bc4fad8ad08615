"""`lecture list`: what there is of a lecture."""

import click

from scenes.production.build.edition import Edition
from scenes.production.commands.arguments import edition_options
from scenes.production.commands.common import bad_input
from scenes.script.screenplay import Screenplay


@click.command("list", epilog="Example: lecture list gradient_descent --json")
@edition_options()
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for other programs.")
def list_lessons(screenplay: Screenplay, edition: Edition, as_json: bool) -> None:
    """Show the lessons of LECTURE: chapter, length, and what is rendered.

    A lesson is stale once its source, its lines, or anything that draws it has changed since.
    Lengths with ~ are estimates from the spoken lines. The last line says what is rendered in which
    quality.
    """
    from scenes.production.build.fingerprint import project_fingerprint
    from scenes.production.build.plan import plan, plans_by_quality
    from scenes.production.outputs.listing import lesson_json, lesson_table, qualities_there

    with bad_input():
        project = project_fingerprint()
        planned = plan(screenplay, edition, project)
        there = plans_by_quality(screenplay, edition, planned, project)
    if as_json:
        click.echo(lesson_json(screenplay, edition, planned, there))
    else:
        from rich.console import Console

        Console(highlight=False).print(lesson_table(screenplay.title, edition, planned))
        click.echo(qualities_there(there))
