"""Numbers beside a point that hardly moves are those of its walk."""

from __future__ import annotations

import numpy as np
import pytest
from manim import UL, tempconfig

from gdmath import descend, gaussian_difference
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.rest_readouts import pace_readout, quiet_pace, rest_readouts
from scenes.kit.runs.run import Run
from scenes.kit.style import layout


@pytest.mark.parametrize("step", [0, 20, 60])
def test_step_slope_and_way_are_those_of_the_walk(step: int) -> None:
    objective = gaussian_difference()
    walk = descend(objective, 0.1, (2.6, -1.7), iterations=60)
    run = Run(walk)
    rows = rest_readouts(run, 0.013, "k", "s", "m").submobjects
    run.clock.set_value(step)
    written = [row.submobjects[-1].update().written for row in rows]
    slope = float(np.linalg.norm(objective.gradient(walk.points[step])))
    moved = float(np.linalg.norm(walk.points[step] - walk.points[0]))
    assert written == ["0.1", str(step), f"{slope:.4f}", f"{moved:.3f}"]


@pytest.mark.parametrize("size", [(960, 540), (540, 540), (540, 960)])
def test_a_note_is_in_the_frame_and_clear_of_the_numbers(size: tuple[int, int]) -> None:
    with tempconfig(dict(zip(("pixel_width", "pixel_height"), size, strict=True))):
        run = Run(descend(gaussian_difference(), 0.1, (2.6, -1.7), iterations=60))
        rows = rest_readouts(run, 0.013, "k", "s", "m")
        note, frame = pace_readout(rows, run, '"fast forward"', 10, (1.0, 5.0)), layout.frame()
    assert frame.left <= note.get_left()[0] < note.get_right()[0] <= frame.right
    assert frame.bottom <= note.get_bottom()[1] + 1e-9
    assert note.get_top()[1] < rows.get_bottom()[1] or note.get_left()[0] > rows.get_right()[0]


def test_a_pace_is_that_of_the_steps_under_way() -> None:
    walk = descend(gaussian_difference(), 0.1, (2.6, -1.7), iterations=1000)
    run = Run(walk, shown=[*range(11), 20, 900, 1000], eased=False)
    note = pace_readout(rest_readouts(run, 0.01, "k", "s", "m"), run, "n", 10, (2.0, 1.0))
    # 5 steps a second, and then one of 3 legs in each third of a second: 30, 2640 and 300 steps a second
    for place, written in ((10.5, "6"), (11.5, "500"), (12.5, "60")):
        run.clock.set_value(place)
        assert note.number.update().written == written
    run.clock.set_value(13)
    assert note.number.update().written == "60"


def test_a_usual_pace_is_not_told() -> None:
    walk = descend(gaussian_difference(), 0.1, (2.6, -1.7), iterations=1000)
    run = Run(walk, shown=[*range(11), 12, 900, 1000], eased=False)
    note = pace_readout(rest_readouts(run, 0.01, "k", "s", "m"), run, "n", 10, (3.0, 1.0))
    for place, is_seen in ((0.5, False), (11.5, True)):
        run.clock.set_value(place)
        note.number.update()
        assert (note.number.written != "1") is is_seen
        assert {float(part.update().opacity) for part in [note.number]} == {float(is_seen)}


def test_the_words_of_a_pace_come_and_go_with_its_number() -> None:
    walk = descend(gaussian_difference(), 0.1, (2.6, -1.7), iterations=1000)
    run = Run(walk, shown=[*range(11), 12, 900, 901, 1000], eased=False)
    note = pace_readout(rest_readouts(run, 0.01, "k", "s", "m"), run, "n", 10, (3.0, 1.0))
    for place in (0.5, 11.5, 12.5, 13.5):
        run.clock.set_value(place)
        note.update()  # as in a frame: once
        is_seen = float(note.number.written != "1")
        assert {float(part.get_fill_opacity()) for part in note.label.submobjects} == {is_seen}
        assert note.number.opacity == is_seen


def test_a_note_tells_of_steps_in_each_unit_of_the_clock_and_is_no_wider_than_asked() -> None:
    walk = descend(gaussian_difference(), 0.1, (2.6, -1.7), iterations=6)
    run = Run(walk, times=[0.0, 1.0, 1.5, 1.6, 1.61, 1.7, 1.8])
    box, place = layout.Box(0, 1.5, 0, 3), Dots([[1.0, 2.0, 0.0]])
    note = quiet_pace(place, box, run, '"fast forward"')
    assert note.width <= 1.5 + 1e-9
    np.testing.assert_allclose(note.get_corner(UL), place.get_corner(UL))
    for clock, written in ((0.5, "1"), (1.2, "2"), (1.55, "10"), (1.605, "100")):
        run.clock.set_value(clock)
        assert note.number.update().written == written
