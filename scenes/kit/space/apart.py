"""How far two neighbours on a surface are apart, and a count of the steps that they have taken."""

from __future__ import annotations

import numpy as np
from manim import UL, Group, Typst

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.labels import plated
from scenes.kit.runs.race import Race
from scenes.kit.space.spot_name import spot_name
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout
from scenes.kit.style.numbers import WHOLE

ABOVE, LARGER = 0.85, 1.2
"""Scene units from between both up to what is said of them; how much larger than other words the count is."""


def apart_with_steps(surface: HeightField, pair: Race, words: str, step: str) -> tuple[Typst, Group]:
    """Return words above the middle between two starts, and the number of the step, in the upper left corner.

    Parameters
    ----------
    surface
        On which they are.
    pair
        Two walks.
    words
        How far they are apart, as it is to stand there.
    step
        Typst mathematics of what is counted.
    """
    starts = [run.path[0] for run in pair]
    label = spot_name(surface, np.mean(starts, axis=0), words, above=ABOVE)
    count = Readout(f"{step} k", int(pair.end), WHOLE).scale(LARGER)  # its plate holds all digits
    box = layout.stage()
    told = plated(count).move_to((box.left, box.top, 0.0), aligned_edge=UL)
    count.tell(lambda: pair.clock.get_value())
    return label, told
