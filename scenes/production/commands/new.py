"""`lecture new`: a lecture of one's own."""

from pathlib import Path

import click

from scenes.production.commands.common import bad_input, shown
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import screenplays_in


@click.command(epilog="Example: lecture new bakery")
@click.argument("name")
def new(name: str) -> None:
    """Write a small lecture into this folder, which renders as it is.

    These are NAME.toml, its screenplay, NAME.py, its first lesson, and NAME.csv, data for that. Change
    them as you like; nothing that is there is overwritten.
    """
    from scenes.production.outputs.new_lecture import write_lecture

    ours = [path.stem for path in screenplays_in(SCRIPTS)]
    with bad_input():
        written = write_lecture(Path.cwd(), name, ours)
    click.echo(f"{', '.join(map(shown, written))}. Next: lecture render {name} --quality low")
