"""Who races in the second lecture, and where: seven rules, and seven grounds with their budgets and aims."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

import numpy as np

from gdmath import (
    RuleFamily,
    adagrad,
    adam,
    beale,
    damped_newton,
    gaussian_difference,
    gradient_descent,
    heavy_ball,
    himmelblau,
    nesterov,
    noisy_valley,
    plateau,
    rmsprop,
    rosenbrock,
    saddle,
)
from scenes.kit.runs.race_ground import RaceGround

Entry = TypeVar("Entry")

MOMENTUM: Final = 0.9
"""Of the heavy ball and of Nesterov's rule, usual and not tuned, as those of RMSProp and Adam are not."""

RACE_RULES: Mapping[str, RuleFamily] = MappingProxyType(
    {
        "gradient_descent": gradient_descent,
        "heavy_ball": lambda rate: heavy_ball(rate, MOMENTUM),
        "nesterov": lambda rate: nesterov(rate, MOMENTUM),
        "adagrad": adagrad,
        "rmsprop": rmsprop,
        "adam": adam,
        "damped_newton": damped_newton,
    }
)
"""Each returns its rule for a learning rate."""

SUMMING: Final = frozenset({"heavy_ball", "nesterov", "adam"})
"""Those whose steps are sums of past slopes, each with its share."""

RACE_GROUNDS: Mapping[str, RaceGround] = MappingProxyType(
    {
        "Rosenbrock": RaceGround(rosenbrock(), (-1.2, 1.0), budget=2500, left=0.001),
        "Himmelblau": RaceGround(himmelblau(), (0.0, 0.0), budget=200, left=0.001, trait="four minima"),
        "Beale": RaceGround(beale(), (1.0, 1.0), budget=200, left=0.001, trait="narrow valley"),
        "saddle": RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0, trait="no minimum"),
        "plateau": RaceGround(plateau(), (-3.0, 1.8), budget=800, trait="flat"),
        "two Gaussians": RaceGround(gaussian_difference(), (-2.0, 1.0), budget=700, trait="gentle slope"),
        "noisy valley": RaceGround(noisy_valley(), (-1.5, 2.9), budget=400, left=0.05, batch=4),
    }
)
"""The budgets are as small as the slowest rule allows that arrives at three neighbouring rates."""

RACE_RATES: Final[tuple[float, ...]] = tuple(np.geomspace(1e-4, 10, 41).tolist())
"""The learning rates that all try: eight for each power of ten."""


def some_of(entries: Mapping[str, Entry], *names: str) -> Mapping[str, Entry]:
    """Return some of the rules or grounds, by name, in the order in which they are named.

    Examples
    --------
    >>> list(some_of(RACE_RULES, "adam", "adagrad"))
    ['adam', 'adagrad']
    """
    return MappingProxyType({name: entries[name] for name in names})
