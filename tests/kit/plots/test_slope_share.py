"""The learning rate goes from 1 to what it is, and the product that is written holds all the way."""

from __future__ import annotations

import pytest

from gdmath import parabola
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.axis_arrow import AxisArrow
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.slope_share import SlopeShare
from scenes.kit.style.layout import stage
from scenes.kit.style.letters import Letters

LETTERS = Letters("w", "J")


def written(share: SlopeShare) -> list[str]:
    numbers = []
    for row in (share.rate, share.step):
        shown = row.submobjects[0]
        assert isinstance(shown, Readout)
        numbers.append(shown.number.written)
    return numbers


@pytest.mark.parametrize("slope", [8.6, -8.6])
def test_as_an_arrow_shrinks_both_numbers_are_what_it_is_of_the_slope(slope: float) -> None:
    share = SlopeShare(LETTERS, "eta", slope, 0.1, ("learning rate", "step"))
    arrow = AxisArrow(CurvePlot(stage(), parabola()), 0.5 * slope, -slope)
    sign = "" if slope > 0 else "\u2212"
    assert written(share) == ["1", f"{sign}8.6"]
    share.follow(arrow)
    for length, eta, step in ((1.0, "1", "8.6"), (0.47301, "0.47", "4.04"), (0.1, "0.1", "0.86")):
        arrow.put(0.5 * slope, -length * slope)
        share.rate.update()
        assert written(share) == [eta, f"{sign}{step}"]  # 0.47 times 8.6 is 4.04, as it is written


def test_names_are_clear_of_the_numbers_on_their_way() -> None:
    share = SlopeShare(LETTERS, "eta", 8.6, 0.1, ("learning rate", "step"))
    arrow = AxisArrow(CurvePlot(stage(), parabola()), 4.3, -8.6)
    share.follow(arrow)
    for length in (-8.6, -4.07, -0.86):
        arrow.put(4.3, length)
        share.rate.update()
        for number, name in (share.rate, share.step):
            assert number.get_right()[0] < name.get_left()[0]
