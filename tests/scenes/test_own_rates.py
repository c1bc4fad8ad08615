"""A rate for each direction: what the lesson says is what plain loops find, also with other numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes import kit
from scenes.own_rates import FAMILIES, OwnRates


def set_up(**attributes: Any) -> Any:
    scene = type("MyOwnRates", (OwnRates,), attributes)(skip_animations=True)
    scene.setup()
    return scene


def adagrad_steps(valley: kit.Valley, rate: float, most: int = 400) -> int:
    """Count in a plain loop the steps until the cost stays at or below the aim."""
    point, squares, last = valley.start.copy(), np.zeros(2), 0
    for step in range(1, most + 1):
        gradient = valley.objective.gradient(point)
        squares += gradient**2
        point -= rate * gradient / np.sqrt(squares)
        if valley.objective.value(point) > valley.aim:
            last = step
    return last + 1


def test_where_the_axes_do_not_fit_adagrad_loses_and_in_a_round_bowl_adam_does() -> None:
    needed = {}
    for name, how in OwnRates.contest.items():
        valley = kit.Bowl.turned(*how, OwnRates.contest_start, OwnRates.share)
        found = valley.at_best_rates(FAMILIES)
        needed[name] = [int(search.best_needed) for search in found.values()]
        assert adagrad_steps(valley, found["adagrad"].best_rate) == found["adagrad"].best_needed
    assert needed == {"along": [60, 5, 80], "turned": [60, 77, 79], "round": [2, 5, 77]}


@pytest.mark.parametrize("start", [(-4, 1.2), (3, -2)])
def test_adagrad_takes_first_steps_as_long_as_the_rate_along_both_axes(start: tuple[float, float]) -> None:
    scene = set_up(start=start, rate=0.2, curvatures=(2, 30))
    first = scene.slow.series("step")[0]
    np.testing.assert_allclose(first, -0.2 * np.sign(start))
    np.testing.assert_allclose(scene.adam.series("step")[0], first, rtol=1e-6)
    np.testing.assert_allclose(scene.hasty.series("step")[0], first * 0.1 / np.sqrt(0.001), rtol=1e-6)


def test_rmsprop_comes_near_the_minimum_and_rattles_away_from_it_again() -> None:
    far = np.linalg.norm(set_up().rattling.path, axis=1)
    nearest = int(far.argmin())
    assert far[nearest] < 0.001
    assert far[nearest:].max() > 0.1


def test_a_round_bowl_is_no_valley_in_which_axes_differ() -> None:
    with pytest.raises(ValueError, match="choose other curvatures"):
        set_up(curvatures=(4, 4))
