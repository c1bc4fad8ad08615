"""The promises of theory (reference G), as numbers and as real descents."""

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import (
    best_factor,
    best_heavy_ball,
    best_learning_rate,
    descend,
    heavy_ball,
    learning_rate_limit,
    quadratic_form,
)

EIGENVALUES = (0.01, 0.1, 1)
BOWL = quadratic_form(np.diag(EIGENVALUES))


def test_reference_g() -> None:
    assert best_learning_rate(EIGENVALUES) == pytest.approx(1.980198, abs=5e-7)
    assert best_factor(EIGENVALUES) == pytest.approx(0.980198, abs=5e-7)
    rate, momentum = best_heavy_ball(EIGENVALUES)
    assert rate == pytest.approx(3.305785, abs=5e-7)
    assert momentum == pytest.approx(0.669421, abs=5e-7)
    assert learning_rate_limit(EIGENVALUES) == 2


def test_best_learning_rate_shrinks_the_error_by_the_best_factor() -> None:
    walk = descend(BOWL, best_learning_rate(EIGENVALUES), [1, 1, 1], iterations=400)
    errors = np.linalg.norm(walk.points, axis=1)
    np.testing.assert_allclose(errors[301:] / errors[300:-1], best_factor(EIGENVALUES), rtol=1e-9)


@pytest.mark.parametrize("scale", [0.97, 1.03])
def test_no_other_learning_rate_is_better(scale: float) -> None:
    def error(rate: float) -> float:
        return float(np.linalg.norm(descend(BOWL, rate, [1, 1, 1], iterations=1500).points[-1]))

    best = best_learning_rate(EIGENVALUES)
    assert error(best) < error(min(scale * best, 1.999))


def test_limit_separates_convergence_from_divergence() -> None:
    limit = learning_rate_limit(EIGENVALUES)
    below = descend(BOWL, 0.999 * limit, [1, 1, 1], iterations=20_000, step_tolerance=1e-12)
    above = descend(BOWL, 1.05 * limit, [1, 1, 1], iterations=20_000)
    assert below.converged
    assert above.diverged


def test_heavy_ball_shrinks_the_error_by_the_root_of_its_momentum() -> None:
    rate, momentum = best_heavy_ball(EIGENVALUES)
    errors = np.linalg.norm(
        descend(BOWL, heavy_ball(rate, momentum), [1, 1, 1], iterations=100).points, axis=1
    )
    # The double root makes the error k sqrt(momentum)^k: the factor comes near from above, by 1 / k.
    assert (errors[100] / errors[50]) ** (1 / 50) == pytest.approx(np.sqrt(momentum), rel=0.03)
    plain = descend(BOWL, best_learning_rate(EIGENVALUES), [1, 1, 1], iterations=100)
    assert errors[100] < 1e-5 * np.linalg.norm(plain.points[-1])


@pytest.mark.parametrize("eigenvalues", [[], [0, 1], [-1, 1], [np.nan], [1, np.inf]])
@pytest.mark.parametrize("function", [learning_rate_limit, best_learning_rate, best_factor, best_heavy_ball])
def test_bad_eigenvalues(function: Callable[[list[float]], object], eigenvalues: list[float]) -> None:
    with pytest.raises(ValueError, match="one or more positive, finite numbers"):
        function(eigenvalues)
