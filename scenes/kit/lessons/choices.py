"""What else an attribute of a lesson could be: gdmath's own, each by the Python that makes it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

import gdmath
from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    Dataset,
    Objective,
    QuadraticForm,
    Rule,
    adagrad,
    adam,
    beale,
    damped_newton,
    double_well,
    gaussian_difference,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    himmelblau,
    inverse_time_decay,
    landscape,
    mountainside,
    nesterov,
    parabola,
    plateau,
    rmsprop,
    rosenbrock,
    saddle,
    shifted_parabola,
    step_decay,
    turned_bowl,
    wavy_bowl,
)
from gdmath.rules.schedules import Constant, GeometricDecay, InverseTimeDecay, StepDecay

Choices: TypeAlias = dict[str, Callable[[], Any]]
"""What makes each thing that can be chosen, by its Python source in the namespace of gdmath."""

MOMENTUM: Final = 0.9
"""What a rule with momentum is offered with, usual and not tuned."""

_CURVES = (parabola, shifted_parabola, double_well, mountainside)
_SURFACES = (
    wavy_bowl, himmelblau, rosenbrock, beale, saddle, gaussian_difference, plateau, landscape
)  # fmt: skip
_VALLEYS = ((1, 4), (1, 10), (1, 25), (1, 100))
_DATASETS = {"TEN_POINTS": TEN_POINTS, "SIX_POINTS": SIX_POINTS, "TWO_FEATURES": TWO_FEATURES}


def choices_beside(value: object) -> Choices | None:
    """Return what an attribute could be instead of this value.

    Parameters
    ----------
    value
        Its present one.

    Returns
    -------
    Choices or None
        None if it is nothing that is chosen: a number, for instance.
    """
    match value:
        case Objective():
            return _objectives(value)
        case Dataset():
            return _datasets(value)
        case Rule():
            return _rules(value.learning_rate(0))
        case Constant() | InverseTimeDecay() | GeometricDecay() | StepDecay():
            return {repr(value(0)): partial(value, 0), **schedules(value(0))}
        case Convention():
            return {str(each): partial(Convention, each.value) for each in Convention}
    return None


def schedules(rate: float) -> Choices:
    """Return schedules that begin with a learning rate."""
    decays = (inverse_time_decay, 0.1), (geometric_decay, 0.9), (step_decay, 0.5, 10)
    return dict(_made(decay, rate, *numbers) for decay, *numbers in decays)


def is_data(value: object) -> bool:
    """Return whether an attribute is a data set: it could also be read from a table."""
    return isinstance(value, Dataset)


def data_from(table: Path, options: Mapping[str, Any]) -> Dataset:
    """Return the data set that is read from a table, as by `Dataset.from_csv`.

    Raises
    ------
    ValueError
        If it cannot be read.
    """
    return Dataset.from_csv(table, **options)


def is_of_gdmath(source: str) -> bool:
    """Return whether all names in Python source are such as gdmath gives to its users."""
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return names <= set(gdmath.__all__)


def _objectives(value: Objective) -> Choices:
    """Return objectives of as many variables; beside a valley, valleys."""
    if value.dimension == 1:
        return dict(map(_made, _CURVES))
    if value.dimension > 2:
        return {}
    valleys = [_made(turned_bowl, curvatures, 20) for curvatures in _VALLEYS]
    return dict(valleys if isinstance(value.form, QuadraticForm) else chain(map(_made, _SURFACES), valleys))


def _datasets(value: Dataset) -> Choices:
    return {
        name: partial(_DATASETS.__getitem__, name)
        for name, dataset in _DATASETS.items()
        if len(dataset.feature_names) == len(value.feature_names)
    }


def _rules(rate: float) -> Choices:
    plain = (gradient_descent, adagrad, rmsprop, adam, damped_newton)
    with_momentum = (heavy_ball, nesterov)
    return dict(
        [*(_made(rule, rate) for rule in plain), *(_made(rule, rate, MOMENTUM) for rule in with_momentum)]
    )


def _made(function: Callable[..., object], *arguments: object) -> tuple[str, Callable[[], object]]:
    """Return a call of a function as Python source, and what calls it."""
    return f"{function.__name__}({', '.join(map(repr, arguments))})", partial(function, *arguments)
