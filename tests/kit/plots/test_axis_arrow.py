"""A number as an arrow along the axis: it is as long as it says, wherever it points."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Animation

from gdmath import descend, parabola
from scenes.kit.plots.axis_arrow import AxisArrow
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


@pytest.fixture
def plot() -> CurvePlot:
    return CurvePlot(Box(-6, 6, -3, 3), parabola(), [-5.0, 13.0])


def played(animation: Animation, share: float) -> None:
    animation.begin()
    animation.interpolate(share)


def spanned(arrow: AxisArrow) -> float:
    """Return how far an arrow reaches, in the axis's unit."""
    tail, tip = arrow.pointer.points
    return float((tip - tail)[0] / arrow.plot.unit[0])


def test_it_grows_and_shrinks_to_a_tenth_and_has_its_number_as_it_stands(plot: CurvePlot) -> None:
    arrow = AxisArrow(plot, 4.3, -8.6, palette.GRADIENT)
    growing = arrow.grow(1)
    played(growing, 0.5)
    assert spanned(arrow) == pytest.approx(-4.3)
    assert arrow.number.opacity == 0  # a length on the way is no number to read
    growing.interpolate(1)
    assert spanned(arrow) == pytest.approx(-8.6)
    assert arrow.number.written == "8.6"
    np.testing.assert_allclose(arrow.pointer.points[1, 0], plot.feet(-4.3)[0])
    change = arrow.become(-0.86, palette.STEP, 1)
    played(change, 0.5)
    assert arrow.number.opacity == 0
    assert spanned(arrow) == pytest.approx(-4.73)
    change.interpolate(1)
    assert spanned(arrow) == pytest.approx(-0.86)
    assert (arrow.number.written, arrow.number.opacity) == ("0.86", 1)
    np.testing.assert_allclose(arrow.pointer.rgb, palette.rgb(palette.STEP))


def test_it_is_the_step_under_way_and_those_taken_stay_where_they_were(plot: CurvePlot) -> None:
    run = Run(descend(parabola(), 0.1, 4.3, iterations=25))
    arrow = AxisArrow(plot, 0.0, 1.0).follow(run)
    feet = plot.feet(run.path[:, 0])[:, 0]
    for step, length in enumerate(np.diff(run.path[:, 0]).tolist()):
        for position in (step, step + 0.5):
            run.clock.set_value(position)
            arrow.update()
            assert spanned(arrow) == pytest.approx(length)
            assert arrow.x == pytest.approx(run.path[step, 0])
            assert arrow.number.opacity == arrow.plate.opacity == 0
            assert [pointer.opacity > 0 for pointer in arrow.laid] == [k < step for k in range(25)]
    for step, pointer in enumerate(arrow.laid):
        np.testing.assert_allclose(pointer.points[:, 0], feet[step : step + 2])


def test_after_the_last_step_there_is_none(plot: CurvePlot) -> None:
    run = Run(descend(parabola(), 0.1, 4.3, iterations=2))
    arrow = AxisArrow(plot, 0.0, 1.0).follow(run)
    run.clock.set_value(run.steps)
    arrow.update()
    assert spanned(arrow) == 0
    assert arrow.x == pytest.approx(run.path[-1, 0])
    assert arrow.number.opacity == 0


@pytest.mark.parametrize("length", [1e4, -1e4, 1e108, 3.8e-8])
def test_the_number_of_one_that_leaves_the_picture_stays_in_it(plot: CurvePlot, length: float) -> None:
    arrow = AxisArrow(plot, 4.3, length)
    assert plot.frame.get_left()[0] <= arrow.number.get_left()[0] + 1e-9
    assert arrow.number.get_right()[0] <= plot.frame.get_right()[0] + 1e-9
    assert arrow.number.written not in ("0", "")


@pytest.mark.parametrize("length", [-0.86, 0.86])
def test_the_number_of_a_short_one_is_clear_of_the_lines_at_both_its_ends(
    plot: CurvePlot, length: float
) -> None:
    number = AxisArrow(plot, 4.3, length).number
    low, high = sorted(plot.feet([4.3, 4.3 + length])[:, 0])
    assert number.get_right()[0] < low if length < 0 else number.get_left()[0] > high  # beyond the tip
    assert number.opacity == 1


def test_a_speck_has_no_number(plot: CurvePlot) -> None:
    assert AxisArrow(plot, 4.3, -0.1).number.opacity == 0
