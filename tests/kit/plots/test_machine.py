"""A machine's formula, put together again from its parts, gives the height and the slopes that come out."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest

from gdmath import Objective, descend, from_function, himmelblau, landscape
from scenes.kit.plots.machine import Machine
from scenes.kit.plots.step_numbers import StepNumbers
from scenes.kit.runs.run import Run
from scenes.kit.style.formulas import brief
from scenes.kit.style.layout import Box

BOX = Box(0, 6, -3.2, 3.5)
START = (-0.75, -0.15)
UNKNOWN = from_function(lambda x, y: x * y, [(-1, 1), (-1, 1)], name="unknown")


def machine(objective: Objective) -> Machine:
    run = Run(descend(objective, 0.01, START, iterations=2))
    return Machine(BOX, objective, StepNumbers(BOX, run, ""), "4 more terms")


def test_the_terms_of_the_formula_add_up_to_the_height_and_their_derivatives_to_the_slopes() -> None:
    told, (x, y) = brief(landscape()), START
    base, first, second = map(float, re.findall(r"\d+\.\d+", told.first))
    height, slopes = base + (first * x**2 + second * y**2) / 2, np.array([first * x, second * y])
    assert told.slopes == (f"{first} x", f"{second} y")
    for term in told.others:
        sign, size, *numbers = re.fullmatch(r"([+-]) ([\d.]+) B\((\S+), (\S+)\\; (\S+)\)", term).groups()  # type: ignore[union-attr]
        a, b, s = map(float, numbers)
        bell = float(f"{sign}{size}") * math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * s**2))
        height += bell
        slopes -= bell * np.array([x - a, y - b]) / s**2
    assert height == pytest.approx(float(landscape().value(START)))
    assert slopes == pytest.approx(landscape().gradient(START))


@pytest.mark.parametrize("objective", [landscape(), himmelblau(), UNKNOWN], ids=lambda each: each.name)
def test_its_parts_stand_below_one_another_in_their_box(objective: Objective) -> None:
    shown = machine(objective)
    given, shell, come = shown.inputs[0], shown.shell, shown.outputs[1:]
    rows = [given, shell, come, *([shown.rest] if len(shown.rest) else [])]
    assert all(above.get_bottom()[1] > below.get_top()[1] for above, below in pairwise(rows))
    assert shown.get_left()[0] >= BOX.left - 1e-6
    assert shown.get_right()[0] <= BOX.right + 1e-6
    assert shown.get_bottom()[1] >= BOX.bottom - 1e-6
    assert shown.get_top()[1] <= BOX.top + 1e-6
    assert shown.inside.width < shell.width
    assert shown.inside.height < shell.height


def test_what_comes_out_goes_back_to_where_it_was() -> None:
    run = Run(descend(landscape(), 0.01, START, iterations=2))
    numbers = StepNumbers(BOX, run, "")
    places = [each.get_center() for each in (numbers.height, *numbers.slopes)]
    _, *back = Machine(BOX, landscape(), numbers, "4 more terms").release()
    for animation, place in zip(back, places, strict=True):
        assert animation.mobject.get_center() != pytest.approx(place)
        animation.begin()
        animation.finish()
        assert animation.mobject.get_center() == pytest.approx(place)
