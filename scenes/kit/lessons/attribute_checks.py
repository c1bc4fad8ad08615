"""What a subclass may put in a lesson's attributes, checked before anything else would trip over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import ismethod
from typing import Final

import numpy as np

from gdmath import Dataset, Descent, Fit, Objective, StopReason, constant
from gdmath.near_minimum import is_level
from scenes.kit.lessons.fit_in_words import SEEN
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.style.numbers import RESIDUE

SMALLEST: Final = 1e-100
LARGEST: Final = 1e100
"""Sizes of data between which their squares, and those of their gradients, are numbers."""

NARROW: Final = (10.0, 1000.0)
"""Condition numbers of valleys whose length and width can be seen in one picture, and differ."""

LEVEL: Final = 1e-6
"""A line that rises less over a deviation of x, in shares of the largest y, is level."""


def check_objective(objective: object, variables: int, minima: int = 0) -> None:
    """Make sure that a lesson can draw what it is to descend.

    Parameters
    ----------
    objective
        What the lesson was given.
    variables
        How many the lesson draws.
    minima
        How many known minima it needs.

    Raises
    ------
    ValueError
        If it is no objective, one of another number of variables, or one with fewer minima.
    """
    if not isinstance(objective, Objective):
        raise ValueError(
            f"the objective must be an Objective, not a {type(objective).__name__}: a Python function "
            "becomes one by gdmath.from_function(function, domain=...)"
        )
    if objective.dimension != variables:
        raise ValueError(
            f"the objective must be a function of {variables} variable{'s' * (variables > 1)} in this "
            f"lesson, and {objective.name} has {objective.dimension}: choose another of either"
        )
    known = len(objective.minima) if minima else 0
    if known < minima:
        raise ValueError(
            f"the objective must have {'a minimum' if minima == 1 else f'{minima} minima'} in its domain "
            f"in this lesson, and {objective.name} has {known or 'none'}: choose another one, or another "
            "domain by with_domain"
        )


def check_races(rules: object, surfaces: object) -> None:
    """Make sure that there are rules to race, and surfaces on which a lesson can show the races.

    Parameters
    ----------
    rules
        What the lesson was given: what returns each rule for a learning rate, by name.
    surfaces
        The grounds, by name: functions of two variables.

    Raises
    ------
    ValueError
        If there is no rule, or one that takes no rate; if there is no surface, or one that is no ground of
        two variables.
    """
    if not (isinstance(rules, Mapping) and rules):
        raise ValueError(
            f"rules must hold at least one rule by its name, such as {{'adam': adam}}, got {rules!r}"
        )
    for name, rule in rules.items():
        if not callable(rule):
            raise ValueError(
                f"the rule {name!r} must be a function that returns it for a learning rate, not a "
                f"{type(rule).__name__}: adam, or lambda rate: heavy_ball(rate, 0.9)"
            )
    if not (isinstance(surfaces, Mapping) and surfaces):
        raise ValueError(
            "surfaces must hold at least one ground by its name, such as "
            f"{{'Beale': kit.RaceGround(beale(), (1, 1))}}, got {surfaces!r}"
        )
    for name, ground in surfaces.items():
        if not isinstance(ground, RaceGround):
            raise ValueError(
                f"the surface {name!r} must be a RaceGround, not a {type(ground).__name__}: "
                "kit.RaceGround(objective, start)"
            )
        check_objective(ground.objective, variables=2)


def check_rate(name: str, rate: object) -> None:
    """Make sure that a learning rate is one that a lesson can write down: a single number for all steps.

    Raises
    ------
    ValueError
        If it is a schedule, or no number that is positive and finite.
    """
    if callable(rate):
        raise ValueError(
            f"{name} must be one number for all steps in this lesson, not a schedule "
            f"({type(rate).__name__}): give a number"
        )
    constant(rate)  # type: ignore[arg-type]  # whatever it is, this checks it


def check_schedule(name: str, rate: object) -> None:
    """Make sure that a learning rate is a number or a schedule.

    Raises
    ------
    ValueError
        If it is neither, or a function that the class has made a method of.
    """
    if ismethod(rate):
        raise ValueError(
            f"{name} is a function in a class, which makes it a method: write staticmethod(...) around it, "
            "or take a schedule such as gdmath.inverse_time_decay(0.1, 0.01)"
        )
    if not callable(rate):
        check_rate(name, rate)


def check_rates(name: str, rates: object) -> None:
    """Make sure that there are learning rates, each of them a number as `check_rate` asks for.

    Raises
    ------
    ValueError
        If they are no list or tuple, or empty, or one of them is no such number.
    """
    if not isinstance(rates, Sequence) or isinstance(rates, str) or not rates:
        raise ValueError(f"{name} must be a list of learning rates, got {rates!r}")
    for rate in rates:
        check_rate(name, rate)


def check_sweep(slowest: object, farthest: object) -> None:
    """Make sure that a sweep through learning rates, in shares of their limit, leads from below it to beyond.

    Raises
    ------
    ValueError
        If it does not.
    """
    shares = slowest, farthest
    are_numbers = all(isinstance(share, int | float) and not isinstance(share, bool) for share in shares)
    if not (are_numbers and 0 < slowest < 1 < farthest < np.inf):  # type: ignore[operator]
        raise ValueError(
            f"slowest and farthest must be shares of the limit, below 1 and above 1, got {slowest!r} and "
            f"{farthest!r}: choose such as 0.01 and 1.05"
        )


def check_start(name: str, start: object) -> None:
    """Make sure that a start on a curve is a single number.

    Raises
    ------
    ValueError
        If it is not, or not finite.
    """
    is_number = isinstance(start, int | float | np.integer | np.floating) and not isinstance(start, bool)
    if not (is_number and np.isfinite(start)):  # type: ignore[call-overload]  # it is a number by then
        raise ValueError(f"the {name} must be one finite number, an x on the curve, got {start!r}")


def check_dataset(dataset: object) -> None:
    """Make sure that a lesson can fit a line to what it was given.

    Raises
    ------
    ValueError
        If it is no data set, or one of several features.
    """
    if not isinstance(dataset, Dataset):
        raise ValueError(
            f"the dataset must be a Dataset, not a {type(dataset).__name__}: make one by "
            'gdmath.Dataset.from_arrays(x, y), Dataset.from_csv("file.csv") or Dataset.from_dataframe(frame)'
        )
    features = dataset.feature_names
    if len(features) > 1:
        raise ValueError(
            f"this lesson fits a line to one feature, not to {', '.join(features)}: choose one, as by "
            f"features={features[0]!r}"
        )
    x, y = dataset.x[:, 0], dataset.y
    if np.ptp(x) <= RESIDUE * np.abs(x).max():
        raise ValueError(
            f"{features[0]} is {x[0]:g} in all {len(x)} rows, so that any slope fits: choose another feature"
        )
    for name, values in ((features[0], x), (dataset.target_name, y)):
        largest = float(np.abs(values).max())
        if largest and not SMALLEST < largest < LARGEST:
            raise ValueError(
                f"{name} has values as large as {largest:.1e}, of which no squares can be summed: rescale it"
            )


def check_descends(fit: Fit) -> None:
    """Make sure that a fit has somewhere to go.

    Raises
    ------
    ValueError
        If its first line is the best one already.
    """
    excess = fit.values[0] - fit.least
    if excess <= RESIDUE * max(fit.values[0], float(np.square(fit.cost.dataset.y).mean())):
        line = ", ".join(f"{number:g}" for number in fit.path[0])
        raise ValueError(
            f"the first line (slope, intercept: {line}) is the best one already, so there is no step to "
            "show: choose another start"
        )


def check_valley(fit: Fit) -> None:
    """Make sure that a fit's cost is a valley that can be drawn, and its descent goes against the gradient.

    Raises
    ------
    ValueError
        If the descent runs in other units than the data's, does not arrive, or the valley is hardly
        narrower than long, or too narrow to be seen.
    """
    condition = fit.cost.condition_number
    if not NARROW[0] <= condition <= NARROW[1]:
        way = "is no narrow valley" if condition < NARROW[0] else "is too narrow a valley to be drawn"
        raise ValueError(
            f"the condition number is {condition:.3g}, which {way} (from {NARROW[0]:g} to {NARROW[1]:g}): "
            "shift or rescale x"
        )
    if fit.standardized:
        raise ValueError(
            "this lesson shows steps in the units of the data, and the descent runs on standardised ones: "
            "leave standardize out, or give a learning rate"
        )
    if fit.diverges:
        raise ValueError(
            f"at the learning rate {fit.learning_rate:g} the descent runs away: choose one below "
            f"{fit.learning_rate_limit:.3g}, or None"
        )


def check_sloped_valley(fit: Fit) -> None:
    """Make sure that a fit's cost is a valley that can be drawn, and that its best line can be turned.

    Raises
    ------
    ValueError
        As by `check_valley`, and if the best line is level, so that no share of its slope is left to take,
        or the first line cannot be told from it.
    """
    check_valley(fit)
    lines = fit.cost.predict(fit.path[0]), fit.cost.predict(fit.best)
    if np.abs(lines[0] - lines[1]).max() < SEEN * np.ptp(fit.cost.dataset.y):
        line = ", ".join(f"{number:g}" for number in fit.path[0])
        raise ValueError(
            f"the first line (slope, intercept: {line}) lies on the best one, as far as can be seen: choose "
            "another start"
        )
    data, slope = fit.cost.dataset, float(fit.cost.closed_form()[0])
    if abs(slope) * data.x.std() <= LEVEL * np.abs(data.y).max():
        raise ValueError(
            "the best line is level, and this lesson turns it by a share of its slope: choose data in which "
            "y rises or falls with x"
        )


def check_moves(descent: Descent, objective: Objective) -> None:
    """Make sure that a descent takes a step that can be shown.

    Raises
    ------
    ValueError
        If it starts on level ground, or its first step leads where the objective has no value.
    """
    start = descent.points[0]
    if is_level(objective, start):
        place = ", ".join(f"{x:g}" for x in start)
        raise ValueError(
            f"there is no step to show, for {objective.name} is level at the start ({place}): its slope is 0 "
            "there; start elsewhere"
        )
    if descent.iterations == 0:
        raise ValueError(f"there is no step to show. {descent.message}")


def check_settles(descents: Sequence[Descent], rate: float) -> None:
    """Make sure that descents down a curve are left to end in a valley.

    Raises
    ------
    ValueError
        If there is none, or one of them runs away or goes where the function has no value.
    """
    if not descents:
        raise ValueError("no start is left: draw more of them, or let them be closer together")
    for walk in descents:
        if walk.stop in (StopReason.DIVERGED, StopReason.LEFT_DOMAIN):
            start = float(walk.points[0, 0])
            raise ValueError(
                f"at the learning rate {rate:g} the descent from x = {start:.4g} ends in no valley. "
                f"{walk.message}"
            )
