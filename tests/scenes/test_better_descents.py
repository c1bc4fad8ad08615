"""The second lecture: its numbers hold for subclasses, and what cannot be shown is told in a line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import best_heavy_ball, heavy_ball, quadratic_form, rosenbrock, turned_bowl
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.plots.labels import holds
from scenes.kit.style import palette
from scenes.momentum import Momentum
from scenes.two_curvatures import TwoCurvatures


def set_up(lesson: type[Lesson], **attributes: Any) -> Any:
    scene = type(f"My{lesson.__name__}", (lesson,), attributes)(skip_animations=True)
    scene.setup()
    return scene


def test_the_riddle_and_its_answer_have_the_same_numbers() -> None:
    asked, answered = set_up(TwoCurvatures), set_up(Momentum)
    assert (asked.run.steps, asked.fewest) == (87, 26)
    assert [run.steps for run in answered.final] == [87, 26]
    assert [run.steps for run in answered.braked] == [131, 97]
    assert answered.run.steps == 131


@pytest.mark.parametrize("is_above", [True, False])
def test_a_count_stands_on_the_map_above_or_below(is_above: bool) -> None:
    scene = set_up(Momentum)
    count = scene.count_on_map(palette.POINT, is_above=is_above)
    assert holds(scene.map.frame, count)
    assert (count.get_y() > scene.map.frame.get_y()) == is_above


def test_another_valley_has_numbers_of_its_own() -> None:
    own = {"objective": turned_bowl((2, 30), -35), "start": (3.0, -3.5), "share": 1e-4}
    asked, answered = set_up(TwoCurvatures, **own), set_up(Momentum, **own)
    assert [run.steps for run in answered.final] == [asked.run.steps, asked.fewest]
    values = asked.run.series("value")
    assert values[-1] <= 1e-4 * values[0] < values[-2]
    assert asked.fewest == asked.valley.steps(heavy_ball(*best_heavy_ball([2, 30])))
    for way, run in enumerate(asked.legs_run):
        legs = asked.valley.legs(asked.run.path)[:, way]
        np.testing.assert_allclose(run.path[:, 0], legs, atol=1e-12)


@pytest.mark.parametrize(
    ("most", "guess", "plain", "fewest"), [(4, (0.2, 0.8), 14, 9), (400, (0.003, 0.9), 1382, 124)]
)
def test_wide_and_narrow_valleys_have_theirs(
    most: float, guess: tuple[float, float], plain: int, fewest: int
) -> None:
    own = {"objective": turned_bowl((1, most), 20)}
    asked, answered = set_up(TwoCurvatures, **own), set_up(Momentum, guess=guess, **own)
    assert [asked.run.steps, asked.fewest] == [plain, fewest]
    assert [run.steps for run in answered.final] == [plain, fewest]
    assert answered.valley.critical(guess[0]) == pytest.approx((1 - guess[0] ** 0.5) ** 2)


@pytest.mark.parametrize("lesson", [TwoCurvatures, Momentum])
@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"objective": rosenbrock()}, "no quadratic valley"),
        ({"objective": quadratic_form(np.diag([1.0, 2.0, 3.0]))}, "must be a function of 2 variables"),
        ({"objective": turned_bowl((1, 3), 20)}, "the condition number is 3"),
        ({"start": (0.0, 0.0)}, "on an axis of the valley"),
    ],
)
def test_what_cannot_be_shown_is_told(lesson: type[Lesson], attributes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        set_up(lesson, **attributes)


def test_a_guess_that_does_not_overshoot_is_told() -> None:
    with pytest.raises(ValueError, match=r"never goes past the minimum: choose one above 0\.64"):
        set_up(Momentum, guess=(0.04, 0.5))
    with pytest.raises(ValueError, match=r"largest momentum is 0\.85, and the guessed one 0\.9"):
        set_up(Momentum, largest=0.85)
