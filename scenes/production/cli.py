"""The `lecture` command."""

import click

from scenes.production.build.requirements import PROJECT
from scenes.production.commands.check import check
from scenes.production.commands.clips import clips
from scenes.production.commands.doctor import doctor
from scenes.production.commands.listing import list_lessons
from scenes.production.commands.new import new
from scenes.production.commands.render import render
from scenes.production.commands.shorts import shorts
from scenes.production.commands.slides import slides
from scenes.production.commands.storyboard import storyboard
from scenes.production.commands.youtube import youtube


@click.group(epilog="Example: lecture render gradient_descent --quality low")
@click.version_option(package_name=PROJECT, message="%(prog)s %(version)s")
def main() -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters.

    LECTURE is a screenplay's file in any folder, as in talks/bakery.toml, or its name: bakery is
    bakery.toml in this folder, or one of the lectures that come along. Left out, it is the only one in
    this folder. What is written goes to the folder media beside it.
    """


for command in (new, list_lessons, check, render, youtube, shorts, slides, clips, storyboard, doctor):
    main.add_command(command)
