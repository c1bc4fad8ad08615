"""Graphs are in as many pieces as the function has, and what is continuous is one piece, however steep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gdmath.arrays import FloatArray
from gdmath.graphs import Graph, graph_of


def graph(function: Callable[[Any], Any], low: float, high: float) -> Graph:
    def value(points: FloatArray) -> FloatArray:
        return np.asarray(function(points[..., 0]))

    return graph_of(value, np.linspace(low, high, 401))


@pytest.mark.parametrize(
    "function",
    [np.abs, np.cbrt, lambda x: np.tanh(1e6 * x), lambda x: np.exp(10 * x**2), lambda x: np.sin(1e4 * x)],
    ids=["kink", "root", "steep", "large", "rough"],
)
def test_what_is_continuous_is_one_piece_of_its_samples(function: Callable[[Any], Any]) -> None:
    found = graph(function, -3.0, 3.1)
    x = np.linspace(-3.0, 3.1, 401)
    assert (len(found.breaks), len(found.edges)) == (0, 0)
    np.testing.assert_array_equal(found.x, x)
    np.testing.assert_array_equal(found.usual, function(x))


@pytest.mark.parametrize(
    ("function", "edges"),
    [
        (lambda x: 1 / x, [0.0]),
        (lambda x: 1 / (x - 1) ** 2, [1.0]),
        (lambda x: 1 / (x**2 - 1), [-1.0, 1.0]),
        (np.tan, [-np.pi / 2, np.pi / 2]),
        (np.sign, [0.0]),
        (lambda x: np.log(x - 1), [1.0]),
        (lambda x: np.sqrt(1 - x**2), [-1.0, 1.0]),
        (lambda x: np.where(np.abs(x - 1) < 0.5, np.nan, x), [0.5, 1.5]),
    ],
    ids=["pole", "even pole", "two poles", "tan", "jump", "log", "circle", "gap"],
)
def test_edges_are_found_between_samples(function: Callable[[Any], Any], edges: list[float]) -> None:
    with np.errstate(all="ignore"):
        found = graph(function, -3.05, 3.1)
    assert np.unique(found.edges.round(6)).tolist() == pytest.approx(edges, abs=1e-6)
    for edge in edges:
        after = int(np.searchsorted(found.x, edge))
        crosses = 0 < after < len(found.x) and found.x[after - 1] < edge < found.x[after]
        assert not crosses or after in found.breaks


def test_beside_a_pole_only_usual_values_ask_for_room() -> None:
    with np.errstate(all="ignore"):
        found = graph(lambda x: 1 / x**2, -3.05, 3.1)
        log = graph(lambda x: -np.log(x), -0.1, 1.0)
    assert 5 < found.usual.max() < 20
    assert found.y.max() > 1e9
    assert found.usual.min() == found.y.min()
    assert log.usual.max() < 7
    assert log.y.max() > 30


def test_nothing_is_no_graph() -> None:
    with pytest.raises(ValueError, match="no finite value from -3 to -1"), np.errstate(all="ignore"):
        graph(np.sqrt, -3.0, -1.0)
