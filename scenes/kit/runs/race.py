"""Several runs on one clock: a race, by iterations or by what they have spent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from manim import Animation, ValueTracker, linear
from numpy.typing import ArrayLike

from gdmath import Descent, FloatArray, Objective, Rule, descend
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.motion import glide


class Race:
    """Runs on one clock, each with a name and, if they are few, a colour; iterate over them in their order.

    Parameters
    ----------
    descents
        The records, by name.
    by
        What the clock counts: "iterations", or the "gradients" that each has evaluated, with Hessians and
        values as `Descent.gradient_equivalents` counts them. A run that is through waits for the others.
    clock
        A tracker to share; one of its own if None.
    least
        The least value there is, for the runs' series "excess"; not known if None.
    colors
        One for each run; more runs than that are a crowd, all of one colour.
    eased
        As for `Run`.

    Raises
    ------
    ValueError
        If there is no descent, or the clock is to count something else.
    """

    def __init__(
        self,
        descents: Mapping[str, Descent],
        *,
        by: str = "iterations",
        clock: ValueTracker | None = None,
        least: float | None = None,
        colors: Sequence[palette.Color] = palette.CATEGORIES,
        eased: bool | None = None,
    ) -> None:
        if not descents:
            raise ValueError("a race needs at least one descent")
        if by not in ("iterations", "gradients"):
            raise ValueError(f"a race is by 'iterations' or by 'gradients', not by {by!r}")
        self.clock = ValueTracker(0.0) if clock is None else clock
        chosen = colors if len(descents) <= len(colors) else [palette.PATH] * len(descents)
        self.runs = {
            name: Run(
                descent,
                name=name,
                color=color,
                clock=self.clock,
                times=None if by == "iterations" else _spent(descent),
                least=least,
                eased=eased,
            )
            for (name, descent), color in zip(descents.items(), chosen, strict=False)
        }

    def __iter__(self) -> Iterator[Run]:
        """Iterate over the runs."""
        return iter(self.runs.values())

    def __getitem__(self, name: str) -> Run:
        """Return the run of a name."""
        return self.runs[name]

    def __len__(self) -> int:
        """Return how many runs there are."""
        return len(self.runs)

    @property
    def end(self) -> float:
        """What the clock says when the last run is through."""
        return max(run.end for run in self)

    def advance(
        self, to: float | None = None, run_time: float = 1.0, rate_func: Callable[[float], float] = linear
    ) -> Animation:
        """Return the animation that takes the clock on, to the end of the longest run if not told how far."""
        return glide(self.clock, self.end if to is None else to, run_time, rate_func)


def _spent(descent: Descent) -> FloatArray:
    """Return how many gradients' worth was evaluated since the start when each iterate was reached."""
    spent = descent.gradient_equivalents
    return np.asarray(spent - spent[0], dtype=np.float64)


def race(
    objective: Objective,
    rules: Mapping[str, Rule | float],
    start: ArrayLike,
    iterations: int,
    *,
    by: str = "iterations",
) -> Race:
    """Return the race of rules down one objective from one start.

    Parameters
    ----------
    objective
        What is descended.
    rules
        By name; a number means plain gradient descent with that learning rate.
    start : shape (d,)
    iterations
        The most that each takes.
    by
        As for `Race`.

    Raises
    ------
    ValueError
        As `descend` and `Race`.
    """
    descents = {name: descend(objective, rule, start, iterations=iterations) for name, rule in rules.items()}
    known = objective.minima
    least = float(objective.value(known[0])) if len(known) else None
    return Race(descents, by=by, least=least)
