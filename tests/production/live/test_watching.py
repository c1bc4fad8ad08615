"""Which saved files are told, for which a page takes its lesson anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from scenes.production.live.watching import saves


async def heard(folder: Path, *changes: Callable[[], object]) -> list[set[Path]]:
    """Make changes, each once all is watched that was there before, and return what is told of them."""
    told = []
    async with aclosing(saves(folder)) as saved:
        for change in changes:
            await begun(folder, saved)
            change()
            while not (files := await anext(saved) - {folder / "begun.py"}):
                pass
            told.append(files)
    return told


async def begun(folder: Path, saved: AsyncGenerator[set[Path]]) -> None:
    """Write a file until that is told."""
    told = asyncio.ensure_future(anext(saved))
    while not told.done():
        (folder / "begun.py").write_text("")
        await asyncio.wait({told}, timeout=0.01)
    await told


def test_what_lessons_are_made_of_is_told_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "media").mkdir()

    def write_much() -> None:
        for name in (
            "film.mp4",
            "media/lesson.py",
            ".#lesson.py",
            "lesson.py.swp",
            "lesson.py~",
            "lesson.py",
        ):
            (folder / name).write_text("x")

    def move_into_place() -> None:
        (folder / "new").write_text("y")
        (folder / "new").rename(folder / "data.csv")

    told = asyncio.run(heard(folder, write_much, move_into_place, (folder / "lesson.py").unlink))
    assert told == [{folder / "lesson.py"}, {folder / "data.csv"}, {folder / "lesson.py"}]


def test_new_folders_are_watched_too(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    shared = folder / "shared"

    def make() -> None:
        shared.mkdir()
        (shared / "words.py").write_text("x")

    told = asyncio.run(heard(folder, make, lambda: (shared / "more.py").write_text("y")))
    assert told == [{shared / "words.py"}, {shared / "more.py"}]
