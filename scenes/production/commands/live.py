"""`lecture live`: lessons seen while they are written."""

import asyncio
import socket
import sys
import webbrowser
from pathlib import Path
from threading import Thread

import click

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder
from scenes.production.build.quality import MEDIUM
from scenes.production.commands.arguments import edition_options
from scenes.production.commands.common import (
    BadInputError,
    EndedError,
    bad_input,
    ending_on_signals,
    need_extra,
    note,
)
from scenes.script.lectures import path_and_pieces
from scenes.script.screenplay import Part, Screenplay


def _after_lecture(context: click.Context, _: click.Parameter, lesson: str | None) -> str | None:
    """Return the name of the lesson; it may stand where the lecture could, if there is only one."""
    named = [name for name in (context.params["lecture"], lesson) if name is not None]
    with bad_input():
        path, lessons = path_and_pieces(named, Path.cwd())
    context.params["lecture"] = str(path)
    return next(iter(lessons), None)


@click.command(epilog="Example: lecture live gradient_descent LineFit")
@edition_options(MEDIUM)
@click.argument("lesson", required=False, callback=_after_lecture)
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Of the page's address.  [default: any that is free]"
)
@click.option("--no-browser", is_flag=True, help="Do not open the page: only tell its address.")
def live(
    screenplay: Screenplay, edition: Edition, lesson: str | None, port: int | None, no_browser: bool
) -> None:
    """Show lessons of LECTURE in the browser while they are written.

    The page shows any moment of a lesson at once, and turns its class attributes while it plays. What is
    saved is shown at the moment at which it was looked at; what is wrong is told with its line, and the last
    good picture stays. LECTURE may be left out where there is only one. Only this machine sees the page.
    Ctrl-C ends it. Needs the extra live.
    """
    need_extra("live", "starlette", "uvicorn", "websockets", "watchfiles")
    from scenes.production.build.manim_config import check_configuration
    from scenes.production.live.server import HOST, serve
    from scenes.production.live.show import Show, name_of
    from scenes.production.live.stage import Stage

    with bad_input():
        part = _part(screenplay, lesson) if lesson else screenplay.parts[0]
        check_configuration(lecture_folder(screenplay))
    listening = _listening(HOST, port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/#{name_of(part)}"

    async def show_all() -> None:
        stage = Stage(screenplay, edition)
        try:
            await stage.start()
            await serve(Show(stage, screenplay, edition), screenplay.path.resolve().parent, listening)
        finally:
            await stage.close()

    click.echo(f"{address}\nCtrl-C ends it.")
    if not no_browser:
        Thread(
            target=webbrowser.open, args=(address,), daemon=True
        ).start()  # some return when they are closed
    try:
        with listening, ending_on_signals():
            asyncio.run(show_all())
    except (KeyboardInterrupt, EndedError) as end:
        note("lecture live has ended")
        sys.exit(end.args[0] if isinstance(end, EndedError) else 0)


def _part(screenplay: Screenplay, lesson: str) -> Part:
    """Return the part that is named by its class."""
    if part := screenplay.part_of([lesson]):
        return part
    known = ", ".join(part.scene for part in screenplay.parts)
    raise ValueError(f"{screenplay.name} has no lesson {lesson!r}: choose from {known}")


def _listening(host: str, port: int | None) -> socket.socket:
    try:
        return socket.create_server((host, port or 0))
    except OSError as error:
        raise BadInputError(
            f"port {port} cannot be used ({error.strerror}): name another by --port, or leave it out"
        ) from error
