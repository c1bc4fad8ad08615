"""A learning rate that is turned: knob, factor and path are those of the rate that is shown."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DOWN, UP, ValueTracker

from gdmath import Objective, descend, from_function, shifted_parabola
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.shared_place import RightHalves, YieldingBall
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_over_rows import CurveOverRows
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.distance_rows import ABOVE, APART, DistanceRows, distances_side_by_side
from scenes.kit.plots.factor_formulas import (
    FactorFormulas,
    factor_in_words,
    left_in_numbers,
    slope_in_numbers,
    squares_in_numbers,
    step_in_numbers,
)
from scenes.kit.plots.rate_slider import RateSlider, manner
from scenes.kit.plots.rate_sweep import RateSweep
from scenes.kit.runs.run_near import run_near
from scenes.kit.style import palette
from scenes.kit.style.layout import Box, stage
from scenes.kit.style.letters import Letters

LETTERS, START, MINIMUM = Letters("w", "J"), 25.0, 3.0
BOWL = NearMinimum(2.0, everywhere=True)
WAVES = from_function(lambda x: np.cos(x) + x**2 / 20, domain=(-12, 12))


def swept() -> RateSweep:
    return RateSweep(stage(), 12, 1.05, shifted_parabola(), START, MINIMUM, LETTERS)


@pytest.mark.parametrize("rate", [0.01, 0.2, 0.5, 0.8, 1.0, 1.05])
def test_the_path_and_the_factor_are_those_of_the_rate(rate: float) -> None:
    sweep = swept()
    sweep.rate.set_value(rate)
    for part in (sweep.near.path, sweep.far.path, sweep.numbers, sweep.slider):
        part.update()
    places = descend(shifted_parabola(), rate, START, iterations=12).points[:, 0]
    np.testing.assert_allclose(places, MINIMUM + 22 * (1 - 2 * rate) ** np.arange(13.0), atol=1e-9)
    for view in (sweep.near, sweep.far):
        for trail in view.path:
            assert isinstance(trail, Trail)
            seen = places[: len(trail.points)]
            np.testing.assert_allclose(trail.walked(), view.plot.on(seen), atol=1e-9)
            assert len(seen) == 13 or not within(view.plot, float(places[len(seen)]))
            assert all(within(view.plot, place) for place in seen.tolist())
    eta, factor = (part for part in sweep.numbers if isinstance(part, Readout))
    assert eta.number.written == f"{rate:.2f}"
    assert factor.number.written.replace("\u2212", "-") == f"{1 - 2 * rate:.2f}"
    np.testing.assert_allclose(sweep.slider.knob.points, [sweep.slider.at(rate)])


def within(plot: CurvePlot, x: float) -> bool:
    (left, right), (low, high) = plot.x_range, plot.y_range
    return bool(left <= x <= right and low <= plot.value(x) <= high)


def test_just_one_manner_is_seen_at_a_time() -> None:
    sweep = swept()
    for rate in np.linspace(0.01, 1.05, 27):
        sweep.rate.set_value(rate)
        sweep.numbers.update()
        shown = [words for words, text in sweep.numbers.manners.items() if text.get_fill_opacity() > 0]
        assert shown == [manner(1 - 2 * round(rate, 2))]


def test_from_far_off_four_swings_beyond_the_limit_are_seen() -> None:
    low, high = swept().far.plot.x_range
    places = descend(shifted_parabola(), 1.05, START, iterations=4).points[:, 0]
    assert low < places.min() < places.max() < high


def test_from_nearby_to_far_off_the_axes_stay_and_the_minimum_is_ringed_on_the_curve() -> None:
    sweep = swept()
    near, far = sweep.near.plot, sweep.far.plot
    np.testing.assert_allclose(near.frame.points, far.frame.points, atol=1e-9)
    for view in (sweep.near, sweep.far):
        np.testing.assert_allclose(view.rings.points, [view.plot.c2p(3, -4)])
        low = view.plot.frame.get_bottom()[1]
        assert view.rings.points[0, 1] - view.rings.radius > low  # it is seen whole


def test_marks_stand_at_their_share_of_the_bar_with_rate_and_factor() -> None:
    slider = RateSlider(Box(-5, 5, -1, 1), BOWL, LETTERS, ValueTracker(0.5), 1.1)
    zero, limit = slider.at(0.0)[0], slider.at(1.0)[0]
    assert slider.at(0.25)[0] == pytest.approx(zero + 0.25 * (limit - zero))
    tick, rate, factor = slider.mark(1.0, words="2 \\/ J'' = ")
    np.testing.assert_allclose(tick.points[:, 0], limit)
    assert str(rate.typst_code) == "$ 2 \\/ J'' = 1 $"
    assert str(factor.typst_code) == "$ -1 $"
    assert rate.get_right()[0] <= 5


def close(objective: Objective, theory: NearMinimum, start: float, minimum: float) -> CurveOverRows:
    clock = ValueTracker(0.0)
    runs = [run_near(rate, theory, 6, clock, objective, start, minimum) for rate in (0.2, 0.8)]
    return CurveOverRows(stage(), runs, 6, theory, objective, start, minimum, LETTERS)


def test_where_two_runs_meet_each_ball_yields_to_the_other() -> None:
    one, other = close(shifted_parabola(), BOWL, START, MINIMUM).dots
    np.testing.assert_allclose(one.points, other.points)
    assert isinstance(other, YieldingBall)
    np.testing.assert_allclose(other.other, one.points[0])
    assert one.radius == other.radius


def test_the_first_runs_half_lies_on_the_dot_where_two_have_met() -> None:
    clock = ValueTracker(0.0)
    runs = [
        run_near(rate, BOWL, 6, clock, shifted_parabola(), START, MINIMUM, color=color)
        for rate, color in ((0.2, palette.PATH), (0.8, palette.RESIDUAL))
    ]
    panel = CurveOverRows(stage(), runs, 6, BOWL, shifted_parabola(), START, MINIMUM, LETTERS)
    half, ring = panel.meeting(runs[0], 2)
    for mark in (half, ring):
        np.testing.assert_allclose(mark.points, [panel.rows.nodes(run)[2] for run in runs[1:]])
    assert isinstance(half, RightHalves)
    np.testing.assert_allclose(half.rgb, palette.rgb(palette.PATH))


def test_graphs_of_the_function_elsewhere_become_the_one_that_is_looked_at() -> None:
    panel = close(shifted_parabola(), BOWL, START, MINIMUM)
    one, other = (CurvePlot(part, shifted_parabola()).curve() for part in stage().columns(1, 1))
    gone, become, *others = panel.out_of([one, other])
    assert become.target_mobject is panel.curve  # type: ignore[attr-defined]
    assert gone.target_mobject.opacity == 0  # type: ignore[attr-defined]
    assert [id(each.mobject) for each in others] == list(map(id, [panel.scenery, *panel.dots]))


def test_two_rates_with_opposite_factors_meet_in_every_second_row() -> None:
    one, other = (
        run_near(rate, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM) for rate in (0.2, 0.8)
    )
    meet = np.isclose(one.path[:, 0], other.path[:, 0])
    assert meet.tolist() == [True, False] * 3 + [True]
    assert BOWL.keep_abreast(0.2, 0.8)
    assert not NearMinimum(2.0, everywhere=False).keep_abreast(0.2, 0.8)
    assert not BOWL.keep_abreast(0.5, 0.5)


def test_distances_are_bars_and_each_is_what_the_step_leaves_of_the_one_before() -> None:
    run = run_near(0.8, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM)
    rows = close(shifted_parabola(), BOWL, START, MINIMUM).rows
    distances = DistanceRows(rows, run, MINIMUM, 5)
    places = MINIMUM + 22 * (-0.6) ** np.arange(5.0)
    for row, (bar, place) in enumerate(zip(distances.bars, places, strict=True)):
        np.testing.assert_allclose(bar.starts, [rows.c2p(MINIMUM, row)])
        np.testing.assert_allclose(bar.ends, [rows.c2p(place, row)])
    for row, step in enumerate(distances.steps):
        np.testing.assert_allclose(step.points[:, 0], rows.c2p(places[row : row + 2], row)[:, 0])
        np.testing.assert_allclose(step.points[:, 1], rows.c2p(0, row)[1] + ABOVE)
    assert [str(name[0].typst_code)[2:-2] for name in distances.names] == [
        "d", "-0.6 d", "0.36 d", "-0.216 d", "0.13 d",
    ]  # fmt: skip
    drop = distances.leave(0).animations[0]  # type: ignore[attr-defined]
    drop.begin()
    np.testing.assert_allclose(drop.mobject.points[:, 0], distances.bars[1].points[:, 0])


def test_bars_hang_from_the_points_on_the_curve() -> None:
    run = run_near(0.2, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM)
    rows = close(shifted_parabola(), BOWL, START, MINIMUM).rows
    for row, drop in enumerate(DistanceRows(rows, run, MINIMUM, 5).drops):
        np.testing.assert_allclose(drop.points[:1], rows.plot.nodes(run)[row : row + 1])
        np.testing.assert_allclose(drop.points[1], rows.c2p(run.path[row, 0], row))


def test_two_runs_distances_stand_side_by_side_and_are_ringed_where_they_meet() -> None:
    other, own = (
        run_near(rate, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM, color=color)
        for rate, color in ((0.2, palette.PATH), (0.8, palette.RESIDUAL))
    )
    rows = close(shifted_parabola(), BOWL, START, MINIMUM).rows
    before, after = distances_side_by_side(rows, [other, own], MINIMUM, 5)
    _, *upper = before.make_room().animations  # type: ignore[attr-defined]
    for row, (low, high) in enumerate(zip(after.bars, upper, strict=True)):
        np.testing.assert_allclose(low.ends, [rows.c2p(own.path[row, 0], row) + APART * DOWN])
        np.testing.assert_allclose(high.target_mobject.ends, [rows.c2p(other.path[row, 0], row) + APART * UP])
    assert [len(name) for name in after.names] == [0, 1, 0, 1, 0]  # where they meet, it has been said
    _, rings = after.ring_where_met(before).animations  # type: ignore[attr-defined]
    met = [rows.c2p(own.path[row, 0], row) for row in (2, 4)]
    np.testing.assert_allclose(rings.mobject.points, met)


def test_distances_that_leave_the_picture_have_no_names() -> None:
    run = run_near(1.2, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM)
    distances = DistanceRows(close(shifted_parabola(), BOWL, START, MINIMUM).rows, run, MINIMUM, 3)
    assert [len(name) for name in distances.names] == [1, 0, 0]


def test_where_the_curve_is_no_parabola_distances_are_those_of_steps_near_the_minimum() -> None:
    minimum = float(WAVES.minima[np.abs(WAVES.minima[:, 0] - 11).argmin(), 0])
    theory = NearMinimum.of(WAVES, minimum)
    run = run_near(0.2, theory, 4, ValueTracker(0.0), WAVES, 11.0, minimum)
    shares = (run.path[:, 0] - minimum) / (11.0 - minimum)
    np.testing.assert_allclose(shares, theory.factor(0.2) ** np.arange(5.0), atol=0.02)
    assert close(WAVES, theory, 11.0, minimum).dots == []  # they are not on the curve


def test_formulas_hold_for_the_numbers_shown() -> None:
    told = {"J": "J", "rate": "0.8", "left": "-0.6"}
    assert factor_in_words(BOWL, LETTERS, 0.8) == told
    assert factor_in_words(BOWL, LETTERS, 0.5)["left"] == "0"
    assert left_in_numbers(BOWL, LETTERS, 0.8) == "(1 - eta J'') d = -0.6 d"
    assert squares_in_numbers(BOWL, 0.8) == "(-0.6)^2 = 0.6^2 = 0.36"
    third = NearMinimum(1 / 3, everywhere=True)  # 0.4 * 0.333 = 0.1332
    assert slope_in_numbers(BOWL, LETTERS) == "J'(w) = J'' d = 2 d"
    assert slope_in_numbers(NearMinimum(2.0, everywhere=False), LETTERS) == "J'(w) approx J'' d = 2 d"
    assert step_in_numbers(BOWL, LETTERS, 0.2) == "eta J'(w) = 0.2 dot 2 d = 0.4 d"
    assert left_in_numbers(third, LETTERS, 0.4) == "(1 - eta J'') d = 0.867 d"


def test_formulas_stand_in_their_box_below_what_their_letters_are() -> None:
    box = Box(0, 3, -2, 2)
    said = FactorFormulas.of(box, BOWL, LETTERS, 0.2)
    assert [str(line.typst_code)[2:-2] for line in said[:3]] == [
        'eta = 0.2: space "learning rate"',
        'd: space "how far from the minimum"',
        "J'' = 2: space \"second derivative\"",
    ]
    tops = [line.get_top()[1] for line in said]
    assert tops == sorted(tops, reverse=True)
    for part in said:
        assert part.get_left()[0] == pytest.approx(0)
        assert part.get_right()[0] <= 3 + 1e-6
        assert -2 <= part.get_bottom()[1] < part.get_top()[1] <= 2


def test_the_rates_beside_the_best_are_chosen() -> None:
    assert BOWL.beside_best([0.8, 0.01, 0.9, 0.2]) == [0.2, 0.8]
    assert BOWL.beside_best([0.8, 0.9]) == [0.8]
    assert BOWL.beside_best([0.5]) == [0.5]


def test_the_rule_stands_where_the_numbers_stood() -> None:
    sweep = swept()
    rule = sweep.rule()
    np.testing.assert_allclose(rule.get_center(), sweep.side.center, atol=1e-9)
    assert "2 \\/ J''" in str(rule.typst_code)


def test_the_formulas_of_a_second_rate_take_the_places_of_the_first_ones() -> None:
    before, said = (FactorFormulas.of(Box(0, 3, -2, 2), BOWL, LETTERS, rate) for rate in (0.2, 0.8))
    changed = [id(animation.mobject) for animation in said.after(before)]
    pairs = (before.rate, said.rate), (before.step, said.step), (before.factor, said.factor)
    assert changed == [id(line) for pair in pairs for line in pair]
    for old, new in zip(before, said, strict=True):
        np.testing.assert_allclose(new.get_left(), old.get_left(), atol=0.05)


def test_where_two_rates_meet_their_numbers_are_equal() -> None:
    clock = ValueTracker(0.0)
    runs = [run_near(rate, BOWL, 6, clock, shifted_parabola(), START, MINIMUM) for rate in (0.2, 0.8)]
    panel = CurveOverRows(stage(), runs, 6, BOWL, shifted_parabola(), START, MINIMUM, LETTERS)
    rows = panel.numbers(stage(), runs, (0.2, 0.8), LETTERS)
    shown = []
    for step in range(5):
        clock.set_value(step)
        shown.append([row.number.written for row in rows.update() if isinstance(row, Readout)])
    assert [(count, one == other) for count, one, other in shown] == [
        ("0", True), ("1", False), ("2", True), ("3", False), ("4", True),
    ]  # fmt: skip
    assert shown[-1][-1] == "5.85"  # 3 + 22 * 0.6^4


def test_seen_from_farther_off_numbers_go_to_where_they_belong() -> None:
    near, far = (view.plot for view in (swept().near, swept().far))
    left, bottom = (near.c2p(near.x_range[0], near.y_range[0])[axis] for axis in (0, 1))
    ways = near.numbers_onto(far)
    assert [number for number, _ in ways] == near.numbers.submobjects
    along = [way for _, way in ways if way[1] == 0 and way[0] != 0]
    upwards = [way for _, way in ways if way[0] == 0 and way[1] != 0]
    assert along
    assert upwards
    twenty = far.c2p(20, far.y_range[0])[0] - near.c2p(20, near.y_range[0])[0]
    assert any(way[0] == pytest.approx(twenty) for way in along)
    assert far.c2p(far.x_range[0], far.y_range[0])[:2] == pytest.approx([left, bottom])
