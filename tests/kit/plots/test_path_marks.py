"""Round iterations beside a path: apart from one another, clear of what is there, and seen in time."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

import numpy as np
import pytest
from manim import Group, Rectangle

from gdmath import SIX_POINTS, LinearRegression, descend, geometric
from scenes.kit.plots.labels import overlap
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.path_marks import path_marks, round_numbers
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

COST = LinearRegression(SIX_POINTS)


@pytest.fixture
def run() -> Run:
    """Return the descent to the best line of six points."""
    descent = descend(COST, 0.001, (3.0, -1.0), iterations=12_000)
    return Run(descent, shown=geometric(12_000, 220))


@pytest.fixture
def plot() -> MapPlot:
    """Return a map that holds the descent."""
    return MapPlot(Box(-6, 2, -3, 3), (-4.0, 4.0), (-3.0, 4.0))


def test_marks_stand_on_the_path_at_round_iterations(run: Run, plot: MapPlot) -> None:
    goal = plot.on(COST.closed_form())
    marks: Any = path_marks(run, plot, goal, [], "epoch")
    names = [label.typst_code for _, label in marks]
    assert names[0].startswith('$ "epoch ')
    iterations = [int("".join(filter(str.isdigit, name))) for name in names]
    assert len(iterations) >= 3
    assert set(iterations) <= set(round_numbers(12_000))
    places = np.vstack([dot.points for dot, _ in marks])
    np.testing.assert_allclose(places, plot.on(run.all_points[iterations]))
    for one, other in combinations([*places, goal], 2):
        assert np.linalg.norm(one - other) >= 0.75


def test_no_number_covers_what_is_held(run: Run, plot: MapPlot) -> None:
    free = path_marks(run, plot, plot.on(COST.closed_form()), [], "epoch")
    held = Rectangle(width=1.0, height=1.0).move_to(free[1][1])
    marks = path_marks(run, plot, plot.on(COST.closed_form()), [held], "epoch")
    assert not any(overlap(label, held) for _, label in marks)


def test_a_mark_appears_once_the_run_has_passed_it(run: Run, plot: MapPlot) -> None:
    marks: Any = path_marks(run, plot, plot.on(COST.closed_form()), [], "epoch")

    def opacities() -> list[float]:
        return [dot.opacity for dot, _ in cast(Any, Group(*marks).update())]

    assert opacities() == [0.0] * len(marks)
    [first] = (k for k, iteration in enumerate(run.shown) if f' {iteration}"' in marks[0][1].typst_code)
    run.clock.set_value(first + 2.0)
    assert opacities()[0] == pytest.approx(0.5)
    assert opacities()[-1] == 0.0
    run.clock.set_value(run.end)
    assert opacities() == [1.0] * len(marks)


def test_round_numbers() -> None:
    assert round_numbers(60) == [1, 2, 5, 10, 20, 50]
    assert round_numbers(1) == [1]
