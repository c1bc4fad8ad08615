"""How far two neighbours on a surface are apart."""

from __future__ import annotations

import numpy as np
from manim import Typst

from scenes.kit.runs.race import Race
from scenes.kit.space.spot_name import spot_name
from scenes.kit.space.surface import HeightField

ABOVE = 0.85
"""Scene units from between both up to what is said of them."""


def apart_name(surface: HeightField, pair: Race, words: str) -> Typst:
    """Return words above the middle between two starts.

    Parameters
    ----------
    surface
        On which they are.
    pair
        Two walks.
    words
        How far they are apart, as it is to stand there.
    """
    starts = [run.path[0] for run in pair]
    return spot_name(surface, np.mean(starts, axis=0), words, above=ABOVE)
