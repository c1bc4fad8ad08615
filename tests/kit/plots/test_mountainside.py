"""A mountainside fills the frame, leaves its words room, and a tangent lies on it where one stands."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, from_function, parabola
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.mountainside import Mountainside
from scenes.kit.plots.tangent import Tangent
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import frame, stage, whole_frame


def test_the_ground_reaches_from_side_to_side_between_the_words() -> None:
    plot = Mountainside(parabola(), held=6.0, below=1.5, above=1.1)
    ground, whole = plot.ground.points, whole_frame()
    assert (ground[0, 0], ground[-1, 0]) == pytest.approx((whole.left, whole.right))
    assert ground[:, 1].min() == pytest.approx(whole.bottom + 1.5, abs=0.01)
    assert ground[:, 1].max() == pytest.approx(whole.top - 1.1)
    np.testing.assert_allclose(plot.on([-5.0, 6.0])[:, 0], [whole.left, whole.right])


def test_words_stand_where_there_is_most_sky() -> None:
    plot = Mountainside(from_function(lambda x: -x, domain=(0, 1)))
    words = plot.put_in_sky(typography.text("words"))
    assert words.get_right()[0] == pytest.approx(frame().right - 0.3, abs=0.05)
    assert words.get_top()[1] == pytest.approx(frame().top - 0.2)


def test_a_tangent_touches_the_curve_where_the_run_is() -> None:
    run, plot = Run(descend(parabola(), 0.2, 4.0, iterations=6)), CurvePlot(stage(), parabola())
    tangent = Tangent.of(run, plot, 1.5)
    for time in (0.0, 1.5, 6.0):
        run.clock.set_value(time)
        tangent.update()
        first, last = tangent.points
        np.testing.assert_allclose((first + last) / 2, plot.on(run.point)[0], atol=1e-9)
        assert np.linalg.norm(last - first) == pytest.approx(3.0)
        slope = (last - first)[1] / (last - first)[0] * plot.unit[0] / plot.unit[1]
        assert slope == pytest.approx(2 * run.point[0], abs=1e-9)
        assert tangent.opacity == 1.0


def test_a_lifted_tangent_is_seen_where_the_point_stands_and_not_on_a_long_way() -> None:
    run, plot = Run(descend(parabola(), 0.2, 4.0, iterations=30)), CurvePlot(stage(), parabola())
    tangent = Tangent.of(run, plot, 1.5, lifted=True)
    for time, opacity in ((0.0, 1.0), (0.5, 0.0), (1.0, 1.0), (30.0, 1.0)):
        run.clock.set_value(time)
        tangent.update()
        assert tangent.opacity == pytest.approx(opacity)
    run.clock.set_value(20.5)  # a step of a hundredth of the first one
    tangent.update()
    assert tangent.opacity > 0.95
