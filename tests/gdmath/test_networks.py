"""Networks: the gradient by finite differences, another way to reckon the outputs, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import NeuralNetwork, descend, parabola, waves
from gdmath.training import Training

RANDOM = np.random.default_rng(5)
NETWORKS = [
    NeuralNetwork(RANDOM.normal(size=(n, p)), RANDOM.random((n, q)), hidden)
    for n, p, q, hidden in [(7, 2, 1, [4]), (5, 3, 2, [4, 3]), (1, 1, 3, []), (9, 2, 1, [2, 2, 2])]
]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: str(network.sizes))
def test_backpropagation_finds_the_slopes_of_finite_differences(network: NeuralNetwork) -> None:
    point = network.start(seed=1) + 0.1 * RANDOM.normal(size=network.dimension)
    ways = 1e-5 * np.eye(network.dimension)
    slopes = (network.value(point + ways) - network.value(point - ways)) / 2e-5
    np.testing.assert_allclose(network.gradient(point), slopes, atol=1e-10)
    bends = (network.gradient(point + ways) - network.gradient(point - ways)) / 2e-5
    np.testing.assert_allclose(network.hessian(point), (bends + bends.T) / 2, atol=1e-8)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: str(network.sizes))
def test_a_case_goes_through_layer_by_layer(network: NeuralNetwork) -> None:
    weights = network.start(seed=2)
    layers = network.layers(weights)
    assert [layer.matrix.shape for layer in layers] == list(
        zip(network.sizes[1:], network.sizes[:-1], strict=True)
    )
    assert sum(layer.matrix.size + layer.bias.size for layer in layers) == network.dimension == len(weights)
    for case, outputs in zip(network.inputs, network.predict(weights), strict=True):
        reached = case
        for layer in layers[:-1]:
            reached = np.tanh(layer.matrix @ reached + layer.bias)
        sums = layers[-1].matrix @ reached + layers[-1].bias
        np.testing.assert_allclose(outputs, 1 / (1 + np.exp(-sums)))
    errors = network.predict(weights) - network.targets
    assert network.value(weights) == pytest.approx((errors**2).sum() / errors.size)


def test_points_may_have_leading_axes() -> None:
    network = NETWORKS[1]
    points = RANDOM.normal(size=(3, 2, network.dimension))
    assert network.value(points).shape == (3, 2)
    np.testing.assert_array_equal(network.value(points)[2, 1], network.value(points[2, 1]))
    np.testing.assert_array_equal(network.gradient(points)[2, 1], network.gradient(points[2, 1]))


def test_far_weights_overflow_nowhere() -> None:
    network = NETWORKS[0]
    for far in (1e6, -1e6):
        outputs = network.predict(np.full(network.dimension, far))
        assert ((outputs >= 0) & (outputs <= 1)).all()


def test_a_start_is_the_same_for_the_same_seed_and_draws_middle_grey() -> None:
    network = NeuralNetwork(RANDOM.normal(size=(50, 2)), RANDOM.random((50, 3)), [30, 30])
    np.testing.assert_array_equal(network.start(seed=3), network.start(seed=3))
    assert (network.start(seed=3) != network.start(seed=4)).any()
    assert np.abs(network.predict(network.start(seed=3)) - 0.5).max() < 0.15


def test_waves_are_sines_and_cosines() -> None:
    places, frequencies = RANDOM.random((6, 2)), RANDOM.normal(size=(4, 2))
    turns = np.exp(2j * np.pi * places @ frequencies.T)
    np.testing.assert_allclose(waves(places, frequencies), np.hstack([turns.imag, turns.real]))


@pytest.mark.parametrize(
    ("inputs", "targets", "hidden", "line"),
    [
        ([1, 2], [[0]], [2], "the inputs must have shape (n, p), a row for each case, got (2,)"),
        ([[1], [2]], [[0]], [2], "each row of inputs needs its row of targets, got 2 and 1"),
        ([[1], [np.nan]], [[0], [1]], [2], "the inputs must be finite, but row 1 is not"),
        ([[1]], [[1.5]], [2], "targets must be between 0 and 1, as the outputs are: scale them"),
        ([[1]], [[1]], [0], "the units of a hidden layer must be a whole number of at least 1, got 0"),
    ],
)
def test_bad_data_are_refused(
    inputs: list[list[float]], targets: list[list[float]], hidden: list[int], line: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        NeuralNetwork(inputs, targets, hidden)
    assert str(caught.value) == line


def test_a_training_keeps_the_points_of_one_descent() -> None:
    network, steps = NETWORKS[1], [0, 1, 5, 230, 231]
    training = Training.of(network, 0.5, network.start(seed=1), steps)
    walk = descend(network, 0.5, network.start(seed=1), iterations=231)
    np.testing.assert_array_equal(training.weights, walk.points[steps])
    np.testing.assert_array_equal(training.costs, walk.values[steps])
    assert training.descent.iterations == 4


@pytest.mark.parametrize("steps", [[1, 2], [0, 2, 2], []])
def test_steps_that_do_not_increase_from_the_start_are_refused(steps: list[int]) -> None:
    line = "the steps that are kept must begin with 0 and increase"
    with pytest.raises(ValueError, match=line):
        Training.of(NETWORKS[1], 0.5, NETWORKS[1].start(seed=1), steps)


def test_a_training_that_runs_away_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the training ends after \d+ steps: "):
        Training.of(parabola(), 1.5, 8.0, [0, 5000])
