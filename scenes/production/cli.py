"""The `lecture` command."""

import click

from scenes.production.commands.common import BadInputError
from scenes.production.commands.doctor import doctor
from scenes.production.commands.listing import list_lessons
from scenes.production.commands.render import render
from scenes.production.commands.slides import slides
from scenes.production.places import PROJECT


@click.group(epilog="Example: lecture render gradient_descent --quality low")
@click.version_option(package_name="gradient-descent-lectures", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters."""
    context.obj = context.obj or PROJECT
    if not (context.obj / "manim.cfg").is_file():
        raise BadInputError(f"{context.obj} is not the project's folder: install from there, by `make setup`")


main.add_command(render)
main.add_command(list_lessons)
main.add_command(slides)
main.add_command(doctor)
