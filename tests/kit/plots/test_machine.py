"""A machine's parts stand below one another, its formula is legible, and what comes out goes back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gdmath import Objective, descend, from_function, himmelblau, wavy_bowl
from scenes.kit.plots.machine import Machine
from scenes.kit.plots.step_numbers import StepNumbers
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box

BOX = Box(0, 6, -3.2, 3.5)
START = (-0.75, -0.15)
UNKNOWN = from_function(lambda x, y: x * y, [(-1, 1), (-1, 1)], name="unknown")


def machine(objective: Objective) -> Machine:
    run = Run(descend(objective, 0.01, START, iterations=2))
    return Machine(BOX, objective, StepNumbers(BOX, run, ""))


def test_a_short_formula_is_as_large_as_other_words() -> None:
    assert machine(wavy_bowl()).inside.font_size == pytest.approx(typography.BODY)


@pytest.mark.parametrize("objective", [wavy_bowl(), himmelblau(), UNKNOWN], ids=lambda each: each.name)
def test_its_parts_stand_below_one_another_in_their_box(objective: Objective) -> None:
    shown = machine(objective)
    rows = [shown.inputs[0], shown.shell, shown.outputs[1:]]
    assert all(above.get_bottom()[1] > below.get_top()[1] for above, below in pairwise(rows))
    assert shown.get_left()[0] >= BOX.left - 1e-6
    assert shown.get_right()[0] <= BOX.right + 1e-6
    assert shown.get_bottom()[1] >= BOX.bottom - 1e-6
    assert shown.get_top()[1] <= BOX.top + 1e-6
    assert shown.inside.width < shown.shell.width
    assert shown.inside.height < shown.shell.height


def test_what_comes_out_goes_back_to_where_it_was() -> None:
    run = Run(descend(wavy_bowl(), 0.01, START, iterations=2))
    numbers = StepNumbers(BOX, run, "")
    places = [each.get_center() for each in (numbers.height, *numbers.slopes)]
    _, *back = Machine(BOX, wavy_bowl(), numbers).release()
    for animation, place in zip(back, places, strict=True):
        assert animation.mobject.get_center() != pytest.approx(place)
        animation.begin()
        animation.finish()
        assert animation.mobject.get_center() == pytest.approx(place)
