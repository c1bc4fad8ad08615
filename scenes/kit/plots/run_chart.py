"""Charts of what a run's record says, against the iteration or against what the run has spent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from gdmath import Objective, at
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.plot import Plot
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

STEPS = '"step" k'
"""What is counted along the axis, if nothing else is said."""

LABELS = {"value": "f", "excess": 'f - f_"min"', "slope": "norm(nabla f)", "rate": "eta"}
"""What series are called at their axis, if nothing else is said; others by their names."""

BETWEEN = 17
"""Points of a curve from each shown iterate to the next, ends included."""


class RunChart(Plot):
    """Axes for one series of runs against another: the value against the iteration, if not told otherwise.

    Parameters
    ----------
    box
        What the chart may fill.
    runs
        All that are to be seen in it.
    y, x
        Series of the runs, as `Run.series` names them.
    component
        Which component of y, where it has several.
    objective
        If y is its value: the curve then shows it also on the way from iterate to iterate, where it is
        defined all the way.
    x_range, y_range
        Low and high end of each axis; what the runs need, along y with a margin, if None.
    x_label, y_label
        Typst mathematics; x's is `STEPS` and y's one of `LABELS`, in the picture's language, if None.
    margin
        Room below and above the runs, in shares of what they need.
    kwargs
        As for `Plot`.
    """

    def __init__(
        self,
        box: Box,
        runs: Iterable[Run],
        y: str = "value",
        x: str = "iteration",
        *,
        component: int | None = None,
        objective: Objective | None = None,
        x_range: tuple[float, float] | None = None,
        y_range: tuple[float, float] | None = None,
        margin: tuple[float, float] = (0.1, 0.1),
        x_label: str | None = None,
        y_label: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.x_series, self.y_series, self.component, self.objective = x, y, component, objective
        shown = list(runs)
        if x_range is None:
            first = min(float(run.series(x)[0]) for run in shown)
            if kwargs.get("x_scale") == "log":
                first = max(first, 1.0)
            last = max(float(run.series(x)[run.shown[-1]]) for run in shown)
            x_range = first, max(last, first + 1)
        if y_range is None:
            heights = [np.ravel(self._heights(run)) for run in shown]
            y_range = _range(np.concatenate(heights), margin, kwargs.get("y_scale") == "log")
        if y_label is None:
            y_label = translated_formula(LABELS[y]) if y in LABELS else typography.quoted(y)
        x_label = translated_formula(STEPS) if x_label is None else x_label
        super().__init__(box, x_range, y_range, x_label, y_label, **kwargs)

    def _values(self, run: Run) -> Floats:
        """Return y for every iteration, shape (k + 1,)."""
        values = run.series(self.y_series)
        return np.asarray(values if self.component is None else values[:, self.component], dtype=float)

    def _heights(self, run: Run) -> Floats:
        """Return y from each shown iterate to the next, shape (m, `BETWEEN`); of none, that of the first."""
        if run.steps == 0:
            return self._values(run)[:1]
        shares = np.linspace(0, 1, BETWEEN)
        if self.objective is not None:
            path, straight = run.path, at(self._values(run), self._iterations(run))
            ways = self.objective.value(path[:-1, None] + shares[:, None] * np.diff(path, axis=0)[:, None])
            return np.where(np.isfinite(ways).all(axis=1, keepdims=True), ways, straight)
        return at(self._values(run), self._iterations(run))

    def _iterations(self, run: Run) -> Floats:
        """Return the iterations, whole ones and places between, at which the curve has its points."""
        places: Floats = run.shown[:-1, None] + np.linspace(0, 1, BETWEEN) * np.diff(run.shown)[:, None]
        return places

    def curve(self, run: Run, first: int = 0, last: int | None = None, **style: Any) -> Stroke:
        """Return a run's curve from one iteration to another one, to the last that is shown if None.

        Parameters
        ----------
        run
            Whose curve it is; it does not grow with the run, as a `Trail` does.
        first, last
            Iterations.
        style
            As for `Stroke`.
        """
        places, heights = self._iterations(run).ravel(), self._heights(run).ravel()
        part = (places >= first) & (places <= (run.shown[-1] if last is None else last))
        points = self.c2p(at(run.series(self.x_series), places[part]), heights[part])
        return Stroke(points, **{"color": run.color, "window": self.frame, **style})

    def nodes(self, run: Run) -> Floats:
        """Return the scene points of the shown iterates, shape (m + 1, 3)."""
        return self.c2p(run.series(self.x_series)[run.shown], self._values(run)[run.shown])

    def between(self, run: Run) -> Floats | None:
        """Return scene points from each shown iterate to the next, shape (m, j, 3); None if straight."""
        if self.objective is None and run.steps == run.shown[-1]:
            return None
        return self.c2p(at(run.series(self.x_series), self._iterations(run)), self._heights(run))

    def place(self, run: Run) -> Floats:
        """Return the scene point of the run at its clock, shape (1, 3)."""
        way, position = self.between(run), run.position
        if way is None:
            return at(self.nodes(run), [position])
        step = min(int(position), run.steps - 1)
        return at(way[step], [(position - step) * (BETWEEN - 1)])


def _range(values: Floats, margin: tuple[float, float], is_log: bool) -> tuple[float, float]:
    """Return a range with room at both ends; on a logarithmic axis, of what is positive."""
    if is_log:
        low, high = _range(np.log10(values[values > 0]), margin, is_log=False)
        return 10**low, 10**high
    (low, _), (_, high) = (padded_range(values, share) for share in margin)
    return low, high
