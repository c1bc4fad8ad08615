"""The chain of a network's layers: its numbers are the network's, and stand where its weights do."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import waves
from scenes.kit.network.drawing import NetworkDrawing
from scenes.kit.network.layer_chain import LayerChain
from scenes.kit.network.learnt import FRAME, learnt_mountain
from scenes.kit.network.weight_grid import WeightGrid
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

LEARNT = learnt_mountain()
SPOT, WAVES = (0.35, 0.3), (2, 13, 19)


@pytest.fixture
def grid() -> WeightGrid:
    return WeightGrid.of_weights(Box(0, 5, 0, 3), LEARNT)


@pytest.fixture
def chain(grid: WeightGrid) -> LayerChain:
    drawing = NetworkDrawing(Box(-7, -3, 0, 2.25), LEARNT)
    drawing.turn_to(len(drawing.pages) - 1)
    return LayerChain(grid, LEARNT, drawing, SPOT, ("in", "32 waves", "out"), ("1", "2", "3"), WAVES)


def activations(spot: tuple[float, float]) -> list[np.ndarray]:
    """Return what goes into each layer, and what comes out, by the mathematics alone."""
    place = 2 * spot[0] - 1, (2 * spot[1] - 1) / FRAME
    told = waves([place], LEARNT.frequencies)
    return [row for [row] in LEARNT.network.activations(LEARNT.training.weights[-1], told)]


def columns_of(chain: LayerChain) -> list[CellRow]:
    return [cells for cells in chain.columns if isinstance(cells, CellRow)]


def brightness(colors: np.ndarray) -> np.ndarray:
    """Return how far colours are from the dark one to the bright one, as numbers from -1 to 1."""
    dark, bright = palette.rgb(palette.PANEL), palette.rgb(palette.POINT)
    return np.asarray(2 * (colors - dark) @ (bright - dark) / np.sum((bright - dark) ** 2) - 1)


def test_each_cell_is_as_bright_as_its_number_is_large(chain: LayerChain) -> None:
    for cells, numbers in zip(columns_of(chain), activations(SPOT)[:-1], strict=True):
        np.testing.assert_allclose(brightness(cells.colors), numbers, atol=1e-9)


def test_the_pictures_have_at_the_place_the_colours_of_the_cells_to_which_they_lead(
    chain: LayerChain,
) -> None:
    cells = columns_of(chain)[0]
    for (picture, *_, ring), end, wave in zip(
        chain.waves.pictures, chain.waves.lines.ends, WAVES, strict=True
    ):
        assert isinstance(picture, Flipbook)
        np.testing.assert_allclose(picture.color_at(ring.get_center()), cells.colors[wave], atol=0.08)
        low, high = picture.points[:, :2]
        np.testing.assert_allclose((ring.get_center()[:2] - low) / (high - low), SPOT)
        assert end[1] == pytest.approx(cells.points[wave, 1])


def test_the_colour_that_comes_out_is_that_of_the_network(chain: LayerChain) -> None:
    drawn = np.array(chain.swatch.get_fill_color().to_rgb())
    np.testing.assert_allclose(drawn, activations(SPOT)[-1], atol=1 / 255)


def test_a_number_stands_at_the_end_of_the_row_that_makes_it(grid: WeightGrid, chain: LayerChain) -> None:
    layers = LEARNT.network.layers(np.arange(LEARNT.network.dimension))
    for layer, box, cells in zip(layers, chain.boxes, columns_of(chain)[1:], strict=False):
        heights = [grid.place_of(int(row[0]))[1] for row in layer.matrix]
        np.testing.assert_allclose(cells.points[:, 1], heights, atol=1e-9)
        assert box.get_right()[0] < cells.points[0, 0] - cells.size[0] / 2


def test_what_it_is_made_of_stands_side_by_side(chain: LayerChain) -> None:
    arrow, away = chain.arrows
    cells = columns_of(chain)[0]
    edges = [chain.point.get_right()[0], arrow.get_left()[0], arrow.get_right()[0]]
    edges += [chain.waves.pictures.get_left()[0], chain.waves.pictures.get_right()[0]]
    edges += [cells.get_left()[0] - cells.size[0] / 2, cells.get_left()[0] + cells.size[0] / 2]
    edges += [chain.boxes[0].get_left()[0], chain.boxes[-1].get_right()[0]]
    edges += [away.get_left()[0], chain.swatch.get_left()[0]]
    assert edges == sorted(edges)


def test_numbers_go_through_once_and_then_all_is_there(chain: LayerChain) -> None:
    flow = chain.flow(2.0)
    flow.begin()
    flow.interpolate(0.3)
    assert columns_of(chain)[-1].opacity == 0
    flow.finish()
    assert {cells.opacity for cells in columns_of(chain)[1:]} == {1.0}
