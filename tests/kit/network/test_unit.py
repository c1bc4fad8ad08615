"""A unit of the learnt network: its numbers are the network's, and its weights find their cells."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import waves
from scenes.kit.network.learnt import FRAME, learnt_mountain
from scenes.kit.network.unit import LAYER, Unit
from scenes.kit.network.weight_grid import WeightGrid
from scenes.kit.style import layout

LEARNT = learnt_mountain()
SPOT = (0.35, 0.3)


@pytest.fixture(scope="module")
def unit() -> Unit:
    return Unit(layout.stage(), LEARNT, SPOT, ("sum", "bent", "from layer 1", "+ 34 more"))


def test_its_sum_bent_is_what_the_network_makes_of_the_place(unit: Unit) -> None:
    told = waves([(2 * SPOT[0] - 1, (2 * SPOT[1] - 1) / FRAME)], LEARNT.frequencies)
    out = LEARNT.network.activations(LEARNT.training.weights[-1], told)[LAYER + 1][0, unit.number]
    assert np.tanh(unit.total) == pytest.approx(out)
    assert 0.5 < out < 0.95  # bent, and not yet flat


def test_the_point_stands_on_the_bending_curve(unit: Unit) -> None:
    _, curve, dot, _ = unit.bent
    gaps = np.linalg.norm(curve.points - dot.points[0], axis=1)
    assert gaps.min() < 0.1
    assert unit.frame.width <= layout.stage().width
    assert unit.width < unit.frame.width
    assert unit.height < unit.frame.height


def test_its_weights_are_cells_of_one_row(unit: Unit) -> None:
    grid = WeightGrid.of_weights(layout.stage(), LEARNT)
    rows = {round(float(grid.place_of(weight)[1]), 6) for weight in unit.shown.tolist()}
    assert len(rows) == 1  # a unit is a row
    row = grid.framed(unit.weights)
    assert row.get_center()[1] == pytest.approx(float(grid.place_of(unit.weights[0])[1]))
    assert len(unit.weights) == len(unit.shown) + Unit.others(LEARNT)
    for weight in unit.shown.tolist():
        [[row, column]] = np.argwhere(grid.cells == weight)
        page = grid.pages[0]
        np.testing.assert_allclose(grid.color_at(grid.place_of(weight)), page[row, column, :3] / 255)


def test_the_terms_that_are_written_and_those_that_are_counted_are_all_of_the_sum(unit: Unit) -> None:
    layer = LEARNT.network.layers(LEARNT.training.weights[-1])[LAYER]
    told = waves([(2 * SPOT[0] - 1, (2 * SPOT[1] - 1) / FRAME)], LEARNT.frequencies)
    inputs = LEARNT.network.activations(LEARNT.training.weights[-1], told)[unit.before][0]
    terms = np.append(layer.matrix[unit.number] * inputs, layer.bias[unit.number])
    assert terms.sum() == pytest.approx(unit.total)
    assert len(terms) == len(unit.shown) + Unit.others(LEARNT)
