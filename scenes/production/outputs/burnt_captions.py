"""Captions as pictures, to be burnt into a short."""

from collections.abc import Sequence
from pathlib import Path

from scenes.production.media.burning import Burnt, Room
from scenes.production.outputs.typeset import Colour, ink_on, pages
from scenes.script.captions import Caption

_LAYOUT = Path(__file__).with_name("burnt_captions.typ")

_EM = 1 / 18
"""Of the width: two rows on a phone are then as large as its own captions."""


def burnt(captions: Sequence[Caption], room: Room, ground: Colour) -> list[Burnt]:
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
    if not captions:
        return []
    width, height = room.band
    told = {
        "width": width,
        "height": height,
        "em": _EM * width,
        "ground": ground,
        "ink": ink_on(ground),
        "captions": [caption.text.split("\n") for caption in captions],
    }
    return [
        Burnt(each.start, each.start + each.frames, picture)
        for each, picture in zip(captions, pages(_LAYOUT, told, len(captions)), strict=True)
    ]
