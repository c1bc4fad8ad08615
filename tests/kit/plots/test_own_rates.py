"""Squares, arrows, first steps and races of rules with a rate for each coordinate: drawn as computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import adagrad, adam, descend, gradient_descent, rmsprop, turned_bowl
from scenes.kit.painted.marks import Areas
from scenes.kit.plots.adaptive_notes import adam_formulas
from scenes.kit.plots.averages_filling import AveragesFilling
from scenes.kit.plots.close_map import CloseMap
from scenes.kit.plots.component_arrows import LONGEST, ComponentArrows
from scenes.kit.plots.contest_table import DIM, ContestTable, needed_in_words
from scenes.kit.plots.gradient_squares import GradientSquares
from scenes.kit.plots.labels import overlap
from scenes.kit.plots.own_rates_chart import OwnRatesChart
from scenes.kit.plots.turning_rates import TurningRates
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Bowl, Valley
from scenes.kit.runs.valley_contest import ValleyContest, valley_races
from scenes.kit.style import palette
from scenes.kit.style.layout import stage

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


def test_below_the_squares_stand_their_sides() -> None:
    run = Run(descend(BOWL, adagrad(0.3), START, iterations=3))
    squares: Any = GradientSquares(SIDE, run)
    for clock, sides in ((0.0, ["0", "0"]), (0.5, ["4", "30"])):
        run.clock.set_value(clock)
        squares.update()
        assert [side.number.written for side in squares.numbers] == sides
    assert squares.get_bottom()[1] >= SIDE.bottom - 1e-9


def runs_of(start: tuple[float, float] = START) -> AdaptiveRuns:
    return AdaptiveRuns(BOWL, start, 0.3, 0.9, (0.9, 0.999), (40, 110, 60), rest=0.66)


def test_rates_fall_with_adagrad_and_rise_again_with_rmsprop() -> None:
    runs = runs_of()
    charts = [falling, _] = [OwnRatesChart(SIDE, runs, rule) for rule in (runs.slow, runs.rattling)]
    for run, chart in zip((runs.slow, runs.rattling), charts, strict=True):
        gradients, square = run.descent.gradients[:40], np.zeros(2)
        for step, gradient in enumerate(gradients):
            square = square + gradient**2 if run is runs.slow else 0.9 * square + 0.1 * gradient**2
            for way, trail in enumerate(chart.trails):
                place = chart.c2p(step, 0.3 / np.sqrt(square[way]))
                np.testing.assert_allclose(trail.points[step], place, atol=1e-6)
    assert (np.diff(falling.trails[0].points[:, 1]) <= 1e-9).all()
    rates = runs.own_rates(runs.rattling)[0].series("own")
    assert rates[runs.past_limit(0)[0]] > runs.own_rates(runs.slow)[0].series("own")[0]
    for chart in charts:
        drawn = np.vstack([trail.points for trail in chart.trails])[:, 1]
        assert np.ptp(drawn) > 0.7 * chart.frame.height  # the axes are no larger than the curves need
        for mobject in (chart, *chart.names, *chart.firsts, *chart.lasts):
            assert mobject.get_left()[0] >= SIDE.left - 1e-9
            assert mobject.get_right()[0] <= SIDE.right + 1e-9
    assert not overlap(*falling.names)


def test_rmsprops_rate_is_past_its_limit_while_its_coordinate_grows_and_falls_again() -> None:
    runs = AdaptiveRuns(BOWL, (-4.0, 0.9), 0.3, 0.9, (0.9, 0.999), (40, 36, 60), rest=0.66)
    chart = OwnRatesChart(SIDE, runs, runs.rattling)
    limit, told, words = chart.limit(runs, 1, "of old")
    first, back = runs.past_limit(1)
    own, size = runs.own_rates(runs.rattling)[1].series("own"), np.abs(runs.rattling.path[:, 1])
    assert own[first - 1] <= 2 / 25 < own[first]
    assert own[back] <= 2 / 25 < own[back - 1]
    assert (np.diff(size)[:first] < 0).all()
    assert (np.diff(size)[first:back] > 0).all()
    np.testing.assert_allclose(limit.points[:, 1], chart.c2p(0, 2 / 25)[1])
    assert str(told.typst_code) == "$ 2 \\/ 25 = 0.08 $"
    for row in (told, words):
        assert chart.frame.get_left()[0] <= row.get_left()[0]
        assert row.get_right()[0] <= chart.frame.get_right()[0]
        assert row.get_bottom()[1] >= chart.frame.get_bottom()[1]


def test_letters_go_along_with_the_ends_of_their_curves() -> None:
    runs = runs_of()
    chart = OwnRatesChart(SIDE, runs, runs.rattling)
    for clock in (0.0, 7.5, 110.0):
        runs.rattling.clock.set_value(clock)
        for name, run in zip(chart.names, runs.own_rates(runs.rattling), strict=True):
            name.update()
            end = chart.place(run)[0]
            assert name.get_left()[0] == pytest.approx(end[0] + 0.15)
            assert name.get_y() == pytest.approx(end[1])


def test_a_limit_that_is_never_passed_is_said_to_be_passed_in_the_end() -> None:
    runs = AdaptiveRuns(BOWL, START, 0.3, 0.9, (0.9, 0.999), (40, 20, 60), rest=0.66)
    assert [runs.past_limit(way) for way in range(2)] == [(20, 20), (19, 20)]


def test_a_close_map_is_outlined_on_the_one_below_and_its_window_becomes_it() -> None:
    plane = TurningValley(MAP, [VALLEY.start, VALLEY.center])
    held = np.array([[-1.0, 0.2], [0.5, -0.3]])
    close: Any = CloseMap(plane, VALLEY, held, 0.1)
    low, high = np.transpose([close.x_range, close.y_range])
    assert (held > low).all()
    assert (held < high).all()
    corners = close.outline.get_corner([-1, -1, 0]), close.outline.get_corner([1, 1, 0])
    edges = plane.frame.points.min(axis=0), plane.frame.points.max(axis=0)
    np.testing.assert_allclose(corners, np.clip(plane.on([low, high]), *edges), atol=1e-9)
    grows = close.opens()[0]
    grows.begin()
    grows.interpolate(1.0)
    size = close.outline.width, close.outline.height
    np.testing.assert_allclose(size, (close.frame.width, close.frame.height))
    np.testing.assert_allclose(close.outline.get_center(), close.frame.get_center(), atol=1e-9)


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


def test_the_first_step_of_adam_is_as_long_as_its_formulas_say() -> None:
    runs, betas = runs_of(), (0.9, 0.999)
    averages, rule, corrected = adam_formulas(SIDE, betas, 0.3, runs.first_stride(runs.hasty))
    # Source: Kingma and Ba (2015): m = (1 - beta1) g, s = (1 - beta2) g^2, both divided by these.
    first, last = (str(notes[1].typst_code) for notes in (rule, corrected))
    new, square = 'manimgrp("second_parameter", 0.1)', 'manimgrp("gradient", 0.001)'
    assert f"{new} / sqrt({square})" in first
    assert "approx 3.2 thin" in first
    assert abs(runs.hasty.series("step")[0, 0]) == pytest.approx(0.3 * 0.1 / np.sqrt(0.001), rel=1e-5)
    assert f"({new} \\/ {new}) / sqrt({square} \\/ {square})" in last
    assert abs(runs.adam.series("step")[0, 0]) == pytest.approx(0.3, rel=1e-5)
    for notes in (averages, rule, corrected):
        assert notes.get_top()[1] == pytest.approx(SIDE.top)
    for row in (*averages, *rule, *corrected):
        assert row.get_right()[0] <= SIDE.right + 1e-9


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
    races = valley_races((1, 25), 45, (-3, 0.9), 1e-4, FAMILIES)
    table = ContestTable(SIDE, list(races.values()), NAMES, "tuned", "steps")
    needed = [[58, 5, 80], [58, 77, 79]]
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
    assert [race.winners for race in races.values()] == [["adagrad"], ["gradient_descent"]]
    for animation in table.decides(0):
        animation.begin()
        animation.interpolate(1.0)
    shown: Any = table.counts[0]
    assert [count[0].opacity for count in shown.values()] == [DIM, 1.0, DIM]


def test_untuned_all_race_at_one_rate_in_the_turned_valley() -> None:
    races = valley_races((1, 25), 45, (-4, 0.9), 1e-6, FAMILIES)
    untuned = ValleyContest(races["turned"].valley, FAMILIES, 0.3)
    assert untuned.winners == ["adam"]
    # 0.3 is beyond 2 / 25: plain descent runs away, and is followed until it is three times as far.
    away = np.linalg.norm(untuned.runs["gradient_descent"].path, axis=1) / np.linalg.norm([-4, 0.9])
    assert away[-1] > 3 > away[-2]
    table = ContestTable(SIDE, [untuned], NAMES, "tuned", "steps")
    _, title = table.columns[0][-1]
    assert str(title.typst_code) == "$ eta = 0.3 $"
    assert [untuned.told(rule) for rule in FAMILIES] == ["flies off", "547", "134"]


def test_how_full_averages_are_that_begin_at_zero_is_seen_as_adam_goes() -> None:
    run = Run(descend(BOWL, adam(0.3), START, iterations=5))
    filling: Any = AveragesFilling(SIDE, run, (0.9, 0.999), "full")
    for clock, shares in ((0.0, (0.1, 0.001)), (1.2, (0.19, 0.001999)), (5.0, (0.40951, 0.00499))):
        run.clock.set_value(clock)
        filling.update()
        for bar, share, number in zip(filling.bars, shares, filling.numbers, strict=True):
            outline = next(
                part for part in filling if isinstance(part, Areas) and part.get_y() == bar.get_y()
            )
            assert np.ptp(bar.points[:, 0]) / np.ptp(outline.points[:, 0]) == pytest.approx(share, rel=1e-3)
            assert float(number.written) == pytest.approx(share, abs=5e-4)
            assert number.get_right()[0] <= SIDE.right


def test_plain_descent_races_at_theorys_best_rate() -> None:
    for curvatures, rate in (((1.0, 25.0), 2 / 26), ((4.0, 4.0), 1 / 4), ((1.0, 100.0), 2 / 101)):
        valley = Bowl.turned(curvatures, 0, (-4, 0.9), 1e-6)
        found = valley.at_best_rates({"gradient_descent": gradient_descent})["gradient_descent"]
        assert found.best_rate == pytest.approx(rate)
        assert found.best_needed == valley.steps(gradient_descent(rate))


def test_a_rule_that_never_arrives_has_more_than_the_budget_and_is_told_so() -> None:
    valley = Bowl.turned((1, 900), 0, (-4, 0.9), 1e-6)
    race = ValleyContest(valley, {"gradient_descent": gradient_descent, "adagrad": adagrad})
    assert not race.arrives("gradient_descent")
    assert race.told("gradient_descent") == "more than 400"
    table = ContestTable(SIDE, [race], {"gradient_descent": "plain", "adagrad": "AdaGrad"}, "tuned", "steps")
    counted: Any = table.counts[0]["gradient_descent"]
    number, late = counted
    run = race.runs["gradient_descent"]
    assert run.steps == 400
    for clock, shown in ((0.0, 0.0), (399.0, 0.0), (400.0, 1.0)):
        run.clock.set_value(clock)
        table.counts[0]["gradient_descent"].update()
        assert (late.submobjects[0].get_fill_opacity(), number.opacity) == (shown, 1 - shown)
    assert len(table.counts[0]["adagrad"]) == 1


def test_a_valley_is_turned_to_where_the_turned_one_lies() -> None:
    plain = {"gradient_descent": gradient_descent}
    along, turned = valley_races((1, 25), 45, (-4, 0.9), 1e-6, plain).values()
    plane = TurningValley(MAP, np.vstack([along.seen, turned.seen]))
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


def test_turning_rates_are_those_of_the_last_step_and_become_almost_alike() -> None:
    races = valley_races((1, 25), 45, (-4, 0.9), 1e-6, {"adagrad": adagrad})
    found = races["turned"].found["adagrad"]
    rule, steps = adagrad(found.best_rate), found.arrival
    assert steps is not None
    bars = TurningRates(SIDE, races["along"].valley, 45, rule, steps, palette.RESIDUAL)
    for degrees, race in ((0.0, races["along"]), (45.0, races["turned"])):
        bars.angle.set_value(degrees)
        bars.bars.update()
        slopes = descend(race.valley.objective, rule, race.valley.start, iterations=steps).gradients[:steps]
        rates = found.best_rate / np.sqrt((slopes**2).sum(axis=0))
        np.testing.assert_allclose(bars.now(), rates, rtol=1e-6)
        heights = np.ptp(bars.bars.points.reshape(2, 2, 3)[..., 1], axis=1)
        np.testing.assert_allclose(heights / heights.max(), rates / rates.max(), rtol=1e-6)
    first, last = bars.rates[[0, -1]]
    assert first[0] / first[1] > 4
    assert 0.95 < last[0] / last[1] < 1.05
    assert bars.get_top()[1] <= SIDE.top
    assert bars.get_bottom()[1] >= SIDE.bottom
