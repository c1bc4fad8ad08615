"""Functions that end, jump, have poles, or answer in odd ways: real films of them, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdmath import Objective, from_function
from scenes.closing import Closing
from scenes.curve_descent import CurveDescent
from scenes.kit.lessons.lesson import Lesson
from scenes.landscape_walk import LandscapeWalk
from scenes.opening import Opening
from scenes.step_size import StepSize
from scenes.two_gaussians import TwoGaussians
from tests.attacks.lessons import film_of, refusal

Record = Callable[[str, Any], None]


def entropy(x: Any) -> Any:
    return x * np.log(x)


def pole(x: Any) -> Any:
    return 1 / x + x


# What it is, the function, its domain, a start and a rate, what is to be seen, and how many pieces.
CURVES: dict[str, tuple[Callable[[Any], Any], tuple[float, float], float, float, int]] = {
    "−ln p on (0.02, 1)": (lambda p: -np.log(p), (0.02, 1.0), 0.1, 0.01, 1),
    "x ln x on (0.05, 5)": (entropy, (0.05, 5.0), 4.0, 0.3, 1),
    "√x on (0, 4)": (np.sqrt, (0.0, 4.0), 3.0, 0.5, 1),
    "1/x + x": (pole, (-3.0, 3.0), 2.5, 0.3, 2),
    "tan": (np.tan, (-4.0, 4.0), 0.5, 0.1, 3),
    "1/x²": (lambda x: 1 / x**2, (-3.0, 3.1), 1.0, 0.1, 2),
    "1/(x² − 1)": (lambda x: 1 / (x**2 - 1), (-3.0, 3.0), 0.5, 0.05, 3),
    "arcsin on (−3, 3)": (np.arcsin, (-3.0, 3.0), 0.5, 0.05, 1),
    "floor with a slope": (lambda x: np.floor(x) + x / 2, (-3.07, 3.0), 1.3, 0.1, 8),
    "|x|": (np.abs, (-3.0, 3.0), 2.0, 0.3, 1),
    "ReLU": (lambda x: np.maximum(x, 0), (-3.0, 3.0), 2.0, 0.3, 1),
    "math.log, which raises": (math.log, (-3.0, 3.0), 1.3, 0.1, 1),
    "1/x, which raises ZeroDivisionError": (lambda x: 1 / float(x), (-3.0, 3.0), 1.3, 0.1, 2),
    "x ** 0.5, complex below 0": (lambda x: float(x) ** 0.5, (-3.0, 3.0), 1.3, 0.1, 1),
    "infinite below 1": (lambda x: np.where(x < 1, np.inf, x * x), (-3.0, 3.0), 2.0, 0.1, 1),
    "exp(10 x²), up to 10¹⁰⁸": (lambda x: np.exp(10 * x**2), (-5.0, 5.0), 0.5, 0.001, 1),
}
SHORT = ("√x on (0, 4)", "1/x + x")


def curve(name: str) -> tuple[Objective, dict[str, Any], int]:
    function, domain, start, rate, pieces = CURVES[name]
    return from_function(function, domain), {"start": start, "learning_rate": rate, "iterations": 8}, pieces


@pytest.mark.parametrize("name", CURVES)
def test_a_graph_has_its_pieces_and_no_line_joins_them(name: str, record_property: Record) -> None:
    objective, attributes, pieces = curve(name)
    scene = type("Mine", (CurveDescent,), {**attributes, "objective": objective})(skip_animations=True)
    scene.setup()
    graph = scene.plot.curve()
    assert len(graph.breaks) == pieces - 1
    assert np.isfinite(graph.points).all()
    record_property("case", (f"CurveDescent of {name}", f"plays; the graph has {pieces} piece(s)"))


@pytest.mark.parametrize(
    "name", [name if name in SHORT else pytest.param(name, marks=pytest.mark.long) for name in CURVES]
)
def test_a_film_of_it_renders_to_the_end(name: str, tmp_path: Path, record_property: Record) -> None:
    objective, attributes, _ = curve(name)
    scene = film_of(CurveDescent, tmp_path, objective=objective, **attributes)
    assert [beat.name for beat in scene.beats][-1] == "result"
    record_property("case", (f"a film of CurveDescent of {name}", f"{scene.frames} frames, to the end"))


BOWL = {"learning_rate": 0.05, "steps": 3}
LANDSCAPES = {
    "−ln x − ln y + x + y, whose domain ends at 0": (
        lambda x, y: x + y - np.log(x) - np.log(y),
        [(0.02, 3.0)] * 2,
        ((0.3, 2.0), (0.4, 2.0), (1.0, 0.4), (2.0, 2.0)),
    ),
    "a half sphere, undefined around": (
        lambda x, y: -np.sqrt(1 - x**2 - y**2),
        [(-1.5, 1.5)] * 2,
        ((0.5, 0.5), (0.4, 0.5), (-0.5, 0.1), (0.2, -0.4)),
    ),
    "1/r² + r², with a pole": (
        lambda x, y: 1 / (x**2 + y**2) + x**2 + y**2,
        [(-2.0, 2.0)] * 2,
        ((0.5, 0.5), (0.4, 0.5), (-0.5, 0.3), (0.5, -0.4)),
    ),
}


@pytest.mark.parametrize("name", LANDSCAPES)
def test_maps_and_spaces_of_it_set_up(name: str, record_property: Record) -> None:
    function, domain, starts = LANDSCAPES[name]
    objective = from_function(function, domain)
    walk = type("Mine", (LandscapeWalk,), {**BOWL, "objective": objective, "start": starts[0]})
    map_ = type("Mine", (TwoGaussians,), {**BOWL, "objective": objective, "starts": starts})
    for lesson in (walk, map_):
        scene = lesson(skip_animations=True)
        scene.setup()
        record_property("case", (f"a map or space of {name}", "plays; what is undefined is left out"))


@pytest.mark.long
@pytest.mark.parametrize("lesson", [LandscapeWalk, TwoGaussians])
@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_film_of_a_landscape_with_edges(name: str, lesson: type[Lesson], tmp_path: Path) -> None:
    function, domain, starts = LANDSCAPES[name]
    objective = from_function(function, domain)
    film_of(lesson, tmp_path, objective=objective, start=starts[0], starts=starts, **BOWL)


@pytest.mark.long
def test_a_film_of_other_lessons_on_curves_with_edges(tmp_path: Path) -> None:
    domain = (-3.0, 3.0)
    film_of(
        StepSize,
        tmp_path,
        objective=from_function(pole, domain),
        start=2.5,
        learning_rates=(0.1, 0.5),
    )
    film_of(Closing, tmp_path, curve=from_function(pole, domain), curve_starts=(2.0, 1.4))


@pytest.mark.parametrize(
    ("name", "function", "told"),
    [
        ("returns nothing", lambda x: None, "it returned nothing: end it with `return`"),
        ("returns two numbers", lambda x: np.array([x, x]), "it returned shape"),
        ("returns a word", lambda x: "much", "could not convert string"),
        ("raises KeyError", lambda x: {}[x], "it fails at (-2.58): KeyError"),
        ("is nowhere defined", lambda x: np.log(-1 - x**2), "gives no finite number in its domain"),
        ("is complex everywhere", lambda x: x + 1j, "gives no finite number in its domain"),
    ],
)
def test_what_is_no_function_of_numbers(
    name: str, function: Callable[..., Any], told: str, record_property: Record
) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        from_function(function, (-3, 3))
    assert told in str(raised.value)
    record_property("case", (f"a function that {name}", str(raised.value)))


def test_a_mountain_has_no_edges(record_property: Record) -> None:
    line = refusal(Opening, objective=from_function(pole, (-3, 3)), start=2.5, learning_rate=0.1)
    assert "has an edge at x = " in line
    record_property("case", ("Opening on 1/x + x", line))


@pytest.mark.parametrize("ends", [(-3.0, 3.0), (-2.0, 5.3), (-4.7, 1.9)])
def test_a_pole_and_a_jump_are_no_minima(ends: tuple[float, float]) -> None:
    assert from_function(pole, ends).minima[:, 0] == pytest.approx([1.0])
    assert len(from_function(lambda x: np.floor(x) - x, ends).minima) == 0
    assert len(from_function(np.tan, ends).minima) == 0
