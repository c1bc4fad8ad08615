"""Squares, arrows, first steps and races of rules with a rate for each coordinate: drawn as computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import adagrad, adam, descend, gradient_descent, rmsprop, turned_bowl, without_correction
from scenes.kit.plots.component_arrows import LONGEST, ComponentArrows
from scenes.kit.plots.contest_map import ContestMap
from scenes.kit.plots.first_steps import FirstSteps
from scenes.kit.plots.gradient_squares import GradientSquares
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Bowl, Valley
from scenes.kit.style.layout import stage
from scenes.kit.style.rule_colors import RULE_COLORS

BOWL, START = turned_bowl((1, 25), 0), (-4.0, 1.2)
VALLEY = Valley(BOWL, START)
MAP, SIDE = stage().columns(1.22, 1)


@pytest.mark.parametrize("rule", [adagrad(0.3), rmsprop(0.3, 0.8)])
def test_areas_are_the_sums_of_squared_slopes(rule: object) -> None:
    run = Run(descend(BOWL, rule, START, iterations=12))  # type: ignore[arg-type]
    squares = GradientSquares(SIDE, run)
    for step in (0, 1, 5, 12):
        run.clock.set_value(float(step))
        squares.update()
        corners = squares.squares.points.reshape(2, 2, 3)
        sizes = np.diff(corners, axis=1)[:, 0, :2] / squares.unit
        np.testing.assert_allclose(sizes.prod(axis=1), run.series("square")[step], atol=1e-9)
        np.testing.assert_allclose(sizes[:, 0], sizes[:, 1])
        assert len(squares.rims.points) == 4 * step
        assert SIDE.left - 1e-9 <= corners[..., 0].min()
        assert corners[..., 0].max() <= SIDE.right + 1e-9


def test_below_the_squares_stand_the_rates_that_gdmath_divides_by() -> None:
    run = Run(descend(BOWL, adagrad(0.3), START, iterations=3))
    squares: Any = GradientSquares(SIDE, run)
    # Slopes 4 and 30: 0.3 / 4 and 0.3 / 30, before the step and after it.
    for clock in (0.0, 1.0):
        run.clock.set_value(clock)
        squares.update()
        assert [numbers[1].number.written for numbers in squares.numbers] == ["0.075", "0.01"]
    assert [numbers[0].number.written for numbers in squares.numbers] == ["4", "30"]


def test_slopes_become_steps_that_are_equally_long_at_first() -> None:
    run = Run(descend(BOWL, adagrad(0.3), START, iterations=3), eased=True, rest=0.66)
    plane = ValleyMap(MAP, VALLEY)
    arrows = ComponentArrows(plane, run)
    run.clock.set_value(0.3)
    arrows.update()
    slopes = np.stack([np.diff(arrow.points, axis=0)[0] for arrow in arrows.slopes])
    np.testing.assert_allclose(slopes, arrows.scale_of_slopes * np.array([[4, 0, 0], [0, -30, 0]]))
    assert np.abs(slopes).max() == pytest.approx(LONGEST)
    run.clock.set_value(0.64)
    arrows.update()
    steps = np.stack([np.diff(arrow.points, axis=0)[0] for arrow in arrows.steps])
    np.testing.assert_allclose(steps, 0.3 * plane.unit[0] * np.array([[1, 0, 0], [0, -1, 0]]), atol=1e-6)


@pytest.mark.parametrize("start", [START, (4.0, 1.2)])
def test_the_first_step_without_correction_is_too_long_by_a_known_factor(start: tuple[float, float]) -> None:
    rules = adam(without_correction(0.3)), adam(0.3)
    hasty, exact = (Run(descend(BOWL, rule, start, iterations=5)) for rule in rules)
    chart: Any = FirstSteps(SIDE, (hasty, exact), 0.3, ("not corrected", "corrected"))
    way = -np.sign(start[0])
    ends = chart.rate_line[0].ends[0], chart.c2p(4, 0.3 * way)
    np.testing.assert_allclose(*ends)
    np.testing.assert_allclose(chart.trails[1].points[0], chart.c2p(0, 0.3 * way), atol=1e-6)
    # Source: Kingma and Ba (2015): (1 - beta1) / sqrt(1 - beta2) times as long.
    longer = 0.3 * way * 0.1 / np.sqrt(0.001)
    np.testing.assert_allclose(chart.trails[0].points[0], chart.c2p(0, longer), atol=1e-5)


def test_a_bowl_may_be_round_and_its_start_is_turned_with_it() -> None:
    straight, turned = (Bowl.turned((1, 25), degrees, (-3, 0.9), 1e-4) for degrees in (0, 45))
    np.testing.assert_allclose(np.abs(turned.lengths), np.abs(straight.lengths))
    assert straight.aim == pytest.approx(turned.aim)
    round_bowl = Bowl.turned((4, 4), 0, (-3, 0.9), 1e-4)
    found = round_bowl.at_best_rates({"gradient_descent": gradient_descent, "adam": adam})
    assert {name: search.best_needed for name, search in found.items()} == {"gradient_descent": 2, "adam": 77}
    contest = ContestMap(
        SIDE, round_bowl, found, RULE_COLORS, "round", {"gradient_descent": "a", "adam": "b"}
    )
    contest.clock.set_value(100.0)
    for count in contest.counts.values():
        count.update()
    assert [count.written for count in contest.counts.values()] == ["2", "77"]
    for run in contest.runs.values():
        assert (
            round_bowl.objective.value(run.path[-1])
            <= round_bowl.aim
            < round_bowl.objective.value(run.path[-2])
        )
    with pytest.raises(ValueError, match="condition number is 1"):
        Valley(round_bowl.objective, (-3, 0.9))
