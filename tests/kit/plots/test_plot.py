"""Plots lay themselves out: whatever the ranges, all of it is in its box and nothing covers anything."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from manim import DL, UR, Mobject

from gdmath import SIX_POINTS, LinearRegression, parabola
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.levels import cost_levels, quantile_levels, valley_levels
from scenes.kit.plots.plot import Plot, align
from scenes.kit.style.layout import Box, frame, stage

BOX = Box(-5, 4, -3, 3)
RANGES = [
    ((0.0, 10.0), (0.0, 1.0)),
    ((-5.0, 5.0), (-1e-3, 2e-3)),
    ((1990.0, 4010.0), (-250000.0, 1e6)),
    ((0.0, 12000.0), (42.6, 472.5)),
    ((1e6, 3e7), (1e-9, 5e-9)),
    ((100000.001, 100000.009), (-3.0, 3.0)),
    ((1.7e9, 1.7001e9), (0.5, 0.50001)),
    ((0.5, 0.50001), (1.7e9, 1.7001e9)),
]


def overlap(one: Mobject, other: Mobject) -> bool:
    apart = (
        one.get_right()[0] <= other.get_left()[0]
        or other.get_right()[0] <= one.get_left()[0]
        or one.get_top()[1] <= other.get_bottom()[1]
        or other.get_top()[1] <= one.get_bottom()[1]
    )
    return not apart


def tick_codes(plot: Plot) -> tuple[list[str], list[str]]:
    """Return what the numbers on the x axis and on the y axis say."""
    codes: tuple[list[str], list[str]] = [], []
    for number in plot.numbers:
        is_on_y = bool(number.get_right()[0] < plot.frame.get_left()[0])
        codes[is_on_y].append(str(number.typst_code))
    return codes


@pytest.mark.parametrize(("x_range", "y_range"), RANGES)
def test_everything_is_in_the_box_and_no_text_covers_text(
    x_range: tuple[float, float], y_range: tuple[float, float]
) -> None:
    plot = Plot(BOX, x_range, y_range, "x", "f(x)")
    assert plot.get_left()[0] >= BOX.left - 1e-6
    assert plot.get_right()[0] <= BOX.right + 1e-6
    assert plot.get_bottom()[1] >= BOX.bottom - 1e-6
    assert plot.get_top()[1] <= BOX.top + 1e-6
    texts = [*plot.numbers, plot.x_label, plot.y_label]
    assert len(plot.numbers) >= 4
    assert all(len(set(codes)) == len(codes) >= 2 for codes in tick_codes(plot))
    assert not [pair for pair in combinations(texts, 2) if overlap(*pair)]


def test_coordinates_land_on_the_frame_and_move_with_it() -> None:
    plot = Plot(BOX, (2, 4), (-1, 1))
    corners = plot.c2p([2, 4], [-1, 1])
    assert corners[0] == pytest.approx(plot.frame.points.min(axis=0))
    assert corners[1] == pytest.approx(plot.frame.points.max(axis=0))
    assert plot.c2p(3, 0) == pytest.approx(plot.frame.get_center())
    plot.shift(np.array([0.5, -0.25, 0]))
    assert plot.c2p([2, 4], [-1, 1]) == pytest.approx(corners + np.array([0.5, -0.25, 0]))


def test_graph_points_lie_on_the_function() -> None:
    plot = Plot(BOX, (0, 3), (0, 9))
    graph = plot.graph(lambda x: x**2)
    x = np.linspace(0, 3, len(graph.points))
    assert graph.points == pytest.approx(plot.c2p(x, x**2))
    assert graph.window is plot.frame


@pytest.mark.parametrize("limits", [(1.0, 1.0), (2.0, 1.0), (np.nan, 1.0), (0.0, np.inf)])
def test_impossible_ranges_are_named(limits: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"The y range .* needs finite ends"):
        Plot(BOX, (0, 1), limits)


def test_a_box_too_small_is_named() -> None:
    with pytest.raises(ValueError, match=r"0\.5 by 0\.5 is too small"):
        Plot(Box(0, 0.5, 0, 0.5), (0, 1), (0, 1))


def test_columns_and_rows_share_the_box_out() -> None:
    left, right = BOX.columns(2, 1, gap=0.3)
    assert (left.left, right.right) == pytest.approx((BOX.left, BOX.right))
    assert left.width == pytest.approx(2 * right.width)
    assert right.left - left.right == pytest.approx(0.3)
    upper, lower = BOX.rows(1, 3, gap=0.5)
    assert [upper.top, lower.bottom] == pytest.approx([BOX.top, BOX.bottom])
    assert 3 * upper.height == pytest.approx(lower.height)
    assert stage().top < frame().top


def bowl(points: np.ndarray) -> np.ndarray:
    return np.asarray(points[..., 0] ** 2 + 3 * points[..., 1] ** 2)


def test_contour_lines_lie_on_their_levels() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    contours = ContourMap(plot, bowl, np.array([1.0, 2.0]))
    low = plot.frame.points.min(axis=0)
    coordinates = (contours.lines.points - low)[:, :2] / plot.unit - 2
    values = bowl(coordinates)
    assert np.abs(values[:, None] - [1.0, 2.0]).min(axis=1).max() < 1e-3


def test_bands_cover_the_plot_and_brighten_with_height() -> None:
    from tests.conftest import Canvas

    plot = Plot(BOX, (-2, 2), (-2, 2))
    contours = ContourMap(plot, bowl, np.array([1.0, 4.0, 8.0]))
    canvas = Canvas()
    canvas.draw(contours.bands)
    light = [canvas.at(plot.c2p(x, y)).sum() for x, y in ((0, 0), (1.5, 0), (0, 1.5), (1.9, 1.9))]
    assert 0 < light[0] < light[1] < light[2] < light[3]


def test_contours_without_numbers_are_the_same_lines_and_bands() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    numbered, plain = (
        ContourMap(plot, bowl, np.array([1.0, 4.0]), numbered=numbered) for numbered in (True, False)
    )
    assert len(numbered.labels) == 2
    assert len(plain.labels) == 0
    np.testing.assert_array_equal(plain.lines.points, numbered.lines.points)
    np.testing.assert_array_equal(plain.bands.points, numbered.bands.points)


def test_contour_labels_keep_apart_and_inside() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    x, y = np.meshgrid(np.linspace(-2, 2, 40), np.linspace(-2, 2, 40))
    contours = ContourMap(plot, bowl, quantile_levels(bowl(np.stack([x, y], axis=-1))))
    assert len(contours.labels) >= 3
    assert not [pair for pair in combinations(contours.labels, 2) if overlap(*pair)]
    low, high = plot.frame.points.min(axis=0), plot.frame.points.max(axis=0)
    for label in contours.labels:
        assert (label.get_corner(DL) > low)[:2].all()
        assert (label.get_corner(UR) < high)[:2].all()


def test_contour_labels_keep_clear_of_what_they_are_told_to() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    contours = ContourMap(plot, bowl, np.array([1.0, 2.0, 4.0]))
    held = np.vstack([label.get_center() for label in contours.labels])
    contours.keep_clear(held)
    assert len(contours.labels) == 3
    for label in contours.labels:
        assert np.linalg.norm(held - label.get_center(), axis=1).min() > 0.3
        assert np.linalg.norm(contours.lines.points - label.get_center(), axis=1).min() < 0.05
    assert len(contours.keep_clear(held, room=100.0).labels) == 0


def test_a_constant_objective_has_no_contours() -> None:
    with pytest.raises(ValueError, match="constant over the plot"):
        quantile_levels(np.ones((4, 4)))


@pytest.mark.parametrize("box", [BOX, Box(-6, -1, -3, 3), Box(1, 6, -3, 3)])
def test_labels_may_be_left_out(box: Box) -> None:
    bare, labelled = Plot(box, (0, 1), (0, 1), "", ""), Plot(box, (0, 1), (0, 1))
    assert bare.frame.height > labelled.frame.height
    assert bare.get_left()[0] >= box.left - 1e-6
    assert bare.get_right()[0] <= box.right + 1e-6


def test_stacked_plots_are_aligned_with_the_same_ticks() -> None:
    upper = Plot(Box(-5, 4, 0, 3), (0, 12_000), (0, 500_000), "", x_numbered=False)
    lower = Plot(Box(-5, 3.5, -3, 0), (0, 12_000), (-2, 2))
    assert upper.frame.get_left()[0] > lower.frame.get_left()[0]
    align(upper, lower, right=True)
    for side in (DL, UR):
        assert upper.frame.get_corner(side)[0] == pytest.approx(lower.frame.get_corner(side)[0])
    lines: list[Any] = [plot.lines[0] for plot in (upper, lower)]
    grids = [grid.starts[:, 0] for grid in lines]
    ticks = [x[x > upper.frame.get_left()[0] + 1e-9] for x in grids]
    assert ticks[0] == pytest.approx(ticks[1])
    shown = [number for number in lower.numbers if number.get_top()[1] < lower.frame.get_bottom()[1]]
    assert [number.get_center()[0] for number in shown[1:]] == pytest.approx(ticks[1].tolist())


def test_a_level_lies_at_its_height() -> None:
    plot = Plot(BOX, (0, 10), (1, 100), y_scale="log")
    level = plot.level(10.0)
    assert level.starts == pytest.approx(plot.c2p([0.0], [10.0]))
    assert level.ends == pytest.approx(plot.c2p([10.0], [10.0]))


def test_numbers_may_be_left_to_a_plot_below() -> None:
    numbered, bare = (Plot(BOX, (0, 10), (0, 1), x_numbered=shown) for shown in (True, False))
    assert all(number.get_right()[0] < bare.frame.get_left()[0] for number in bare.numbers)
    assert bare.frame.height > numbered.frame.height
    assert bare.frame.width == numbered.frame.width


def test_a_valleys_levels_are_round_even_and_seen_on_the_map() -> None:
    cost, window = LinearRegression(SIX_POINTS), np.array([(-3.3, 4.3), (-2.7, 3.0)])
    assert valley_levels(cost, window, below=100).tolist() == [44, 46, 48]
    assert valley_levels(cost, window, below=47).tolist() == [44, 46]
    assert valley_levels(cost, window, below=45).tolist() == []
    even, floor = cost_levels(cost, window, count=8, top=450)
    assert even.tolist() == [50, 100, 150, 200, 250, 300, 350, 400, 450]
    assert floor.tolist() == [44, 46, 48]
    corners = cost.value([(w, b) for w in window[0] for b in window[1]])
    assert cost_levels(cost, window)[0][-1] <= corners.max() < 1.2 * cost_levels(cost, window)[0][-1]


def test_dashed_contours_lie_on_their_levels() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    dashes = ContourMap(plot, bowl, np.array([1.0, 2.0]), dashed=[0.5]).dashes
    coordinates = (dashes.points - plot.frame.points.min(axis=0))[:, :2] / plot.unit - 2
    np.testing.assert_allclose(bowl(coordinates), 0.5, atol=1e-3)


def test_a_map_says_how_far_apart_its_levels_are() -> None:
    plot = Plot(BOX, (-2, 2), (-2, 2))
    contours = ContourMap(plot, bowl, np.array([1.0, 2.5, 4.0]), dashed=[0.25, 0.5, 0.75])
    title = contours.title("f")
    assert title.typst_code == '$ f": every" 1.5", dashed every" 0.25 $'
    assert title.get_right()[0] == pytest.approx(plot.frame.get_right()[0])
    assert "dashed" not in ContourMap(plot, bowl, np.array([1.0, 2.0])).title("f").typst_code


def test_what_is_infinitely_far_stays_drawable() -> None:
    points = Plot(BOX, (0, 1), (0, 1)).c2p([0.5, 0.5, -1e300], [1e200, -np.inf, 0.5])
    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1e4
    assert np.sign(points[:, 1][:2]).tolist() == [1, -1]


@pytest.mark.parametrize("room_below", [0.0, 0.5])
def test_room_below_a_curve_has_no_ticks(room_below: float) -> None:
    plot = CurvePlot(Box(-6, 6, -3, 3), parabola(), room_below=room_below)
    [*_, axes] = plot.lines
    assert isinstance(axes, Segments)
    ticks = axes.starts[np.isclose(axes.ends[:, 1], axes.starts[:, 1])][1:]
    zero = plot.c2p(0, 0)[1]
    assert len(ticks) > 2
    assert (ticks[:, 1] > zero - 1e-9).all()
    assert plot.y_range[0] < -10 * room_below
