"""The valley that was reached is named, and a deeper one only where there is one."""

from __future__ import annotations

import numpy as np
from manim import Group, Typst

from gdmath import Objective, descend, double_well, from_function, parabola
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.reached_valleys import reached_valleys
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import stage


def marks(objective: Objective, start: float) -> tuple[CurvePlot, list[tuple[Dots, str]]]:
    """Return the plot, and of each mark the ring and the words."""
    plot = CurvePlot(stage().inset(bottom=1), objective)
    run = Run(descend(objective, 0.003, start, iterations=50))
    found = []
    for mark in reached_valleys(plot, run, ("here", "there")):
        assert isinstance(mark, Group)
        ring, words = mark
        assert isinstance(ring, Dots)
        assert isinstance(words, Typst)
        assert words.get_top()[1] < ring.get_center()[1]
        found.append((ring, words.typst_code))
    return plot, found


def test_from_the_higher_valley_the_lower_one_is_shown() -> None:
    left, right = np.sort(double_well().minima[:, 0])
    plot, ((here, one), (there, other)) = marks(double_well(), 4.0)
    np.testing.assert_allclose(here.points, plot.on([right]))
    np.testing.assert_allclose(there.points, plot.on([left]))
    assert (one, other) == (typography.as_is("here"), typography.as_is("there"))


def test_in_the_lowest_valley_there_is_no_other() -> None:
    for objective, start in ((double_well(), -4.0), (parabola(), 2.0)):
        assert [words for _, words in marks(objective, start)[1]] == [typography.as_is("here")]


def test_where_no_minimum_is_known_nothing_is_marked() -> None:
    assert marks(from_function(lambda x: x, domain=(0, 5)), 4.0)[1] == []
