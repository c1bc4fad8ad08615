"""What is said of two neighbours: how far apart they start, and how many steps they have taken."""

from __future__ import annotations

import pytest
from manim import UP

from gdmath import descend, from_function
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.runs.race import Race
from scenes.kit.space.apart import ABOVE, apart_with_steps
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout
from scenes.kit.style.layout import Box

SADDLE = from_function(lambda x, y: y**2 - x**2, [(-2, 2), (-2, 2)])


def test_words_stand_above_both_and_the_count_follows_them() -> None:
    space = Space((-2, 2), (-2, 2), (-4, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)
    surface = HeightField(space, SADDLE, (16, 16))
    walks = [descend(SADDLE, 0.01, start, iterations=30) for start in ((-0.1, 0.5), (0.3, 0.5))]
    pair = Race(dict(zip("AB", walks, strict=True)))
    label, told = apart_with_steps(surface, pair, "0.4 apart", '"step"')
    middle = space.view.project(surface.lift(0.1, 0.5)) + ABOVE * UP
    assert label.get_center() == pytest.approx(middle)
    stage = layout.stage()
    assert told.get_left()[0] == pytest.approx(stage.left)
    assert told.get_top()[1] == pytest.approx(stage.top)
    [count] = [part for part in told if isinstance(part, Readout)]
    pair.clock.set_value(12)
    assert count.update().number.written == "12"
    assert told[0].width > count.width
