"""A curve with room for its slope, and the same with room beside it: nothing moves between them."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import parabola
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.step_plots import StepPlots, longer_axes
from scenes.kit.style.layout import Box, stage
from scenes.kit.style.letters import Letters

LETTERS = Letters("w", "J")


def test_a_point_is_in_the_same_place_in_both_and_what_is_beside_is_clear_of_the_curve() -> None:
    plots = StepPlots.of(parabola(), 4.3, 8.6, LETTERS)
    places = np.linspace(-5, 5, 11)
    assert plots.stays
    np.testing.assert_allclose(plots.plot.on(places), plots.large.on(places), atol=1e-9)
    np.testing.assert_allclose(plots.plot.feet(places), plots.large.feet(places), atol=1e-9)
    assert plots.plot.feet(5)[0] < plots.plot.frame.get_right()[0] < plots.side.left
    assert plots.side.right == pytest.approx(stage().right)
    assert plots.large.x_range[1] > 4.3 + 8.6  # the slope fits on the axis
    assert plots.uphill.left > plots.large.feet(5)[0]


def test_the_longer_axis_brings_no_number_that_is_there_already() -> None:
    plots = StepPlots.of(parabola(), 4.3, 8.6, LETTERS)
    lines, *numbers = longer_axes(plots.large, plots.plot)
    assert lines is plots.large.lines
    assert 0 < len(numbers) < len(plots.large.numbers)
    assert all(number.get_left()[0] > plots.plot.frame.get_right()[0] for number in numbers)


def test_uphill_to_the_left_there_is_room_on_that_side() -> None:
    plots = StepPlots.of(parabola(), -4.3, -8.6, LETTERS)
    assert not plots.stays
    assert plots.large.x_range[0] < -4.3 - 8.6
    assert plots.uphill.right < plots.large.feet(-5)[0]


def test_from_a_start_far_off_what_is_beside_has_its_room_all_the_same() -> None:
    plots = StepPlots.of(parabola(), 43.0, 86.0, LETTERS)
    assert not plots.stays
    assert plots.side.width > 4


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
