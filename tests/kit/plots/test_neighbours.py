"""Two neighbours astride a hill: their starts, their ends, their tangents, and how large they are seen."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Rectangle

from gdmath import double_well
from gdmath.valleys import hills_between
from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.neighbours import Neighbours
from scenes.kit.plots.tangent import Tangents
from scenes.kit.style.layout import stage

WELLS = double_well()
[HILL] = hills_between(WELLS).tolist()


@pytest.fixture
def pair() -> Neighbours:
    """Return neighbours 0.1 apart, a camera coming four times nearer."""
    return Neighbours(CurvePlot(stage(), WELLS), 0.003, HILL, 0.1, radius=0.12, close=4.0)


def test_they_start_astride_the_hill_and_end_in_both_valleys(pair: Neighbours) -> None:
    starts, ends = ([float(run.path[at, 0]) for run in pair.runs] for at in (0, -1))
    np.testing.assert_allclose(starts, [HILL - 0.05, HILL + 0.05])
    np.testing.assert_allclose(ends, WELLS.minima[pair.ends, 0], atol=0.01)
    assert pair.ends.tolist() == [0, 1]
    assert pair.apart == pytest.approx(0.1)


def test_nearby_they_are_as_far_from_the_hilltop_as_told(pair: Neighbours) -> None:
    away = [np.abs(run.path[:, 0] - HILL) for run in pair.runs]
    assert all((each[: pair.nearby] < 0.5).all() for each in away)
    assert max(each[pair.nearby] for each in away) >= 0.5


def test_the_line_between_them_is_as_long_as_they_are_apart(pair: Neighbours) -> None:
    line, number = pair.distance
    first, last = (dot.points[0] for dot in pair.dots)
    assert line.width == pytest.approx(last[0] - first[0])
    assert number.typst_code == "$ 0.1 $"


def test_their_steps_are_counted_to_the_last_one(pair: Neighbours) -> None:
    place = Rectangle(width=2, height=1)
    counter = pair.counter("k", place)
    for clock, written in ((0.0, "0"), (3.7, "3"), (pair.runs.end, f"{pair.runs.end:.0f}")):
        pair.runs.clock.set_value(clock)
        assert counter.number.update().written == written
        assert counter.get_right()[0] <= place.get_right()[0] + 1e-9


def test_they_are_as_large_on_screen_from_near_by(pair: Neighbours) -> None:
    frame = Rectangle(width=14.2, height=8)
    pair.keep_size(frame)
    frame.scale(1 / 4)
    assert [dot.update().radius for dot in pair.dots] == pytest.approx([0.03, 0.03])
    assert [dot.outline for dot in pair.dots] == pytest.approx([OUTLINE_WIDTH / 4] * 2)


def test_tangents_of_a_crowd_lie_under_its_points(pair: Neighbours) -> None:
    plot = CurvePlot(stage(), WELLS)
    runs = list(pair.runs)
    tangents = Tangents.of_all(runs, plot, 0.5)
    for clock in (0.0, 20.0, 41.5):
        pair.runs.clock.set_value(clock)
        tangents.update()
        middles = (tangents.starts + tangents.ends) / 2
        np.testing.assert_allclose(middles, plot.on([run.point[0] for run in runs]), atol=1e-9)
        span = tangents.ends - tangents.starts
        np.testing.assert_allclose(np.linalg.norm(span, axis=1), 1.0)
        slopes = WELLS.gradient([run.point for run in runs])[:, 0] * plot.unit[1] / plot.unit[0]
        np.testing.assert_allclose(span[:, 1] / span[:, 0], slopes)
