"""What theory says of steps near a minimum, against the steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gdmath import descend, from_function, parabola
from gdmath.near_minimum import NearMinimum, is_level


def test_the_best_rate_is_there_in_one_step_and_the_limit_never() -> None:
    objective = parabola()
    theory = NearMinimum.of(objective, float(objective.minima[0, 0]))
    assert theory.everywhere
    assert theory.factor(theory.best) == 0
    assert theory.factor(theory.limit) == -1
    one_step = descend(objective, theory.best, 3.0, iterations=1).points[-1]
    np.testing.assert_allclose(one_step, objective.minima[0], atol=1e-12)


def test_of_other_curves_it_tells_that_this_holds_only_nearby() -> None:
    quartic = from_function(lambda x: x**4 + x**2, domain=(-2, 2))
    theory = NearMinimum.of(quartic, 0.0)
    assert not theory.everywhere
    assert theory.curvature == pytest.approx(2, abs=1e-3)


@pytest.mark.parametrize("function", [lambda x: x**4, np.abs, lambda x: np.abs(x) ** 1.5])
def test_where_the_curve_is_no_parabola_no_rate_has_a_limit(function: Callable[[Any], Any]) -> None:
    with pytest.raises(ValueError, match="not curved like a parabola at its minimum, x = 0"):
        NearMinimum.of(from_function(function, (-3, 3)), 0.0)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_level_ground_is_told_on_any_scale(scale: float) -> None:
    bowl = from_function(lambda x: 3 + (x / scale) ** 2, (-3 * scale, 3 * scale))
    assert is_level(bowl, [0.0])
    assert not is_level(bowl, [0.001 * scale])
