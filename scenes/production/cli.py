"""The `lecture` command."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from scenes.production.build.os_errors import in_one_line
from scenes.production.build.requirements import PROJECT
from scenes.production.commands.check import check
from scenes.production.commands.clips import clips
from scenes.production.commands.doctor import doctor
from scenes.production.commands.explore import explore
from scenes.production.commands.listing import list_lessons
from scenes.production.commands.live import live
from scenes.production.commands.new import new
from scenes.production.commands.render import render
from scenes.production.commands.shorts import shorts
from scenes.production.commands.slides import slides
from scenes.production.commands.storyboard import storyboard
from scenes.production.commands.trailer import trailer
from scenes.production.commands.youtube import youtube


class _Commands(click.Group):
    """Commands that tell in one line what the operating system has refused them."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command as a program."""
        _open_standard_streams()
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line, and answer what is asked there for help."""
        with _one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _one_line():
            return super().invoke(ctx)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn what the operating system refuses into one line and exit code 1."""
    try:
        yield
    except BrokenPipeError:  # nobody reads any more: Click ends without a word
        raise
    except OSError as error:
        _forget_what_is_unsaid()
        raise click.ClickException(in_one_line(error)) from error


def _open_standard_streams() -> None:
    """Have what is closed lead nowhere: else the next file that is opened would get what is said there."""
    is_closed = sys.stdout is None
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if is_closed:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        click.echo("standard output is closed: what the command says there is lost", err=True)


def _forget_what_is_unsaid() -> None:
    """Have what cannot be said lead nowhere: Python would try again at its end, and complain of that."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, epilog="Example: lecture render gradient_descent --quality low")
@click.version_option(package_name=PROJECT, message="%(prog)s %(version)s")
def main() -> None:
    """Turn lessons into a lecture: one film, with subtitles and chapters.

    LECTURE is a screenplay's file in any folder, as in talks/bakery.toml, or its name: bakery is
    bakery.toml in this folder, or one of the lectures that come along. Left out, it is the only one in
    this folder. What is written goes to the folder media beside it.
    """


for command in (
    new,
    list_lessons,
    live,
    check,
    render,
    youtube,
    trailer,
    shorts,
    slides,
    clips,
    explore,
    storyboard,
    doctor,
):
    assert command.help
    command.short_help = command.help.partition("\n\n")[0]  # or Click cuts it off
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="lecture")
