"""The record of the lecture's network: what it was made from, how it begins, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdmath import FloatArray, Training, geometric
from scenes.kit.network import training
from scenes.kit.network.learnt import MOUNTAIN, TRAINING_STEP, LearntPicture, learnt_mountain

LEARNT = learnt_mountain()
HALF = 2.0**-11
"""Share by which a number is off at most when it is kept in 16 bits."""


def test_it_is_the_network_that_the_command_trains() -> None:
    np.testing.assert_array_equal(LEARNT.target, training.true_picture())
    np.testing.assert_allclose(LEARNT.frequencies, training.chosen_frequencies())
    assert LEARNT.hidden == training.HIDDEN
    assert (LEARNT.seed, LEARNT.training.rate) == (training.SEED, training.RATE)
    assert LEARNT.training.steps.tolist() == geometric(training.STEPS, training.KEPT).tolist()
    assert LEARNT.network.dimension == 2 * 16 * 36 + 36 + 36 * 36 + 36 + 36 * 3 + 3 == 2631


def test_the_first_steps_taken_anew_are_those_that_were_kept() -> None:
    network, kept = LEARNT.network, LEARNT.training
    anew = Training.of(network, kept.rate, network.start(LEARNT.seed), kept.steps[:12])
    np.testing.assert_allclose(anew.costs, kept.costs[:12], rtol=1e-6)
    np.testing.assert_allclose(anew.weights, kept.weights[:12], rtol=HALF, atol=1e-7)


def test_the_kept_weights_have_the_kept_costs() -> None:
    np.testing.assert_allclose(
        LEARNT.network.value(LEARNT.training.weights), LEARNT.training.costs, rtol=3e-3
    )


def test_its_cost_falls_all_the_way_fast_first_and_then_slowly() -> None:
    steps, costs = LEARNT.training.steps, LEARNT.training.costs
    assert (np.diff(costs) < 0).all()
    assert LEARNT.steps_to_lose(0.95) == steps[costs <= 0.05 * costs[0]][0] == 11


def curvature(way: FloatArray) -> float:
    """Return how much the cost is curved at the end of the training, along a way."""
    ahead = 1e-3 * way / np.linalg.norm(way)
    end, slope = LEARNT.training.weights[-1], LEARNT.network.gradient
    return float(ahead @ (slope(end + ahead) - slope(end - ahead)) / (2 * ahead @ ahead))


def test_it_ends_in_a_narrow_valley() -> None:
    """Along its way the cost is curved a thousandth as much as across, where its rate is near the limit."""
    weights, slope = LEARNT.training.weights, LEARNT.network.gradient
    across = np.ones(LEARNT.network.dimension)
    for _ in range(12):
        across = slope(weights[-1] + 1e-3 * across / np.linalg.norm(across)) - slope(weights[-1])
    steepest = curvature(across)
    assert 0.9 < steepest * LEARNT.training.rate / 2 < 1.02
    assert 0 < curvature(weights[-1] - weights[-4]) < steepest / 1000


def test_its_drawing_begins_as_a_grey_blur_and_becomes_the_picture() -> None:
    rows, columns, _ = LEARNT.target.shape
    drawings = LEARNT.drawings(columns, rows)
    assert np.abs(drawings[0] - 0.5).max() < 0.15
    assert np.sqrt(np.mean((drawings[-1] - LEARNT.target) ** 2)) == pytest.approx(
        np.sqrt(LEARNT.training.costs[-1]), rel=2e-3
    )
    assert np.abs(drawings[-1] - LEARNT.target).max() < 0.2


def test_a_run_tells_the_steps() -> None:
    run = LEARNT.run()
    assert run.series(TRAINING_STEP).tolist() == LEARNT.training.steps.tolist()
    assert LEARNT.steps == training.STEPS
    assert run.series("value").tolist() == LEARNT.training.costs.tolist()


def test_the_file_is_small_and_read_as_it_was_written(tmp_path: Path) -> None:
    assert MOUNTAIN.stat().st_size < 250_000
    again = tmp_path / "again.npz"
    LEARNT.save(again)
    read = LearntPicture.load(again)
    np.testing.assert_array_equal(read.training.weights, LEARNT.training.weights)
    np.testing.assert_array_equal(read.target, LEARNT.target)
    assert (read.hidden, read.seed, read.training.rate) == (LEARNT.hidden, LEARNT.seed, LEARNT.training.rate)
