"""Points slide and squeeze along their axis; of a line that is turned, the intercept makes up for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import DL, UR, UpdateFromAlphaFunc

from gdmath import TEN_POINTS, Dataset, LinearRegression
from scenes.kit.plots.rescaled_data import RescaledData
from scenes.kit.runs.line_moves import line_moves
from scenes.kit.runs.swinging import single_step
from scenes.kit.style.layout import Box

SHARES = ((0.0, 0.0), (0.4, 0.0), (1.0, 0.0), (1.0, 1.0))


@pytest.fixture
def plot() -> RescaledData:
    return RescaledData(Box(-3, 3, -2, 2), TEN_POINTS)


def at(animation: UpdateFromAlphaFunc, share: float) -> None:
    animation.interpolate_mobject(share)


def plain(number: Any) -> float:
    return float(number.opacity)


def seen(plot: RescaledData) -> list[float]:
    return [float(name.get_fill_opacity()) for name in plot.names]


def test_points_stay_while_zero_moves_below_them(plot: RescaledData) -> None:
    x, y = TEN_POINTS.x[:, 0], TEN_POINTS.y
    slope, intercept = LinearRegression(TEN_POINTS).closed_form()
    for shares, zero in zip(SHARES, (0.0, 2.2, 5.5, 5.5), strict=True):
        at(plot.rescale(*shares), 1.0)
        np.testing.assert_allclose(plot.data.points, plot.c2p(x, y))
        np.testing.assert_allclose(plot.misses.starts, plot.data.points)
        np.testing.assert_allclose(plot.misses.ends, plot.c2p(x, slope * x + intercept))
        np.testing.assert_allclose(plot.pivot.points, plot.c2p([zero], [slope * zero + intercept]))
        np.testing.assert_allclose(plot.zero.points[0], plot.c2p(zero, plot.y_range[0]))
        np.testing.assert_allclose(plot.mean.points[0], plot.c2p(5.5, plot.y_range[0]))


def test_round_numbers_stand_where_the_feature_has_them_and_do_not_run(plot: RescaledData) -> None:
    deviation = float(TEN_POINTS.x.std())
    as_written = ["0", "5", "10"], ["\u22125", "0", "5"], ["\u22122", "\u22121", "0", "1"]
    for shares, written, first, unit in zip(
        ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)), as_written, (0.0, 5.5, 5.5), (1.0, 1.0, deviation), strict=True
    ):
        at(plot.rescale(*shares), 1.0)
        (_, *numbers), *others = sorted(plot.below, key=lambda part: -plain(part[1]))
        assert [number.written for number in numbers] == written
        places = plot.c2p(
            first + unit * np.array([float(text.replace("\u2212", "-")) for text in written]), 0.0
        )
        np.testing.assert_allclose([number.get_x() for number in numbers], places[:, 0], atol=0.02)
        assert all(plain(part) == 0 for other in others for part in other[1:])


def test_there_is_room_for_the_line_as_it_is_moved() -> None:
    moves = line_moves(LinearRegression(TEN_POINTS), 3.0)
    plot = RescaledData(Box(-3, 3, -2, 2), TEN_POINTS, moves=moves)
    for move in plot.each_move(moves, 2.0):
        at(move, 0.6)
        heights = plot.line.points[:, 1]
        assert heights.min() > plot.frame.get_bottom()[1]
        assert heights.max() < plot.frame.get_top()[1]


def test_the_line_is_turned_about_zero_and_then_lowered_until_its_middle_is_in_place(
    plot: RescaledData,
) -> None:
    best = LinearRegression(TEN_POINTS).closed_form()
    moves = line_moves(LinearRegression(TEN_POINTS), 1.0)
    turn, along = plot.each_move(moves, 2.0)
    for stays in (0.6, 1.0):
        at(turn, stays)
        np.testing.assert_allclose(plot.shown_line(), best + moves[0])
        np.testing.assert_allclose(plot.pivot.points, plot.c2p([0.0], best[1:]))
    at(along, 0.0)
    np.testing.assert_allclose(plot.shown_line(), best + moves[0])
    for stays in (0.6, 1.0):
        at(along, stays)
        np.testing.assert_allclose(plot.shown_line(), best + moves[1])
        x = np.array([0.0, 10.0])
        np.testing.assert_allclose(plot.best.points[[0, -1]], plot.c2p(x, best[0] * x + best[1]))
    at(plot.move_line(), 1.0)
    np.testing.assert_allclose(plot.shown_line(), best)


def test_the_line_is_named_below_its_left_end_and_beside_the_name_of_the_deviation() -> None:
    for width in (6.0, 4.0):
        plot = RescaledData(Box(0, width, -2, 2), TEN_POINTS)
        at(plot.rescale(1.0, 1.0), 1.0)
        told = plot.named_line("same start")
        assert told.get_top()[1] < plot.line.points[0, 1]
        assert told.get_right()[0] < plot.spread_name.get_left()[0]


def test_the_line_can_be_that_of_a_run(plot: RescaledData) -> None:
    at(plot.rescale(1.0, 1.0), 1.0)
    run = single_step(LinearRegression(TEN_POINTS.standardized().dataset), (0.0, 0.0))
    plot.follow(run)
    x = np.array([1.0, 10.0])
    for clock, share in ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0)):
        run.clock.set_value(clock)
        plot.update()
        np.testing.assert_allclose(plot.shown_line(), share * run.path[-1])
        slope, intercept = plot.shown_line()
        heights = slope * (x - 5.5) / TEN_POINTS.x.std() + intercept
        np.testing.assert_allclose(plot.line.points[[0, -1]], plot.c2p(x, heights), atol=1e-9)
    np.testing.assert_allclose(plot.line.points, plot.best.points, atol=1e-9)


def test_without_its_mean_the_line_is_turned_about_the_middle(plot: RescaledData) -> None:
    at(plot.rescale(1.0), 1.0)
    at(plot.move_line((1.0, 0.0)), 0.6)
    np.testing.assert_allclose(plot.pivot.points, plot.c2p([5.5], [TEN_POINTS.y.mean()]))
    assert plot.shown_line()[0] == pytest.approx(LinearRegression(TEN_POINTS).closed_form()[0] + 1)


def test_the_spread_reaches_from_the_mean_to_a_deviation_more_and_is_seen_once_the_mean_is_gone(
    plot: RescaledData,
) -> None:
    deviation = float(TEN_POINTS.x.std())
    ends = np.array([plot.spread.points[0, 0], plot.spread.points[-1, 0]])
    np.testing.assert_allclose(ends, plot.c2p([5.5, 5.5 + deviation], 0.0)[:, 0])
    assert plot.spread.opacity == 0
    at(plot.rescale(1.0), 1.0)
    assert plot.spread.opacity == plot.spread_name.get_fill_opacity() == 1


NOISY = np.random.default_rng(3).normal(size=12)


def of_names(x: str, y: str) -> RescaledData:
    places = np.arange(1.0, 13.0)
    data = Dataset.from_arrays(places, 2 + places + NOISY, [x], y)
    return RescaledData(Box(-3, 3, -2, 2), data)


def test_a_long_name_of_y_stands_above_those_of_zero_and_the_mean(plot: RescaledData) -> None:
    assert plot.y_label.get_bottom()[1] < plot.zero_name.get_top()[1]
    other = of_names("x", "what the survey asked for")
    for mark in (other.zero_name, other.mean_name):
        assert other.y_label.get_bottom()[1] > mark.get_top()[1]
    assert other.y_label.get_top()[1] <= 2


def test_a_long_name_of_x_leaves_room_for_what_is_done_to_it() -> None:
    assert max(name.width for name in of_names("what the survey asked for, once more", "y").names) < 6


def test_the_intercept_is_named_where_nothing_lies_below_its_name(plot: RescaledData) -> None:
    other = of_names("x", "y")
    for each, side in ((plot, -1), (other, 1)):  # the one line falls, the other one rises
        for share in (0.0, 1.0):
            at(each.rescale(share), 1.0)
            low, high = each.pivot_name.get_corner(DL), each.pivot_name.get_corner(UR)
            inside = (each.data.points > low) & (each.data.points < high)
            assert not inside[:, :2].all(axis=1).any()
            assert side * (each.pivot_name.get_y() - each.pivot.points[0, 1]) > 0


def test_the_axis_is_named_after_what_it_shows(plot: RescaledData) -> None:
    assert seen(plot) == [1, 0, 0]
    at(plot.rescale(1.0), 0.5)
    assert seen(plot) == [0, 0, 0]
    at(plot.rescale(1.0), 1.0)
    assert seen(plot) == [0, 1, 0]
    at(plot.rescale(1.0, 1.0), 1.0)
    assert seen(plot) == [0, 0, 1]
