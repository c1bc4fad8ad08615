"""The space around a run: as much of a landscape as the run needs, seen from all sides."""

from __future__ import annotations

import numpy as np

from gdmath import Objective
from scenes.kit.plots.levels import usual_heights
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.style.layout import Box

SURROUNDINGS = 0.42
"""How far one sees around the run, in spans of the run."""

HEADROOM = 1.25
"""Height of the space, in heights of the run's highest point: what is steeper is cut off."""

BELOW = 0.02
"""So far below the samples, in heights of the run, it may go: its own minimum lies between them."""

SAMPLES = 81


def space_around(objective: Objective, run: Run, box: Box, x_label: str, y_label: str, z_label: str) -> Space:
    """Return a space around a run down a function of two variables, as high as the run needs.

    Parameters
    ----------
    objective
        What the run goes down; the space holds what of its domain is near.
    run
        What is to be seen.
    box
        The panel of the space.
    x_label, y_label, z_label
        Typst mathematics.
    """
    first, last = run.path.min(axis=0), run.path.max(axis=0)
    low_end, high_end = objective.domain.T
    margin = SURROUNDINGS * max(*(last - first), *(high_end - low_end) / 10)
    low = np.maximum(first - margin, np.minimum(first, low_end))
    high = np.minimum(last + margin, np.maximum(last, high_end))
    axes = [np.linspace(*ends, SAMPLES) for ends in zip(low, high, strict=True)]
    heights = objective.value(np.stack(np.meshgrid(*axes), axis=-1))
    values = run.series("value")
    shown, highest = usual_heights(heights), float(values.max())
    bottom, lowest = float(shown.min(initial=highest)), float(values.min())
    if lowest < bottom - BELOW * (highest - bottom):  # the run ends in a pit without a ground
        bottom = lowest
    top = min(float(shown.max(initial=highest)), bottom + HEADROOM * (highest - bottom))
    across, along = ((float(a), float(b)) for a, b in zip(low, high, strict=True))
    return Space(across, along, (bottom, top), box, x_label, y_label, z_label)
