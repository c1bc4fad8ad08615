"""Momentum in pictures: arrows, close-up, charts and formulas are those of the run and of theory."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DL, UR, Group, Mobject, tempconfig

from gdmath import (
    FloatArray,
    best_heavy_ball,
    descend,
    heavy_ball,
    heavy_ball_factors,
    nesterov,
    quadratic_form,
    turned_bowl,
)
from scenes.kit.painted.big_number import BigNumber
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.condition_chart import ConditionChart
from scenes.kit.plots.damped_chart import DampedChart
from scenes.kit.plots.damped_panel import DampedPanel
from scenes.kit.plots.lens import window_on
from scenes.kit.plots.look_ahead import RING, LookAhead
from scenes.kit.plots.map_race import MapRace
from scenes.kit.plots.momentum_gauge import MomentumGauge
from scenes.kit.plots.momentum_notes import FactorNotes, best_momentum, momentum_rule, root_of
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.slope_stacks import close_up_and_stacks
from scenes.kit.plots.turned_path import TurnedPath
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.plots.velocity_arrows import CLEAR, LEAVES, VelocityArrows, VelocityCloseUp
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Valley
from scenes.kit.style.layout import stage
from scenes.kit.style.rule_colors import RULE_COLORS

VALLEY = Valley(turned_bowl((1, 25), 20), (-4.07, -0.52))
ANOTHER = Valley(quadratic_form([[3, 1], [1, 30]], center=[1, -2]), [4, 3], share=1e-4)
NARROW = [VALLEY, ANOTHER, *(Valley(turned_bowl((1, most), 20), (-4.07, -0.52)) for most in (4, 400))]
RATE, MOMENTUM = 0.03, 0.9
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
    # What the window on the map shows is what the close-up has, in the same place of its box.
    low, high = close.window.points.min(axis=0), close.window.points.max(axis=0)
    assert (high - low)[:2] * close.scale_up == pytest.approx([SIDE.width, SIDE.height])
    for large, small in zip(close.arrows[1].points, arrows.added.points, strict=True):
        np.testing.assert_allclose(
            large - SIDE.center, close.scale_up * (small - (low + high) / 2), atol=1e-9
        )
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
    ring, count = chart.named(100, {"plain": RULE_COLORS["adam"]})
    np.testing.assert_allclose(ring.points, [chart.c2p(100, 300)])
    assert "300" in str(count.typst_code)
    assert count.get_right()[0] < ring.points[0, 0] - ring.radius
    assert not chart.named(50, {"plain": RULE_COLORS["adam"]}).submobjects


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("valley", [VALLEY, ANOTHER])
def test_nesterov_takes_the_slope_ahead_and_its_arrow_grows_there(valley: Valley, step: int) -> None:
    rules = {"heavy_ball": heavy_ball(RATE, MOMENTUM), "nesterov": nesterov(RATE, MOMENTUM)}
    race = Race(
        {name: descend(valley.objective, rule, valley.start, iterations=9) for name, rule in rules.items()}
    )
    both = LookAhead(valley, race, MOMENTUM, "one", "other")
    assert both.sides[0].map.x_range == both.sides[1].map.x_range
    for side, run, share in zip(both.sides, race, (0.0, MOMENTUM), strict=True):
        point, velocity = run.path[step], np.subtract(*run.path[[step, step - 1]])
        place = point + share * velocity
        added = -RATE * valley.objective.gradient(place)
        both.clock.set_value(step + 0.33)
        both.update()
        np.testing.assert_allclose(side.ring.points, side.map.on(place)[None], atol=1e-9)
        np.testing.assert_allclose(side.arrows.added.points[0], side.map.on(place), atol=1e-9)
        both.clock.set_value(step + 0.6)
        both.update()
        tip = point + MOMENTUM * velocity
        np.testing.assert_allclose(side.arrows.added.points, side.map.on([tip, tip + added]), atol=1e-9)
        np.testing.assert_allclose(run.path[step + 1], tip + added, atol=1e-12)
        clear = np.abs(side.label.get_center() - side.ring.points[0])[:2] - [
            side.label.width / 2,
            side.label.height / 2,
        ]
        assert clear.max() > RING


def test_in_a_tall_frame_one_is_below_the_other_and_both_fill_its_width() -> None:
    rules = {"heavy_ball": heavy_ball(RATE, MOMENTUM), "nesterov": nesterov(RATE, MOMENTUM)}
    race = Race(
        {name: descend(VALLEY.objective, rule, VALLEY.start, iterations=9) for name, rule in rules.items()}
    )
    with tempconfig({"pixel_width": 270, "pixel_height": 480}):
        above, below = (side.map.frame for side in LookAhead(VALLEY, race, MOMENTUM, "one", "other").sides)
        assert above.get_bottom()[1] > below.get_top()[1]
        for frame in (above, below):
            assert frame.width == pytest.approx(stage().width)


@pytest.mark.parametrize("valley", NARROW)
def test_the_floors_of_both_legs_meet_at_theorys_best_numbers(valley: Valley) -> None:
    rate, momentum = best_heavy_ball(valley.curvatures)
    turned = TurnedMomentum(valley, rate)
    gauge = MomentumGauge(SIDE, turned, "it swings")
    root = np.sqrt(valley.condition)
    assert np.sqrt(momentum) == pytest.approx((root - 1) / (root + 1))
    assert valley.left == pytest.approx((valley.condition - 1) / (valley.condition + 1))
    for value in (0.0, 0.5 * momentum, momentum):
        turned.momentum.set_value(value)
        for way, curvature in zip(gauge.ways, valley.curvatures, strict=True):
            way.update()
            rates, _ = curve_of(gauge, way.curve)
            factors = heavy_ball_factors(curvature * rates, 1.0, value)
            np.testing.assert_allclose(way.curve.points, gauge.c2p(rates, factors), atol=1e-6)
    gauge.crossing.update()
    dot, number = gauge.crossing
    np.testing.assert_allclose(dot.points, [gauge.c2p(rate, np.sqrt(momentum))], atol=1e-9)
    assert number.written == f"{np.sqrt(momentum):.3f}"
    line = gauge.best_mark()[0]
    np.testing.assert_allclose(line.points.reshape(-1, 3)[-1], gauge.c2p(rate, 0.0), atol=1e-9)


@pytest.mark.parametrize("valley", NARROW)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_the_dot_is_where_the_curves_cross_and_no_other_rate_is_better(valley: Valley, share: float) -> None:
    momentum = share * best_heavy_ball(valley.curvatures)[1]
    gauge = MomentumGauge(SIDE, TurnedMomentum(valley, 0.1, momentum), "it swings")
    rate, left = (float(each[0]) for each in curve_of(gauge, gauge.crossing[0]))
    flat, steep = heavy_ball_factors(valley.curvatures, rate, momentum)
    assert flat == pytest.approx(steep) == pytest.approx(left)
    others = [heavy_ball_factors(valley.curvatures, each, momentum).max() for each in _around(rate)]
    assert left <= min(others) + 1e-9


@pytest.mark.parametrize("valley", NARROW)
@pytest.mark.parametrize("share", [0.05, 0.5, 1.0])
def test_each_leg_has_its_letter_outside_the_axes_where_its_curve_leaves_them(
    valley: Valley, share: float
) -> None:
    rate, momentum = best_heavy_ball(valley.curvatures)
    gauge = MomentumGauge(SIDE, TurnedMomentum(valley, rate, share * momentum), "it swings")
    flat, steep = gauge.ways
    assert flat.letter.get_left()[0] > gauge.frame.get_right()[0]
    assert flat.letter.get_right()[0] <= SIDE.right
    assert flat.letter.get_y() == pytest.approx(flat.curve.points[-1, 1], abs=1e-6)
    assert steep.letter.get_bottom()[1] > gauge.frame.get_top()[1]
    height = gauge.frame.get_top()[1]
    above = steep.curve.points[:, 1] > height
    leaves = steep.curve.points[np.flatnonzero(~above)[-1] :][:2, 0]
    assert leaves[0] - 1e-6 <= steep.letter.get_x() <= leaves[-1] + 1e-6


@pytest.mark.parametrize("momentum", [0.0, 0.25, 0.444])
def test_the_number_at_the_crossing_is_clear_of_both_curves(momentum: float) -> None:
    gauge = MomentumGauge(SIDE, TurnedMomentum(VALLEY, 1 / 9, momentum), "it swings")
    dot, number = gauge.crossing
    low, high = number.get_corner(DL), number.get_corner(UR)
    assert low[0] > dot.points[0, 0] + dot.radius
    for way in gauge.ways:
        inside = (low < way.curve.points) & (way.curve.points < high)
        assert not inside[:, :2].all(axis=1).any()
    assert number.get_right()[0] <= SIDE.right


@pytest.mark.parametrize("valley", [VALLEY, ANOTHER])
def test_steps_downhill_are_stacked_in_their_parts_along_and_across_the_valley(valley: Valley) -> None:
    walk = descend(valley.objective, heavy_ball(RATE, MOMENTUM), valley.start, iterations=6)
    run, plane = Run(walk, eased=True, rest=LEAVES), ValleyMap(MAP, valley)
    close, stacks = close_up_and_stacks(SIDE, 1.6, plane, run, MOMENTUM, 4, "adds up", "cancels")
    run.clock.set_value(2.6)
    for group in (close, stacks):
        group.update()
    added, shares = -RATE * valley.objective.gradient(run.path[:4]), list[float]()
    for way, arrows in enumerate(stacks.stacks):
        parts = close.scale_up * plane.unit[0] * (added @ valley.ways[way])[:, None] * valley.ways[way]
        drawn = np.array([arrow.points[1] - arrow.points[0] for arrow in arrows])
        share = np.linalg.norm(drawn[0]) / np.linalg.norm(parts[0])  # they may be larger, all alike
        assert 0.3 < share < 3
        shares.append(float(share))
        np.testing.assert_allclose(drawn[:, :2], share * parts, atol=1e-9)
        assert [arrow.shown[1] for arrow in arrows] == [1.0, 1.0, 1.0, 0.0]
        np.testing.assert_allclose(np.subtract(*close.parts[way].points[::-1])[:2], parts[2], atol=1e-9)
    assert shares[0] == pytest.approx(shares[1])
    assert stacks.get_left()[0] >= close.get_right()[0]
    assert stacks.get_bottom()[1] >= SIDE.bottom - 1e-9
    assert stacks.get_right()[0] <= SIDE.right + 1e-9


def test_the_floors_name_stands_on_it_and_rises_with_it() -> None:
    turned = TurnedMomentum(VALLEY, 1 / 9)
    gauge = MomentumGauge(SIDE, turned, "it swings")
    turned.momentum.set_value(0.25)
    gauge.floor.update()
    (_, name), words = gauge.floor
    np.testing.assert_allclose(gauge.floor[0].get_center(), gauge.c2p(0.04, 0.5), atol=1e-9)
    assert words.get_bottom()[1] >= name.get_top()[1]
    assert gauge.root.number.written == "0.500"


def test_a_root_from_elsewhere_lands_on_the_floor_as_large_as_that_is_written() -> None:
    gauge = MomentumGauge(SIDE, TurnedMomentum(VALLEY, 1 / 9, 0.25), "it swings")
    root = root_of(0.25, 64.0)
    fetched = gauge.fetch(root, 1.0)
    fetched.begin()
    fetched.interpolate(1.0)
    for corner in (DL, UR):
        np.testing.assert_allclose(root.get_corner(corner), gauge.root.get_corner(corner), atol=0.02)


@pytest.mark.parametrize("momentum", [0.0, 0.111, 0.444, 0.9])
def test_the_curves_begin_at_no_rate_with_the_factor_1_and_have_no_corners(momentum: float) -> None:
    gauge = MomentumGauge(SIDE, turned := TurnedMomentum(VALLEY, 1 / 9, momentum), "it swings")
    steep = gauge.ways[1]
    np.testing.assert_allclose(steep.curve.points[0], gauge.c2p(0.0, 1.0), atol=1e-6)
    floor = (1 - np.sqrt(turned.momentum.get_value())) ** 2 / VALLEY.curvatures[1]
    rates, _ = curve_of(gauge, steep.curve)
    assert ((rates > 0) & (rates < floor)).sum() > 50 or not momentum


def test_the_notes_have_the_momentum_as_it_is_and_both_numbers_that_a_step_leaves() -> None:
    turned = TurnedMomentum(VALLEY, 0.03, 0.5)
    notes = FactorNotes(SIDE, turned, "what it leaves,\nin the end")
    assert notes.momentum.number.written == "0.500"
    turned.momentum.set_value(0.25)
    notes.update()
    assert notes.momentum.number.written == "0.250"
    code = str(notes.result.typst_code)
    assert "0.923" in code
    assert "0.667" in code


def _around(rate: float) -> FloatArray:
    return rate * np.linspace(0.5, 1.5, 201)


def curve_of(plot: Plot, curve: Mobject) -> tuple[FloatArray, FloatArray]:
    """Return the coordinates of what is drawn."""
    low, high = plot.frame.points.min(axis=0), plot.frame.points.max(axis=0)
    shares = (curve.points - low)[:, :2] / (high - low)[:2]
    return plot.x_range[1] * shares[:, 0], plot.y_range[1] * shares[:, 1]


@pytest.mark.parametrize("valley", NARROW)
def test_the_weight_has_the_length_that_is_marked_and_creeps_is_swift_or_swings(valley: Valley) -> None:
    rate = 1 / float(valley.curvatures[-1])
    critical = (1 - np.sqrt(rate * valley.curvatures[0])) ** 2
    turned = TurnedMomentum(valley, rate)
    chart = DampedChart(SIDE, turned, float(critical), 40, ["creeps", "swift", "swings"])
    for state, momentum in enumerate((0.8 * critical, critical, 1 - 0.2 * (1 - critical))):
        turned.momentum.set_value(momentum)
        chart.clock.set_value(10)
        chart.moving.update()
        lengths = valley.legs(valley.points(heavy_ball(rate, momentum), 40))[:, 0]
        np.testing.assert_allclose(chart.curve.points, chart.c2p(np.arange(41), lengths), atol=1e-9)
        np.testing.assert_allclose(chart.mark.points, [chart.c2p(10, lengths[10])], atol=1e-9)
        assert chart.weight.points[0, 1] == pytest.approx(chart.mark.points[0, 1])
        np.testing.assert_allclose(chart.spring.points[-1], chart.weight.points[0])
        assert [words.get_fill_opacity() for words in chart.words] == [float(k == state) for k in range(3)]
        long_run = valley.legs(valley.points(heavy_ball(rate, momentum), 2000))[:, 0]
        assert ((long_run * lengths[0]).min() < -1e-6) == (state == 2)  # past rest, not just by rounding


def test_the_panel_counts_where_the_momentum_rests_and_says_where_counting_ended() -> None:
    turned = TurnedMomentum(VALLEY, 0.04)
    panel = DampedPanel(SIDE, turned, 0.64, 0.999, "steps", "creeps", "swift", "swings")
    assert panel.rests == (0.0, 0.0, 0.64, 0.999)
    way = TurnedPath(ValleyMap(MAP, VALLEY), turned, panel.chart.clock)
    for momentum, counted in ((0.0, "160"), (0.3, ""), (0.64, "39"), (0.999, "1600+")):
        turned.momentum.set_value(momentum)
        panel.update()
        assert panel.count.number.written == counted
        word = panel.count.words.family_members_with_points()[0]
        assert (word.get_fill_opacity() > 0) == bool(counted)
    assert len(list(panel.tour())) == 2 * len(panel.rests) - 1
    panel.chart.clock.set_value(3)
    way.update()
    points = VALLEY.points(heavy_ball(0.04, 0.999), 3)
    np.testing.assert_allclose(way.ball.points, ValleyMap(MAP, VALLEY).on(points[3:]), atol=1e-9)


def test_the_formulas_have_theorys_numbers() -> None:
    assert best_heavy_ball([1, 25]) == pytest.approx((1 / 9, 4 / 9))
    rate, momentum = best_momentum(SIDE, VALLEY)
    assert str(rate.typst_code).endswith("= 0.111 $")
    assert str(momentum.typst_code).endswith("= 0.444 $")
    numbers = str(momentum_rule(SIDE, RATE, MOMENTUM, '"so"')[2].typst_code)
    assert "eta = 0.03)" in numbers
    assert "beta = 0.9)" in numbers


def test_a_race_counts_each_run_until_it_has_arrived() -> None:
    rules = {"gradient_descent": heavy_ball(VALLEY.best, 0.0), "heavy_ball": heavy_ball(1 / 9, 4 / 9)}
    race = VALLEY.race(rules, RULE_COLORS)
    shown = MapRace(ValleyMap(MAP, VALLEY), race, SIDE.rows(1, 1), ["plain", "momentum"])
    race.clock.set_value(race.end)
    for counter in shown.counters:
        counter.update()
    numbers = [counter.number for counter in shown.counters if isinstance(counter, BigNumber)]
    assert [number.written for number in numbers] == ["87", "26"]


def test_both_maps_come_out_of_one_window_and_go_back_into_it() -> None:
    rules = {"heavy_ball": heavy_ball(RATE, MOMENTUM), "nesterov": nesterov(RATE, MOMENTUM)}
    race = Race(
        {name: descend(VALLEY.objective, rule, VALLEY.start, iterations=9) for name, rule in rules.items()}
    )
    both, below = LookAhead(VALLEY, race, MOMENTUM, "one", "other"), ValleyMap(SIDE, VALLEY)
    frames = [side.map.frame for side in both.sides]
    windows = [window_on(below, side.map) for side in both.sides]
    for animations, ends in ((both.opens(Group(), below), frames), (both.closes(Group(), below), windows)):
        for outline, end in zip(animations[1:3], ends, strict=True):
            outline.begin()
            outline.interpolate(1.0)
            np.testing.assert_allclose(outline.mobject.get_center(), end.get_center(), atol=1e-9)
            assert outline.mobject.width == pytest.approx(end.width)
            assert outline.is_remover()


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_in_a_close_up_the_sum_is_as_long_as_it_is_and_does_not_lie_upon_the_others(step: int) -> None:
    run = slow_run()
    close = VelocityCloseUp(SIDE, ValleyMap(MAP, VALLEY), run, MOMENTUM, 4)
    run.clock.set_value(step + 0.65)
    close.update()
    kept, added, total = (np.diff(arrow.points, axis=0)[0] for arrow in close.arrows)
    np.testing.assert_allclose(total, kept + added, atol=1e-9)
    across = np.array([-total[1], total[0], 0.0]) / np.linalg.norm(total)
    corner, tail = close.arrows[0].points[1], close.arrows[2].points[0]
    assert abs((corner - tail) @ across) >= CLEAR - 1e-9
