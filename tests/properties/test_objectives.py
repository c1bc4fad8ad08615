"""What holds of every objective, wherever it is asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial as Reference
from scipy.optimize import check_grad

from gdmath import Objective, from_function, polynomial
from tests.properties.strategies import bowls, coefficients, inside, moderate, objectives


def points_of(data: st.DataObject, objective: Objective, count: int = 1) -> np.ndarray:
    return np.array([data.draw(inside(objective)) for _ in range(count)])


@given(objectives, st.data())
def test_the_gradient_is_what_differences_say(objective: Objective, data: st.DataObject) -> None:
    (point,) = points_of(data, objective)
    size = 1 + float(np.abs(objective.gradient(point)).max())

    def value(x: np.ndarray) -> float:
        return float(objective.value(x))

    error = check_grad(value, objective.gradient, point)
    assert error <= 1e-4 * size * (1 + float(np.abs(objective.hessian(point)).max()))


@given(objectives, st.data())
def test_the_hessian_is_symmetric_and_the_gradient_s_slope(objective: Objective, data: st.DataObject) -> None:
    (point,) = points_of(data, objective)
    hessian = objective.hessian(point)
    np.testing.assert_array_equal(hessian, hessian.T)
    way = np.ones(objective.dimension)
    step = 1e-5
    rise = (objective.gradient(point + step * way) - objective.gradient(point - step * way)) / (2 * step)
    np.testing.assert_allclose(hessian @ way, rise, rtol=1e-3, atol=1e-3 * (1 + np.abs(hessian).max()))


@given(objectives, st.data())
def test_many_points_at_once_are_the_points_one_by_one(objective: Objective, data: st.DataObject) -> None:
    points = points_of(data, objective, 4).reshape(2, 2, -1)
    for of in (objective.value, objective.gradient, objective.hessian):
        together = of(points)
        assert together.shape[:2] == (2, 2)
        np.testing.assert_allclose(together[1, 0], of(points[1, 0]), rtol=1e-12, atol=1e-12)


@given(objectives.filter(lambda objective: len(objective.minima) > 0), st.data())
def test_nothing_nearby_is_lower_than_a_minimum(objective: Objective, data: st.DataObject) -> None:
    minimum = data.draw(st.sampled_from(objective.minima.tolist()))
    (other,) = points_of(data, objective)
    near = minimum + 1e-3 * (other - minimum)
    assert objective.value(near) >= objective.value(minimum) - 1e-12 * (1 + abs(objective.value(minimum)))


@given(objectives, st.data())
def test_a_slice_is_the_objective_along_the_line(objective: Objective, data: st.DataObject) -> None:
    start, end = points_of(data, objective, 2)
    assume(np.linalg.norm(end - start) > 1e-3)
    line = objective.along(start, end - start)
    t = data.draw(st.floats(0, 1))
    place = start + t * (end - start)
    assert line.value([t]) == pytest.approx(float(objective.value(place)), rel=1e-12, abs=1e-12)
    expected = float(objective.gradient(place) @ (end - start))
    assert line.gradient([t])[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    low, high = line.domain[0]
    assert low <= 0 <= high


@given(objectives, st.data())
def test_another_window_is_another_view_of_the_same(objective: Objective, data: st.DataObject) -> None:
    (point,) = points_of(data, objective)
    narrow = objective.with_domain(np.stack([point - 1, point + 1], axis=-1))
    assert narrow.value(point) == objective.value(point)
    np.testing.assert_array_equal(narrow.domain.mean(axis=1), (point - 1 + (point + 1)) / 2)


@given(objectives, st.data())
def test_points_are_not_changed(objective: Objective, data: st.DataObject) -> None:
    points = points_of(data, objective, 2)
    before = points.copy()
    for of in (objective.value, objective.gradient, objective.hessian):
        of(points)
    np.testing.assert_array_equal(points, before)


@given(coefficients, moderate)
def test_a_polynomial_is_numpy_s(given_coefficients: list[float], x: float) -> None:
    reference = Reference(given_coefficients[::-1])
    curve = polynomial(given_coefficients)
    for ours, theirs in (
        (curve.value([x]), reference(x)),
        (curve.gradient([x])[0], reference.deriv()(x)),
        (curve.hessian([x])[0, 0], reference.deriv(2)(x)),
    ):
        assert float(ours) == pytest.approx(float(theirs), rel=1e-9, abs=1e-6)


@given(coefficients)
def test_a_polynomial_s_minima_are_flat_and_sorted_by_height(given_coefficients: list[float]) -> None:
    curve = polynomial(given_coefficients)
    for minimum in curve.minima:
        scale = np.polyval(np.abs(np.polyder(given_coefficients)), np.abs(minimum[0]))
        assert abs(curve.gradient(minimum)[0]) <= 1e-7 * scale
    heights = curve.value(curve.minima)
    assert (np.diff(heights) >= 0).all()


@given(coefficients, st.floats(0.1, 10), moderate)
def test_a_polynomial_times_a_number_has_the_same_minima(
    given_coefficients: list[float], factor: float, shift: float
) -> None:
    curve = polynomial(given_coefficients)
    lifted = polynomial(
        [factor * c for c in given_coefficients[:-1]] + [factor * given_coefficients[-1] + shift]
    )
    assume(len(curve.minima) > 0)
    np.testing.assert_allclose(
        np.sort(lifted.minima[:, 0]), np.sort(curve.minima[:, 0]), rtol=1e-5, atol=1e-4
    )


@given(bowls(), st.data())
def test_a_bowl_is_lowest_at_its_centre(bowl: tuple[Objective, np.ndarray], data: st.DataObject) -> None:
    objective, _ = bowl
    (point,) = points_of(data, objective)
    (center,) = objective.minima
    assert objective.value(point) >= objective.value(center) == 0


@given(bowls())
def test_a_bowl_has_the_curvatures_it_was_made_of(bowl: tuple[Objective, np.ndarray]) -> None:
    objective, curvatures = bowl
    found = np.linalg.eigvalsh(objective.hessian(objective.minima[0]))
    np.testing.assert_allclose(found, np.sort(curvatures), rtol=1e-9)


@given(coefficients, st.data())
def test_a_plain_function_has_the_slopes_of_its_polynomial(
    given_coefficients: list[float], data: st.DataObject
) -> None:
    known = polynomial(given_coefficients, domain=(-3, 3))
    found = from_function(lambda x: np.polyval(given_coefficients, x), (-3, 3))
    (point,) = points_of(data, known)
    scale = 1 + float(np.abs(given_coefficients).sum()) * 3.0 ** len(given_coefficients)
    assert found.gradient(point)[0] == pytest.approx(float(known.gradient(point)[0]), abs=1e-6 * scale)


@given(st.floats(-50, 50), st.floats(0.5, 5), st.floats(-0.9, 0.9))
def test_a_plain_function_moved_has_its_minimum_moved(middle: float, half: float, share: float) -> None:
    minimum = middle + share * half
    found = from_function(lambda x: (x - minimum) ** 2, (middle - half, middle + half))
    np.testing.assert_allclose(found.minima, [[minimum]], atol=1e-6)
