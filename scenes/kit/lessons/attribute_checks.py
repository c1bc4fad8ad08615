"""What a subclass may put in a lesson's attributes, checked before anything else would trip over it."""

from __future__ import annotations

from typing import Final

import numpy as np

from gdmath import Dataset, Descent, Fit, Objective
from scenes.kit.style.numbers import RESIDUE

SMALLEST: Final = 1e-100
LARGEST: Final = 1e100
"""Sizes of data between which their squares, and those of their gradients, are numbers."""


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
    if minima and len(objective.minima) < minima:
        raise ValueError(
            f"the objective must have {minima} minima in its domain in this lesson, and {objective.name} has "
            f"{len(objective.minima)}: choose another one, or another domain by with_domain"
        )


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


def check_moves(descent: Descent) -> None:
    """Make sure that a descent takes a step that can be shown.

    Raises
    ------
    ValueError
        If its first step leads where the objective has no value.
    """
    if descent.iterations == 0:
        raise ValueError(f"there is no step to show. {descent.message}")
