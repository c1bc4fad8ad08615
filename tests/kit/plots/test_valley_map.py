"""The map of a valley, its legs, slices, chart and gauge: what is drawn is what the mathematics says."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from manim import DL, UR, ValueTracker

from gdmath import descend, heavy_ball, plain_factors, quadratic_form, turned_bowl
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.eigen_notes import EigenNotes
from scenes.kit.plots.factor_gauge import FactorGauge
from scenes.kit.plots.labels import holds, overlap
from scenes.kit.plots.leg_plots import LegChart, LegSlice, SwingChart, widened
from scenes.kit.plots.stretched_way import StretchedWay
from scenes.kit.plots.valley_map import FLOWN, GONE, WAY_COLORS, ValleyMap
from scenes.kit.runs.valley import Valley
from scenes.kit.style.layout import stage

VALLEYS = [
    Valley(turned_bowl((1, 25), 20), (-4.07, -0.52)),
    Valley(quadratic_form([[3, 1], [1, 30]], center=[1, -2]), [4, 3]),
]
MAP, SIDE = stage().columns(1.4, 1)


@pytest.mark.parametrize("valley", VALLEYS)
def test_scales_are_equal_so_that_the_ways_cross_at_right_angles(valley: Valley) -> None:
    plane = ValleyMap(MAP, valley)
    assert plane.unit[0] == pytest.approx(plane.unit[1])
    lines = [plane.line(way)[0] for way in range(2)]
    low, high = plane.frame.points.min(axis=0), plane.frame.points.max(axis=0)
    for line in lines:
        assert ((low - 1e-9 <= line.points) & (line.points <= high + 1e-9)).all()
    along, across = (line.points[1] - line.points[0] for line in lines)
    assert along @ across == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("valley", VALLEYS)
def test_the_legs_lead_from_the_minimum_to_the_point(valley: Valley) -> None:
    plane, point = ValleyMap(MAP, valley), valley.start.copy()
    legs = plane.legs(lambda: point)
    for place in (valley.start, valley.center + np.array([0.3, 0.4])):
        point[:] = place
        legs.update()
        first, second = (leg for leg in legs if isinstance(leg, Stroke))
        np.testing.assert_allclose(first.points[0], plane.on(valley.center), atol=1e-9)
        np.testing.assert_allclose(first.points[1], second.points[0])
        np.testing.assert_allclose(second.points[1], plane.on(place), atol=1e-9)
        lengths = [np.linalg.norm(np.diff(leg.points, axis=0)) / plane.unit[0] for leg in (first, second)]
        np.testing.assert_allclose(lengths, np.abs(valley.legs(place)), atol=1e-9)


@pytest.mark.parametrize("valley", VALLEYS)
@pytest.mark.parametrize("share", [0.5, 0.9, 1.05])
def test_gauge_and_path_are_those_of_the_rate(valley: Valley, share: float) -> None:
    rate = ValueTracker(valley.best)
    plane, gauge = ValleyMap(MAP, valley), FactorGauge(SIDE, valley, rate)
    path = plane.path_of(
        lambda: descend(valley.objective, rate.get_value(), valley.start, iterations=40).points
    )
    rate.set_value(share * valley.limit)
    path.update()
    gauge.hand.update()
    points = descend(valley.objective, share * valley.limit, valley.start, iterations=40).points
    drawn = len(path.points)
    np.testing.assert_allclose(path.walked(), plane.on(points[:drawn]), atol=1e-9)
    assert drawn == 41 or share > 1
    dots = [part for part in gauge.hand if isinstance(part, Dots)]
    factors = np.abs(plain_factors(valley.curvatures, share * valley.limit))
    for dot, factor in zip(dots, factors, strict=True):
        np.testing.assert_allclose(dot.points, [gauge.c2p(share * valley.limit, factor)])


def test_the_curves_cross_at_the_best_rate_and_say_how_it_comes_about() -> None:
    valley = VALLEYS[0]
    gauge = FactorGauge(SIDE, valley, ValueTracker(valley.best))
    _, ring, name = gauge.best_mark()
    np.testing.assert_allclose(ring.points, [gauge.c2p(2 / 26, 24 / 26)])
    assert str(name.typst_code) == "$ eta = 2 \\/ (1 + 25) $"


def test_the_gauge_says_the_rate_and_its_marks_are_left_of_their_lines() -> None:
    valley, rate = VALLEYS[0], ValueTracker(VALLEYS[0].best)
    gauge = FactorGauge(SIDE, valley, rate)
    reading = gauge.reading()
    rate.set_value(0.04)
    reading.number.update()
    assert reading.number.written == "0.04"
    for mark, place in ((gauge.best_mark(), valley.best), (gauge.limit_mark(), valley.limit)):
        assert mark[-1].get_right()[0] < gauge.c2p(place, 1)[0]
        assert mark[-1].get_bottom()[1] > gauge.c2p(place, 1)[1]
    flat, steep = gauge.names()
    line = gauge.curves[0].points
    assert flat.get_top()[1] < np.interp(flat.get_right()[0], line[:, 0], line[:, 1])
    left_branch = gauge.curves[1].points[: np.argmin(gauge.curves[1].points[:, 1]) + 1]
    height = float(np.interp(steep.get_right()[0], left_branch[:, 0], left_branch[:, 1]))
    assert steep.get_top()[1] < height


@pytest.mark.parametrize("valley", [*VALLEYS, Valley(turned_bowl((1, 4), 70), (1.0, -2.0))])
def test_the_hessian_turns_the_way_into_the_slope_and_stretches_its_legs(valley: Valley) -> None:
    plane = ValleyMap(MAP, valley)
    drawn, hessian = StretchedWay(plane), valley.objective.hessian(valley.center)
    way = drawn.place - valley.center
    low, high = np.array([plane.x_range, plane.y_range]).T
    for share in (0.0, 0.4, 1.0):
        for tracker in drawn.shares:
            tracker.set_value(share)
        drawn.update()
        turned = valley.center + way + share * (hessian @ way - way)
        assert (low < turned).all()
        assert (turned < high).all()
        np.testing.assert_allclose(drawn.slope.points, plane.on([valley.center, turned]), atol=1e-9)
        first, second = drawn.legs
        np.testing.assert_allclose(first.points[0], plane.on(valley.center), atol=1e-9)
        np.testing.assert_allclose(second.points, [first.points[1], plane.on(turned)], atol=1e-9)
        lengths = [np.linalg.norm(np.diff(leg.points, axis=0)) / plane.unit[0] for leg in drawn.legs]
        stretched = (1 + share * (valley.curvatures - 1)) * np.abs(valley.legs(drawn.place))
        np.testing.assert_allclose(lengths, stretched, atol=1e-9)
    # The slope is that of the valley at the end of the way.
    np.testing.assert_allclose(hessian @ way, valley.objective.gradient(drawn.place))


def test_names_of_stretched_arrows_are_on_the_map_and_apart() -> None:
    plane = ValleyMap(MAP, VALLEYS[0])
    drawn = StretchedWay(plane)
    assert [str(name.typst_code) for name in drawn.names] == ["$ 1 times $", "$ 25 times $", "$ nabla J $"]
    for name in (drawn.way[1], *drawn.names):
        assert holds(plane.frame, name)
    assert not any(overlap(*pair) for pair in combinations(drawn.names, 2))


def test_a_flight_ends_a_few_steps_after_it_has_left_the_map() -> None:
    plane = ValleyMap(MAP, VALLEYS[0])
    flight = plane.flight(1.3 * VALLEYS[0].limit)
    outside = plane.steps_inside(flight.descent.points)
    assert flight.steps == outside + GONE
    assert plane.flight(1.0001 * VALLEYS[0].limit).steps == FLOWN


def test_a_path_is_inside_until_it_first_leaves_the_map() -> None:
    plane = ValleyMap(MAP, VALLEYS[0])
    start, center = VALLEYS[0].start, VALLEYS[0].center
    assert plane.steps_inside(np.array([start, center, [99.0, 0.0], center])) == 2
    assert plane.steps_inside(np.array([start, center, start])) == 2


def test_the_lengths_swing_about_their_rest_in_their_colours_as_far_as_is_counted() -> None:
    valley, clock = VALLEYS[0], ValueTracker(0.0)
    legs = valley.leg_runs(heavy_ball(0.03, 0.9), 131, clock, WAY_COLORS)
    chart = SwingChart(SIDE, legs)
    assert chart.x_range == (0, 131)
    clock.set_value(131)
    for way, trail in enumerate(chart.trails):
        trail.update()
        lengths = valley.legs(valley.points(heavy_ball(0.03, 0.9), 131))[:, way]
        np.testing.assert_allclose(trail.points[-1], chart.c2p(131, lengths[-1]), atol=1e-9)
        (letter,) = chart.y_label.select(f"way_{way}")
        assert letter.get_fill_color() == WAY_COLORS[way]


def test_a_close_map_shows_what_is_held_and_a_short_leg_has_no_name() -> None:
    valley = VALLEYS[0]
    near = ValleyMap(MAP, valley, np.array([[-4.0, -1.0], [-3.0, -0.5]]), named=False, whole=False)
    assert near.x_range[1] < -2
    point = valley.start.copy()
    legs = ValleyMap(MAP, valley).legs(lambda: point)
    names = [each for each in legs if not isinstance(each, Stroke)]
    for place, opacity in ((valley.start, 1.0), (valley.center + 1e-3, 0.0)):
        point[:] = place
        legs.update()
        assert [name.get_fill_opacity() for name in names] == [opacity, opacity]


def test_the_shorter_leg_has_a_wider_axis_that_says_so_and_each_slice_its_factor_with_its_sign() -> None:
    valley = VALLEYS[0]
    runs = [valley.leg_run(way, valley.best, 87) for way in range(2)]
    times = [widened(valley, way) for way in range(2)]
    slices = [
        LegSlice(box, valley, way, runs, valley.best, f"{times[way]} times")
        for way, box in enumerate(SIDE.rows(1, 1))
    ]
    assert times == [1, int(abs(valley.lengths[0] / valley.lengths[1]))]
    assert times[1] > 1
    (first, *_), (second, *_) = (each.plot.unit for each in slices)
    assert second == pytest.approx(times[1] * first, rel=0.1)
    assert [str(each.plot.x_label.typst_code) for each in slices] == [
        "$ p $",
        f'$ q quad "{times[1]} times" $',
    ]
    for each, length in zip(slices, valley.lengths, strict=True):
        assert each.plot.x_range[0] < -abs(length) < abs(length) < each.plot.x_range[1]
    assert slices[0].plot.y_range == slices[1].plot.y_range
    assert [str(each.factor.typst_code) for each in slices] == [
        "$ 1 - eta dot 1 = 0.923 $",
        "$ 1 - eta dot 25 = -0.923 $",
    ]


def test_the_hessian_is_written_with_its_eigenvalues() -> None:
    notes = EigenNotes(SIDE, VALLEYS[0], "eigenvectors", "curvatures")
    assert str(notes.matrix.typst_code) == "$ H = mat(3.81, -7.71; -7.71, 22.2) $"
    assert '"number", 25' in str(notes.ways[1].typst_code)


def test_eigenvectors_and_curvatures_are_called_so_above_them_and_apart_from_all_else() -> None:
    notes = EigenNotes(SIDE, VALLEYS[0], "eigenvectors", "curvatures")
    for words, part in ((notes.vectors, "vector"), (notes.numbers, "number")):
        named = notes.ways[0].select(part)
        assert words.get_left()[0] - 1e-6 <= named.get_x() <= words.get_right()[0] + 1e-6
        assert words.get_bottom()[1] > named.get_top()[1]
        assert words.get_top()[1] < notes.slope.get_bottom()[1]
    assert notes.numbers.get_right()[0] < notes.vectors.get_left()[0]
    assert not any(overlap(*pair) for pair in combinations(notes.submobjects, 2))


def test_at_the_best_rate_both_lines_are_as_steep_and_their_slopes_stand_beside_them() -> None:
    valley = VALLEYS[0]
    runs = [valley.leg_run(way, valley.best, 87) for way in range(2)]
    chart = LegChart(SIDE, runs, 30)
    assert chart.measured == ("0.923", "0.923")
    notes = chart.notes(valley, valley.best, '"measured"')
    assert [[str(row.typst_code) for row in note] for note in notes] == [
        ['$ "measured" space 0.923 $', f"$ abs(1 - eta dot {curvature}) = 0.923 $"] for curvature in (1, 25)
    ]
    lines = [chart.nodes(run)[:31] for run in runs]
    for note, line, upper in zip(notes, lines, (True, False), strict=True):
        assert holds(chart.frame, note)
        corner = note.get_corner(DL if upper else UR)  # the one that is nearest to the line
        height = float(np.interp(corner[0], line[:, 0], line[:, 1]))
        assert (corner[1] > height) == upper


@pytest.mark.parametrize("most", [4, 25, 400])
def test_each_line_is_as_steep_as_its_own_factor(most: float) -> None:
    valley = Valley(turned_bowl((1, most), 20), (-4.07, -0.52))
    rate = 0.8 * valley.best
    chart = LegChart(SIDE, [valley.leg_run(way, rate, 30) for way in range(2)], 12)
    factors = np.abs(plain_factors(valley.curvatures, rate))
    assert factors[0] != pytest.approx(factors[1], rel=0.1)
    np.testing.assert_allclose([float(each) for each in chart.measured], factors, rtol=0.006)
