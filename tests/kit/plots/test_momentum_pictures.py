"""Momentum in pictures: arrows, close-up, charts and formulas are those of the run and of theory."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker

from gdmath import best_heavy_ball, descend, heavy_ball, turned_bowl
from scenes.kit.painted.big_number import BigNumber
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.condition_chart import ConditionChart
from scenes.kit.plots.damped_chart import DampedChart
from scenes.kit.plots.map_race import MapRace
from scenes.kit.plots.momentum_notes import best_momentum, critical_note, momentum_rule
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.plots.velocity_arrows import LEAVES, VelocityArrows, VelocityCloseUp
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style.layout import stage
from scenes.kit.style.rule_colors import RULE_COLORS

VALLEY = Valley(turned_bowl((1, 25), 20), (-4.07, -0.52))
RATE, MOMENTUM = 0.04, 0.9
MAP, SIDE = stage().columns(1.4, 1)


def slow_run() -> Run:
    walk = descend(VALLEY.objective, heavy_ball(RATE, MOMENTUM), VALLEY.start, iterations=6)
    return Run(walk, eased=True, rest=LEAVES)


@pytest.mark.parametrize("step", [0, 1, 3])
def test_the_arrows_are_the_terms_of_the_rule_tip_to_tail(step: int) -> None:
    run, plane = slow_run(), ValleyMap(MAP, VALLEY)
    arrows = VelocityArrows(plane, run, MOMENTUM)
    close = VelocityCloseUp(SIDE, plane, run, MOMENTUM, 4)
    run.clock.set_value(step + 0.65)
    for group in (arrows, close):
        group.update()
    before, point = (run.path[max(step - 1, 0)], run.path[step])
    kept = MOMENTUM * (point - before)
    added = -RATE * VALLEY.objective.gradient(point)
    corners = plane.on(np.stack([point, point + kept, point + kept + added]))
    for drawn, size in (
        ((arrows.kept, arrows.added, arrows.total), 1),
        (close.arrows, close.scale_up),
    ):
        for arrow, (tail, tip) in zip(drawn, ((0, 1), (1, 2), (0, 2)), strict=True):
            span = size * (corners[tip] - corners[tail])
            np.testing.assert_allclose(arrow.points[1] - arrow.points[0], span, atol=1e-9)
            assert arrow.shown == (0.0, 1.0)
    np.testing.assert_allclose(arrows.total.points[1], plane.on(run.path[step + 1]), atol=1e-9)


def test_the_chart_has_what_was_counted_and_its_lines_the_powers_asked_for() -> None:
    chart = ConditionChart(SIDE, [10, 100], {"plain": np.array([30.0, 300.0])}, "k")
    np.testing.assert_allclose(
        chart.dots("plain", RULE_COLORS["adam"]).points, chart.c2p([10, 100], [30, 300])
    )
    for power, first in ((1.0, 30.0), (0.5, 300 / np.sqrt(10))):
        line, _ = chart.power("plain", power, "kappa", RULE_COLORS["adam"])
        assert isinstance(line, Segments)
        np.testing.assert_allclose(line.starts, [chart.c2p(10, first)])
        np.testing.assert_allclose(line.ends, [chart.c2p(100, 300)])
    assert chart.slope("plain") == pytest.approx(1.0)


@pytest.mark.parametrize("momentum", [0.0, 0.64, 0.99])
def test_the_length_is_that_of_the_momentum_that_is_turned_to(momentum: float) -> None:
    number = ValueTracker(0.3)
    chart = DampedChart(SIDE, VALLEY, lambda value: heavy_ball(RATE, value), number, 30)
    number.set_value(momentum)
    chart.curve.update()
    lengths = VALLEY.legs(VALLEY.points(heavy_ball(RATE, momentum), 30))[:, 0]
    np.testing.assert_allclose(chart.curve.points, chart.c2p(np.arange(31), lengths), atol=1e-9)
    assert (np.sign(lengths * lengths[0]).min() < 0) == (momentum > 0.64)


def test_the_formulas_have_theorys_numbers() -> None:
    assert best_heavy_ball([1, 25]) == pytest.approx((1 / 9, 4 / 9))
    rate, momentum = best_momentum(SIDE, VALLEY)
    assert str(rate.typst_code).endswith("= 0.111 $")
    assert str(momentum.typst_code).endswith("= 0.444 $")
    assert str(critical_note(SIDE, RATE, 0.64)[1].typst_code).endswith("= 0.64 $")
    assert "eta = 0.04, quad beta = 0.9" in str(momentum_rule(SIDE, RATE, MOMENTUM, '"so"')[2].typst_code)


def test_a_race_counts_each_run_until_it_has_arrived() -> None:
    rules = {"gradient_descent": heavy_ball(VALLEY.best, 0.0), "heavy_ball": heavy_ball(1 / 9, 4 / 9)}
    race = VALLEY.race(rules, RULE_COLORS)
    shown = MapRace(ValleyMap(MAP, VALLEY), race, SIDE.rows(1, 1), ["plain", "momentum"])
    race.clock.set_value(race.end)
    for counter in shown.counters:
        counter.update()
    numbers = [counter.number for counter in shown.counters if isinstance(counter, BigNumber)]
    assert [number.written for number in numbers] == ["87", "26"]
