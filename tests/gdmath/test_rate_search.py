"""The fair race: the counts are those of plain loops, and what does not arrive is not said to."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdmath import (
    FunctionObjective,
    Rule,
    RuleFamily,
    adagrad,
    adam,
    backtracking,
    damped_newton,
    descend,
    descend_rates,
    fair_race,
    from_function,
    gradient_descent,
    heavy_ball,
    himmelblau,
    inverse_time_decay,
    mini_batch,
    nesterov,
    noisy_valley,
    parabola,
    rmsprop,
    rosenbrock,
    saddle,
    search_rate,
    share_of_excess,
    turned_bowl,
)
from gdmath.arrays import FloatArray

FIRST_ORDER: dict[str, RuleFamily] = {
    "plain": gradient_descent,
    "heavy ball": lambda rate: heavy_ball(rate, 0.9),
    "Nesterov": lambda rate: nesterov(rate, 0.9),
    "AdaGrad": adagrad,
    "RMSProp": rmsprop,
    "Adam": adam,
}
RATES = np.geomspace(1e-3, 10, 17)
MOVED = np.array([[0, 0], [1e-9, 0], [0, -1e-9], [-1e-8, 1e-8]])
"""Starts that differ by so little should need the same."""

BOWL = turned_bowl((1, 25), 20)

BOWL_COUNTS = {
    "plain": (0.0562, 54),
    "heavy ball": (0.0178, 60),
    "Nesterov": (0.01, 52),
    "AdaGrad": (1.7783, 34),
    "RMSProp": (0.0316, 132),
    "Adam": (0.5623, 61),
}
HIMMELBLAU_COUNTS = {
    "plain": (0.01, 12),
    "heavy ball": (0.01, 65),
    "Nesterov": (0.0056, 23),
    "AdaGrad": (1.7783, 5),
    "RMSProp": (0.1778, 12),
    "Adam": (1.7783, 60),
}
"""Best rates of the grid, and what they need: so that a change of any of it is seen."""


def looped(name: str, objective: FunctionObjective, start: FloatArray, count: int) -> FloatArray:
    """Return the values that a rule passes at each of the rates, straight from its formula."""
    rates = RATES[:, np.newaxis]
    x = np.tile(start, (len(rates), 1))
    v, m, s = np.zeros((3, *x.shape))
    values = [objective.value(x)]
    for t in range(1, count + 1):
        g = objective.gradient(x + 0.9 * v if name == "Nesterov" else x)
        if name == "AdaGrad":
            s = s + g**2
            v = -rates * g / (np.sqrt(s) + 1e-10)
        elif name == "RMSProp":
            s = 0.9 * s + (1 - 0.9) * g**2
            v = -rates * g / (np.sqrt(s) + 1e-8)
        elif name == "Adam":
            m, s = 0.9 * m + (1 - 0.9) * g, 0.999 * s + (1 - 0.999) * g**2
            v = -rates * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
        else:
            v = (0.0 if name == "plain" else 0.9) * v - rates * g
        x = x + v
        values.append(objective.value(x))
    return np.array(values)


def counted(values: FloatArray, budget: int, aim: float) -> list[float]:
    """Return after how many iterations the values are at most the aim, and for 15 more, for each rate."""
    within = values <= aim
    return [next((k for k in range(budget + 1) if column[k : k + 16].all()), math.inf) for column in within.T]


@pytest.mark.parametrize(
    ("objective", "start", "counts"),
    [(BOWL, (-3.2, -0.5), BOWL_COUNTS), (himmelblau(), (0.0, 0.0), HIMMELBLAU_COUNTS)],
    ids=["bowl", "Himmelblau"],
)
def test_counts_are_those_of_a_plain_loop(
    objective: FunctionObjective, start: tuple[float, float], counts: dict[str, tuple[float, float]]
) -> None:
    budget, aim = 150, share_of_excess(objective, start, 1e-3)
    race = fair_race(objective, FIRST_ORDER, start, RATES, budget=budget, aim=aim)
    for name, found in race.items():
        with np.errstate(all="ignore"):
            expected, *beside = (
                counted(looped(name, objective, np.array(start) + moved, 165), budget, aim) for moved in MOVED
            )
        # At a constant rate RMSProp does not come to rest: at some rates, rounding decides on its count.
        sure = [i for i in range(len(RATES)) if all(counts[i] == expected[i] for counts in beside)]
        assert found.needed[sure].tolist() == [expected[i] for i in sure], name
        assert len(sure) >= (14 if name == "RMSProp" else 17)
    best = {name: (round(found.best_rate, 4), found.best_needed) for name, found in race.items()}
    assert best == counts


def test_newton_s_work_is_counted_in_gradients() -> None:
    found = search_rate(BOWL, damped_newton, (-3.2, -0.5), [0.5, 1.0], budget=100, aim=1e-3)
    # A Hessian of two variables is two gradients; with the gradient and one value, that of the start apart.
    assert found.needed.tolist() == [1 + 4 * 7, 5]
    assert found.arrival == 7
    found = search_rate(BOWL, damped_newton, (-3.2, -0.5), [1.0], budget=100, aim=1e-3)
    assert found.descent.gradient_equivalents[:2].tolist() == [0, 5]
    assert found.arrival == 1
    spent = found.descent.evaluations
    for k, total in enumerate(found.descent.gradient_equivalents):
        assert total == spent.gradients[k] + 2 * spent.hessians[k] + spent.values[k]


def test_the_best_of_equals_is_the_smallest_and_its_descent_comes_along() -> None:
    rates = [0.1, 0.45, 0.47, 0.5, 0.55]
    found = search_rate(parabola(), gradient_descent, 4.0, rates, budget=20, aim=0.2)
    assert found.needed.tolist() == [10, 1, 1, 1, 1]
    assert (found.best_rate, found.best_needed, found.arrival) == (0.47, 1, 1)
    np.testing.assert_allclose(found.descent.points[:3, 0], [4, 0.24, 0.0144], rtol=1e-12)


def test_a_lucky_hit_is_not_the_best_rate() -> None:
    # 0.5 jumps into the minimum, but the rate after it swings for long.
    rates = [0.01, 0.02, 0.03, 0.5, 0.999]
    found = search_rate(parabola(), gradient_descent, 4.0, rates, budget=200, aim=0.2)
    assert int(np.argmin(found.needed)) == 3
    assert found.best_rate == 0.03
    alone = search_rate(parabola(), gradient_descent, 4.0, [1e-4, 0.5, 2.0], budget=20, aim=0.2)
    assert alone.best_rate == 0.5


def test_passing_is_not_arriving() -> None:
    swinging = search_rate(parabola(), lambda rate: heavy_ball(rate, 0.95), 4.0, [0.02], budget=300, aim=0.01)
    values = swinging.descent.values
    first = int(np.argmax(values <= 0.01))
    assert swinging.arrival is not None
    assert first < swinging.arrival
    assert values[swinging.arrival - 1] > 0.01
    assert (values[swinging.arrival : swinging.arrival + 31] <= 0.01).all()


def test_where_no_rate_arrives_the_lowest_is_best() -> None:
    found = search_rate(rosenbrock(), gradient_descent, [-1.2, 1], [1e-4, 1e-3, 0.1], budget=50, aim=1e-6)
    assert found.needed.tolist() == [math.inf] * 3
    assert (found.best_rate, found.best_needed, found.arrival) == (1e-3, math.inf, None)


def test_what_diverges_has_not_arrived_without_a_warning() -> None:
    ends = search_rate(from_function(np.sqrt, (0, 4)), gradient_descent, 4.0, [0.1, 100], budget=200, aim=0.1)
    assert ends.needed[1] == math.inf
    far = search_rate(rosenbrock(), adam, [-1.2, 1], [1e-3, 1e300], budget=50, aim=1.0)
    assert far.needed.tolist() == [math.inf] * 2


def test_on_a_saddle_what_falls_for_ever_arrives() -> None:
    race = fair_race(saddle(), FIRST_ORDER, [-1.5, 1e-3], RATES, budget=60, aim=-1.0)
    # Plain descent multiplies the small coordinate by 1 + 2 rate each step; Adam's first step is the rate.
    for rate, needed in zip(RATES, race["plain"].needed, strict=True):
        if 0.25 < rate < 0.75:
            assert needed == math.ceil(math.log(1e3) / math.log1p(2 * rate))
    assert race["Adam"].needed.min() == 1


def test_a_function_of_one_s_own_with_and_without_gradient() -> None:
    def bowl(x: float, y: float) -> float:
        return x**2 + 5 * y**2 + x * y

    window = [(-3, 3), (-3, 3)]
    with_gradient = from_function(bowl, window, gradient=lambda x, y: (2 * x + y, 10 * y + x))
    races = [
        fair_race(objective, FIRST_ORDER, [2, 1], RATES[::2], budget=80, aim=1e-2)
        for objective in (from_function(bowl, window), with_gradient)
    ]
    for name in ("plain", "heavy ball", "Nesterov", "AdaGrad", "Adam"):
        np.testing.assert_array_equal(races[0][name].needed, races[1][name].needed)
        assert races[0][name].best_needed < 80


@pytest.mark.parametrize(
    "family",
    [
        *FIRST_ORDER.values(),
        lambda rate: heavy_ball(rate, min(0.9, rate)),
        lambda rate: adam(inverse_time_decay(rate, 0.1)),
        lambda rate: mini_batch(nesterov(rate, 0.9), size=4, seed=2),
        damped_newton,
        backtracking,
    ],
    ids=lambda family: family(0.1).name,
)
def test_rates_side_by_side_are_descents_one_by_one(family: RuleFamily) -> None:
    rules = [family(rate) for rate in (0.01, 0.1, 0.3, 30.0)]
    together = descend_rates(noisy_valley(), rules, [2, -1], iterations=25)
    for rule, walk in zip(rules, together, strict=True):
        alone = descend(noisy_valley(), rule, [2, -1], iterations=25)
        assert walk.states.keys() == alone.states.keys()
        assert walk.stop is alone.stop
        np.testing.assert_allclose(walk.rates, alone.rates)
        np.testing.assert_allclose(walk.points, alone.points, rtol=1e-6, atol=1e-9)
        np.testing.assert_array_equal(walk.evaluations.gradients, alone.evaluations.gradients)


def test_rules_with_arrays_inside_go_one_by_one() -> None:
    def scaled(rate: float) -> Rule:
        return Rule("scaled", lambda k: rate, lambda point: {}, gradient_descent(1.0).update, vectorized=True)

    walks = descend_rates(parabola(), [scaled(0.25), scaled(0.5)], 8.0, iterations=2)
    assert [walk.points[:, 0].tolist() for walk in walks] == [[8, 4, 2], [8, 0, 0]]


def test_share_of_excess_counts_from_the_lowest_minimum() -> None:
    valley = noisy_valley()
    least, first = valley.value(valley.minima[0]), valley.value([3.0, -2.0])
    assert share_of_excess(valley, [3.0, -2.0], 0.1) == pytest.approx(least + 0.1 * (first - least))


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="no minimum of saddle is known in its domain: state the value"):
        share_of_excess(saddle(), [1, 1], 0.1)
    with pytest.raises(ValueError, match="the share that is left must be above 0 and below 1, got 0"):
        share_of_excess(parabola(), 4.0, 0)
    with pytest.raises(ValueError, match=r"the start of a race must lie above the minimum: .* is 0 there"):
        share_of_excess(parabola(), 0.0, 0.1)
    for rates in ([], [0.0, 1.0], [1.0, 0.1], [math.inf]):
        with pytest.raises(ValueError, match="the rates to try must be positive, finite and increasing, got"):
            search_rate(parabola(), adam, 4.0, rates, budget=10, aim=1.0)
    with pytest.raises(ValueError, match="the budget must be a whole number of at least 1, got 0"):
        search_rate(parabola(), adam, 4.0, [0.1], budget=0, aim=1.0)
    with pytest.raises(ValueError, match="the aim must be a finite value of the objective, got nan"):
        search_rate(parabola(), adam, 4.0, [0.1], budget=10, aim=math.nan)
    with pytest.raises(ValueError, match="a race needs a rule: name one or more"):
        fair_race(parabola(), {}, 4.0, [0.1], budget=10, aim=1.0)


def race_on(curvatures: tuple[float, float], degrees: float) -> dict[str, float]:
    """Return what each rule needs on a bowl from 3 along its first axis and 0.9 along its second."""
    angle = np.deg2rad(degrees)
    start = [-3 * np.cos(angle) - 0.9 * np.sin(angle), 0.9 * np.cos(angle) - 3 * np.sin(angle)]
    bowl = turned_bowl(curvatures, degrees)
    aim = share_of_excess(bowl, start, 1e-4)
    families = {name: FIRST_ORDER[name] for name in ("plain", "AdaGrad", "Adam")}
    race = fair_race(bowl, families, start, np.geomspace(1e-3, 10, 33), budget=200, aim=aim)
    return {name: found.best_needed for name, found in race.items()}


def test_adam_loses_to_plain_descent_where_all_directions_are_alike() -> None:
    needed = race_on((4, 4), 0)
    assert needed["plain"] <= 3
    assert needed["Adam"] > 50


def test_turning_a_valley_changes_nothing_for_plain_descent_and_much_for_a_rate_for_each_coordinate() -> None:
    along, turned = race_on((1, 25), 0), race_on((1, 25), 45)
    assert along["plain"] == turned["plain"]
    assert along["AdaGrad"] < along["plain"] < turned["AdaGrad"]
