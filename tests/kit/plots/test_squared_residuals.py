"""The squares of residuals, and the one square of their mean that they become."""

from __future__ import annotations

from itertools import pairwise

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


def placed(squared: SquaredResiduals) -> tuple[Floats, Floats]:
    corners = squared.squares.update().points
    return corners[::2], corners[1::2]


def test_they_grow_on_their_residuals_one_after_the_other_and_all_are_seen() -> None:
    squared, counts = squared_residuals(TEN_POINTS), []
    for grown in np.linspace(0, 1, 41):
        squared.grown.set_value(grown)
        width, height = sides(squared).T
        assert width == pytest.approx(height)
        done = np.flatnonzero(height > 1e-9)
        assert done.tolist() == list(range(len(done)))  # from left to right
        counts.append(
            int(((height > 1e-9) & (height < abs(TEN_POINTS.y) * squared.plot.unit[1] - 1e-9)).sum())
        )
    assert max(counts) <= 4
    assert areas(squared) == pytest.approx((TEN_POINTS.y * squared.plot.unit[1]) ** 2)


@pytest.mark.parametrize(("box", "rows"), [(BOX, 4), (Box(3, 30, -2, 3), 1), (Box(3, 13, -2, 6), 2)])
def test_they_line_up_in_as_few_rows_as_their_true_size_needs(box: Box, rows: int) -> None:
    squared = squared_residuals(TEN_POINTS, box)
    play(squared, "grown", "flown")
    assert len(squared.rows) == rows
    assert areas(squared) == pytest.approx((TEN_POINTS.y * squared.plot.unit[1] / squared.lined) ** 2)
    low, high = placed(squared)
    for row in squared.rows:
        assert (low[row[1:], 0] > high[row[:-1], 0]).all()
        assert np.ptp(low[row, 1]) == pytest.approx(0)
        assert box.left <= low[row[0], 0] < high[row[-1], 0] <= box.right
        assert (low[row[0], 0] + high[row[-1], 0]) / 2 == pytest.approx(box.center[0])
    for above, below in pairwise(squared.rows):
        assert low[above, 1].min() > high[below, 1].max()
    assert box.bottom <= low[:, 1].min() < high[:, 1].max() <= box.top


@pytest.mark.parametrize("line", [(0.0, 0.0), (0.0, 7.0)])
def test_shared_out_they_still_fit_side_by_side(line: tuple[float, float]) -> None:
    squared = squared_residuals(TEN_POINTS)
    squared.plot.follow(Trial(np.array(line)))
    squared.grow(1.0)
    play(squared, "grown", "flown", "shared")
    low, high = placed(squared)
    assert BOX.left <= low[:, 0].min() < high[:, 0].max() <= BOX.right
    assert BOX.bottom <= low[:, 1].min() < high[:, 1].max() <= BOX.top


def test_of_rows_below_the_plot_the_lowest_is_filled_first() -> None:
    squared = squared_residuals(TEN_POINTS, Box(-6, 2, -9, -4))
    play(squared, "grown")
    squared.flown.set_value(0.6)
    low, _high = placed(squared)
    squared.flown.set_value(1.0)
    left = np.linalg.norm(placed(squared)[0] - low, axis=1)  # of the way
    assert [bool(left[row].max() < 0.5) for row in squared.rows] == [False, False, True]


def test_the_one_square_is_cut_off_at_its_box_and_none_is_before() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "grown", "flown", "shared")
    assert squared.squares.update().window is None
    play(squared, "met")
    window = squared.squares.update().window
    assert window is not None
    assert (window.width, window.height) == pytest.approx((BOX.width, BOX.height))


def test_no_square_passes_another_of_its_row_on_its_way() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "grown")
    for flown in np.linspace(0, 1, 41):
        squared.flown.set_value(flown)
        low, high = placed(squared)
        for row in squared.rows:
            away = row[low[row, 0] > squared.plot.frame.get_right()[0]]
            assert (np.diff((low + high)[away, 0]) > 0).all()


def test_sharing_out_keeps_the_sum_and_ends_in_the_mean() -> None:
    squared = squared_residuals(TEN_POINTS)
    play(squared, "grown", "flown")
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
    play(squared, "grown", "flown", "shared", "met")
    trial = Trial(LINE)
    squared.plot.follow(trial)
    trial.changes[0].set_value(0.5)
    mean = float(LinearRegression(TEN_POINTS).value((0.5, 0.0)))
    assert areas(squared) == pytest.approx(mean * squared.plot.unit[1] ** 2)


def test_of_many_data_the_square_is_the_mean_of_all() -> None:
    x = np.linspace(0, 10, 137)
    dataset = Dataset.from_arrays(x, 3 + np.sin(7 * x))
    squared = squared_residuals(dataset)
    play(squared, "grown", "flown", "shared", "met")
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
