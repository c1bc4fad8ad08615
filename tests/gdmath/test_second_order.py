"""The second-order model touches, and Newton's method goes to where it is level."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import newton as scipy_newton

from gdmath import (
    damped_newton,
    descend,
    double_well,
    from_function,
    himmelblau,
    newton,
    polynomial,
    quadratic_form,
    rosenbrock,
    saddle,
    second_order_model,
)


def test_the_model_touches_to_second_order() -> None:
    point = np.array([-1.2, 1.0])
    model = second_order_model(rosenbrock(), point)
    np.testing.assert_allclose(model.value(point), rosenbrock().value(point), rtol=1e-14)
    np.testing.assert_allclose(model.gradient(point), rosenbrock().gradient(point), rtol=1e-14)
    np.testing.assert_allclose(model.hessian(point), rosenbrock().hessian(point), rtol=1e-14)
    away = np.array([0.6, -0.8])
    gaps = [float(model.value(point + t * away) - rosenbrock().value(point + t * away)) for t in (0.02, 0.01)]
    assert gaps[0] / gaps[1] == pytest.approx(8, rel=0.05)  # what is left is of third order


def test_newton_s_step_leads_to_the_model_s_minimum() -> None:
    point = [-1.2, 1.0]
    walk = descend(rosenbrock(), newton(), point, iterations=1)
    model = second_order_model(rosenbrock(), point)
    np.testing.assert_allclose(walk.points[1], model.minima[0], rtol=1e-12)
    parabola = model.along(point, walk.steps[0])
    assert parabola.gradient([1.0])[0] == pytest.approx(0, abs=1e-9)
    assert parabola.minima[:, 0].tolist() == pytest.approx([1], abs=1e-6)


def test_pure_newton_is_scipy_s_on_the_derivative() -> None:
    well = double_well()

    def slope(x: float) -> float:
        return float(well.gradient([x])[0])

    def bend(x: float) -> float:
        return float(well.hessian([x])[0, 0])

    walk = descend(well, newton(), 4.0, iterations=20)
    assert walk.points[-1, 0] == pytest.approx(scipy_newton(slope, 4.0, fprime=bend), abs=1e-9)


def test_newton_goes_to_a_maximum_where_damped_newton_goes_down() -> None:
    well = double_well()
    pure, damped = (descend(well, rule, 0.5, iterations=20) for rule in (newton(), damped_newton()))
    assert well.hessian(pure.points[-1])[0, 0] < 0
    assert well.gradient(pure.points[-1])[0] == pytest.approx(0, abs=1e-9)
    assert pure.values[-1] > pure.values[0]
    assert (np.diff(damped.values) <= 0).all()
    assert well.hessian(damped.points[-1])[0, 0] > 0


def test_newton_goes_to_a_saddle_of_himmelblau() -> None:
    walk = descend(himmelblau(), newton(), [0.2, 3.0], iterations=20)
    low, high = np.linalg.eigvalsh(himmelblau().hessian(walk.points[-1]))
    assert low < 0 < high
    assert np.abs(himmelblau().gradient(walk.points[-1])).max() < 1e-9


def test_newton_ends_where_the_hessian_is_singular() -> None:
    walk = descend(quadratic_form([[1, 0], [0, 0]]), newton(), [3, 1], iterations=5)
    assert walk.iterations == 0
    assert not walk.converged


def test_a_model_without_minimum() -> None:
    assert second_order_model(saddle(), [1, 0.5]).minima.shape == (0, 2)
    assert second_order_model(polynomial([2, 0]), 1.0).minima.shape == (0, 1)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the point must be 2 number\(s\), the dimension of saddle"):
        second_order_model(saddle(), 1.0)
    root = from_function(lambda x: x**0.5, (0, 1))
    with pytest.raises(ValueError, match=r"has no finite value, gradient and Hessian at .*: choose another"):
        second_order_model(root, -1.0)
