"""A step with momentum as a sum, tip to tail at true scale: what is kept, what is added, what that makes."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Group, Mobject

from gdmath import FloatArray
from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

KEPT, ADDED, SUM, LEAVES = (0.0, 0.2), (0.2, 0.4), (0.4, 0.6), 0.66
"""Between which shares of a step's time each arrow grows, and when the ball leaves."""

FAINT: Final = 0.6
"""How strong the two arrows are that make the sum."""


class VelocityArrows(Group):
    """Three arrows at the point of a run with a velocity: they grow while it rests, and fade as it goes.

    Parameters
    ----------
    plot
        The map.
    run
        Whose rule has the state "velocity"; its point rests for `LEAVES` of each step's time.
    momentum
        The share of the velocity that is kept.

    Attributes
    ----------
    kept, added, total
        The share of the old velocity, the step downhill, and the new velocity.
    """

    def __init__(self, plot: MapPlot, run: Run, momentum: float) -> None:
        origin = plot.on(run.path[0])
        self.kept, self.added, self.total = (
            Pointer(origin, origin, color, width, window=plot.frame)
            for color, width in ((run.color, 4.5), (palette.STEP, 6.0), (run.color, 8.0))
        )
        super().__init__(self.kept, self.added, self.total)
        velocities, last = run.series("velocity"), run.steps

        def follow(_: Mobject) -> None:
            step = min(run.step, last - 1)
            old, new = momentum * velocities[step], velocities[step + 1]
            place = run.path[step]
            ends: list[tuple[Pointer, FloatArray, FloatArray, tuple[float, float]]] = [
                (self.kept, place, place + old, KEPT),
                (self.added, place + old, place + new, ADDED),
                (self.total, place, place + new, SUM),
            ]
            left = 1.0 - min(1.0, 2.0 * run.gone)
            for arrow, tail, tip, grows in ends:
                arrow.put(*plot.on(np.stack([tail, tip])))
                arrow.shown = (0.0, run.part(*grows))
                arrow.set_opacity(left * (1.0 if arrow is self.total else FAINT))
                arrow.is_outlined = True

        self.add_updater(follow, call_updater=True)
