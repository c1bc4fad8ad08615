"""A large number shows what it is told, at the left of its box, with its words below."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from manim import DL, UR

from gdmath import TEN_POINTS, LinearRegression, descend
from scenes.kit.painted.big_number import BigNumber, step_count
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

BOX = Box(1.0, 3.0, -1.0, 1.0)


def test_it_has_three_digits_of_whatever_it_is_told() -> None:
    told = [187.12]
    number = BigNumber(BOX, "condition number").tell(lambda: told[0])
    written = []
    for told[0] in (187.12, 23.44, 8.25, 1.0000000001):
        number.update()
        written.append(number.number.written)
    assert written == ["187", "23.4", "8.25", "1"]


def test_where_counting_ended_it_is_more_than_that() -> None:
    told = [math.inf]
    number = BigNumber(BOX, "steps").tell(lambda: told[0], most=1600)
    assert number.number.written == "1600+"
    told[0] = 39.0
    number.update()
    assert number.number.written == "39"


def test_its_plate_is_as_wide_as_the_number_is_now() -> None:
    told = [5.0]
    number = BigNumber(BOX, "steps").plated().tell(lambda: told[0])
    plate = number.submobjects[0]
    assert isinstance(plate, Areas)
    for told[0] in (5.0, 1234.0):
        number.update()
        low, high = plate.points
        for part in (number.number, number.words):
            assert (low < part.get_corner(DL))[:2].all()
            assert (high > part.get_corner(UR))[:2].all()
        assert high[0] - number.number.get_right()[0] < 0.5


def test_it_counts_a_runs_steps() -> None:
    run = Run(descend(LinearRegression(TEN_POINTS), 0.005, (0.0, 0.0), iterations=30))
    number = BigNumber(BOX, "steps").follow(run, "iteration")
    for clock, written in ((0.0, "0"), (12.0, "12"), (30.0, "30")):
        run.clock.set_value(clock)
        number.update()
        assert number.number.written == written


def test_number_and_words_begin_at_the_left_of_the_box_and_the_words_keep_within() -> None:
    number = BigNumber(BOX, "words that are far too long for a box as narrow as this", 7)
    assert np.isclose(number.number.points[0, 0], BOX.left)
    assert number.words.get_right()[0] <= BOX.right + 1e-9
    assert number.words.get_top()[1] < number.number.points[0, 1]


def test_one_has_other_words_than_many() -> None:
    told = [0.0]
    number = BigNumber(BOX, "steps", one="step").tell(lambda: told[0])
    many, one = number.words, number.submobjects[-1]
    for told[0], opacities in ((0.0, (1, 0)), (1.0, (0, 1)), (2.0, (1, 0))):
        number.update()
        assert [words.get_fill_opacity() for words in (many[0], one[0])] == list(opacities)


@pytest.mark.parametrize(("height", "where"), [(3.0, "above"), (1.9, "below"), (1.2, "beside")])
def test_the_rate_stands_above_the_number_or_below_its_words_or_beside(height: float, where: str) -> None:
    box = Box(0.0, 4.0, 0.0, height)
    count: Any = step_count(box, "steps", 494, "eta = 0.0249", palette.STEP)
    number, rate = count
    assert (rate.get_bottom()[1] > number.get_top()[1]) == (where == "above")
    assert (rate.get_top()[1] < number.words.get_bottom()[1]) == (where == "below")
    assert (rate.get_left()[0] > number.words.get_right()[0]) == (where == "beside")
    assert count.height <= box.height + 1e-9
    assert count.width <= box.width + 1e-9
    assert count.get_left()[0] == pytest.approx(box.left, abs=0.1)
