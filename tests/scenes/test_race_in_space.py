"""The race in space: what is said and shown is what the races and the grounds say."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from gdmath import adam, from_function, gradient_descent
from scenes import kit
from scenes.race_in_space import RIDGE, TOLD, RaceInSpace
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load
from scenes.script.translation import in_language

COUNTS = {"valley": (1683, 118, 692, 70), "plateau": (547, 127, 7, 17), "saddle": (8, 5, 1, 32)}
"""Gradients of plain descent, the heavy ball, AdaGrad and Newton."""

MINE = from_function(lambda x, y: x**2 + 3 * y**2 + 0.5 * x * y, [(-3, 3), (-3, 3)])
QUICK = {"rates": (0.01, 0.1, 0.2, 0.3), "rules": {"adam": adam, "gradient_descent": gradient_descent}}


def made(**attributes: Any) -> Any:
    return type("MyRace", (RaceInSpace,), attributes)(skip_animations=True)


def set_up(**attributes: Any) -> Any:
    scene = made(**attributes)
    scene.setup()
    return scene


@pytest.fixture(scope="module")
def scene() -> Any:
    return set_up()


def test_a_rule_of_each_idea_races(scene: Any) -> None:
    for (name, counts), race in zip(COUNTS.items(), scene.races, strict=True):
        assert tuple(race.needed(rule) for rule in scene.rules) == counts, name
    assert scene.heads == ["valley", "plateau", "saddle"]
    assert [scene.beat_of(name) for name in scene.surfaces] == list(COUNTS)


def test_what_is_said_holds(scene: Any) -> None:
    valley, plateau, saddle = (scene.told(number) for number in range(3))
    assert (valley["slope"], valley["floor"]) == ("233", "0.5")
    assert plateau["slope"] == "0.00038"
    assert (saddle["across"], saddle["last"]) == ("0.002", "Newton")
    assert scene.slopes[2].along == pytest.approx(3.0)
    assert scene.races[2].ground.height == -1.0  # on both sides of the ridge, far below it
    # A step is the rate that is tried times the way from the ridge, which so grows by 1 + eta.
    newton = scene.races[2].runs["damped_newton"]
    tried, across = newton.descent.rates[: newton.steps], newton.path[:, 1]
    np.testing.assert_allclose(np.diff(across), tried * across[:-1])
    assert np.round(across[1:] / across[:-1], 1).tolist() == [2.2] * 3 + [3.4] * 4
    # So does plain descent's, by 1 + 2 eta: the slope is twice the way.
    plain = scene.races[2].runs["gradient_descent"]
    np.testing.assert_allclose(plain.path[1:, 1] / plain.path[:-1, 1], 1 + 2 * plain.descent.rates[0])
    # A step is a gradient, and a Hessian of two variables counts as two; each value tried is one more.
    costs = np.diff(newton.times)
    assert (costs.min(), np.diff(plain.times).max()) == (4, 1)
    assert set(costs[3:]) == {4}  # so much is paid for the largest factor
    spent = newton.descent.evaluations
    assert costs.tolist() == (3 + np.diff(spent.values)[: newton.steps]).tolist()
    for number, race in enumerate(scene.races):
        start = np.array(race.ground.start)
        slope = float(np.linalg.norm(race.ground.objective.gradient(start)))
        assert float(scene.told(number)["slope"]) == pytest.approx(slope, rel=0.05)
    # AdaGrad's first step is its rate along each axis; plain descent's is as short as the slope.
    [path, plain] = (scene.races[1].runs[rule].path for rule in ("adagrad", "gradient_descent"))
    rate = scene.races[1].searches["adagrad"].best_rate
    np.testing.assert_allclose(np.abs(path[1] - path[0]), rate, rtol=1e-3)
    assert np.linalg.norm(plain[1] - plain[0]) < 0.001
    # In the valley, AdaGrad's first squares, those of the walls, are nearly all that it ever adds up.
    valley_race = scene.races[0]
    walked = valley_race.runs["adagrad"].path
    squares = np.cumsum(valley_race.ground.objective.gradient(walked) ** 2, axis=0)
    assert (squares[6] > 0.99 * squares[-1]).all()
    # On the ridge, what is across grows from step to step.
    across = np.abs(scene.races[2].runs["gradient_descent"].path[:, 1])
    assert (np.diff(across) > 0).all()


def test_what_is_said_can_be_said_in_spanish(scene: Any) -> None:
    lecture = in_language(load(SCRIPTS / "better_descents.toml"), "es")
    [part] = [part for part in lecture.parts if part.scene == "RaceInSpace"]
    said = [part.said(scene.told(number)["surface"]) for number in range(3)]
    assert said == ["valle", "meseta", "silla"]


def test_balls_lie_on_the_ground_in_their_colours(scene: Any) -> None:
    for race, ground in zip(scene.races, scene.grounds, strict=True):
        race.runs.clock.set_value(race.runs.end)
        balls = {tuple(ball.rgb): ball for ball in ground.balls}
        assert len(balls) == len(ground.balls)
        for run in race.runs:
            ball = balls[tuple(kit.palette.rgb(run.color))]
            ball.update()
            np.testing.assert_allclose(ball.floor, ground.space.c2p(*run.path[-1], 0.0)[:2])
            np.testing.assert_allclose(ball.rgb, kit.palette.rgb(scene.colors[run.name]))
            assert np.isfinite(ball.foot).all()


def test_reasons_stand_below_one_another_and_are_told_in_the_order_of_arrival(scene: Any) -> None:
    for number, (name, race) in enumerate(zip(COUNTS, scene.races, strict=True)):
        reasons = scene.reasons(number)
        assert [(rule, beat) for beat, (rule, _) in reasons.items()] == list(TOLD[name])
        needed = [race.needed(rule) for rule, _ in reasons.values()]
        assert needed == sorted(needed)
        for (_, above), (_, below) in pairwise(reasons.values()):
            assert above.get_bottom()[1] > below.get_top()[1]
        assert [*reasons.values()][-1][1].get_bottom()[1] > scene.words_box.bottom


def test_slopes_are_told_beside_the_ground_with_a_line_to_where_they_are(scene: Any) -> None:
    for ground, slopes, number in zip(scene.grounds, scene.slopes, range(3), strict=True):
        [first, *later] = scene.named_slopes(number)
        places = [slopes.start, *([slopes.halfway] if number == 0 else [])]
        for tag, place in zip([first, *later], places, strict=True):
            seen = ground.space.view.project(ground.surface.lift(*place))
            np.testing.assert_allclose(tag.leader.points[-1], seen)
        assert len(ground.named_scale("logarithms")) == ground.is_log == (number == 0)


def test_on_the_saddle_the_last_one_s_steps_are_marked(scene: Any) -> None:
    assert [len(ground.steps) for ground in scene.grounds] == [0, 0, 1]
    assert scene.races[2].order[-1] == RIDGE["saddle"][-1] == "damped_newton"
    newton = kit.palette.rgb(scene.colors["damped_newton"])
    np.testing.assert_allclose(scene.grounds[2].balls[-1].rgb, newton)


def test_grounds_become_one_another(scene: Any) -> None:
    sizes = {(ground.surface.heights.shape, *ground.space.view.size) for ground in scene.grounds}
    assert len(sizes) == 1


def test_a_surface_of_one_s_own_is_one_line() -> None:
    scene = made(surfaces={"my bowl": kit.RaceGround(MINE, (2, 1), budget=80)}, **QUICK)
    scene.render()
    [beat] = scene.beats
    assert beat.name == "ground"
    assert beat.line.startswith("my bowl: where they start, the slope is ")
    named = set_up(
        surfaces={"my bowl": kit.RaceGround(MINE, (2, 1), budget=80)}, lines={"my bowl": "Round."}, **QUICK
    )
    assert named.beat_of("my bowl") == "my bowl"


def test_grounds_of_ours_are_told_in_any_order_among_one_s_own() -> None:
    own = kit.RaceGround(MINE, (2, 1), budget=80)
    scene = made(surfaces={"saddle": RaceInSpace.surfaces["saddle"], "my bowl": own})
    scene.render()
    assert [beat.name for beat in scene.beats] == ["saddle", "even", "waits", "ridge", "price", "ground"]


def test_what_is_said_of_our_rules_is_not_said_of_others() -> None:
    saddle = {"saddle": RaceInSpace.surfaces["saddle"]}
    scene = set_up(surfaces=saddle, **QUICK)
    assert scene.beat_of("saddle") == "ground"
    assert scene.reasons(0) == {}
    assert scene.ridges == {}
