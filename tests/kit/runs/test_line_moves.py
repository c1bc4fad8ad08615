"""Moves of the best line: of its slope alone is dear; of both numbers, far along the valley, is cheap."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, Dataset, LinearRegression
from scenes.kit.runs.line_moves import costs_of_moves, line_moves, round_turn

COST = LinearRegression(TEN_POINTS)
RISING = LinearRegression(Dataset.from_arrays(TEN_POINTS.x[:, 0] - 20, -TEN_POINTS.y))


@pytest.mark.parametrize(("cost", "flatter", "mean"), [(COST, 1, 5.5), (RISING, -1, -14.5)])
def test_both_at_once_turn_the_line_about_the_middle(
    cost: LinearRegression, flatter: int, mean: float
) -> None:
    turned, both = line_moves(cost, 0.5)
    np.testing.assert_allclose(turned, [0.5 * flatter, 0])
    np.testing.assert_allclose(both - turned, [0, -0.5 * flatter * mean])
    best = cost.closed_form()
    slope, intercept = best + both
    assert abs(slope) < abs(best[0])
    assert slope * mean + intercept == pytest.approx(cost.dataset.y.mean())


def test_the_farthest_move_costs_least() -> None:
    moves = line_moves(COST, 1.0)
    assert np.linalg.norm(moves, axis=1).argmax() == 1
    np.testing.assert_allclose(costs_of_moves(COST, moves), [38.5, 8.25])


@pytest.mark.parametrize("start", [(0.0, 0.0), (-1.6, 8.0), (3.0, 30.0)])
def test_the_slope_changes_by_a_round_number_and_it_costs_no_more_than_the_start(
    start: tuple[float, float],
) -> None:
    turn = round_turn(COST, start)
    assert f"{turn:.0e}"[0] in "125"
    excess = COST.value(start) - COST.value(COST.closed_form())
    assert excess / 7 < costs_of_moves(COST, line_moves(COST, turn)).max() <= excess
