"""All rules on all kinds of objectives come to the minimum that SciPy finds from the same start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from scipy.optimize import minimize

from gdmath import (
    SIX_POINTS,
    Dataset,
    LinearRegression,
    LogisticRegression,
    Objective,
    Rule,
    adagrad,
    adam,
    backtracking,
    beale,
    damped_newton,
    descend,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    himmelblau,
    nesterov,
    parabola,
    quadratic_form,
    rmsprop,
    rosenbrock,
)
from gdmath.arrays import FloatArray

HOURS = Dataset.from_arrays([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1])

# An objective, a start, and a learning rate that plain descent can stand there.
OBJECTIVES: list[tuple[Objective, Sequence[float], float]] = [
    (parabola(), [4], 0.4),
    (quadratic_form([[1, 0], [0, 100]], center=[-1, 2]), [3, 1], 0.009),
    (rosenbrock(), [-1.2, 1], 0.001),
    (himmelblau(), [2, 1], 0.01),
    (beale(), [1, 1], 0.015),
    (LinearRegression(SIX_POINTS), [3, -1], 0.02),
    (LogisticRegression(HOURS), [0, 0], 0.4),
]

RULES: list[Callable[[float], Rule]] = [
    gradient_descent,
    lambda rate: heavy_ball(rate, 0.9),
    lambda rate: nesterov(rate, 0.9),
    lambda rate: adagrad(1.0),
    lambda rate: rmsprop(geometric_decay(0.1, 0.999)),
    lambda rate: adam(0.1),
    lambda rate: backtracking(10 * rate),
    lambda rate: damped_newton(),
]


def scipy_s_minimum(objective: Objective, start: Sequence[float]) -> FloatArray:
    def value(point: FloatArray) -> float:
        return float(objective.value(point))

    def gradient(point: FloatArray) -> FloatArray:
        return objective.gradient(point)

    found = minimize(value, np.array(start, dtype=np.float64), jac=gradient, options={"gtol": 1e-9})
    return np.asarray(found.x)


@pytest.mark.parametrize("make", RULES, ids=lambda make: make(1.0).name)
@pytest.mark.parametrize(
    ("objective", "start", "rate"), OBJECTIVES, ids=[objective.name for objective, _, _ in OBJECTIVES]
)
def test_arrives_at_scipy_s_minimum(
    objective: Objective, start: Sequence[float], rate: float, make: Callable[[float], Rule]
) -> None:
    best = scipy_s_minimum(objective, start)
    flattest = np.linalg.eigvalsh(objective.hessian(best))[0]
    walk = descend(objective, make(rate), start, iterations=20_000, gradient_tolerance=2e-3 * flattest)
    assert walk.converged
    np.testing.assert_allclose(walk.points[-1], best, atol=5e-3)
