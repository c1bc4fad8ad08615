"""A finished descent, the iterations shown of it, and the clock at which all that moves reads it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Self

import numpy as np
from manim import Animation, ValueTracker, linear
from numpy.typing import ArrayLike

from gdmath import Descent, Fit, FloatArray, IntArray, at
from scenes.kit.style import palette
from scenes.kit.style.motion import ease, glide

FEW = 35
"""So few shown iterates are eased one by one, so that each step can be seen."""

ROUNDING = 1e-3
"""A clock on its way to a whole number counts as there from so near: plays end a trifle before their time."""


class Run:
    """A descent as it is shown: one clock, and everything else is read off the record at that clock.

    The clock counts shown iterates from 0: at a whole number the run stands on one, in between it is on
    the way to the next. Nothing is integrated while it plays, so that any frame rate shows the same.

    Parameters
    ----------
    descent
        The record, of k iterations.
    name, color
        By which it is told apart, where several are seen: what shows the run has its colour.
    shown
        Iterations that are shown, increasing, from 0; all k + 1 of them if None.
    clock
        A tracker to share with other runs; one of its own if None.
    times : shape (m + 1,)
        What the clock says when each shown iterate is reached, increasing; 0, 1, ..., m if None.
    path : shape (k + 1, d)
        The points in other units, such as those of the data; those of the descent if None.
    least
        The least value there is, for the series "excess"; not known if None.
    more
        Further series by name, one entry for each iteration, shape (k + 1, ...).
    eased
        Whether each step is slow off and slow on; None eases where every iteration is shown, or few are.
    rest
        Share of each step's time for which the point still rests, 0 to 1: arrows can grow meanwhile.

    Raises
    ------
    ValueError
        If the iterations, the times or a series do not fit the descent.
    """

    def __init__(
        self,
        descent: Descent,
        *,
        name: str = "",
        color: palette.Color = palette.PATH,
        shown: ArrayLike | None = None,
        clock: ValueTracker | None = None,
        times: ArrayLike | None = None,
        path: FloatArray | None = None,
        least: float | None = None,
        more: Mapping[str, FloatArray] | None = None,
        eased: bool | None = None,
        rest: float = 0.0,
    ) -> None:
        self.descent, self.name, self.color = descent, name, color
        self.clock = ValueTracker(0.0) if clock is None else clock
        self.all_points = descent.points if path is None else path
        self.rest = rest
        self._more = dict(more or {})
        if least is not None:
            self._more["excess"] = descent.values - least
        self._eased = eased
        self.show(np.arange(descent.iterations + 1) if shown is None else shown, times)
        for series, values in {"path": self.all_points, **self._more}.items():
            if len(values) != descent.iterations + 1:
                raise ValueError(
                    f"the series {series!r} needs {descent.iterations + 1} entries, one for each iterate, "
                    f"and has {len(values)}"
                )

    @classmethod
    def of_fit(cls, fit: Fit, *, more: Mapping[str, FloatArray] | None = None, **kwargs: Any) -> Self:
        """Return the run of a fit: points, steps and gradients in the units of the data, the excess known.

        Parameters
        ----------
        fit
            Whose run it is.
        more, kwargs
            As for the class.
        """
        own = {"gradient": fit.cost.gradient(fit.path), "step": _held(np.diff(fit.path, axis=0))}
        return cls(fit.descent, path=fit.path, least=fit.least, more={**own, **(more or {})}, **kwargs)

    def show(self, shown: ArrayLike, times: ArrayLike | None = None) -> Self:
        """Choose the iterations that are shown, and when the clock reaches each of them."""
        self.shown: IntArray = np.asarray(shown, dtype=np.int_)
        last = self.descent.iterations
        if self.shown.ndim != 1 or self.shown[:1].tolist() != [0] or (np.diff(self.shown) <= 0).any():
            raise ValueError("the iterations that are shown must begin with 0 and increase")
        if self.shown[-1] > last:
            raise ValueError(f"iteration {self.shown[-1]} cannot be shown: the descent has {last}")
        self.times: FloatArray = np.asarray(
            np.arange(len(self.shown)) if times is None else times, dtype=np.float64
        )
        if self.times.shape != self.shown.shape or (np.diff(self.times) <= 0).any():
            raise ValueError("the times must increase, one for each iteration that is shown")
        return self

    @property
    def steps(self) -> int:
        """The number m of steps from shown iterate to shown iterate."""
        return len(self.shown) - 1

    @property
    def end(self) -> float:
        """What the clock says at the last shown iterate."""
        return float(self.times[-1])

    @property
    def path(self) -> FloatArray:
        """The shown iterates, shape (m + 1, d)."""
        return self.all_points[self.shown]

    @property
    def eased(self) -> bool:
        """Whether each step is slow off and slow on."""
        if self._eased is not None:
            return self._eased
        return len(self.shown) < FEW or self.steps == self.shown[-1]

    # What holds at the clock.

    @property
    def _place(self) -> float:
        """The place along the shown iterates at which an even pace would be, 0 to m."""
        return float(np.interp(self.clock.get_value(), self.times, np.arange(len(self.times))))

    def part(self, begin: float, end: float) -> float:
        """Return how much of a part of the present step's time has passed, 0 to 1, slow off and slow on.

        Parameters
        ----------
        begin, end
            Shares of the step's time, 0 to 1.
        """
        share = self._place - math.floor(self._place)
        return ease(min(max((share - begin) / (end - begin), 0.0), 1.0))

    @property
    def step(self) -> int:
        """The shown step that is under way, 0 to m: the shown iterate that was last stood on."""
        return int(self._place + ROUNDING)

    @property
    def position(self) -> float:
        """The place along the shown iterates where the point is, 0 to m."""
        place = self._place
        done = math.floor(place)
        if done == place:
            return place
        share = max(0.0, place - done - self.rest) / (1 - self.rest)
        return done + (ease(share) if self.eased else share)

    @property
    def gone(self) -> float:
        """The share of the present step's way that has been gone, 0 to 1."""
        return self.position - self.step

    @property
    def iteration(self) -> int:
        """The last iteration that has been reached: numbers are those of this one."""
        return int(at(self.shown, self._place) + ROUNDING)

    @property
    def speed(self) -> float:
        """How many iterations are taken while the clock goes on by 1, in the step that is under way."""
        if self.steps == 0:
            return 0.0
        step = min(self.step, self.steps - 1)
        return float(np.diff(self.shown)[step] / np.diff(self.times)[step])

    @property
    def point(self) -> FloatArray:
        """Where the run is, shape (d,): straight on between shown iterates."""
        return at(self.path, self.position)

    # What the record says.

    def series(self, name: str) -> FloatArray:
        """Return a series of the record, one entry for each iteration, shape (k + 1, ...).

        Parameters
        ----------
        name
            "iteration", "point", "value", "gradient" (the one followed), "slope" (its length), "step",
            "length" and "rate" (of the step that begins there, at the end of the last one), "values",
            "gradients" or "hessians" (evaluations of each that were spent so far), "spent" (all of them,
            counted as gradients), a state of the rule, or one of `more`.

        Raises
        ------
        ValueError
            If the record has no such series.
        """
        record = self.descent
        known: dict[str, Callable[[], FloatArray]] = {
            "iteration": lambda: np.arange(record.iterations + 1, dtype=np.float64),
            "point": lambda: self.all_points,
            "value": lambda: record.values,
            "gradient": lambda: record.gradients,
            "slope": lambda: np.linalg.norm(self.series("gradient"), axis=-1),
            "step": lambda: _held(record.steps),
            "length": lambda: np.linalg.norm(self.series("step"), axis=-1),
            "rate": lambda: _held(record.rates),
            "values": lambda: record.evaluations.values.astype(np.float64),
            "gradients": lambda: record.evaluations.gradients.astype(np.float64),
            "hessians": lambda: record.evaluations.hessians.astype(np.float64),
            "spent": lambda: record.gradient_equivalents.astype(np.float64),
        }
        if name in self._more:
            return np.asarray(self._more[name])
        if name in known:
            return known[name]()
        if name in record.states:
            return np.asarray(record.states[name])
        raise ValueError(
            f"the run has no series {name!r}: choose one of "
            f"{', '.join([*known, *record.states, *self._more])}"
        )

    def now(self, name: str, component: int | None = None) -> float:
        """Return a series' number at the last iteration that has been reached."""
        values = self.series(name)[self.iteration]
        return float(values if component is None else values[component])

    # The animation.

    def advance(
        self, to: float | None = None, run_time: float = 1.0, rate_func: Callable[[float], float] = linear
    ) -> Animation:
        """Return the animation that takes the clock on, to the end if not told how far."""
        return glide(self.clock, self.end if to is None else to, run_time, rate_func)


def _held(steps: FloatArray) -> FloatArray:
    """Return what belongs to steps, shape (k, ...), for all k + 1 iterates: the last one stays."""
    return np.concatenate([steps, steps[-1:]]) if len(steps) else np.full((1, *steps.shape[1:]), np.nan)
