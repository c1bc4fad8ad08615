"""Fog follows a run's point, and changes only as it is told."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Animation

from gdmath import descend, parabola
from scenes.kit.painted.weather import Weather
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import stage


def played(animation: Animation) -> None:
    animation.begin()
    animation.interpolate(1.0)
    animation.finish()


def test_the_clearing_goes_along_with_the_point() -> None:
    run, plot = Run(descend(parabola(), 0.1, 4.0, iterations=5)), CurvePlot(stage(), parabola())
    weather = Weather(run, plot)
    for time in (0.0, 1.0, 2.5):
        run.clock.set_value(time)
        weather.fog.update()
        np.testing.assert_allclose(weather.fog.points, plot.place(run))


def test_sight_density_and_drift_are_told_one_by_one() -> None:
    run = Run(descend(parabola(), 0.1, 4.0, iterations=5))
    weather = Weather(run, CurvePlot(stage(), parabola()))
    weather.fog.update()
    assert (weather.fog.opacity, weather.fog.sight, weather.fog.drift) == (0.0, 0.0, 0.0)
    played(weather.thicken(0.8, 2.0))
    played(weather.clear(2.1, 1.0))
    played(weather.drift(3.0))
    played(weather.drift(1.5))
    weather.fog.update()
    assert weather.fog.opacity == pytest.approx(0.8)
    assert weather.fog.sight == pytest.approx(2.1)
    assert weather.fog.drift == pytest.approx(4.5)
