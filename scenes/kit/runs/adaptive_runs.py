"""AdaGrad, RMSProp and Adam from one start, at one learning rate."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdmath import (
    FloatArray,
    Objective,
    Rule,
    adagrad,
    adam,
    descend,
    effective_rates,
    rmsprop,
    without_correction,
)
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.rule_colors import RULE_COLORS


class AdaptiveRuns:
    """The descents of three rules with a rate for each coordinate.

    Parameters
    ----------
    objective
        Of two variables.
    start
        Where all begin.
    rate
        The learning rate of all.
    decay
        RMSProp's share of the average that is kept.
    betas
        The same of Adam's two averages.
    steps
        How many of AdaGrad, of RMSProp, and of Adam.
    rest
        For such a share of each step's time, AdaGrad's point rests before it goes: see `Run`.

    Attributes
    ----------
    slow, tiring
        AdaGrad, step by step, and flowing, on one clock.
    rattling
        RMSProp.
    adam, hasty
        Adam with its correction, and its first step without it.
    limits : shape (2,)
        Beyond such a learning rate along a coordinate, 2 over the curvature there, each step leads farther
        from the minimum: the valley lies along the axes.
    """

    def __init__(
        self,
        objective: Objective,
        start: ArrayLike,
        rate: float,
        decay: float,
        betas: tuple[float, float],
        steps: tuple[int, int, int],
        *,
        rest: float,
    ) -> None:
        def walk(rule: Rule, iterations: int, color: palette.Color, **kwargs: Any) -> Run:
            return Run(descend(objective, rule, start, iterations=iterations), color=color, **kwargs)

        tired, rattled, swung = steps
        self.limits = 2 / np.diag(objective.hessian(start))
        self.rate, self.decay = rate, decay
        self.slow = walk(adagrad(rate), tired, RULE_COLORS["adagrad"], eased=True, rest=rest)
        self.tiring = Run(self.slow.descent, color=self.slow.color, clock=self.slow.clock, eased=False)
        self.rattling = walk(rmsprop(rate, decay), rattled, RULE_COLORS["rmsprop"], eased=False)
        self.adam = walk(adam(rate, *betas), swung, RULE_COLORS["adam"], eased=True)
        uncorrected = adam(without_correction(rate, *betas), *betas)
        self.hasty = walk(uncorrected, 1, palette.TEXT)

    @property
    def points(self) -> FloatArray:
        """All that is reached, shape (n, 2)."""
        return np.vstack([run.path for run in (self.slow, self.rattling, self.adam, self.hasty)])

    def rates_along(self, way: int) -> tuple[float, float]:
        """Return AdaGrad's learning rate for a coordinate in its first step and in its last one."""
        rates = effective_rates(adagrad(self.rate), self.slow.descent)[:, way]
        return float(rates[0]), float(rates[-1])

    def own_rates(self, run: Run) -> list[Run]:
        """Return one of the runs for each coordinate, with its learning rate there, in the colour of rates.

        The series "own" is eta divided by the side of the square; it is known as soon as a step is under way.
        """
        rule = rmsprop(self.rate, self.decay) if run is self.rattling else adagrad(self.rate)
        known = [{"own": np.append(own, own[-1:])} for own in effective_rates(rule, run.descent).T]
        return [
            Run(run.descent, color=palette.STEP, clock=run.clock, eased=False, more=more) for more in known
        ]

    def past_limit(self, way: int) -> tuple[int, int]:
        """Return after which step RMSProp's rate for a coordinate is first past its limit, and no longer.

        From the one to the other, each step leads farther from the minimum. What never happens is said to
        happen after the last step.
        """
        end, own = self.rattling.steps, self.own_rates(self.rattling)[way].series("own")
        past = (own[:-1] > self.limits[way]).tolist()
        first = past.index(True) if True in past else end
        return first, past.index(False, first) if False in past[first:] else end

    def first_stride(self, run: Run) -> float:
        """Return how many learning rates the first step of one of the runs is long, along each axis."""
        return abs(float(run.series("step")[0, 0])) / self.rate
