"""Odd data in the lessons on the valley of a line fit: it is drawn soundly, or refused in one clear line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scenes.cost_map import CostMap
from scenes.kit import RegressionLesson
from scenes.narrow_valley import NarrowValley
from tests.attacks.test_data import REFUSED, SHOWN, own, set_up
from tests.scenes.inspected import faults

LESSONS = [CostMap, NarrowValley]

TOO_NARROW = (
    "x in years",
    "x in Unix seconds",
    "house prices",
    "values of 1e-12",
    "values of 1e15",
    "only negative values",
)
NO_VALLEY = {
    **dict.fromkeys(
        TOO_NARROW, "which is too narrow a valley to be drawn (from 10 to 1000): shift or rescale x"
    ),
    "two values of x": "which is no narrow valley (from 10 to 1000): shift or rescale x",
    "y far from 0": "the descent runs on standardised ones: leave standardize out, or give a learning rate",
}

Recorded = Callable[[str, object], None]


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("case", NO_VALLEY)
def test_what_is_no_valley_to_be_seen_is_refused(
    case: str, lesson: type[RegressionLesson], record_property: Recorded
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        set_up(lesson, dataset=SHOWN[case])
    record_property("case", (f"{lesson.__name__} with {case}", str(caught.value)))
    assert NO_VALLEY[case] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_fit_is_refused_as_everywhere(case: str) -> None:
    attributes, line = REFUSED[case]
    for lesson in LESSONS:
        with pytest.raises(ValueError, match=r".") as caught:
            set_up(lesson, **attributes)
        assert line in str(caught.value)


def test_a_level_line_is_refused_where_it_is_to_be_turned(record_property: Recorded) -> None:
    level = "the best line is level, and this lesson turns it by a share of its slope: choose data in which"
    with pytest.raises(ValueError, match=level) as caught:
        set_up(NarrowValley, dataset=SHOWN["constant y"])
    record_property("case", ("NarrowValley with constant y", str(caught.value)))


def test_a_start_on_the_floor_of_the_valley_is_refused(record_property: Recorded) -> None:
    with pytest.raises(ValueError, match="choose a start farther up its wall") as caught:
        set_up(CostMap, dataset=SHOWN["noise alone"])
    record_property("case", ("CostMap that starts on the floor of its valley", str(caught.value)))


REFUSED_BY_ONE = {(CostMap, "noise alone"), (NarrowValley, "constant y")}
DRAWN = [case for case in SHOWN if case not in NO_VALLEY]


@pytest.mark.long
@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("case", DRAWN)
def test_each_picture_of_other_valleys_is_readable(case: str, lesson: type[RegressionLesson]) -> None:
    if (lesson, case) not in REFUSED_BY_ONE:
        assert faults(own(lesson, dataset=SHOWN[case])) == []


def test_a_valley_of_two_points_is_readable() -> None:
    assert faults(own(CostMap, dataset=SHOWN["two points"])) == []
