"""A learning rate that is turned: knob, factor and path are those of the rate that is shown."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DOWN, UP, FadeIn, FadeOut, Group, ValueTracker

from gdmath import Objective, descend, from_function, shifted_parabola
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_over_rows import CurveOverRows
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.distance_rows import ABOVE, APART, DistanceRows
from scenes.kit.plots.factor_formulas import (
    FactorFormulas,
    factor_in_numbers,
    factor_in_words,
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


def test_where_two_runs_meet_both_balls_are_seen() -> None:
    one, other = close(shifted_parabola(), BOWL, START, MINIMUM).dots
    np.testing.assert_allclose(one.points, other.points)
    assert one.radius > 1.5 * other.radius > 0.2


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


def test_two_runs_distances_stand_side_by_side_and_are_ringed_where_they_meet() -> None:
    other, own = (
        run_near(rate, BOWL, 6, ValueTracker(0.0), shifted_parabola(), START, MINIMUM, color=color)
        for rate, color in ((0.2, palette.PATH), (0.8, palette.RESIDUAL))
    )
    rows = close(shifted_parabola(), BOWL, START, MINIMUM).rows
    right, both = (DistanceRows(rows, run, MINIMUM, 5) for run in (other, own))
    _, *parts, rings = both.beside(right).animations  # type: ignore[attr-defined]
    lower, upper, named = [part.target_mobject for part in parts[:5]], parts[5:10], parts[10:]
    for row, (low, high) in enumerate(zip(lower, upper, strict=True)):
        np.testing.assert_allclose(low.ends, [rows.c2p(own.path[row, 0], row) + APART * DOWN])
        np.testing.assert_allclose(high.mobject.ends, [rows.c2p(other.path[row, 0], row) + APART * UP])
    assert [part.mobject for part in named] == [right.names[1], right.names[3]]
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
    told = {"J": "J", "rate": "0.8", "curvature": "2", "share": "1.6", "left": "-0.6"}
    assert factor_in_words(BOWL, LETTERS, 0.8) == told
    assert factor_in_words(BOWL, LETTERS, 0.5)["left"] == "0"
    assert factor_in_numbers(BOWL, 0.8) == "1 - 0.8 dot 2 = -0.6"
    assert squares_in_numbers(BOWL, 0.8) == "(-0.6)^2 = 0.6^2 = 0.36"
    third = NearMinimum(1 / 3, everywhere=True)  # 0.4 * 0.333 = 0.1332
    assert slope_in_numbers(BOWL, LETTERS, 3.0) == "J'(w) = 2 (w - 3) = 2 d"
    assert slope_in_numbers(BOWL, LETTERS, -0.5) == "J'(w) = 2 (w + 0.5) = 2 d"
    assert slope_in_numbers(NearMinimum(2.0, everywhere=False), LETTERS, 0.0) == "J'(w) approx 2 w = 2 d"
    assert step_in_numbers(BOWL, LETTERS, 0.2) == ("eta J'(w) = 0.2 dot 2 d = 0.4 d", "d - 0.4 d = 0.6 d")
    assert factor_in_numbers(third, 0.4) == "1 - 0.4 dot 0.333 = 0.867"


def test_formulas_stand_in_their_box_below_the_rate_and_the_curvature() -> None:
    box = Box(0, 3, -2, 2)
    said = FactorFormulas.of(box, BOWL, LETTERS, 0.2, MINIMUM)
    assert [str(given.typst_code)[2:-2] for given in said[:2]] == ["eta = 0.2", "J'' = 2"]
    tops = [said.curvature.get_top()[1], *(line.get_top()[1] for line in said.lines)]
    assert tops == sorted(tops, reverse=True)
    for part in (Group(said.rate, said.curvature), *said.lines):
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
    before, said = (FactorFormulas.of(Box(0, 3, -2, 2), BOWL, LETTERS, rate, MINIMUM) for rate in (0.2, 0.8))
    changed, begun, steep, taken, left, worked = said.told_after(before)
    assert [begun, steep, taken] == [[], [], []]
    gone = [id(animation.mobject) for animation in changed if isinstance(animation, FadeOut)]
    assert gone == [id(before.rate), id(before.lines[2])]
    assert set(gone) < set(map(id, before.holding()))
    come = [id(animation.mobject) for animation in (*changed[1::2], *left, worked[0])]
    assert come == list(map(id, (said.rate, *said.lines[2:5])))
    for old, new in zip(before.lines, said.lines, strict=True):
        np.testing.assert_allclose(new.get_left(), old.get_left(), atol=0.05)


def test_the_formulas_of_the_first_rate_come_line_by_line_and_the_curvature_last() -> None:
    said = FactorFormulas.of(Box(0, 3, -2, 2), BOWL, LETTERS, 0.2, MINIMUM)
    come = [
        [id(animation.mobject) for animation in page if isinstance(animation, FadeIn)] for page in said.told()
    ]
    *lines, factor, _ = map(id, said.lines)
    assert come == [[id(said.rate)], *([line] for line in lines), [id(said.curvature), factor]]
    assert str(said.lines[0].typst_code) == '$ d: space "how far from the minimum" $'


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
