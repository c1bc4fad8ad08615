"""Captions as pictures, to be burnt into a short."""

import json
from collections.abc import Sequence
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from scenes.production.media.burning import Burnt, Room
from scenes.script.captions import Caption

_LAYOUT = Path(__file__).with_name("burnt_captions.typ")

_EM = 1 / 18
"""Of the width: two rows on a phone are then as large as its own captions."""


def burnt(captions: Sequence[Caption], room: Room, ground: tuple[int, int, int]) -> list[Burnt]:
    """Set captions as pictures, white on dark ground and black on light.

    Parameters
    ----------
    captions : sequence of Caption
        In order.
    room : Room
        Where they go.
    ground : tuple of int
        What is behind them: red, green and blue, 0 to 255.

    Returns
    -------
    list of Burnt
        One for each caption.
    """
    import typst
    from PIL import Image

    if not captions:
        return []
    is_dark = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), ground, strict=True)) < 128
    width, height = room.band
    told = {
        "width": width,
        "height": height,
        "em": _EM * width,
        "ground": ground,
        "ink": (255,) * 3 if is_dark else (0,) * 3,
        "captions": [caption.text.split("\n") for caption in captions],
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "captions.json").write_text(json.dumps(told), encoding="utf-8")
        layout = Path(copy(_LAYOUT, folder))
        typst.compile(layout, folder / "{p}.png", root=folder, format="png", ppi=72)
        return [
            Burnt(each.start, each.start + each.frames, Image.open(folder / f"{page}.png").convert("RGBA"))
            for page, each in enumerate(captions, start=1)
        ]
