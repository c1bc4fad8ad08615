"""Effective rates and corrected averages are those by which the rules really stepped."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import (
    Rule,
    adagrad,
    adam,
    corrected_averages,
    descend,
    effective_rates,
    gradient_descent,
    himmelblau,
    inverse_time_decay,
    rmsprop,
    turned_bowl,
    without_correction,
)


@pytest.mark.parametrize(
    "rule", [adagrad(0.5), rmsprop(inverse_time_decay(0.2, 0.1))], ids=lambda rule: rule.name
)
def test_a_step_is_the_gradient_times_the_effective_rates(rule: Rule) -> None:
    walk = descend(himmelblau(), rule, [0, 0], iterations=20)
    rates = effective_rates(rule, walk)
    assert rates.shape == (20, 2)
    np.testing.assert_allclose(walk.steps, -rates * walk.gradients[:-1], rtol=1e-12)


def test_adam_steps_by_the_corrected_mean() -> None:
    rule = adam(0.3, beta1=0.8, beta2=0.95)
    walk = descend(himmelblau(), rule, [0, 0], iterations=20)
    mean, square = corrected_averages(rule, walk)
    np.testing.assert_allclose(walk.steps, -effective_rates(rule, walk) * mean, rtol=1e-12)
    # A weighted mean of all gradients so far, the weights of which add up to 1.
    for k in (0, 4, 19):
        weights = 0.8 ** np.arange(k + 1)[::-1]
        np.testing.assert_allclose(mean[k], np.average(walk.gradients[: k + 1], axis=0, weights=weights))
        weights = 0.95 ** np.arange(k + 1)[::-1]
        expected = np.average(walk.gradients[: k + 1] ** 2, axis=0, weights=weights)
        np.testing.assert_allclose(square[k], expected)


def test_adam_without_correction_is_a_plain_loop_of_its_raw_averages() -> None:
    walk = descend(himmelblau(), adam(without_correction(0.05)), [0, 0], iterations=15)
    point, mean, square = np.zeros(2), np.zeros(2), np.zeros(2)
    for k in range(15):
        np.testing.assert_allclose(walk.points[k], point, rtol=1e-6)
        gradient = himmelblau().gradient(point)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        point = point - 0.05 * mean / np.sqrt(square)
    assert np.abs(walk.steps[0]).tolist() == pytest.approx([0.05 * 0.1 / np.sqrt(0.001)] * 2)


def test_adagrad_stalls_and_rmsprop_forgets() -> None:
    bowl = turned_bowl((1, 25), 0)
    stalls, forgets = (
        effective_rates(rule, descend(bowl, rule, [3, 1], iterations=200))
        for rule in (adagrad(0.1), rmsprop(0.1))
    )
    assert (np.diff(stalls, axis=0) <= 0).all()
    assert (forgets[-1] > forgets[0]).all()


def test_what_is_refused() -> None:
    walk = descend(himmelblau(), 0.01, [0, 0], iterations=3)
    with pytest.raises(ValueError, match="gradient descent has one rate for all coordinates: adagrad"):
        effective_rates(gradient_descent(0.01), walk)
    with pytest.raises(ValueError, match="this descent has no state 'square', as Adam has: give the rule"):
        effective_rates(adam(0.1), walk)
    with pytest.raises(ValueError, match="AdaGrad corrects no averages: adam does"):
        corrected_averages(adagrad(0.1), walk)
