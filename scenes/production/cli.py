"""The `lecture` command."""

import click

from scenes.production.build.paths import PROJECT
from scenes.production.commands.clips import clips
from scenes.production.commands.common import BadInputError
from scenes.production.commands.doctor import doctor
from scenes.production.commands.listing import list_lessons
from scenes.production.commands.render import render
from scenes.production.commands.shorts import shorts
from scenes.production.commands.slides import slides
from scenes.production.commands.storyboard import storyboard
from scenes.production.commands.youtube import youtube


@click.group(epilog="Example: lecture render gradient_descent --quality low")
@click.version_option(package_name="gradient-descent-lectures", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters."""
    context.obj = context.obj or PROJECT
    if not (context.obj / "manim.cfg").is_file():
        raise BadInputError(f"{context.obj} is not the project's folder: install from there, by `make setup`")


for command in (list_lessons, render, youtube, shorts, slides, clips, storyboard, doctor):
    main.add_command(command)
