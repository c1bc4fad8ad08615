"""The space around a run: as much of a landscape as the run needs, seen from all sides."""

from __future__ import annotations

import numpy as np

from gdmath import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.levels import usual_heights
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.style.layout import Box

SURROUNDINGS = (2.5, 0.42, 0.36, 0.3)
"""How far one sees around the run, in spans of the run: less where the landscape would be cut off."""

HEADROOM = 1.55
"""Height of the space, in heights of the run's highest point: what is steeper is cut off."""

BELOW = 0.02
"""So far below the samples, in heights of the run, it may go: its own minimum lies between them."""

SIZE = (2.0, 2.0, 1.6)
"""Of the box, in world units: as high as it takes for the surface to stand well above the floor."""

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
    low_end, high_end = objective.domain.T
    first, last = run.path.min(axis=0), run.path.max(axis=0)
    span = max(*(last - first), *(high_end - low_end) / 10)
    for surroundings in SURROUNDINGS:
        low = np.maximum(first - surroundings * span, np.minimum(first, low_end))
        high = np.minimum(last + surroundings * span, np.maximum(last, high_end))
        lowest, top, is_cut = _heights(objective, run, low, high)
        if not is_cut:
            break
    across, along = ((float(a), float(b)) for a, b in zip(low, high, strict=True))
    labels = {"x_label": x_label, "y_label": y_label, "z_label": z_label}
    return Space.above_floor(across, along, (lowest, top), box, size=SIZE, **labels)


def _heights(objective: Objective, run: Run, low: Floats, high: Floats) -> tuple[float, float, bool]:
    """Return the lowest and the highest height that is shown of a window, and whether some are higher."""
    axes = [np.linspace(*ends, SAMPLES) for ends in zip(low, high, strict=True)]
    shown = usual_heights(objective.value(np.stack(np.meshgrid(*axes), axis=-1)))
    values = run.series("value")
    highest, lowest = float(values.max()), float(values.min())
    bottom = float(shown.min(initial=highest))
    if lowest < bottom - BELOW * (highest - bottom):  # the run ends in a pit without a ground
        bottom = lowest
    tallest, limit = float(shown.max(initial=highest)), bottom + HEADROOM * (highest - bottom)
    return bottom, min(tallest, limit), tallest > limit
