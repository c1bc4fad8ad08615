"""What properties are tried on: objectives, data sets, rules and numbers, drawn by Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdmath import (
    Convention,
    Dataset,
    FloatArray,
    Objective,
    Rule,
    adagrad,
    adam,
    beale,
    double_well,
    gaussian_difference,
    gradient_descent,
    heavy_ball,
    himmelblau,
    landscape,
    nesterov,
    parabola,
    plateau,
    quadratic_form,
    rmsprop,
    rosenbrock,
    saddle,
    shifted_parabola,
)

Build: TypeAlias = Callable[[float], Rule]

ALL = [
    parabola(),
    shifted_parabola(),
    double_well(),
    rosenbrock(),
    himmelblau(),
    beale(),
    saddle(),
    gaussian_difference(),
    plateau(),
    landscape(),
]

rates = st.floats(1e-4, 0.5)
moderate = st.floats(-100, 100, allow_subnormal=False)
coefficients = st.lists(st.integers(-100, 100).map(lambda tenths: tenths / 10), min_size=1, max_size=6)
objectives = st.sampled_from(ALL)
conventions = st.sampled_from(Convention)
builders = st.sampled_from(
    [
        gradient_descent,
        lambda rate: heavy_ball(rate, 0.8),
        lambda rate: nesterov(rate, 0.8),
        adagrad,
        rmsprop,
        adam,
    ]
)


@st.composite
def inside(draw: st.DrawFn, objective: Objective) -> FloatArray:
    """Return a point in an objective's window."""
    low, high = objective.domain.T
    shares = draw(arrays(np.float64, objective.dimension, elements=st.floats(0.02, 0.98)))
    return np.asarray(low + shares * (high - low))


@st.composite
def bowls(draw: st.DrawFn) -> tuple[Objective, FloatArray]:
    """Return a quadratic bowl of two variables, its centre anywhere, and its curvatures."""
    curvatures = np.array([draw(st.floats(0.1, 50)), draw(st.floats(0.1, 50))])
    turn = draw(st.floats(0, np.pi))
    axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    center = draw(arrays(np.float64, 2, elements=st.floats(-5, 5)))
    matrix = axes * curvatures @ axes.T
    return quadratic_form((matrix + matrix.T) / 2, center), curvatures


@st.composite
def datasets(draw: st.DrawFn, features: int = 1) -> Dataset:
    """Return data whose features are not all but constant."""
    n = draw(st.integers(features + 3, 20))
    steps = draw(arrays(np.float64, (n, features), elements=st.floats(0.1, 2)))
    order = np.array([np.roll(np.arange(n), 3 * k) for k in range(features)]).T
    x = np.take_along_axis(np.cumsum(steps, axis=0), order, axis=0) + draw(st.floats(-20, 20))
    return Dataset.from_arrays(x, draw(arrays(np.float64, n, elements=st.floats(-50, 50))))
