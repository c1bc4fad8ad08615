"""A quadratic valley: its directions, and how soon rules arrive, against plain loops and theory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import (
    Descent,
    Objective,
    Rule,
    best_heavy_ball,
    best_nesterov,
    descend,
    gradient_descent,
    heavy_ball,
    mode_errors,
    nesterov,
    quadratic_form,
    rosenbrock,
    turned_bowl,
)
from scenes.kit.runs import valley as valleys
from scenes.kit.runs.valley import Valley, steps_by_condition

START = (-4.07, -0.52)
OF_THE_LECTURE = Valley(turned_bowl((1, 25), 20), START)
ANOTHER = Valley(quadratic_form([[3, 1], [1, 30]], center=[1, -2]), [4, 3], share=1e-4)


def test_the_luckiest_rate_needs_fewest_steps_from_this_start() -> None:
    least, rate = OF_THE_LECTURE.luckiest(0.04)
    assert (
        least
        == count(OF_THE_LECTURE, "heavy ball", rate, 0.0)
        < OF_THE_LECTURE.steps(gradient_descent(OF_THE_LECTURE.best))
    )
    tried = np.linspace(0.04, OF_THE_LECTURE.limit, 40)[:-1].tolist()
    assert least <= min(OF_THE_LECTURE.steps(gradient_descent(each)) for each in tried)


def count(valley: Valley, kind: str, rate: float, momentum: float) -> int:
    """Walk in a plain loop, and return the first step from which on the value stays at or below the aim."""
    hessian, point, velocity = valley.objective.hessian(valley.center), valley.start.copy(), np.zeros(2)
    aim, values = valley.aim - valley.least, []
    for _ in range(400):
        away = point - valley.center
        values.append(0.5 * away @ hessian @ away)
        ahead = away + momentum * velocity if kind == "nesterov" else away
        velocity = momentum * velocity - rate * hessian @ ahead
        point = point + velocity
    return max(k for k, value in enumerate(values) if value > aim) + 1


@pytest.mark.parametrize("valley", [OF_THE_LECTURE, ANOTHER])
def test_steps_are_those_of_a_plain_loop(valley: Valley) -> None:
    ball, ahead = best_heavy_ball(valley.curvatures), best_nesterov(valley.curvatures)
    assert valley.steps(gradient_descent(valley.best)) == count(valley, "plain", valley.best, 0.0)
    assert valley.steps(heavy_ball(*ball)) == count(valley, "ball", *ball)
    assert valley.steps(nesterov(*ahead)) == count(valley, "nesterov", *ahead)


def test_the_same_steps_in_the_same_valley_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bowl, told = turned_bowl((1, 9), 10), list[float]()

    def counted(objective: Objective, rule: Any, *args: Any, **kwargs: Any) -> Descent:
        told.append(rule.update.momentum)
        return descend(objective, rule, *args, **kwargs)

    monkeypatch.setattr(valleys, "descend", counted)
    for momentum in (0.25, 0.5, 0.25):
        for start, share in (((3, 1), 1e-6), ((3, 1), 1e-3), ((3, 2), 1e-6), ((3, 1), 1e-6)):
            Valley(bowl, start, share).steps(heavy_ball(0.1, momentum))
    assert told == [0.25] * 3 + [0.5] * 3


def test_a_rule_that_has_no_hash_is_counted_too() -> None:
    rule = heavy_ball(0.03, 0.8)
    unhashed = Rule([rule.name], rule.learning_rate, rule.init, rule.update)  # type: ignore[arg-type]
    assert (
        OF_THE_LECTURE.steps(unhashed)
        == OF_THE_LECTURE.steps(rule)
        == count(OF_THE_LECTURE, "ball", 0.03, 0.8)
    )


def test_the_riddle_has_the_numbers_of_the_lecture() -> None:
    valley = OF_THE_LECTURE
    assert valley.steps(gradient_descent(valley.best)) == 87
    assert valley.steps(heavy_ball(*best_heavy_ball(valley.curvatures))) == 26
    assert valley.steps(nesterov(*best_nesterov(valley.curvatures))) == 34
    # What everybody takes for granted, momentum 0.9, gains nothing here.
    assert valley.steps(heavy_ball(1 / 25, 0.9)) > 87
    assert valley.steps(gradient_descent(1.01 * valley.limit)) == np.inf


@pytest.mark.parametrize("valley", [OF_THE_LECTURE, ANOTHER])
def test_a_leg_goes_down_its_slice_as_the_descent_goes_along_its_way(valley: Valley) -> None:
    walk = descend(valley.objective, valley.best, valley.start, iterations=20)
    errors = mode_errors(valley.objective, walk.points)
    for way in range(2):
        run = valley.leg_run(way, valley.best, 20)
        np.testing.assert_allclose(run.descent.points[:, 0], errors[:, way], atol=1e-12)
        np.testing.assert_allclose(run.series("length"), np.abs(errors[:, way]), atol=1e-12)
    sum_of_legs = valley.center + valley.legs(walk.points) @ valley.ways
    np.testing.assert_allclose(sum_of_legs, walk.points, atol=1e-12)


@pytest.mark.parametrize(
    ("objective", "start", "told"),
    [
        (rosenbrock(), (0, 0), "no quadratic valley"),
        (quadratic_form([[1, 0], [0, -5]]), (1, 1), "no quadratic valley"),
        (turned_bowl((1, 2), 20), START, "condition number is 2, and must be from 3.5 to 1000"),
        (turned_bowl((1, 25), 0), (3, 0), "on an axis of the valley"),
    ],
)
def test_what_is_no_valley_is_told(objective: Objective, start: tuple[float, float], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Valley(objective, start)


def test_the_steps_grow_as_the_condition_number_and_as_its_root() -> None:
    conditions = [25, 100, 400]
    steps = steps_by_condition(OF_THE_LECTURE, conditions)
    assert steps["plain"].tolist() == [87, 346, 1382]
    assert steps["momentum"].tolist() == [26, 58, 124]
    power = {name: np.log(counts[2] / counts[1]) / np.log(4) for name, counts in steps.items()}
    assert power["plain"] == pytest.approx(1.0, abs=0.01)
    assert power["momentum"] == pytest.approx(0.5, abs=0.06)


def test_a_leg_of_the_heavy_ball_is_its_mode_and_past_critical_it_overshoots() -> None:
    valley = OF_THE_LECTURE
    walk = descend(valley.objective, heavy_ball(0.04, 0.9), valley.start, iterations=60)
    errors = mode_errors(valley.objective, walk.points)
    for way in range(2):
        leg = valley.leg_run(way, heavy_ball(0.04, 0.9), 60)
        np.testing.assert_allclose(leg.descent.points[:, 0], errors[:, way], atol=1e-12)
    assert errors[:, 0].min() * errors[0, 0] < 0
    valley.check_overshoots(0.04, 0.9, 0.99)
    with pytest.raises(ValueError, match=r"never goes past the minimum: choose one above 0\.64"):
        valley.check_overshoots(0.04, 0.6, 0.99)
    # Nesterov's method has a limit of its own, below the heavy ball's.
    with pytest.raises(ValueError, match=r"Nesterov's runs away: choose a rate below 0\.0543"):
        valley.check_overshoots(0.06, 0.9, 0.99)


def test_below_the_critical_momentum_a_leg_creeps_and_above_it_swings() -> None:
    critical = OF_THE_LECTURE.critical(0.04)
    assert critical == pytest.approx(0.64)
    for momentum, swings in ((0.6, False), (0.7, True)):
        lengths = OF_THE_LECTURE.leg_run(0, heavy_ball(0.04, momentum), 60).descent.points[:, 0]
        assert (lengths.min() * lengths.max() < 0) == swings
    for largest in (0.9, 0.8, 1.0):
        with pytest.raises(ValueError, match=rf"largest momentum is {largest:g}, .* one between that and 1"):
            OF_THE_LECTURE.check_overshoots(0.04, 0.9, largest)


def test_theorys_best_heavy_ball_swings_wider_than_plain_descent() -> None:
    for condition in (6.0, 25.0, 1000.0):
        rate, _ = best_heavy_ball([1.0, condition])
        assert abs(1 - rate * condition) > abs(1 - 2 * condition / (1 + condition))
