"""Runs Manim's command again and again: as a program, this serves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.forks import Done, Forks, serve


class ManimCommands:
    """Manim's command, ready to run."""

    def __init__(self, log: Path) -> None:
        self._forks = Forks(Path(__file__), log)

    def run(self, folder: Path, *arguments: str, by_manim_alone: bool = False, **environment: str) -> Done:
        """Run `manim render` in a folder; by Manim alone, as where a process cannot be forked.

        Parameters
        ----------
        folder
            Where it works.
        arguments
            What follows `manim render`.
        by_manim_alone
            Whether it takes this process for one that cannot be forked.
        environment
            Variables of its environment.
        """
        return self._forks.run(folder, environment, by_manim_alone, *arguments)

    def end(self) -> None:
        """End the process; it has nothing to do."""
        self._forks.end()


@contextmanager
def manim_commands(log: Path) -> Iterator[ManimCommands]:
    """Yield Manim's command, loaded.

    Parameters
    ----------
    log
        A file for what it says.
    """
    commands = ManimCommands(log)
    try:
        yield commands
    finally:
        commands.end()


def _render(by_manim_alone: bool, *arguments: str) -> None:
    from manim.__main__ import main

    if by_manim_alone:
        patch("scenes.kit.lessons.own_renderer.may_fork", lambda: False).start()
    main(["render", *arguments], prog_name="manim")


if __name__ == "__main__":
    import scenes.kit  # noqa: F401

    serve(_render)
