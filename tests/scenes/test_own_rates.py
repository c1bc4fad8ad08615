"""A rate for each direction: what the lesson says is what plain loops find, also with other numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import adam, descend, gradient_descent
from scenes import kit
from scenes.own_rates import FAMILIES, OwnRates
from scenes.two_curvatures import TwoCurvatures


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


def races_of(lesson: type[OwnRates]) -> dict[str, kit.ValleyContest]:
    ways = lesson.curvatures, lesson.degrees, lesson.start, lesson.share
    return kit.valley_races(*ways, FAMILIES)


def test_where_the_axes_do_not_fit_adagrad_loses_and_adam_loses_in_both_valleys() -> None:
    needed, races = {}, races_of(OwnRates)
    for name, race in races.items():
        needed[name] = [int(search.best_needed) for search in race.found.values()]
        found = race.found["adagrad"]
        assert adagrad_steps(race.valley, found.best_rate) == found.best_needed
    assert needed == {"along": [87, 6, 125], "turned": [87, 126, 130]}


def test_adagrads_win_is_no_lucky_hit_its_best_rate_has_neighbours_that_win_as_well() -> None:
    found = races_of(OwnRates)["along"].found["adagrad"]
    best = found.rates.tolist().index(found.best_rate)
    assert found.needed[best - 1 : best + 2].tolist() == [6, 6, 6]


def test_in_the_turned_valley_adagrads_two_rates_are_almost_alike() -> None:
    races = races_of(OwnRates)
    ratios = {}
    for name in ("along", "turned"):
        points = races[name].found["adagrad"].descent.points[:-1]
        sides = np.sqrt((races[name].valley.objective.gradient(points) ** 2).cumsum(axis=0))
        ratios[name] = sides[1:].max(axis=1) / sides[1:].min(axis=1)
    assert ratios["turned"].max() < 1.1
    assert ratios["along"].min() > 4


def test_untuned_adam_needs_hardly_more_than_tuned_and_adagrad_does() -> None:
    races = races_of(OwnRates)
    valley = races["turned"].valley
    untuned = [kit.ValleyContest(valley, FAMILIES, rate) for rate in OwnRates.untuned]
    told = [[contest.told(rule) for rule in FAMILIES] for contest in untuned]
    assert told == [
        ["flies off", "more than 1000", "149"],
        ["flies off", "547", "134"],
        ["flies off", "133", "131"],
    ]
    assert [contest.winners for contest in untuned] == [["adam"]] * 3
    assert adagrad_steps(valley, 0.3, most=600) == 547
    low, _, high = OwnRates.untuned
    for rate in np.geomspace(low, high, 9):
        values = descend(valley.objective, adam(rate), valley.start, iterations=400).values
        assert 120 <= np.flatnonzero(values > valley.aim)[-1] + 1 <= 160


def test_the_start_is_that_of_the_lecture_turned_onto_the_axes() -> None:
    turned = kit.Bowl.turned(OwnRates.curvatures, OwnRates.before, OwnRates.start, OwnRates.share)
    np.testing.assert_allclose(turned.start, TwoCurvatures.start, atol=0.01)
    points = [[1.0, 0.5], [-2.0, 3.0]]
    np.testing.assert_allclose(turned.objective.value(points), TwoCurvatures.objective.value(points))
    valley = kit.Valley(TwoCurvatures.objective, TwoCurvatures.start, TwoCurvatures.share)
    np.testing.assert_allclose(np.abs(valley.lengths), np.abs(OwnRates.start), atol=0.01)


def test_the_race_has_the_finish_line_and_the_plain_steps_of_the_lecture() -> None:
    valley = kit.Valley(TwoCurvatures.objective, TwoCurvatures.start, TwoCurvatures.share)
    plain = races_of(OwnRates)["turned"].found["gradient_descent"]
    assert OwnRates.share == TwoCurvatures.share
    assert plain.best_needed == valley.steps(gradient_descent(valley.best)) == 87


def test_rmsprop_is_seen_until_its_rate_across_has_fallen_below_its_limit_and_stays_there() -> None:
    runs = set_up().runs
    (past, back), own = runs.past_limit(1), runs.own_rates(runs.rattling)[1].series("own")
    assert (past, back) == (13, 30)
    assert (np.diff(own)[: back - 2] > 0).all()
    assert (own[back:] <= runs.limits[1]).all()
    # Before it is said to be thrown out, the ball seems to lie at the minimum.
    assert np.abs(runs.rattling.path[24]).max() < 0.003
    assert np.argmax(np.abs(runs.rattling.path[past:, 1])) == back - past


@pytest.mark.parametrize(
    ("curvatures", "start"),
    [((1.0, 4.0), (-4.0, 1.2)), ((1.0, 100.0), (3.0, -0.5)), ((9.0, 2.0), (2.0, 2.5))],
)
def test_other_valleys_have_numbers_of_their_own(
    curvatures: tuple[float, float], start: tuple[float, float]
) -> None:
    scene = set_up(curvatures=curvatures, start=start)
    slopes = np.abs(np.multiply(curvatures, start))
    np.testing.assert_allclose(np.abs(scene.runs.slow.series("gradient")[0]), slopes)
    flat = int(np.argmin(curvatures))
    first, last = scene.runs.rates_along(flat)
    gradients = scene.runs.slow.descent.gradients[: scene.tired, flat]
    assert first == pytest.approx(0.3 / slopes[flat])
    assert last == pytest.approx(0.3 / np.sqrt((gradients**2).sum()))
    # Source: the first averages are (1 - decay) g^2, and of Adam (1 - beta1) g and (1 - beta2) g^2.
    assert scene.runs.first_stride(scene.runs.hasty) == pytest.approx(0.1 / np.sqrt(0.001), rel=1e-5)
    # And of RMSProp g / sqrt((1 - decay) g^2).
    assert scene.runs.first_stride(scene.runs.rattling) == pytest.approx(1 / np.sqrt(0.1), rel=1e-5)
    low, high = np.transpose([scene.map.x_range, scene.map.y_range])
    assert (scene.runs.points > low).all()
    assert (scene.runs.points < high).all()


@pytest.mark.long
def test_the_lesson_plays_in_another_valley_in_which_a_rule_never_arrives() -> None:
    own = {"curvatures": (1, 900), "start": (-4, 0.3), "tired": 12, "rattled": 30, "share": 1e-7}
    lesson = type("MyOwnRates", (OwnRates,), {"lines": {}, **own})
    scene = lesson(skip_animations=True)
    scene.setup()
    scene.construct()
    said = {beat.name: beat.line for beat in scene.beats}
    assert "Plain descent still needs more than 400," in said["turn"]


@pytest.mark.parametrize("start", [(-4, 1.2), (3, -2)])
def test_adagrad_takes_first_steps_as_long_as_the_rate_along_both_axes(start: tuple[float, float]) -> None:
    scene = set_up(start=start, rate=0.2, curvatures=(2, 30))
    first = scene.runs.slow.series("step")[0]
    np.testing.assert_allclose(first, -0.2 * np.sign(start))
    np.testing.assert_allclose(scene.runs.adam.series("step")[0], first, rtol=1e-6)
    np.testing.assert_allclose(scene.runs.hasty.series("step")[0], first * 0.1 / np.sqrt(0.001), rtol=1e-6)


def test_rmsprop_comes_near_the_minimum_and_rattles_away_from_it_again() -> None:
    far = np.linalg.norm(set_up().runs.rattling.path, axis=1)
    nearest = int(far.argmin())
    assert far[nearest] < 0.01
    assert far[nearest:].max() > 0.1


@pytest.mark.parametrize("curvatures", [(1.0, 25.0), (9.0, 2.0)])
def test_rmsprop_is_thrown_out_where_and_only_where_its_rate_is_past_2_over_the_curvature(
    curvatures: tuple[float, float],
) -> None:
    runs = set_up(curvatures=curvatures).runs
    np.testing.assert_allclose(runs.limits, 2 / np.array(curvatures))
    away = np.abs(runs.rattling.path)
    for way, run in enumerate(runs.own_rates(runs.rattling)):
        is_past = run.series("own")[:-1] > runs.limits[way]
        assert ((away[1:, way] > away[:-1, way]) == is_past).all()
