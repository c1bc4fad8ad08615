"""Rules that race in a valley, each at its own best learning rate or all at one, until each has arrived."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Animation, ValueTracker

from gdmath import FloatArray, RateSearch, RuleFamily
from scenes.kit.runs.pace import ever_faster
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import BUDGET, PATIENCE, Bowl, Valley
from scenes.kit.style.motion import glide
from scenes.kit.style.numbers import short
from scenes.kit.style.rule_colors import rule_colors

FAR = 1.5
"""Points that are farther from the minimum, in distances of the start, need not be seen."""

GONE = 3.0
"""A rule that does not arrive has run away where it is so far from the minimum, in the same distances."""


class ValleyContest:
    """The race of some rules in a valley: see `Valley.at_best_rates` and `Valley.at_rate`.

    Parameters
    ----------
    valley
        Where they race.
    families
        What returns each rule for a rate, by name.
    rate
        The learning rate of all; each rule's own best one if None.

    Attributes
    ----------
    budget
        What a trial may cost, in gradients.
    found
        Each rule's rate, and its descent, by name.
    runs
        By name; all on one clock, each until it arrives, is far away, or has spent what a trial may cost.
    """

    def __init__(
        self,
        valley: Valley,
        families: Mapping[str, RuleFamily],
        rate: float | None = None,
    ) -> None:
        self.valley, self.rate, self.families, clock = valley, rate, families, ValueTracker(0.0)
        self.budget = BUDGET if rate is None else PATIENCE
        self.found = valley.at_best_rates(families) if rate is None else valley.at_rate(families, rate)
        colors = rule_colors(self.found)
        self.runs = {
            name: Run(search.descent, color=color, clock=clock, shown=self._shown(search), eased=False)
            for (name, search), color in zip(self.found.items(), colors, strict=True)
        }

    def _shown(self, search: RateSearch) -> range:
        """Return the iterations until a rule arrives, is far away, or has spent what a trial may cost."""
        if search.arrival is not None:
            return range(search.arrival + 1)
        return range(min(search.descent.iterations, self.budget, *self._gone(search)) + 1)

    def _gone(self, search: RateSearch) -> list[int]:
        """Return after how many steps a rule is far away for the first time: one number, or none."""
        far = GONE * float(np.linalg.norm(self.valley.start - self.valley.center))
        (gone,) = np.nonzero(np.linalg.norm(search.descent.points - self.valley.center, axis=1) > far)
        return [int(step) for step in gone[:1]]

    @property
    def seen(self) -> FloatArray:
        """What a map has to show, shape (n, 2): all points that are not far away."""
        points = np.vstack([self.valley.start, self.valley.center, *(run.path for run in self.runs.values())])
        away = np.linalg.norm(points - self.valley.center, axis=1)
        return np.asarray(points[away <= FAR * np.linalg.norm(self.valley.start - self.valley.center)])

    def arrives(self, name: str) -> bool:
        """Return whether a rule arrives within what a trial may cost."""
        return self.found[name].arrival is not None

    def flies(self, name: str) -> bool:
        """Return whether a rule does not arrive as it runs away, not as it is slow."""
        return not self.arrives(name) and bool(self._gone(self.found[name]))

    @property
    def winners(self) -> list[str]:
        """The names of those that arrive first; of none, if no rule arrives."""
        least = min(search.best_needed for search in self.found.values())
        return [name for name, search in self.found.items() if search.best_needed == least <= self.budget]

    def told(self, name: str) -> str:
        """Return how many steps a rule needs, or that it flies off, in words."""
        if self.flies(name):
            return "flies off"
        steps = self.found[name].best_needed
        return short(steps) if steps <= self.budget else f"more than {self.budget}"

    def advance(self, run_time: float, end: float | None = None) -> Animation:
        """Return the animation of the race: each ten times as many steps take the same time.

        Parameters
        ----------
        run_time
            In seconds.
        end
            After how many steps it ends; with the last run if None.
        """
        end = max(run.end for run in self.runs.values()) if end is None else end
        clock = next(iter(self.runs.values())).clock
        return glide(clock, end, run_time, ever_faster(end))

    def to_end(self) -> None:
        """Let the race be over."""
        next(iter(self.runs.values())).clock.set_value(max(run.end for run in self.runs.values()))


def valley_races(
    curvatures: tuple[float, float],
    degrees: float,
    start: tuple[float, float],
    share: float,
    families: Mapping[str, RuleFamily],
) -> dict[str, ValleyContest]:
    """Return the contests "along" the axes, and in the valley "turned".

    Parameters
    ----------
    curvatures
        Of the valley.
    degrees
        By how much it is turned.
    start, share
        As for `Bowl.turned`.
    families
        As for `ValleyContest`.
    """
    return {
        name: ValleyContest(Bowl.turned(curvatures, angle, start, share), families)
        for name, angle in (("along", 0.0), ("turned", degrees))
    }
