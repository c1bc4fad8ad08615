"""A line search's slice, Newton's parabola and the Hessian's square: drawn as gdmath computes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import ValueTracker, tempconfig

from gdmath import (
    backtracking,
    descend,
    double_well,
    himmelblau,
    quadratic_form,
    second_order_model,
    turned_bowl,
)
from gdmath.objectives import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.armijo_slice import ArmijoSlice
from scenes.kit.plots.astray_notes import AstrayNotes
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.filled_pictures import FilledPictures
from scenes.kit.plots.hessian_square import PIXELS, HessianSquare, picture_pixels
from scenes.kit.plots.labels import holds
from scenes.kit.plots.model_parabola import ModelParabola
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.style import layout, palette
from scenes.kit.style.layout import stage

MAIN, SIDE = stage().columns(1.4, 1)
STEEP = quadratic_form([[3, 1], [1, 20]], center=[1, -2])


def back(plot: CurvePlot | ArmijoSlice, places: Floats) -> Floats:
    """Return the coordinates of scene points, shape (n, 3), on a plot."""
    low = plot.frame.points.min(axis=0)[:2]
    first = [plot.x_range[0], plot.y_range[0]]
    return np.asarray((places[:, :2] - low) / plot.unit + first)


@pytest.mark.parametrize(
    ("objective", "start", "first", "share"),
    [(turned_bowl((1, 25), 20), (-4.07, -0.52), 0.14, 0.3), (STEEP, (4.0, 3.0), 0.5, 0.1)],
)
def test_rates_are_halved_until_the_slice_lies_under_the_line(
    objective: Objective, start: tuple[float, float], first: float, share: float
) -> None:
    rate = ValueTracker(0.0)
    cut = ArmijoSlice(MAIN, objective, start, first, share, rate)
    gradient = objective.gradient(np.array(start))
    square = float(gradient @ gradient)
    for tried in cut.tries:
        rate.set_value(tried)
        cut.ball.update()
        after = float(objective.value(np.array(start) - tried * gradient))
        np.testing.assert_allclose(back(cut, cut.ball.points), [[tried, after]])
        bound = float(objective.value(np.array(start))) - share * tried * square
        assert (after <= bound) == (tried == cut.tries[-1])
        gap = cut.gaps(palette.MINIMUM)[cut.tries.index(tried)]
        np.testing.assert_allclose(back(cut, gap.ends), [[tried, bound]])
        np.testing.assert_allclose(cut.after(tried), np.array(start) - tried * gradient)
    walk = descend(objective, backtracking(first, 0.5, share), start, iterations=1)
    assert cut.tries[-1] == pytest.approx(walk.rates[0])
    np.testing.assert_allclose(cut.after(cut.tries[-1]), walk.points[1])


def test_the_key_stands_above_the_slice() -> None:
    cut = ArmijoSlice(MAIN, STEEP, (4.0, 3.0), 0.5, 0.1, ValueTracker(0.0))
    key = cut.key("promised", "10 % of it", "too high")
    for name in key:
        assert holds(cut.frame, name)
        right, bottom = name.get_right()[0], name.get_bottom()[1]
        heights = np.interp([name.get_left()[0], right], cut.curve.points[:, 0], cut.curve.points[:, 1])
        assert (heights < bottom).all()


def test_a_first_rate_that_lowers_the_cost_shows_no_search() -> None:
    with pytest.raises(ValueError, match=r"at the first rate, 0\.01, J is no higher than before: a larger"):
        ArmijoSlice(MAIN, STEEP, (4.0, 3.0), 0.01, 0.3, ValueTracker(0.0))


@pytest.mark.parametrize("place", [4.6, 0.6, -2.5])
def test_the_parabola_is_the_model_and_turns_over(place: float) -> None:
    well = double_well()
    plot = CurvePlot(MAIN, well)
    parabola = ModelParabola(plot, place, palette.MINIMUM)
    shown = back(plot, parabola.points)
    np.testing.assert_allclose(shown[:, 1], second_order_model(well, place).value(shown[:, :1]))
    slope, bend = float(well.gradient([place])[0]), float(well.hessian([place])[0, 0])
    assert parabola.level == pytest.approx(place - slope / bend)
    assert parabola.is_bent_down == (bend < 0)
    [turning] = parabola.turn(1.0)
    turning.begin()
    turning.interpolate(1.0)
    parabola.update()
    assert not parabola.is_bent_down
    assert parabola.value(parabola.level) <= parabola.value(place)
    assert parabola.level == pytest.approx(place - slope / abs(bend))
    end = parabola.level
    np.testing.assert_allclose(parabola.way(end, 0.0), plot.on(place))
    np.testing.assert_allclose(parabola.way(end, 1.0), plot.on(end))


def test_the_square_has_a_pixel_for_each_number_and_is_then_seen_whole() -> None:
    cost: Any = HessianSquare(MAIN, SIDE, np.eye(2), 3000, "weights", "numbers", "picture")
    assert [number.number.written for _, number, _ in cost.counts] == ["2", "4"]
    assert cost.pictures == pytest.approx(9e6 / (1920 * 1080))
    assert len(cost.entries) == 4
    cost.grown.set_value(1.0)
    cost.update()
    cost.counts.update()
    width, height = layout.frame_size()
    assert [number.number.written for _, number, _ in cost.counts] == ["3\u2009000", "9\u2009000\u2009000"]
    assert cost.square.side == pytest.approx(3000 * width / PIXELS[0])
    np.testing.assert_allclose(
        cost.picture()[[0, 2]], [[-width / 2, height / 2, 0], [width / 2, -height / 2, 0]]
    )
    for plate, *counted in cost.counts:
        assert all(holds(plate, part) for part in counted)
    cost.zoom.set_value(1.0)
    cost.update()
    assert cost.square.side == pytest.approx(MAIN.height)
    assert np.ptp(cost.picture()[:, 0]) / cost.square.side == pytest.approx(PIXELS[0] / 3000)


@pytest.mark.parametrize(("pictures", "ratio"), [(3.34, 16 / 9), (1.2, 9 / 16), (7.0, 16 / 9)])
def test_pictures_are_filled_one_after_the_other_from_the_top(pictures: float, ratio: float) -> None:
    sheets = FilledPictures(MAIN, pictures, ratio, "a picture")
    count = int(np.ceil(pictures))
    assert len(sheets.numbers) == count
    frame = np.abs(np.diff(sheets.frames.points.reshape(-1, 2, 3), axis=1))[:, 0]
    np.testing.assert_allclose(frame[:, 0], ratio * frame[:, 1])
    corners = sheets.frames.points
    assert (corners[:, :2] >= np.array([MAIN.left, MAIN.bottom]) - 1e-9).all()
    assert (corners[:, :2] <= np.array([MAIN.right, MAIN.top]) + 1e-9).all()
    for poured in (0.0, 0.5, 1.0):
        sheets.poured.set_value(poured)
        sheets.filled.update()
        first, last = sheets.filled.points[::2], sheets.filled.points[1::2]
        shares = (first - last)[:, 1] / frame[:, 1]
        np.testing.assert_allclose(shares.sum(), poured * pictures)
        assert (np.diff(shares) <= 1e-9).all()
        np.testing.assert_allclose(first, sheets.frames.points[::2])


def test_a_tall_picture_stands_on_end_and_its_name_begins_below_it() -> None:
    with tempconfig({"pixel_width": 270, "pixel_height": 480}):
        assert picture_pixels() == PIXELS[::-1]
        cost: Any = HessianSquare(MAIN, SIDE, np.eye(2), 3000, "weights", "numbers", "a picture with a name")
        cost.grown.set_value(1.0)
        cost.zoom.set_value(1.0)
        cost.update()
        cost.screen.update()
        corners, name = cost.picture(), cost.screen[1]
        width, height = np.ptp(corners[:, :2], axis=0)
        assert width / height == pytest.approx(1080 / 1920)
        assert width / cost.square.side == pytest.approx(1080 / 3000)
        assert name.width > width
        assert corners[0, 0] < name.get_left()[0] < corners[1, 0]


@pytest.mark.parametrize("zoom", [0.0, 0.02, 0.1, 0.5, 1.0])
def test_a_pictures_name_is_seen_only_where_all_of_it_is(zoom: float) -> None:
    cost: Any = HessianSquare(MAIN, SIDE, np.eye(2), 3000, "weights", "numbers", "picture")
    cost.grown.set_value(1.0)
    cost.zoom.set_value(zoom)
    cost.update()
    cost.screen.update()
    name, edge = cost.screen[1], -layout.frame_size()[1] / 2
    assert (name.submobjects[0].get_fill_opacity() > 0) == (name.get_bottom()[1] > edge)


def test_a_square_that_one_picture_has_room_for_is_refused() -> None:
    with pytest.raises(ValueError, match="of 1440 x 1440 numbers: choose 1441 weights or more"):
        HessianSquare(MAIN, SIDE, np.eye(2), 1440, "weights", "numbers", "picture")


def test_rates_are_written_of_steps_that_are_tried_at_more_than_one() -> None:
    hill, land = NewtonAstray(double_well(), 1.0, 2, 2), NewtonAstray(himmelblau(), (-0.9, 2.6), 2, 2)
    [(step, row)] = AstrayNotes(SIDE, hill, palette.POINT).halved.items()
    assert step == 1
    assert [str(part.typst_code) for part in row] == ["$ eta = 1 $", "$ -> 0.5 $"]
    tried = [walk.damped.rates.tolist() for walk in (hill, land)]
    assert tried[0] == [1.0, 0.5]
    assert list(AstrayNotes(SIDE, land, palette.POINT).halved) == [k for k, r in enumerate(tried[1]) if r < 1]
