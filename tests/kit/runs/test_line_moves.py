"""Moves of the best line are equally far; the one along the valley costs least."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.runs.line_moves import bends_of_moves, costs_of_moves, line_moves, move_distance

COST = LinearRegression(TEN_POINTS)


@pytest.mark.parametrize("far", [0.5, 1.0, 20.0])
def test_all_moves_are_so_far_and_lead_to_a_flatter_line_whose_intercept_makes_up_for_it(far: float) -> None:
    moves = line_moves(COST, far)
    np.testing.assert_allclose(np.linalg.norm(moves, axis=1), far)
    np.testing.assert_allclose(moves[:2], [[far, 0], [0, -far]], atol=1e-12)
    assert (np.sign(moves[2]) == [1, -1]).all()


def test_what_a_move_costs_is_half_the_curvature_along_it_times_its_square() -> None:
    moves = line_moves(COST, 3.0)
    bends = bends_of_moves(COST, moves)
    np.testing.assert_allclose(bends, [77, 2, COST.spectrum.curvatures[-1]])
    np.testing.assert_allclose(costs_of_moves(COST, moves), bends * 9 / 2)


@pytest.mark.parametrize("start", [(0.0, 0.0), (-1.6, 8.0), (3.0, 30.0)])
def test_a_round_distance_is_moved_and_it_costs_no_more_than_the_start(start: tuple[float, float]) -> None:
    far = move_distance(COST, start)
    assert f"{far:.0e}"[0] in "125"
    excess = COST.value(start) - COST.value(COST.closed_form())
    assert excess / 7 < costs_of_moves(COST, line_moves(COST, far)).max() <= excess
