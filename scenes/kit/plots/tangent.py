"""The tangents under the points of runs that go down a curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

LONG_STEP = 0.8
"""Scene units across: in so long a step the tangent is lifted off the curve, in shorter ones less."""


AT_REST = 1.0
"""No tangent reaches farther, of many, than this many times the way that is left to the run's end."""


class Tangent(Stroke):
    """A tangent that is as long on screen whatever its slope."""

    @classmethod
    def of(
        cls,
        run: Run,
        plot: CurvePlot,
        reach: float,
        *,
        lifted: bool = False,
        width: float = 3.5,
        **kwargs: Any,
    ) -> Self:
        """Return the tangent under a run's point, wherever that goes.

        Parameters
        ----------
        run
            Under whose point it lies.
        plot
            Where the curve is drawn.
        reach
            Its length to either side, in scene units.
        lifted
            Whether it is seen where the point stands, and hardly on the way in a long step.
        width, kwargs
            As for `Stroke`.
        """

        def lie(tangent: Any) -> None:
            tangent.set_points(plot.tangent(float(run.point[0]), reach))
            if lifted:
                tangent.set_opacity(1 - _lift(run, plot))

        tangent = cls(color=palette.GRADIENT, width=width, **kwargs)
        tangent.add_updater(lie, call_updater=True)
        return tangent


class Tangents(Segments):
    """The tangents under the points of many runs, all of one length."""

    @classmethod
    def of_all(cls, runs: Sequence[Run], plot: CurvePlot, reach: float, width: float = 6.0) -> Self:
        """Return the tangents, wherever the points go; see `Tangent.of`. They shorten where a run ends."""

        def reach_of(run: Run) -> float:
            left = float(plot.unit[0] * abs(run.point[0] - run.path[-1, 0]))
            return min(reach, AT_REST * left)

        def lie(tangents: Any) -> None:
            ends = [plot.tangent(float(run.point[0]), reach_of(run)) for run in runs]
            seen = np.reshape([pair for pair in ends if len(pair)], (-1, 2, 3))
            tangents.put(seen[:, 0], seen[:, 1])

        tangents = cls(color=palette.GRADIENT, width=width, window=plot.frame)
        tangents.add_updater(lie, call_updater=True)
        return tangents


def _lift(run: Run, plot: CurvePlot) -> float:
    """Return how far the tangent is off the curve: not at all where the point stands, 0 to 1 on its way."""
    step = min(run.step, run.steps - 1)
    length = float(plot.unit[0] * abs(np.diff(run.path[step : step + 2, 0]).sum()))
    share = max(0.0, run.position - step)
    return min(1.0, length / LONG_STEP) * min(1.0, 8 * share * (1 - share))
