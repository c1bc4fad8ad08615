"""Degenerate objectives, rates, starts and counts: what lessons show of them, or by what line they refuse."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdmath import (
    from_function,
    geometric_decay,
    inverse_time_decay,
    parabola,
    polynomial,
    rosenbrock,
    saddle,
    step_decay,
)
from scenes.closing import Closing
from scenes.curve_descent import CurveDescent
from scenes.double_well import DoubleWell
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.plots.height_difference import HeightDifference
from scenes.landscape_walk import LandscapeWalk
from scenes.line_fit import LineFit
from scenes.opening import Opening
from scenes.step_size import StepSize
from scenes.two_gaussians import TwoGaussians
from tests.attacks.lessons import film_of, refusal, with_attributes
from tests.scenes.inspected import faults

Record = Callable[[str, Any], None]

LINE = from_function(lambda x: 2 * x + 1, (-3, 3))
CONSTANT = from_function(lambda x: 5.0, (-3, 3))
QUARTIC = polynomial([1, 0, 0, 0, 0], (-2, 2))
KINK = from_function(np.abs, (-3, 3.3))
BOWL = from_function(lambda x, y: x**2 + y**2, [(-2, 2), (-2, 2)])
LEVEL = from_function(lambda x, y: 5 + 0 * x, [(-2, 2), (-2, 2)])
SCHEDULE = inverse_time_decay(0.1, 1)
FEW = {"learning_rates": (0.01, 0.02)}

REFUSED: dict[str, tuple[type[Lesson], dict[str, Any], str]] = {
    "CurveDescent from its minimum": (CurveDescent, {"start": 0.0}, "level at the start"),
    "CurveDescent on a constant": (CurveDescent, {"objective": CONSTANT, "start": 1.0}, "level at the start"),
    "CurveDescent from a NaN": (CurveDescent, {"start": math.nan}, "must be one finite number"),
    "CurveDescent from a list": (CurveDescent, {"start": [4.3]}, "must be one finite number"),
    "CurveDescent with a method for a schedule": (
        CurveDescent,
        {"learning_rate": lambda self, k: 0.1},
        "write staticmethod(...) around it",
    ),
    "CurveDescent of 0 steps": (CurveDescent, {"iterations": 0}, "whole number of at least 1"),
    "StepSize on a line": (StepSize, {"objective": LINE, "start": 1.0}, "must have a minimum"),
    "StepSize on a constant": (StepSize, {"objective": CONSTANT, "start": 1.0}, "must have a minimum"),
    "StepSize on x⁴": (StepSize, {"objective": QUARTIC, "start": 1.3, **FEW}, "not curved like a parabola"),
    "StepSize on |x|": (StepSize, {"objective": KINK, "start": 2.0, **FEW}, "not curved like a parabola"),
    "StepSize from the minimum": (StepSize, {"start": 3.0}, "level at the start"),
    "StepSize whose sweep ends below the limit": (StepSize, {"farthest": 0.5}, "below 1 and above 1"),
    "StepSize whose sweep begins nowhere": (StepSize, {"slowest": math.nan}, "below 1 and above 1"),
    "StepSize with a word for a letter": (StepSize, {"symbols": "w"}, "write a pair such as"),
    "CurveDescent with three letters": (CurveDescent, {"symbols": ("w", "J", "k")}, "write a pair such as"),
    "StepSize with one rate for a list": (StepSize, {"learning_rates": 0.1}, "must be a list"),
    "StepSize without a rate": (StepSize, {"learning_rates": ()}, "must be a list"),
    "StepSize with a schedule": (StepSize, {"learning_rates": (step_decay(1.1, 0.5, 3),)}, "not a schedule"),
    "DoubleWell with one well": (DoubleWell, {"objective": parabola()}, "must have 2 minima"),
    "DoubleWell on a line": (DoubleWell, {"objective": LINE}, "has none"),
    "DoubleWell at a rate that diverges": (DoubleWell, {"learning_rate": 0.5}, "ends in no valley"),
    "DoubleWell with a schedule": (DoubleWell, {"learning_rate": SCHEDULE}, "not a schedule"),
    "DoubleWell without room for a start": (DoubleWell, {"clearance": 20.0}, "no start is left"),
    "LandscapeWalk of 0 steps": (LandscapeWalk, {"steps": 0}, "whole number of at least 1"),
    "LandscapeWalk from the minimum": (
        LandscapeWalk,
        {"objective": BOWL, "start": (0.0, 0.0)},
        "level at the start (0, 0)",
    ),
    "LandscapeWalk from a saddle point": (
        LandscapeWalk,
        {"objective": saddle(), "start": (0.0, 0.0)},
        "level at the start",
    ),
    "LandscapeWalk on a constant": (
        LandscapeWalk,
        {"objective": LEVEL, "start": (1.0, 0.0)},
        "level at the start",
    ),
    "TwoGaussians on a constant": (TwoGaussians, {"objective": LEVEL}, "constant over the plot"),
    "TwoGaussians with a schedule": (
        TwoGaussians,
        {"learning_rate": geometric_decay(0.1, 0.9)},
        "not a schedule",
    ),
    "TwoGaussians from twice the same start": (
        TwoGaussians,
        {"starts": ((0.8, 1.3), (0.8, 1.3), (-1.2, 1.0), (-2.0, 1.0))},
        "are the same",
    ),
    "Opening on a constant": (Opening, {"objective": CONSTANT}, "level at the start"),
    "Closing on a curve without a minimum": (Closing, {"curve": LINE}, "must have a minimum"),
    "Closing on a curve like x⁴": (Closing, {"curve": QUARTIC}, "not curved like a parabola"),
    "LineFit with a schedule": (LineFit, {"learning_rate": SCHEDULE}, "not a schedule"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_is_refused_before_anything_is_drawn(name: str, record_property: Record) -> None:
    lesson, attributes, told = REFUSED[name]
    line = refusal(lesson, **attributes)
    assert told in line
    record_property("case", (name, line))


RATES: dict[type[Lesson], tuple[str, ...]] = {
    CurveDescent: ("learning_rate",),
    StepSize: ("learning_rates",),
    DoubleWell: ("learning_rate",),
    TwoGaussians: ("learning_rate",),
    LandscapeWalk: ("learning_rate",),
    Opening: ("learning_rate",),
    Closing: ("wells_rate", "line_rate"),
    LineFit: ("learning_rate",),
}


@pytest.mark.parametrize("lesson", RATES)
def test_no_lesson_takes_what_is_no_learning_rate(lesson: type[Lesson], record_property: Record) -> None:
    for attribute in RATES[lesson]:
        for rate in (-0.1, 0, math.nan, math.inf, "0.1", [0.1]):
            given = (rate,) if attribute == "learning_rates" else rate
            line = refusal(lesson, **{attribute: given})
            assert "must be positive and finite" in line
            record_property("case", (f"{lesson.__name__}.{attribute} = {given!r}", line))


@pytest.mark.parametrize("schedule", [SCHEDULE, lambda k: 0.2 / (1 + k)], ids=["ours", "own"])
def test_a_curve_is_descended_at_a_schedule(schedule: Any, record_property: Record) -> None:
    held = staticmethod(schedule)
    scene = with_attributes(CurveDescent, learning_rate=held)(skip_animations=True)
    scene.setup()
    assert scene.run.series("rate")[:3] == pytest.approx([schedule(k) for k in range(3)])
    assert (scene.eta, scene.first.rate) == ("eta_0", f"{schedule(0):g}")
    record_property("case", ("CurveDescent.learning_rate is a schedule", "plays; its first rate is η₀"))


def wells(scale: float, middle: float, tilt: float = 0.0) -> dict[str, Any]:
    """Return attributes of DoubleWell: two wells of a size around a place."""

    def value(x: Any) -> Any:
        return (((x - middle) / scale) ** 2 - 1) ** 2 + tilt * (x - middle) / scale

    window = (middle - 2 * scale, middle + 2 * scale)
    return {"objective": from_function(value, window), "learning_rate": 0.02 * scale**2}


WELLS = {
    "equal wells": wells(1.0, 0.0),
    "wells at 10⁶": wells(1.0, 1e6, 0.1),
    "wells of size 10⁻⁶": wells(1e-6, 0.0, 0.1),
    "wells of size 10⁶": wells(1e6, 0.0, 0.1),
}


@pytest.mark.parametrize("name", WELLS)
def test_starts_are_spread_on_the_scale_of_the_wells(name: str, record_property: Record) -> None:
    scene = with_attributes(DoubleWell, **WELLS[name])(skip_animations=True)
    scene.setup()
    assert min(map(len, scene.members)) > 2
    drop = HeightDifference(scene.plot, *scene.minima)
    assert drop.is_level == (name == "equal wells")
    record_property("case", (f"DoubleWell with {name}", f"plays; {drop.compared('A', 'B')}"))


WALKS: dict[str, dict[str, Any]] = {
    "learning_rate = 0.05": {"learning_rate": 0.05},
    "1 step": {"steps": 1},
    "2 steps": {"steps": 2},
    "Rosenbrock from (−1.2, 1) at 0.001": {
        "objective": rosenbrock(),
        "start": (-1.2, 1.0),
        "learning_rate": 0.001,
    },
    "a start outside the window": {"start": (-6.0, 1.6)},
    "a start on a saddle's ridge": {"objective": saddle(), "start": (1.0, 0.0), "learning_rate": 0.1},
    "a rate that diverges": {"objective": BOWL, "start": (1.0, 0.5), "learning_rate": 1.5},
    "a slope without end": {
        "objective": from_function(lambda x, y: x + y, [(-2, 2), (-2, 2)]),
        "start": (0.0, 0.0),
        "learning_rate": 0.1,
    },
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_marks_a_minimum_only_where_it_is_seen(name: str, record_property: Record) -> None:
    scene = with_attributes(LandscapeWalk, **WALKS[name])(skip_animations=True)
    scene.setup()
    mark = scene.marked(scene.goal)
    goal = scene.surface.lift(*scene.goal)
    assert bool(mark.submobjects) == (bool(np.isfinite(goal).all()) and len(scene.objective.minima) > 0)
    assert all(np.isfinite(part.points).all() for part in mark.get_family())
    record_property("case", (f"LandscapeWalk with {name}", f"plays; {len(mark)} marks of a minimum in sight"))


@pytest.mark.long
@pytest.mark.parametrize("name", [*WALKS, "a thousand steps"])
def test_a_film_of_a_walk_renders_to_the_end(name: str, tmp_path: Path) -> None:
    film_of(LandscapeWalk, tmp_path, **WALKS.get(name, {"learning_rate": 0.05, "steps": 1000}))


PLAYED: dict[str, tuple[type[Lesson], dict[str, Any]]] = {
    "CurveDescent on x⁴": (CurveDescent, {"objective": QUARTIC, "start": 1.3}),
    "CurveDescent on a line": (CurveDescent, {"objective": LINE, "start": 1.3}),
    "CurveDescent on |x|": (CurveDescent, {"objective": KINK, "start": 2.0, "learning_rate": 0.3}),
    "CurveDescent of a bowl 10⁻⁶ wide": (
        CurveDescent,
        {
            "objective": from_function(lambda x: (x / 1e-6) ** 2, (-3e-6, 3e-6)),
            "start": 2e-6,
            "learning_rate": 1e-13,
        },
    ),
    "CurveDescent whose minimum is the window's edge": (
        CurveDescent,
        {"objective": from_function(lambda x: x**2, (0, 3)), "start": 2.0},
    ),
    "CurveDescent of 1 step": (CurveDescent, {"iterations": 1}),
    "DoubleWell with equal wells": (DoubleWell, WELLS["equal wells"]),
    "DoubleWell with wells of size 10⁻⁶": (DoubleWell, WELLS["wells of size 10⁻⁶"]),
    "TwoGaussians of 1 step": (TwoGaussians, {"steps": 1}),
    "StepSize whose last rate leads out at once": (StepSize, {"farthest": 1e6}),
    "StepSize raced for 1 step": (StepSize, {"raced": 1}),
    "StepSize at rates that all run away": (StepSize, {"learning_rates": (1.2, 3.0)}),
    "CurveDescent uphill to the left": (CurveDescent, {"start": -4.3}),
    "CurveDescent of a steep curve": (CurveDescent, {"objective": polynomial([100, 0, 0], (-5, 5))}),
}


@pytest.mark.long
@pytest.mark.parametrize("name", PLAYED)
def test_what_can_be_shown_plays_in_sound_pictures(name: str, record_property: Record) -> None:
    lesson, attributes = PLAYED[name]
    assert faults(with_attributes(lesson, **attributes)) == []
    record_property("case", (name, "plays"))


@pytest.mark.long
def test_names_of_runs_that_leave_the_map_stay_in_the_picture(record_property: Record) -> None:
    found = faults(with_attributes(TwoGaussians, learning_rate=50.0))
    assert not [fault for fault in found if "outside the frame" in fault]
    record_property("case", ("TwoGaussians at a rate that diverges", "plays; names may cover each other"))
