"""A point that a hand slides: it comes from the other end of the domain, on the curve, if it can."""

from __future__ import annotations

import numpy as np
import pytest
from manim import linear

from gdmath import parabola
from gdmath.functions import from_function
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.sliding_point import SlidingPoint
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters

LETTERS, BOX = Letters("w", "J"), Box(-5, 5, -3, 3)


def test_it_slides_on_the_curve_to_its_end_and_its_numbers_say_where_it_is() -> None:
    plot = CurvePlot(BOX, parabola())
    hand = SlidingPoint(plot, 4.3, 0.17, LETTERS, BOX)
    slide = hand.slide(1)
    slide.rate_func = linear
    slide.begin()
    for share, x, written in ((0, -4.3, ["\u22124.30", "18.49"]), (0.75, 2.15, ["2.15", "4.62"])):
        slide.interpolate(share)
        for part in (hand.ball, hand.drop, hand.numbers):
            part.update()
        np.testing.assert_allclose(hand.ball.points, [plot.c2p(x, x * x)], atol=1e-9)
        np.testing.assert_allclose(hand.drop.ends, [plot.feet(x)], atol=1e-9)
        assert [row.number.written for row in hand.numbers if isinstance(row, Readout)] == written


def test_where_the_curve_is_in_pieces_on_its_way_it_is_there_at_once() -> None:
    pole = from_function(lambda x: 1 / x**2, (-2.0, 2.0))
    assert SlidingPoint(CurvePlot(BOX, pole), 1.5, 0.17, LETTERS, BOX).begin == pytest.approx(1.5)


def test_it_lands_where_its_way_is_nearest_and_rolls_from_there_to_where_it_begins() -> None:
    plot = CurvePlot(BOX, parabola())
    hand = SlidingPoint(plot, 4.3, 0.17, LETTERS, BOX).land(plot.c2p(2.15, 2.15**2))
    np.testing.assert_allclose(hand.ball.points, [plot.c2p(2.15, 2.15**2)], atol=0.05)
    np.testing.assert_allclose(hand.drop.starts, hand.ball.points)
    roll = hand.go_to_begin(1)
    roll.begin()
    roll.interpolate(1)
    hand.ball.update()
    np.testing.assert_allclose(hand.ball.points, [plot.c2p(-4.3, 4.3**2)], atol=1e-9)
