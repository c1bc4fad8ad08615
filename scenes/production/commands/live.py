"""`lecture live`: lessons seen while they are written."""

import asyncio
import os
import socket
import sys
import webbrowser
import zlib
from collections.abc import Sequence
from contextlib import suppress
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
from scenes.script.lectures import part_beside, path_and_pieces
from scenes.script.project import PACKAGE, SCRIPTS
from scenes.script.screenplay import Part, Screenplay
from scenes.script.source_files import classes_in

_OWN_PORTS = range(20_000, 30_000)
"""Of which each lecture has one: below those that systems give to whoever asks for any."""


def _after_lecture(context: click.Context, _: click.Parameter, lesson: str | None) -> str | None:
    """Return the name of the lesson; it may stand where the lecture could, if that is known without it."""
    named = [name for name in (context.params["lecture"], lesson) if name is not None]
    with bad_input():
        if len(named) == 1 and named[0].endswith(".py"):
            path, lessons = _in_file(named[0])
        else:
            path, lessons = path_and_pieces(named, Path.cwd())
    context.params["lecture"] = str(path)
    return next(iter(lessons), None)


def _in_file(named: str) -> tuple[Path, Sequence[str]]:
    """Return the lecture that lies beside a file of Python, and the lesson that it has in there."""
    file = Path(named).resolve()
    if not file.is_file():
        raise ValueError(f"{named} is not there: write it, or name a lecture")
    beside = part_beside([(name, file) for name in sorted(classes_in(file))])
    if not beside:
        raise ValueError(f"no lecture beside {named} has a lesson in it: name it in a screenplay")
    folder = SCRIPTS if file.parent == PACKAGE else file.parent
    return folder / beside.part.file, [beside.part.scene]


@click.command(epilog="Example: lecture live gradient_descent LineFit")
@edition_options(MEDIUM)
@click.argument("lesson", required=False, callback=_after_lecture)
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    help="Of the page's address.  [default: one of the lecture's own, or else any that is free]",
)
@click.option("--no-browser", is_flag=True, help="Do not open the page: only tell its address.")
def live(
    screenplay: Screenplay, edition: Edition, lesson: str | None, port: int | None, no_browser: bool
) -> None:
    """Show lessons of LECTURE in the browser while they are written.

    The page shows any moment of a lesson at once, and turns its class attributes while it plays. What is
    saved is shown at the same moment; an error is told with its line, and the last good picture stays.
    LESSON is a class, as in LineFit; without it, the first one is shown. LECTURE may be left out where there
    is only one, or be the file of a lesson, as in spring.py. Only this machine sees the page. Ctrl-C ends
    it. Needs the extra live.
    """
    if not hasattr(os, "fork"):
        raise BadInputError("lecture live needs processes that can be forked: run it on Linux, macOS or WSL")
    need_extra("live", "starlette", "uvicorn", "websockets", "watchfiles")
    from scenes.production.build.manim_config import check_configuration
    from scenes.production.live.server import HOST
    from scenes.production.live.show import name_of

    with bad_input():
        part = _part(screenplay, lesson) if lesson else screenplay.parts[0]
        check_configuration(lecture_folder(screenplay))
    listening = _listening(HOST, port) if port else _listening_again(HOST, screenplay)
    address = f"http://{HOST}:{listening.getsockname()[1]}/#{name_of(part)}"

    click.echo(f"{address}\nCtrl-C ends it.")
    if not no_browser:  # some of them return when they are closed
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    code = 0
    try:
        with listening, ending_on_signals():
            asyncio.run(_show(screenplay, edition, listening))
    except KeyboardInterrupt:
        pass
    except EndedError as end:
        code = end.args[0]
    note("lecture live has ended")
    sys.exit(code)


async def _show(screenplay: Screenplay, edition: Edition, listening: socket.socket) -> None:
    from scenes.production.live.server import serve, server_of
    from scenes.production.live.show import Show
    from scenes.production.live.stage import Stage, StageError

    stage = Stage(screenplay, edition)
    try:
        await stage.start()
        show = Show(stage, screenplay, edition)
        server = server_of(show, listening.getsockname()[1])
        await serve(server, show, screenplay.path.resolve().parent, listening)
    except StageError as error:
        raise click.ClickException(str(error)) from error
    finally:
        await stage.close()


def _part(screenplay: Screenplay, lesson: str) -> Part:
    """Return the part that is named by its class."""
    if part := screenplay.part_of([lesson]):
        return part
    known = ", ".join(part.scene for part in screenplay.parts)
    raise ValueError(f"{screenplay.name} has no lesson {lesson!r}: choose from {known}")


def _listening_again(host: str, screenplay: Screenplay) -> socket.socket:
    """Listen where this lecture was shown before: a page that is still open finds it again by itself."""
    own = _OWN_PORTS[zlib.crc32(os.fsencode(screenplay.path.resolve())) % len(_OWN_PORTS)]
    with suppress(OSError):  # something else is there, or the same lecture
        return socket.create_server((host, own))
    return socket.create_server((host, 0))


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise BadInputError(
            f"port {port} cannot be used ({error.strerror}): name another by --port, or leave it out"
        ) from error
