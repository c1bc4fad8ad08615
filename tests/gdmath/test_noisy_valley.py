"""The noisy valley is a least-squares cost whose batches disagree where it is lowest."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, gradient_descent, mini_batch, noisy_valley


def test_it_is_the_mean_of_its_rows() -> None:
    valley, point = noisy_valley(), np.array([2.0, -1.0])
    x, y = valley.dataset.x[:, 0], valley.dataset.y
    assert valley.value(point) == pytest.approx(np.mean((2 * x - 1 - y) ** 2) / 2)
    assert valley.minima[0].tolist() == pytest.approx(np.polyfit(x, y, 1).tolist())
    assert 20 < valley.condition_number < 50


def test_noise_grows_with_the_scatter_and_nothing_of_it_is_left_without() -> None:
    def spread(scatter: float) -> float:
        valley = noisy_valley(scatter)
        gradients = [valley.batch(np.arange(i, i + 4)).gradient(valley.minima[0]) for i in range(0, 40, 4)]
        return float(np.linalg.norm(gradients, axis=1).mean())

    assert spread(0.0) == pytest.approx(0, abs=1e-12)
    assert spread(0.6) == pytest.approx(2 * spread(0.3), rel=0.3)


def test_a_constant_rate_does_not_come_to_rest_in_it() -> None:
    valley = noisy_valley()
    walk = descend(valley, mini_batch(gradient_descent(0.3), 4, seed=1), [3, 1], iterations=600)
    excess = walk.values - valley.value(valley.minima[0])
    assert excess[300:].max() < 0.1 * excess[0]
    assert excess[-100:].max() > 100 * excess.min()


def test_bad_scatter() -> None:
    with pytest.raises(ValueError, match="the scatter of the points must be finite and not negative, got -1"):
        noisy_valley(-1)
