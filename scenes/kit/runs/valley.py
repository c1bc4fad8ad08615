"""A quadratic valley of two variables and a start in it: its two directions, and how soon rules arrive."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Final, Self

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike

from gdmath import (
    Descent,
    FloatArray,
    FunctionObjective,
    Objective,
    RateSearch,
    Rule,
    RuleFamily,
    best_heavy_ball,
    best_learning_rate,
    critical_momentum,
    descend,
    fair_race,
    gradient_descent,
    heavy_ball,
    heavy_ball_limit,
    learning_rate_limit,
    mode_errors,
    nesterov_limit,
    plain_factors,
    polynomial,
    quadratic_form,
    search_rate,
    spectrum_of,
    turned_bowl,
)
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

SEEN: Final = 0.02
"""Each of the start's two lengths is at least such a share of the other one."""

RATES, BUDGET = np.geomspace(1e-4, 10, 81), 400
"""The learning rates that each rule of a race tries, and the gradients that each trial may cost."""

PATIENCE: Final = 1000
"""The gradients that the only trial of a rule may cost whose rate is given."""

SWEEP: Final = 200
"""So many rates are tried up to the limit, when the luckiest one is looked for."""

MOST: Final = 4000
"""So many steps are tried, at most."""


class Valley:
    """A quadratic function of two variables, a start, and an aim; the first direction is the flattest.

    Parameters
    ----------
    objective
        Quadratic, with a minimum, such as a `turned_bowl`.
    start : shape (2,)
    share
        A rule has arrived when the excess over the minimum stays at or below such a share of the first.

    Attributes
    ----------
    center, ways : shape (2,), (2, 2)
        The minimum, and the eigenvectors of the Hessian, one a row.
    curvatures : shape (2,)
        Its eigenvalues, rising.
    lengths : shape (2,)
        The start's coordinates along the ways, seen from the minimum.
    best, limit
        Of plain descent's learning rates: the best one, and that from which on it runs away.

    Raises
    ------
    ValueError
        If the objective is no such valley, or the start lies on one of its two axes.

    Examples
    --------
    >>> from gdmath import gradient_descent, quadratic_form
    >>> valley = Valley(quadratic_form([[1, 0], [0, 9]]), [3, 1])
    >>> valley.best, valley.steps(gradient_descent(valley.best))
    (0.2, 31.0)
    """

    narrow: ClassVar[tuple[float, float]] = (3.5, 1000.0)
    """Condition numbers of valleys in which both directions are seen in one picture, and differ."""

    def __init__(self, objective: Objective, start: ArrayLike, share: float = 1e-6) -> None:
        self.objective, self.share, self.start = objective, share, np.asarray(start, dtype=np.float64)
        spectrum = spectrum_of(objective, self.start[None])
        if spectrum is None or not (spectrum.curvatures > 0).all():
            raise ValueError(
                f"{objective.name} is no quadratic valley with a minimum: take a turned_bowl, or a "
                "quadratic_form with positive eigenvalues"
            )
        self.center, self.curvatures, self.ways = spectrum.center, spectrum.curvatures, spectrum.axes.T
        self.condition = float(self.curvatures[-1] / self.curvatures[0])
        least, most = self.narrow
        if not least <= self.condition <= most:
            raise ValueError(
                f"the condition number is {self.condition:.3g}, and must be from {least:g} to "
                f"{most:g} to be seen: choose other curvatures"
            )
        self.lengths = self.legs(self.start)
        if np.abs(self.lengths).min() <= SEEN * np.abs(self.lengths).max():
            raise ValueError(
                "the start lies on an axis of the valley, where one direction is at rest: move it"
            )
        self.best, self.limit = best_learning_rate(self.curvatures), learning_rate_limit(self.curvatures)
        self.least = float(objective.value(self.center))
        self.aim = self.least + share * (float(objective.value(self.start)) - self.least)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same function, start and share: then all rules need as many steps."""
        return isinstance(other, Valley) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[Objective, tuple[float, ...], float]:
        return self.objective, tuple(self.start.tolist()), self.share

    def legs(self, points: ArrayLike) -> FloatArray:
        """Return the coordinates of points, shape (..., 2), along the ways, seen from the minimum."""
        places = np.asarray(points, dtype=np.float64)
        return mode_errors(self.objective, places.reshape(-1, 2)).reshape(places.shape)

    def factors(self, rate: float) -> FloatArray:
        """Return what each step of plain descent multiplies the two lengths by, shape (2,)."""
        return plain_factors(self.curvatures, rate)

    @property
    def left(self) -> float:
        """What a step of plain descent at its best rate leaves of both lengths."""
        return float(np.abs(self.factors(self.best)).max())

    @property
    def best_momentum(self) -> Rule:
        """The heavy ball with the learning rate and the momentum that theory calls best."""
        return heavy_ball(*best_heavy_ball(self.curvatures))

    @property
    def best_rules(self) -> dict[str, Rule]:
        """Plain descent and the heavy ball at theory's best, by name."""
        return {"gradient_descent": gradient_descent(self.best), "heavy_ball": self.best_momentum}

    def walk(self, rule: Rule, most: int = MOST) -> Descent:
        """Return the descent by a rule until it has arrived, or for so many steps if it does not."""
        arrived = self.steps(rule, most)
        return descend(self.objective, rule, self.start, iterations=int(min(arrived, most)))

    def steps(self, rule: Rule, most: int = MOST) -> float:
        """Return after how many steps a rule has arrived; infinity if it is not within so many."""
        try:
            return _steps(self, rule, most)
        except TypeError:  # a rule of one's own may hold what has no hash
            return _steps.__wrapped__(self, rule, most)

    def luckiest(self, first: float) -> tuple[float, float]:
        """Return plain descent's fewest steps, and at which rate, of those from a first one to the limit.

        `best` is best for all starts; from this one, another rate may need fewer steps.
        """
        tried = np.linspace(first, self.limit, SWEEP)[:-1].tolist()
        at_best = self.steps(gradient_descent(self.best))
        most = int(min(at_best, MOST))  # what needs more is no better
        return min((self.steps(gradient_descent(rate), most), rate) for rate in (self.best, *tried))

    def check_overshoots(self, rate: float, momentum: float, largest: float) -> None:
        """Make sure that a heavy ball arrives, and goes past the minimum on its way; Nesterov's arrives, too.

        Raises
        ------
        ValueError
            If one runs away, or the heavy ball creeps in along the flattest direction, or the largest
            momentum that it is turned to is not above this one, and below 1.
        """
        limit = min(limit_of(self.curvatures, momentum) for limit_of in (heavy_ball_limit, nesterov_limit))
        if not 0 < rate < limit:
            raise ValueError(
                f"at the learning rate {rate:g} and the momentum {momentum:g} the heavy ball or "
                f"Nesterov's runs away: choose a rate below {limit:.3g}"
            )
        critical = self.critical(rate)
        if momentum <= critical:
            raise ValueError(
                f"with the momentum {momentum:g} the ball never goes past the minimum: choose one above "
                f"{critical:.3g}"
            )
        if not momentum < largest < 1:
            raise ValueError(
                f"the largest momentum is {largest:g}, and the guessed one {momentum:g}: choose one between "
                "that and 1"
            )

    def critical(self, rate: float) -> float:
        """Return the momentum at a rate above which the flattest direction swings."""
        return float(critical_momentum(self.curvatures, rate)[0])

    def points(self, rule: Rule, steps: int) -> FloatArray:
        """Return the start and the points after so many steps by a rule, shape (steps + 1, 2) at most."""
        return descend(self.objective, rule, self.start, iterations=steps).points

    def race(self, rules: Mapping[str, Rule], colors: Mapping[str, palette.Color]) -> Race:
        """Return the race of rules until each has arrived.

        Parameters
        ----------
        rules
            By name.
        colors
            Of the rules, by the same names.

        Raises
        ------
        ValueError
            If one does not arrive within `MOST` steps.
        """
        late = [name for name, rule in rules.items() if math.isinf(self.steps(rule))]
        if late:
            raise ValueError(
                f"{late[0]} does not arrive within {MOST} steps in this valley: choose curvatures that "
                "differ less, or a larger share"
            )
        walks = {name: self.walk(rule) for name, rule in rules.items()}
        return Race(walks, colors=[colors[name] for name in rules], eased=False)

    def at_best_rates(self, families: Mapping[str, RuleFamily]) -> dict[str, RateSearch]:
        """Return what rules need until they have arrived, each at its own best rate of `RATES`.

        Plain descent's best rate is known: it is theory's, between those of `RATES`.
        """
        found = fair_race(self.objective, families, self.start, RATES, budget=BUDGET, aim=self.aim)
        for name, family in families.items():
            if family is gradient_descent:
                at_best = self.objective, family, self.start, [self.best]
                found[name] = search_rate(*at_best, budget=BUDGET, aim=self.aim)
        return found

    def at_rate(self, families: Mapping[str, RuleFamily], rate: float) -> dict[str, RateSearch]:
        """Return what rules need until they have arrived, all at one rate."""
        return {
            name: search_rate(self.objective, family, self.start, [rate], budget=PATIENCE, aim=self.aim)
            for name, family in families.items()
        }

    def slice(self, way: int, reach: float) -> FunctionObjective:
        """Return the valley along a way through its minimum: a parabola, so far on both sides."""
        return polynomial([self.curvatures[way] / 2, 0.0, self.least], [(-reach, reach)], f"along way {way}")

    def leg_run(self, way: int, rule: Rule | float, iterations: int, **kwargs: Any) -> Run:
        """Return the descent down a slice from the start's length: that is how the length changes.

        Parameters
        ----------
        way
            0 for the flattest direction, 1 for the steepest one.
        rule
            One for which directions do not mix, such as the heavy ball; a number is plain descent's rate.
        iterations
            How many.
        kwargs
            As for `Run`; its series "length" is the length's size.
        """
        start = float(self.lengths[way])
        walk = descend(self.slice(way, 1.1 * abs(start)), rule, start, iterations=iterations)
        return Run(walk, more={"length": np.abs(walk.points[:, 0])}, **kwargs)

    def leg_runs(
        self, rule: Rule | float, iterations: int, clock: ValueTracker, colors: Sequence[palette.Color]
    ) -> list[Run]:
        """Return the two lengths' runs on one clock, in the colours of their ways; see `leg_run`."""
        return [
            self.leg_run(way, rule, iterations, clock=clock, color=color) for way, color in enumerate(colors)
        ]


class Bowl(Valley):
    """A valley that may also be round: it has no two directions to be told apart."""

    narrow: ClassVar[tuple[float, float]] = (1.0, 1000.0)

    @classmethod
    def turned(
        cls, curvatures: tuple[float, float], degrees: float, start: tuple[float, float], share: float
    ) -> Self:
        """Return a `turned_bowl` with a start that is turned with it: given along and across it."""
        angle = np.deg2rad(degrees)
        along, across = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        return cls(turned_bowl(curvatures, degrees), start[0] * along + start[1] * across, share)


def steps_by_condition(valley: Valley, conditions: Sequence[float]) -> dict[str, FloatArray]:
    """Return the steps of plain descent and of the heavy ball at theory's best, in narrower valleys.

    Each is the valley with another largest curvature, and the same two lengths at the start.

    Parameters
    ----------
    valley
        Of which the flattest curvature and the lengths are taken.
    conditions
        The condition numbers.

    Returns
    -------
    dict
        "plain" and "momentum", shape (n,) each.
    """
    others = [_with_condition(valley, condition) for condition in conditions]
    return {
        "plain": np.array([other.steps(gradient_descent(other.best)) for other in others]),
        "momentum": np.array([other.steps(other.best_momentum) for other in others]),
    }


# A lesson is set up several times, and asks for the same steps again and again.


@lru_cache(maxsize=1000)
def _steps(valley: Valley, rule: Rule, most: int) -> float:
    values = descend(valley.objective, rule, valley.start, iterations=most).values
    (outside,) = np.nonzero(values > valley.aim)
    arrived = int(outside[-1]) + 1
    return float(arrived) if arrived <= most and arrived < len(values) else math.inf


@lru_cache(maxsize=100)
def _with_condition(valley: Valley, condition: float) -> Valley:
    flat = float(valley.curvatures[0])
    matrix = valley.ways.T @ np.diag([flat, flat * condition]) @ valley.ways
    return Valley(quadratic_form((matrix + matrix.T) / 2, valley.center), valley.start, valley.share)
