"""What is said of two neighbours: how far apart they start."""

from __future__ import annotations

import pytest
from manim import UP

from gdmath import descend, from_function
from scenes.kit.runs.race import Race
from scenes.kit.space.apart import ABOVE, apart_name
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box

SADDLE = from_function(lambda x, y: y**2 - x**2, [(-2, 2), (-2, 2)])


def test_words_stand_above_both() -> None:
    space = Space((-2, 2), (-2, 2), (-4, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)
    surface = HeightField(space, SADDLE, (16, 16))
    walks = [descend(SADDLE, 0.01, start, iterations=30) for start in ((-0.1, 0.5), (0.3, 0.5))]
    pair = Race(dict(zip("AB", walks, strict=True)))
    label = apart_name(surface, pair, "0.4 apart")
    middle = space.view.project(surface.lift(0.1, 0.5)) + ABOVE * UP
    assert label.get_center() == pytest.approx(middle)
