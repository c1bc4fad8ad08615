"""How little a point moves where it is flat, in numbers."""

from __future__ import annotations

import numpy as np
from manim import Group

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette
from scenes.kit.style.numbers import WHOLE, NumberFormat

APART, LARGER = 0.6, 1.2
"""Scene units from one row to the next; and in wide frames, how much larger than other words they are."""


def rest_readouts(run: Run, way: float, step: str, slope: str, moved: str) -> Group:
    """Return a run's learning rate, the number of its step, the slope there and how far it has moved.

    Parameters
    ----------
    run
        What they follow.
    way
        A distance that it has moved, which is told with two digits.
    step, slope, moved
        Typst mathematics of what the numbers are.
    """
    slopes = run.series("slope")
    rate = run.now("rate")
    rows = (
        Readout("eta", rate, NumberFormat.significant(rate), color=palette.STEP),
        Readout(f"{step} k", 0, WHOLE).follow(run, "iteration"),
        Readout(slope, slopes[0], NumberFormat.of(slopes[:1], 2), color=palette.GRADIENT).follow(
            run, "slope"
        ),
        Readout(moved, 0.0, NumberFormat.of(way, 2), color=palette.POINT).tell(
            lambda: float(np.linalg.norm(run.point - run.path[0]))
        ),
    )
    return column(*rows, spacing=APART).scale(LARGER if layout.shape() is layout.Shape.WIDE else 1.0)
