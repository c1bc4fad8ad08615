"""The squares of residuals, and the strips of their sum that they become."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, Dataset, LinearRegression
from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.squared_residuals import MOST_SQUARES, SquaredResiduals
from scenes.kit.style.layout import Box

LINE = np.zeros(2)


def squared_residuals(dataset: Dataset) -> SquaredResiduals:
    plot = FitPlot(Box(-6, 2, -3, 3), LinearRegression(dataset), LINE)
    return SquaredResiduals(plot, Box(3, 5, 0, 2))


def sizes(areas: Areas) -> Floats:
    areas.update()
    sides: Floats = np.abs(areas.points[1::2] - areas.points[::2])[:, :2]
    return sides


def areas_of(areas: Areas) -> Floats:
    products: Floats = sizes(areas).prod(axis=1)
    return products


def test_one_square_stands_alone_before_the_others_grow() -> None:
    squared = squared_residuals(TEN_POINTS)
    squared.one.set_value(1.0)
    assert np.flatnonzero(areas_of(squared.squares)).tolist() == [squared.example]
    squared.others.set_value(1.0)
    width, height = sizes(squared.squares).T
    assert width == pytest.approx(height)


def test_each_square_becomes_the_strip_of_its_share() -> None:
    squared = squared_residuals(TEN_POINTS)
    squared.one.set_value(1.0)
    squared.others.set_value(1.0)
    at_first = areas_of(squared.sum)
    assert np.sqrt(at_first) == pytest.approx(sizes(squared.squares)[:, 1])
    squared.flown.set_value(1.0)
    assert areas_of(squared.sum) == pytest.approx(at_first / squared.shrinking**2)


def test_of_many_data_the_strips_hold_all_squares() -> None:
    x = np.linspace(0, 10, 137)
    squared = squared_residuals(Dataset.from_arrays(x, 3 + np.sin(7 * x)))
    squared.flown.set_value(1.0)
    assert len(squared.drawn) == MOST_SQUARES
    assert areas_of(squared.sum).sum() == pytest.approx(squared.side**2)


def test_words_say_what_is_not_drawn_as_it_is() -> None:
    few = squared_residuals(TEN_POINTS)
    assert few.sampling_note() == []
    assert f"$1 \\/ {few.shrinking}$" in few.caption("sum").typst_code
    many = squared_residuals(Dataset.from_arrays(np.arange(137.0), np.sin(np.arange(137.0))))
    [note] = many.sampling_note()
    assert f"{MOST_SQUARES} of the 137 squares" in note.typst_code
