"""Schedules follow their formulas, and refuse what is no learning rate."""

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import (
    constant,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    inverse_time_decay,
    step_decay,
)


def test_schedules() -> None:
    ks = range(6)
    assert [constant(0.3)(k) for k in ks] == [0.3] * 6
    np.testing.assert_allclose(
        [inverse_time_decay(0.9, 0.2)(k) for k in ks], [0.9 / (1 + 0.2 * k) for k in ks]
    )
    np.testing.assert_allclose([geometric_decay(0.9, 0.5)(k) for k in ks], [0.9 * 0.5**k for k in ks])
    np.testing.assert_allclose([step_decay(1, 0.1, 2)(k) for k in ks], [1, 1, 0.1, 0.1, 0.01, 0.01])


def test_schedules_and_rules_compare_and_show_their_parameters() -> None:
    assert constant(0.1) == constant(0.1) != constant(0.2)
    assert gradient_descent(0.1) == gradient_descent(constant(0.1))
    assert heavy_ball(0.1, 0.5) == heavy_ball(0.1, 0.5) != heavy_ball(0.1, 0.6)
    assert "rate=0.9, decay=0.2" in repr(gradient_descent(inverse_time_decay(0.9, 0.2)))


@pytest.mark.parametrize("rate", [0, -0.1, np.nan, np.inf, "0.1", None])
@pytest.mark.parametrize(
    "make",
    [
        constant,
        gradient_descent,
        lambda rate: heavy_ball(rate, 0.5),
        lambda rate: inverse_time_decay(rate, 0.1),
        lambda rate: geometric_decay(rate, 0.9),
        lambda rate: step_decay(rate, 0.5, 10),
    ],
)
def test_bad_learning_rate(make: Callable[[float], object], rate: float) -> None:
    with pytest.raises(ValueError, match="learning rate must be positive and finite"):
        make(rate)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: inverse_time_decay(1, -0.1), "decay must be finite and not negative"),
        (lambda: inverse_time_decay(1, np.nan), "decay must be finite"),
        (lambda: geometric_decay(1, 0), "factor must be above 0"),
        (lambda: geometric_decay(1, 1.1), "at most 1"),
        (lambda: step_decay(1, 0, 5), "factor must be above 0"),
        (lambda: step_decay(1, 0.5, 0), "every must be a whole number of at least 1"),
    ],
)
def test_bad_numbers(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
