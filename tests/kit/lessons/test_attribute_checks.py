"""What a subclass may get wrong ends in one line that tells what to do, before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from gdmath import TEN_POINTS, TWO_FEATURES, from_function, himmelblau, parabola
from scenes.curve_descent import CurveDescent
from scenes.double_well import DoubleWell
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.style import typography
from scenes.landscape_walk import LandscapeWalk
from scenes.line_fit import LineFit
from scenes.step_size import StepSize
from scenes.two_gaussians import TwoGaussians


def complaint(lesson: type[Lesson], **attributes: Any) -> str:
    """Return what a subclass with these attributes says instead of setting itself up."""
    with pytest.raises(ValueError, match=r".") as raised:
        type("Mine", (lesson,), attributes)(skip_animations=True).setup()
    message = str(raised.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("lesson", [CurveDescent, StepSize, DoubleWell, TwoGaussians, LandscapeWalk])
def test_a_python_function_is_no_objective_yet(lesson: type[Lesson]) -> None:
    assert "gdmath.from_function" in complaint(lesson, objective=np.cos)
    assert "not a method" in complaint(lesson, objective=lambda self, x: x**2)


@pytest.mark.parametrize("lesson", [CurveDescent, StepSize, DoubleWell])
def test_two_variables_do_not_fit_on_a_curve(lesson: type[Lesson]) -> None:
    assert "must be a function of 1 variable in this lesson" in complaint(lesson, objective=himmelblau())


def test_a_curve_needs_as_many_valleys_as_the_lesson_shows() -> None:
    told = complaint(DoubleWell, objective=parabola())
    assert "must have 2 minima in its domain in this lesson, and parabola has 1" in told


def test_neighbours_are_a_distance_apart_and_letters_a_pair() -> None:
    assert "must be apart by a finite distance above 0, got 'near'" in complaint(DoubleWell, apart="near")
    assert "got -0.1" in complaint(DoubleWell, apart=-0.1)
    assert "symbols must be the letters of the variable and of the function" in complaint(
        DoubleWell, symbols="w"
    )


@pytest.mark.parametrize("lesson", [TwoGaussians, LandscapeWalk])
def test_one_variable_makes_no_landscape(lesson: type[Lesson]) -> None:
    assert "must be a function of 2 variables in this lesson" in complaint(lesson, objective=parabola())


@pytest.mark.parametrize("dataset", [[(1, 2), (2, 3)], "houses.csv", TEN_POINTS.x])
def test_what_is_no_data_set_is_told_how_to_become_one(dataset: object) -> None:
    assert "Dataset.from_csv" in complaint(LineFit, dataset=dataset)


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"dataset": TWO_FEATURES}, "to one feature, not to x1, x2: choose one"),
        ({"convention": "mse"}, "the convention must be one of"),
        ({"learning_rate": -0.1}, "the learning rate must be positive and finite, got -0.1"),
        ({"learning_rate": "fast"}, "the learning rate must be positive and finite, got 'fast'"),
        ({"start": ("a", 1.0)}, "the start must be numbers"),
        ({"start": (math.nan, 1.0)}, "the start must be finite"),
        ({"epochs": 0}, "must be a whole number of at least 1, got 0"),
    ],
)
def test_a_fit_names_what_is_wrong(attributes: dict[str, Any], told: str) -> None:
    assert told in complaint(LineFit, **attributes)


@pytest.mark.parametrize("starts", [[(0.8, 1.3)], [(0.8, 1.3)] * 5])
def test_four_walks_have_four_starts(starts: Sequence[tuple[float, float]]) -> None:
    assert f"four starts, two neighbours and two others, not {len(starts)}" in complaint(
        TwoGaussians, starts=starts
    )


def logarithm(x: float) -> float:
    return math.log(x) if x > 0 else math.nan


def test_a_descent_that_never_moves_is_not_drawn() -> None:
    curve = from_function(logarithm, (0.1, 2))
    told = complaint(CurveDescent, objective=curve, start=0.5, learning_rate=1.0)
    assert "no step to show. Left the domain after 0 iterations" in told
    land = from_function(lambda x, y: logarithm(x) + y, [(0.1, 2), (0, 2)])
    told = complaint(LandscapeWalk, objective=land, start=(0.5, 0.5), learning_rate=1.0)
    assert "no step to show. Left the domain after 0 iterations" in told


@pytest.mark.parametrize("mathematics", ["x^", r"\frac{1}{2} x", "speed x"])
def test_a_formula_that_is_not_typst_is_named(mathematics: str) -> None:
    with pytest.raises(ValueError, match="is not Typst mathematics") as raised:
        typography.formula(mathematics)
    assert repr(mathematics) in str(raised.value)
