"""What Manim writes while it sets texts: a folder for each process, for two must not write one file."""

from __future__ import annotations

import os
from pathlib import Path

from manim import config

_kept: list[Path] = []
"""The folder of this process, last, and those of the processes that it was forked from."""


def keep_texts_in(folder: Path) -> None:
    """Have Manim keep texts in a new folder; those that were set before this process was forked are there.

    Parameters
    ----------
    folder
        It is made.
    """
    folder.mkdir()
    if _kept:
        for outlines in _kept[-1].glob("*.svg"):
            os.link(outlines, folder / outlines.name)
    _kept.append(folder)
    config.text_dir = config.tex_dir = str(folder)
