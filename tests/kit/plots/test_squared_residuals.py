"""The squares of residuals, and the one square of their mean that they become."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, Convention, Dataset, LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.squared_residuals import MOST_SQUARES, SquaredResiduals
from scenes.kit.runs.trial import Trial
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

LINE = np.zeros(2)
BOX = Box(3, 8, -2, 3)


def squared_residuals(dataset: Dataset, box: Box = BOX) -> SquaredResiduals:
    plot = FitPlot(Box(-6, 2, -3, 3), LinearRegression(dataset), LINE)
    return SquaredResiduals(plot, box)


def sides(squared: SquaredResiduals) -> Floats:
    points = squared.squares.update().points
    found: Floats = np.abs(points[1::2] - points[::2])[:, :2]
    return found


def areas(squared: SquaredResiduals) -> Floats:
    found: Floats = sides(squared).prod(axis=1)
    return found


def play(squared: SquaredResiduals, *trackers: str) -> None:
    for name in trackers:
        getattr(squared, name).set_value(1.0)


def test_one_square_stands_alone_before_the_others_grow() -> None:
    squared = squared_residuals(TEN_POINTS)
    squared.one.set_value(1.0)
    assert np.flatnonzero(areas(squared)).tolist() == [squared.example]


def test_the_others_grow_on_their_residuals_when_it_is_their_turn() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "one")
    inside, counts = squared.plot.frame.get_right()[0], []
    for flown in np.linspace(0, 1, 41):
        squared.flown.set_value(flown)
        width, height = sides(squared).T
        assert width == pytest.approx(height)
        assert (height < abs(TEN_POINTS.y) * squared.plot.unit[1] + 1e-9).all()
        left = squared.squares.points[::2, 0]
        counts.append(int(((left < inside) & (height > 1e-9)).sum()))
    assert counts[0] == 1
    assert counts[-1] == 0
    assert 1 < max(counts) <= 4


def test_the_squares_line_up_side_by_side_in_the_order_of_the_data() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "one", "flown")
    assert areas(squared) == pytest.approx((TEN_POINTS.y * squared.plot.unit[1] / squared.lined) ** 2)
    low, high = squared.squares.points[::2], squared.squares.points[1::2]
    assert (low[1:, 0] > high[:-1, 0]).all()
    assert np.ptp(low[:, 1]) == pytest.approx(0)
    assert BOX.left <= low[0, 0] < high[-1, 0] <= BOX.right
    assert (low[0, 0] + high[-1, 0]) / 2 == pytest.approx(BOX.center[0])


@pytest.mark.parametrize("line", [(0.0, 0.0), (0.0, 7.0)])
def test_shared_out_they_still_fit_side_by_side(line: tuple[float, float]) -> None:
    squared = squared_residuals(TEN_POINTS)
    squared.plot.follow(Trial(np.array(line)))
    squared.grow_one(1.0)
    play(squared, "one", "flown", "shared")
    points = squared.squares.update().points
    assert BOX.left <= points[:, 0].min() < points[:, 0].max() <= BOX.right


def test_no_square_passes_another_on_its_way() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "one")
    others = np.delete(np.arange(10), squared.example)
    for flown in np.linspace(0, 1, 41):
        squared.flown.set_value(flown)
        middles = squared.squares.update().points.reshape(-1, 2, 3).mean(axis=1)[others, 0]
        rows = squared.squares.points.reshape(-1, 2, 3)[others]
        away = rows[:, 0, 0] > squared.plot.frame.get_right()[0]
        assert (np.diff(middles[away]) > 0).all()


def test_sharing_out_keeps_the_sum_and_ends_in_the_mean() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "one", "flown")
    whole = areas(squared).sum()
    for share in (0.3, 0.8, 1.0):
        squared.shared.set_value(share)
        assert areas(squared).sum() == pytest.approx(whole)
    mean = LinearRegression(TEN_POINTS, Convention.MSE).value(LINE)
    assert mean == pytest.approx(102.1)
    assert areas(squared) == pytest.approx(mean * (squared.plot.unit[1] / squared.lined) ** 2)
    play(squared, "met")
    assert squared.shrinking == 1
    assert areas(squared) == pytest.approx(mean * squared.plot.unit[1] ** 2)
    middles = squared.squares.points.reshape(-1, 2, 3).mean(axis=1)
    np.testing.assert_allclose(middles, np.tile(BOX.center, (10, 1)))
    np.testing.assert_allclose(squared.squares.rgb, palette.rgb(palette.OBJECTIVE))


def test_the_mean_goes_on_with_the_line() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "one", "flown", "shared", "met")
    trial = Trial(LINE)
    squared.plot.follow(trial)
    trial.changes[0].set_value(0.5)
    mean = float(LinearRegression(TEN_POINTS).value((0.5, 0.0)))
    assert areas(squared) == pytest.approx(mean * squared.plot.unit[1] ** 2)


def test_of_many_data_the_square_is_the_mean_of_all() -> None:
    x = np.linspace(0, 10, 137)
    dataset = Dataset.from_arrays(x, 3 + np.sin(7 * x))
    squared = squared_residuals(dataset)
    play(squared, "one", "flown", "shared", "met")
    assert len(squared.drawn) == MOST_SQUARES
    mean = float((dataset.y**2).mean())
    assert areas(squared) == pytest.approx(mean * squared.plot.unit[1] ** 2 / squared.shrinking**2)


def test_words_say_what_is_not_drawn_as_it_is() -> None:
    few = squared_residuals(TEN_POINTS)
    assert few.sampling_note() == few.scale_note() == []
    small = squared_residuals(TEN_POINTS, Box(3, 4, 0, 1))
    for [note], times in ((small.row_note(), small.lined), (small.scale_note(), small.shrinking)):
        assert f"$1 \\/ {times}$" in note.typst_code
    many = squared_residuals(Dataset.from_arrays(np.arange(137.0), np.sin(np.arange(137.0))))
    [note] = many.sampling_note()
    assert f"{MOST_SQUARES} of the 137 squares" in note.typst_code
