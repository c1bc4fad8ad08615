"""The `lecture` command."""

from pathlib import Path

import click

from scenes.production.commands.clips import clips
from scenes.production.commands.listing import list_lessons
from scenes.production.commands.render import render
from scenes.production.commands.storyboard import storyboard

PROJECT = Path(__file__).parent.parent.parent


@click.group(epilog="Example: lecture render gradient_descent --quality low")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters."""
    context.obj = context.obj or PROJECT


main.add_command(render)
main.add_command(list_lessons)
main.add_command(clips)
main.add_command(storyboard)
