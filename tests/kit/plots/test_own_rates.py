"""Squares, arrows, first steps and races of rules with a rate for each coordinate: drawn as computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes.kit.plots.first_steps import FirstSteps

from gdmath import adagrad, adam, descend, gradient_descent, rmsprop, turned_bowl, without_correction
from scenes.kit.plots.component_arrows import LONGEST, ComponentArrows
from scenes.kit.plots.contest_table import ContestTable, needed_in_words
from scenes.kit.plots.gradient_squares import GradientSquares
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Bowl, Valley
from scenes.kit.runs.valley_contest import ValleyContest, turned_and_round
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


def test_below_the_squares_stand_the_rates_divided_by_their_sides_as_soon_as_these_are_known() -> None:
    run = Run(descend(BOWL, adagrad(0.3), START, iterations=3))
    squares: Any = GradientSquares(SIDE, run)
    # Slopes 4 and 30: 0.3 / 4 and 0.3 / 30, once they are squared.
    for clock, opacity in ((0.0, 0.0), (0.2, 0.0), (0.5, 1.0), (1.0, 1.0)):
        run.clock.set_value(clock)
        squares.update()
        assert [numbers[1].number.opacity for numbers in squares.numbers] == [opacity, opacity]
        if opacity:
            assert [numbers[1].number.written for numbers in squares.numbers] == ["0.075", "0.01"]
    assert [numbers[0].number.written for numbers in squares.numbers] == ["4", "30"]


def test_squares_are_drawn_at_the_scale_of_others_or_a_whole_number_of_times_as_large() -> None:
    sums = GradientSquares(SIDE, Run(descend(BOWL, adagrad(0.3), START, iterations=40)))
    run = Run(descend(BOWL, rmsprop(0.3), START, iterations=40))
    averages = GradientSquares(SIDE, run, sums.unit, past=6)
    assert averages.enlarged == 5
    assert averages.unit == pytest.approx(5 * sums.unit)
    run.clock.set_value(30.0)
    averages.update()
    assert len(averages.rims.points) == 4 * 6


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
    with pytest.raises(ValueError, match="condition number is 1"):
        Valley(round_bowl.objective, (-3, 0.9))


FAMILIES = {"gradient_descent": gradient_descent, "adagrad": adagrad, "adam": adam}
NAMES = {"gradient_descent": "plain", "adagrad": "AdaGrad", "adam": "Adam"}


def test_three_rules_race_until_each_has_arrived_and_are_counted() -> None:
    races = turned_and_round((1, 25), 45, 4, (-3, 0.9), 1e-4, FAMILIES, RULE_COLORS)
    table = ContestTable(SIDE, list(races.values()), NAMES)
    needed = [[58, 5, 80], [58, 77, 79], [1, 5, 77]]
    for race, counts, numbers in zip(races.values(), table.counts, needed, strict=True):
        for run, number in zip(race.runs.values(), numbers, strict=True):
            values = race.valley.objective.value(run.path)
            assert run.steps == number
            assert values[-1] <= race.valley.aim < values[-2]
        race.runs["adam"].clock.set_value(100.0)
        for count in counts.values():
            count.update()
        assert [count[0].written for count in counts.values()] == list(map(str, numbers))
    assert needed_in_words(races)["turned_adagrad"] == "77"


def test_plain_descent_races_at_theorys_best_rate() -> None:
    for curvatures, rate in (((1.0, 25.0), 2 / 26), ((4.0, 4.0), 1 / 4), ((1.0, 100.0), 2 / 101)):
        valley = Bowl.turned(curvatures, 0, (-4, 0.9), 1e-6)
        found = valley.at_best_rates({"gradient_descent": gradient_descent})["gradient_descent"]
        assert found.best_rate == pytest.approx(rate)
        assert found.best_needed == valley.steps(gradient_descent(rate))


def test_a_rule_that_never_arrives_has_a_dash_and_is_told_so() -> None:
    valley = Bowl.turned((1, 900), 0, (-4, 0.9), 1e-6)
    race = ValleyContest(valley, {"gradient_descent": gradient_descent, "adagrad": adagrad}, RULE_COLORS)
    assert not race.arrives("gradient_descent")
    assert race.told("gradient_descent") == "more than 400"
    table = ContestTable(SIDE, [race], {"gradient_descent": "plain", "adagrad": "AdaGrad"})
    counted: Any = table.counts[0]["gradient_descent"]
    number, _, dash = counted
    run = race.runs["gradient_descent"]
    assert run.steps == 400
    for clock, shown in ((0.0, 0.0), (399.0, 0.0), (400.0, 1.0)):
        run.clock.set_value(clock)
        table.counts[0]["gradient_descent"].update()
        assert (dash.submobjects[0].get_fill_opacity(), number.opacity) == (shown, 1 - shown)
    assert len(table.counts[0]["adagrad"]) == 2


def test_a_valley_is_turned_to_where_the_turned_one_lies() -> None:
    plain = {"gradient_descent": gradient_descent}
    along, turned, _ = turned_and_round((1, 25), 45, 4, (-4, 0.9), 1e-6, plain, RULE_COLORS).values()
    plane = TurningValley(MAP, [along, turned])
    ground: Any = plane.ground(along.valley)
    lines = ground[1].points.copy()
    animation = plane.turn(ground, along.valley, 45, 1.0)
    animation.begin()
    animation.interpolate(1.0)
    moved = (ground[1].points - plane.on(along.valley.center))[:, :2] / plane.unit
    heights = turned.valley.objective.value(moved + turned.valley.center)
    before = (lines - plane.on(along.valley.center))[:, :2] / plane.unit
    np.testing.assert_allclose(heights, along.valley.objective.value(before), atol=1e-6)
    assert ground[1].window is plane.frame
    low, high = np.transpose([plane.x_range, plane.y_range])
    for race in (along, turned):
        assert (race.seen > low).all()
        assert (race.seen < high).all()
