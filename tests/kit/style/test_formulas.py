"""Formulas hold for the functions they stand beside, and Typst can read them."""

from __future__ import annotations

import doctest

import pytest

from gdmath import (
    TEN_POINTS,
    Convention,
    Dataset,
    LinearRegression,
    LogisticRegression,
    Objective,
    Schedule,
    beale,
    constant,
    double_well,
    from_function,
    gaussian_difference,
    geometric_decay,
    himmelblau,
    inverse_time_decay,
    landscape,
    plateau,
    polynomial,
    quadratic_form,
    rosenbrock,
    saddle,
    step_decay,
    wavy_bowl,
)
from scenes.kit.style import formulas, typography
from scenes.kit.style.formulas import formula_of

PASSED = Dataset.from_arrays([1, 2, 3, 4], [0, 1, 0, 1])

UNKNOWN = from_function(lambda x, y: x * y, [(0, 1), (0, 1)], name="unknown")

DESCRIBED: list[tuple[Objective | Schedule, str]] = [
    (polynomial([1, -4, 6, -4, 1]), "x^4 - 4x^3 + 6x^2 - 4x + 1"),
    (polynomial([1, 0, 0, 0]), "x^3"),
    (polynomial([-1, 0, 0]), "-x^2"),
    (polynomial([0, 0, 2.5, 0]), "2.5x"),
    (polynomial([3]), "3"),
    (polynomial([0, 0]), "0"),
    (polynomial([1.0000001, 0, 0]), "1.0000001x^2"),
    (polynomial([1e-7, 0, -1]), "10^(-7) x^2 - 1"),
    (polynomial([1e6, -2.5e8, 1234567]), "10^6 x^2 - 2.5 dot 10^8 x + 1234567"),
    (double_well(), "(x^2 - 9)^2 + 2x + 6"),
    (rosenbrock(), "(1 - x)^2 + 100 (y - x^2)^2"),
    (himmelblau(), "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
    (beale(), "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2"),
    (saddle(), "x^2 - y^2"),
    (wavy_bowl(), "(x^2 + y^2) / 4 + sin 2 x + cos 2 y"),
    (quadratic_form([[2, 0], [0, 1]]), "1/2 (bold(x) - bold(c))^top A (bold(x) - bold(c))"),
    (gaussian_difference(), "10 (cal(N)(mu_2, Sigma_2) - cal(N)(mu_1, Sigma_1))"),
    (gaussian_difference(weight=1e6), "10^6 (cal(N)(mu_2, Sigma_2) - cal(N)(mu_1, Sigma_1))"),
    (plateau(), "1 - exp(-(x^2 + y^2) / (2 dot 0.8^2))"),
    (
        landscape(),
        "1.9 + (0.7 x^2 + 0.8 y^2) / 2 - 3 exp(-((x - 1.3)^2 + (y + 1.4)^2) / (2 dot 1.1^2))"
        " + 3.2 exp(-((x + 1)^2 + (y - 0.7)^2) / (2 dot 1.1^2))"
        " + 0.5 exp(-((x - 1.3)^2 + (y - 1)^2) / (2 dot 1^2))"
        " - 0.9 exp(-((x + 1.7)^2 + (y + 1.2)^2) / (2 dot 0.8^2))",
    ),
    (LinearRegression(TEN_POINTS, Convention.MSE), "1/n sum_(i=1)^n (y_i - hat(y)_i)^2"),
    (LinearRegression(TEN_POINTS, Convention.HALF_MSE), "1/(2n) sum_(i=1)^n (y_i - hat(y)_i)^2"),
    (LogisticRegression(PASSED), "1/n sum_(i=1)^n (log(1 + e^(z_i)) - y_i z_i)"),
    (inverse_time_decay(0.9, 0.2), "0.9 \\/ (1 + 0.2 k)"),
    (inverse_time_decay(1e-6, 2e7), "10^(-6) \\/ (1 + 2 dot 10^7 k)"),
    (geometric_decay(1e-5, 0.5), "0.00001 dot 0.5^k"),
    (geometric_decay(1, 1e-7), "1 dot (10^(-7))^k"),
    (step_decay(1, 0.1, 2), "1 dot 0.1^floor(k \\/ 2)"),
    (from_function(lambda x: x**3, (0, 1), formula="x^3"), "x^3"),
]


@pytest.mark.parametrize(("described", "formula"), DESCRIBED, ids=lambda value: str(value)[:30])
def test_formulas_can_be_set(described: Objective | Schedule, formula: str) -> None:
    assert formula_of(described) == formula
    assert typography.formula(formula).width > 0


def test_what_nobody_knows_has_no_formula() -> None:
    assert formula_of(from_function(lambda x: x**3, (0, 1))) == ""
    assert formula_of(from_function(lambda x, y: x * y, [(0, 1), (0, 1)], name="saddle")) == ""
    assert formula_of(constant(0.1)) == ""


def test_examples() -> None:
    assert doctest.testmod(formulas).failed == 0
