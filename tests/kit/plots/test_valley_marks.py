"""Valleys have letters and colours in the order of their depth; hills stand between them."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Typst

from gdmath import double_well, from_function
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.height_difference import ASIDE, HeightDifference
from scenes.kit.plots.valley_marks import ValleyMarks, valley_color, valley_letter
from scenes.kit.style import palette
from scenes.kit.style.layout import stage


def waves() -> CurvePlot:
    # minima near -9.2, -3.1, 3.1 and 9.4, ever lower to the left
    return CurvePlot(stage(), from_function(lambda x: np.cos(x) + x / 20, domain=(-11, 11)))


def test_letters_go_from_the_lowest_to_the_highest() -> None:
    plot = waves()
    marks = ValleyMarks(plot)
    codes = [letter.typst_code for letter in marks.letters if isinstance(letter, Typst)]
    assert codes == ["*A*", "*B*", "*C*", "*D*"]
    assert marks.from_left == [0, 1, 2, 3]
    x = [letter.get_center()[0] for letter in marks.letters]
    np.testing.assert_allclose(x, plot.on(plot.objective.minima[:, 0])[:, 0])


def test_each_valley_is_one_piece_of_the_curve_from_hill_to_hill() -> None:
    plot = CurvePlot(stage(), double_well(), x_margin=0)
    marks = ValleyMarks(plot)
    assert marks.from_left == [0, 1]
    (hill,) = marks.hills
    np.testing.assert_allclose(marks.pieces[0].points[[0, -1]], plot.on([-5.0, hill]))
    np.testing.assert_allclose(marks.pieces[1].points[[0, -1]], plot.on([hill, 5.0]))
    assert marks.words[0].get_bottom()[1] > plot.on(hill)[1]


def test_a_tally_tells_how_many_of_all_points_end_there_below_all_valleys() -> None:
    plot = CurvePlot(stage(), double_well(), x_margin=0)
    marks, (lowest, higher) = ValleyMarks(plot), plot.on(double_well().minima[:, 0])
    few, many = marks.tally(0, 7, 37), marks.tally(1, 30, 37)
    assert "7 of 37 points" in few.typst_code
    assert few.get_center()[0] == pytest.approx(lowest[0])
    assert few.get_top()[1] < lowest[1] < higher[1]
    assert few.get_y() == pytest.approx(many.get_y(), abs=0.01)


def test_after_the_last_colour_they_begin_again_with_other_letters() -> None:
    count = len(palette.CATEGORIES)
    assert valley_color(count) == valley_color(0)
    assert valley_letter(count) != valley_letter(0)


@pytest.mark.parametrize(("low", "high", "outwards"), [(0, 1, 1), (0, 1, -1)])
def test_a_difference_in_height_is_drawn_and_written(low: int, high: int, outwards: int) -> None:
    mirrored = from_function(
        lambda x: (x**2 - 9) ** 2 + 2 * outwards * x, domain=(-5, 5)
    )  # its higher minimum lies on the side of `outwards`
    plot = CurvePlot(stage(), mirrored)
    minima = mirrored.minima[:, 0]
    gap = HeightDifference(plot, minima[low], minima[high])
    assert gap.difference == "12"  # 4 * 3, nearly
    np.testing.assert_allclose(gap.drop.points, gap.level.ends[::-1], atol=1e-9)
    np.testing.assert_allclose(gap.drop.points[:, 1], plot.on(minima[[high, low]])[:, 1])
    assert (gap.drop.points[:, 0] - plot.on(minima[high])[0]) * outwards == pytest.approx(ASIDE)
    assert (gap.number.get_center()[0] > gap.drop.get_center()[0]) == (outwards > 0)
