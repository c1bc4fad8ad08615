"""A step in two components: the slopes along both axes, and what a rate for each of them makes of them."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Group, Mobject

from gdmath import FloatArray
from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

SLOPES, STEPS = (0.0, 0.2), (0.35, 0.5)
"""Between which shares of a step's time the slopes grow, and become the steps."""

LONGEST: Final = 2.6
"""Scene units of the largest slope that is shown."""

WIDTHS: Final = (5.5, 8.0)
"""Of the arrows of slopes, and of steps."""


class ComponentArrows(Group):
    """Two arrows along the axes at a run's point: the slopes downhill turn into the two parts of the step.

    The slopes have a scale of their own; the steps are true.

    Parameters
    ----------
    plot
        The map.
    run
        Its point rests while the arrows grow; they fade as it goes.

    Attributes
    ----------
    slopes, steps
        The arrows along both axes.
    scale_of_slopes
        Scene units of a slope of 1.
    """

    def __init__(self, plot: MapPlot, run: Run) -> None:
        origin = plot.on(run.path[0])
        gradients, steps, last = run.series("gradient"), run.series("step"), run.steps
        self.scale_of_slopes = LONGEST / float(np.abs(gradients).max())
        self.slopes, self.steps = (
            [Pointer(origin, origin, color, width, window=plot.frame) for _ in range(2)]
            for color, width in zip((palette.GRADIENT, palette.STEP), WIDTHS, strict=True)
        )
        super().__init__(*self.slopes, *self.steps)

        def follow(_: Mobject) -> None:
            step = min(run.step, last - 1)
            tail = plot.on(run.path[step])
            slopes = -gradients[run.shown[step]] * self.scale_of_slopes
            left = 1.0 - min(1.0, 2.0 * run.gone)
            turned = run.part(*STEPS)
            for way in range(2):
                unit = np.eye(3)[way]
                self._put(self.slopes[way], tail, slopes[way] * unit, run.part(*SLOPES), left * (1 - turned))
                length = steps[run.shown[step]][way] * plot.unit[way]
                between = (1 - turned) * slopes[way] + turned * length
                self._put(self.steps[way], tail, between * unit, float(turned > 0), left * turned)

        self.add_updater(follow, call_updater=True)

    @staticmethod
    def _put(arrow: Pointer, tail: FloatArray, way: FloatArray, shown: float, opacity: float) -> None:
        arrow.put(tail, tail + way)
        arrow.shown, arrow.is_outlined = (0.0, shown), True
        arrow.set_opacity(opacity)
