"""Each weight has a cell of its own, as strong as it is large, and in the colour of its sign."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DL, UR

from gdmath import NeuralNetwork
from scenes.kit.network.learnt import learnt_mountain
from scenes.kit.network.weight_grid import TrainingGrids, WeightGrid, cells_of
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

NETWORK = NeuralNetwork(np.zeros((1, 3)), np.zeros((1, 2)), [5, 4])
BOX = Box(-3, 3, -1, 1)


def test_every_weight_has_one_cell() -> None:
    for network in (NETWORK, learnt_mountain().network):
        cells = cells_of(network)
        assert sorted(cells[cells >= 0].tolist()) == list(range(network.dimension))


def test_layers_stand_side_by_side_each_with_its_biases() -> None:
    weights = np.arange(NETWORK.dimension)
    first, _, last = NETWORK.layers(weights)
    cells = cells_of(NETWORK)
    np.testing.assert_array_equal(cells[:, :3], first.matrix)
    np.testing.assert_array_equal(cells[:, 3], first.bias)
    np.testing.assert_array_equal(cells[:4, -2:], last.matrix.T)
    np.testing.assert_array_equal(cells[4, -2:], last.bias)


def test_colours_tell_sign_and_size() -> None:
    numbers = np.zeros((1, NETWORK.dimension))
    numbers[0, :4] = 1.0, -1.0, 0.25, -0.25
    colors = {
        0: palette.rgb(palette.FIRST_PARAMETER),
        1: palette.rgb(palette.SECOND_PARAMETER),
        7: palette.rgb(palette.PANEL),
    }
    grid, cells = WeightGrid(BOX, NETWORK, numbers), cells_of(NETWORK)
    for weight, color in colors.items():
        np.testing.assert_allclose(grid.pages[0][cells == weight][0, :3], 255 * color, atol=0.5)
    ground = 255 * colors[7]
    strengths = [np.abs(grid.pages[0][cells == weight][0, :3] - ground).sum() for weight in (0, 2, 7)]
    assert strengths == sorted(strengths, reverse=True)


def test_changes_are_counted_from_the_first_weights_and_only_grow_clearer_with_them() -> None:
    learnt = learnt_mountain()
    grid, cells = WeightGrid.of_changes(BOX, learnt), cells_of(learnt.network)
    ground = 255 * palette.rgb(palette.PANEL)
    seen = np.abs(grid.pages[:, cells >= 0, :3] - ground).sum(axis=-1)
    assert seen[0].max() <= 1.5
    means = seen.mean(axis=-1)
    assert means[1] > 5
    assert means[-1] > 2 * means[10]
    changes = (learnt.training.weights[-1] - learnt.training.weights[0])[cells[cells >= 0]]
    order = np.argsort(np.abs(changes))[: len(changes) // 2]  # none of them in full colour
    for sign in (1, -1):
        of_sign = order[np.sign(changes[order]) == sign]
        assert (np.diff(seen[-1][of_sign]) >= -2).all()


def test_cells_are_squares_within_the_box() -> None:
    grid = WeightGrid(BOX, NETWORK, np.ones((1, NETWORK.dimension)))
    rows, columns = cells_of(NETWORK).shape
    assert grid.width / columns == pytest.approx(grid.height / rows)
    assert grid.width <= BOX.width + 1e-9
    assert grid.height <= BOX.height + 1e-9
    np.testing.assert_allclose(grid.get_center(), BOX.center)


def test_words_stand_below_its_ends_and_its_middle() -> None:
    grid = WeightGrid(BOX, NETWORK, np.ones((1, NETWORK.dimension)))
    into, count, out = grid.named("in", "46 weights", "out")
    assert into.get_left()[0] == pytest.approx(grid.get_left()[0])
    np.testing.assert_allclose(count.get_center()[0], grid.get_center()[0], atol=1e-9)
    np.testing.assert_allclose(out.get_right()[0], grid.get_right()[0])
    assert max(words.get_top()[1] for words in (into, count, out)) < grid.get_bottom()[1]


def test_words_stand_above_the_blocks_of_their_layers() -> None:
    grid = WeightGrid(BOX, NETWORK, np.ones((1, NETWORK.dimension)))
    names = grid.named_layers("1", "2", "3")
    cells = cells_of(NETWORK)
    for layer, name in zip(NETWORK.layers(np.arange(NETWORK.dimension)), names, strict=True):
        held = [grid.place_of(int(weight))[0] for weight in layer.matrix.ravel()]
        assert min(held) <= name.get_center()[0] <= max(held) + grid.width / cells.shape[1]
        assert name.get_bottom()[1] > grid.get_top()[1]


def test_a_row_alone_has_the_colours_of_its_cells_and_stands_where_they_do() -> None:
    learnt = learnt_mountain()
    grid = WeightGrid.of_weights(BOX, learnt)
    layer = learnt.network.layers(np.arange(learnt.network.dimension))[1]
    weights = np.append(layer.matrix[4], layer.bias[4]).astype(int)
    row = grid.part(weights)
    grid.turn_to(len(grid.pages) - 1)
    for weight in weights.tolist():
        place = grid.place_of(weight)
        np.testing.assert_allclose(row.color_at(place), grid.color_at(place), atol=1 / 255)
    np.testing.assert_allclose(row.height, grid.height / len(grid.cells))


def test_boxes_hold_the_cells_of_their_layers_and_no_others() -> None:
    grid = WeightGrid(BOX, NETWORK, np.ones((1, NETWORK.dimension)))
    layers = NETWORK.layers(np.arange(NETWORK.dimension))
    cell = grid.height / len(grid.cells)
    for layer, box in zip(layers, grid.blocks(), strict=True):
        held = np.array([grid.place_of(int(each)) for each in (*layer.matrix.ravel(), *layer.bias)])
        np.testing.assert_allclose(held.min(axis=0)[:2] - cell / 2, box.get_corner(DL)[:2], atol=1e-9)
        np.testing.assert_allclose(held.max(axis=0)[:2] + cell / 2, box.get_corner(UR)[:2], atol=1e-9)


def test_a_layer_holds_its_cells_dim_where_they_stand() -> None:
    learnt = learnt_mountain()
    grid = WeightGrid.of_weights(BOX, learnt)
    grid.turn_to(len(grid.pages) - 1)
    layers = learnt.network.layers(np.arange(learnt.network.dimension))
    for layer, (box, cells) in zip(layers, grid.layers(), strict=True):
        np.testing.assert_allclose(cells.get_corner(DL), box.get_corner(DL), atol=1e-9)
        np.testing.assert_allclose(cells.get_corner(UR), box.get_corner(UR), atol=1e-9)
        assert isinstance(cells, Flipbook)
        assert cells.opacity < 1
        for weight in (layer.matrix[0, 0], layer.matrix[-1, 1], layer.bias[1]):
            place = grid.place_of(int(weight))
            np.testing.assert_allclose(cells.color_at(place), grid.color_at(place), atol=1 / 255)


def test_the_grids_of_a_training_lie_in_one_place_and_follow_it() -> None:
    learnt = learnt_mountain()
    run = learnt.run()
    grids = TrainingGrids(BOX, learnt, run, ("in", "out"), ("weights", "slopes", "changes"))
    run.clock.set_value(run.end)
    for grid in (grids.weights, grids.slopes, grids.changes):
        np.testing.assert_allclose(grid.points, grids.weights.points)
        assert grid.update().place == len(grid.pages) - 1
    for name in (grids.named, grids.steep, grids.moved):
        np.testing.assert_allclose(name.get_x(), grids.weights.get_x(), atol=1e-9)


def test_slopes_come_from_the_outputs_back() -> None:
    grid = WeightGrid(BOX, NETWORK, np.ones((1, NETWORK.dimension)))
    come = grid.come_backwards(1.0)
    come.begin()
    come.interpolate(0.5)
    first, last = grid.shown
    assert 0 < first < 1
    assert last == 1
    come.finish()
    assert grid.shown == (0, 1)
