"""A race's ground in space: as high as the function, or its logarithm, and wide enough for the race."""

import numpy as np
import pytest
from manim import Group

from gdmath import Objective, from_function, gradient_descent, heavy_ball
from scenes import kit
from scenes.kit.space.race_space import race_window
from scenes.kit.style.layout import Box

RULES = {"gradient_descent": gradient_descent, "heavy ball": lambda rate: heavy_ball(rate, 0.9)}
POSE = (-70.0, 45.0, 1.5)
PEAK = from_function(lambda x, y: 100 * (x**2 + y**2) ** 3 - 5, [(-2, 2), (-2, 2)])
BOWL = from_function(lambda x, y: x**2 + y**2, [(-2, 2), (-2, 2)])


def space_of(ground: kit.RaceGround, rates: tuple[float, ...] = (0.0001, 0.01, 0.1)) -> kit.RaceSpace:
    race = kit.RankedRace(ground, RULES, rates, ["#ffffff", "#ffff00"])
    return kit.RaceSpace(Box(-6, 3, -3, 3), race, POSE)


def test_heights_are_those_of_the_function() -> None:
    shown = space_of(kit.RaceGround(BOWL, (1.5, 1.0), budget=40))
    assert not shown.is_log
    assert shown.space.view.pose.tolist() == list(POSE)
    for x, y in ((1.5, 1.0), (0.0, 0.5)):
        foot = shown.surface.lift(x, y)
        np.testing.assert_allclose(foot, shown.space.c2p(x, y, BOWL.value(np.array([x, y]))), atol=2e-3)


@pytest.mark.parametrize(
    ("objective", "least"), [(PEAK, -5.0), (kit.RACE_GROUNDS["Rosenbrock"].objective, 0)]
)
def test_where_few_peaks_tower_above_all_heights_are_logarithms(objective: Objective, least: float) -> None:
    shown = space_of(kit.RaceGround(objective, (-1.2, 1.0), budget=20, aim=least + 1))
    assert shown.is_log
    x, y = -0.5, 0.5
    height = np.log10(1 + objective.value(np.array([x, y])) - least)
    np.testing.assert_allclose(shown.surface.lift(x, y), shown.space.c2p(x, y, height), atol=0.01)


def test_the_first_rule_lies_on_top_and_leaves_the_others_to_be_seen() -> None:
    shown = space_of(kit.RaceGround(BOWL, (1.5, 1.0), budget=40))
    radii = [ball.radius for ball in shown.balls]
    widths = [trail.stroke_width for trail in shown.trails]
    assert radii == sorted(radii, reverse=True)
    assert widths == sorted(widths, reverse=True)
    assert len(set(radii)) == len(set(widths)) == 2


def test_a_rule_that_is_watched_lies_on_top_and_its_steps_are_marked() -> None:
    race = kit.RankedRace(kit.RaceGround(BOWL, (1.5, 1.0), budget=40), RULES, (0.01, 0.1), ["#ffffff"] * 2)
    shown = kit.RaceSpace(Box(-6, 3, -3, 3), race, POSE, "heavy ball")
    run, [steps] = race.runs["heavy ball"], shown.steps
    race.runs.clock.set_value(3)
    for part in (shown.balls[-1], steps):
        part.update()
    x, y = run.path[3]
    np.testing.assert_allclose(shown.balls[-1].floor, shown.space.c2p(x, y, 0.0)[:2])
    assert len(steps.world) == 4
    lifted = [shown.surface.lift(*place) for place in run.path[:4]]
    radius = steps.radius / shown.space.view.scale_factor
    np.testing.assert_allclose(np.linalg.norm(steps.world - lifted, axis=1), radius)
    assert shown.balls[-1].radius < shown.balls[0].radius


@pytest.mark.parametrize(("name", "rings"), [("plateau", 1), ("saddle", 0)])
def test_the_finish_is_drawn_and_named_where_the_race_has_it(name: str, rings: int) -> None:
    ground = kit.RACE_GROUNDS[name]
    shown = space_of(ground)
    lines = [mark for mark in shown.finish if isinstance(mark, kit.SurfaceTrail)]
    for line, points in zip(lines, ground.finish(shown.window), strict=True):
        np.testing.assert_allclose(line.iterates, points)
    marks = [mark for mark in shown.finish if isinstance(mark, Group)]
    assert len(marks) == rings
    for ring, _ in marks:
        goal = shown.surface.lift(*ground.objective.minima[0])
        np.testing.assert_allclose(ring.points[0], shown.space.view.project(goal))
    if not rings:  # a line on each side of the ridge, each with its name
        assert len(lines) == 2
        assert len(shown.finish) == 4
        for line in lines:
            np.testing.assert_allclose(ground.objective.value(line.iterates), ground.height, rtol=1e-3)


def test_the_window_holds_all_paths_within_the_map() -> None:
    places = np.array([[-1.0, 0.0], [1.0, 0.5]])
    most = ((-1.2, 9.0), (-9.0, 9.0))
    np.testing.assert_allclose(race_window(places, most), [[-1.2, 1.8], [-0.8, 1.3]])
