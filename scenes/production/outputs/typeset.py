"""Pictures set by Typst: words on transparency or on a ground."""

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


def pages(layout: Path, told: Mapping[str, object], count: int) -> "list[Image]":
    """Return the pages of a document, a pixel for each of its points.

    Parameters
    ----------
    layout : Path
        A Typst file, which reads the file `told.json` beside it.
    told : mapping
        What is in there.
    count : int
        How many pages it has.

    Returns
    -------
    list of Image
        In red, green, blue and opacity.
    """
    import typst
    from PIL import Image

    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
        document = Path(copy(layout, folder))
        typst.compile(document, folder / "{p}.png", root=folder, format="png", ppi=72)
        return [Image.open(folder / f"{page}.png").convert("RGBA") for page in range(1, count + 1)]


def ink_on(ground: Colour) -> Colour:
    """Return the colour of words: white on dark ground and black on light."""
    is_dark = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), ground, strict=True)) < 128
    return (255,) * 3 if is_dark else (0,) * 3
