"""What Manim writes while it sets texts: a folder for each process, for two must not write one file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from manim import config

_kept: list[Path] = []
"""The folder of this process, last, and those of the processes that it was forked from."""


def keep_texts_in(folder: Path, known: Path | None = None) -> None:
    """Have Manim keep texts in a new folder; those that were set before this process was forked are there.

    Parameters
    ----------
    folder
        It is made.
    known
        A folder of other texts, for a process that has set none before: with what was read of them.
    """
    folder.mkdir()
    if _kept:
        _link(_kept[-1].glob("*.svg"), folder)  # what was read of them is in this process
    elif known:
        _link([*known.glob("*.svg"), *known.glob("*.npz")], folder)
    _kept.append(folder)
    config.text_dir = config.tex_dir = str(folder)


def _link(files: Iterable[Path], folder: Path) -> None:
    for file in files:
        os.link(file, folder / file.name)
