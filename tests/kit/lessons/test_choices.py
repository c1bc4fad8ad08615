"""What else an attribute could be: gdmath's own things, each made by the Python that stands for it."""

from __future__ import annotations

import pytest

import gdmath
from gdmath import (
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    Objective,
    Rule,
    adam,
    himmelblau,
    inverse_time_decay,
    parabola,
    quadratic_form,
    turned_bowl,
)
from scenes.kit.lessons.choices import Choices, choices_beside, is_of_gdmath, schedules

VALUES = [parabola(), himmelblau(), turned_bowl((1, 3), 0), TEN_POINTS, adam(0.3), inverse_time_decay(0.3, 1)]


def beside(value: object) -> Choices:
    found = choices_beside(value)
    assert found
    return found


def written(value: object) -> object:
    """What things are compared by that have no equality of their own."""
    if isinstance(value, Objective):
        return value.name, value.domain.tolist(), value.value(value.domain.mean(axis=1)).item()
    return (value.name, value.learning_rate) if isinstance(value, Rule) else value


def name_of(value: object) -> str:
    """Return the same name in every process."""
    return str(getattr(value, "name", value))


@pytest.mark.parametrize("value", [*VALUES, Convention.MSE], ids=name_of)
def test_each_choice_is_what_its_python_says_in_gdmath(value: object) -> None:
    for source, make in beside(value).items():
        assert is_of_gdmath(source)
        assert written(make()) == written(eval(source, vars(gdmath).copy()))


@pytest.mark.parametrize("value", VALUES[:3], ids=name_of)
def test_objectives_have_as_many_variables(value: Objective) -> None:
    assert {make().dimension for make in beside(value).values()} == {value.dimension}


def test_beside_a_valley_there_are_valleys() -> None:
    assert all(source.startswith("turned_bowl(") for source in beside(quadratic_form([[1, 0], [0, 9]])))


def test_data_have_as_many_features() -> None:
    assert list(beside(TEN_POINTS)) == ["TEN_POINTS", "SIX_POINTS"]
    assert list(beside(TWO_FEATURES)) == ["TWO_FEATURES"]


def test_rules_and_schedules_keep_the_rate() -> None:
    assert {make().learning_rate(0) for make in beside(adam(0.3)).values()} == {0.3}
    assert {make()(0) for make in schedules(0.3).values()} == {0.3}
    assert beside(inverse_time_decay(0.3, 1))["0.3"]() == 0.3


def test_a_number_is_not_chosen() -> None:
    assert choices_beside(0.3) is None
    assert choices_beside(adam) is None


def test_other_names_are_not_gdmaths() -> None:
    assert is_of_gdmath("polynomial([1, 0], [(-2, 4)])")
    assert not is_of_gdmath("kit.ValleyLesson.objective")
    assert not is_of_gdmath("__import__('os')")
