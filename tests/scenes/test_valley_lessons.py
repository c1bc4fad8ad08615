"""The map of all lines and the narrow valley: what they say and show is what the mathematics says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import OUT

from gdmath import TEN_POINTS, Dataset, LinearRegression, descend
from scenes import kit
from scenes.cost_map import SLOW, CostMap
from scenes.kit import layout
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.plots.labels import holds, overlap
from scenes.kit.plots.rescaled_data import RescaledData
from scenes.kit.runs.line_moves import line_moves, round_turn
from scenes.kit.runs.swinging import ARRIVED
from scenes.kit.space.cost_terrain import bowl_window, box_heights
from scenes.narrow_valley import BOWL, SWINGS, NarrowValley

COST = LinearRegression(TEN_POINTS)


def set_up(lesson: type[RegressionLesson], **attributes: Any) -> Any:
    scene = type(f"My{lesson.__name__}", (lesson,), attributes)(skip_animations=True)
    scene.setup()
    return scene


@pytest.fixture(scope="module")
def cost_map() -> Any:
    return set_up(CostMap)


@pytest.fixture(scope="module")
def valley() -> Any:
    return set_up(NarrowValley)


def test_the_answer_names_the_numbers_of_the_riddle(cost_map: Any) -> None:
    gradient = COST.gradient([0.0, 0.0])
    np.testing.assert_allclose(gradient, [-72.4, -17.8])
    assert cost_map.question() == "Why the wrong way first?"
    assert cost_map.run.path[1, 0] > cost_map.run.path[0, 0] > cost_map.best[0]


def test_names_on_the_map_do_not_stick_out_of_it(cost_map: Any) -> None:
    (left, right), (low, high) = cost_map.terrain.x_range, cost_map.terrain.y_range
    corners = kit.Dots(cost_map.terrain.on([[left, low], [right, high]]))
    intercepts = np.linspace(low, high, 61)
    floor = np.stack([COST.best_slope(intercepts), intercepts], axis=-1)
    for name in (cost_map.name_of_floor(floor), cost_map.name_of_best()):
        assert holds(corners, name)
    assert not overlap(name, cost_map.name_of_floor(floor))


def test_steps_are_counted_beside_the_map(cost_map: Any) -> None:
    cost_map.run.clock.set_value(cost_map.run.end)
    cost_map.numbers.update()
    assert [row.number.written for row in cost_map.numbers] == ["\u22121.508", "3.200", "17.14", "2000"]
    cost_map.run.clock.set_value(0.0)


def test_what_holds_for_these_data_only_is_not_said_of_others() -> None:
    scene = set_up(CostMap, start=(-9.0, 0.0))
    assert scene.question() == "Why fast first, and then slowly?"


def test_the_run_is_that_of_the_line_fit_and_ends_near_the_best_line(cost_map: Any) -> None:
    assert cost_map.fit.learning_rate == 0.005
    assert cost_map.fit.iterations == 2000
    np.testing.assert_allclose(cost_map.run.path[-1], cost_map.best, atol=0.3)


def test_ball_and_trail_are_where_the_run_is(cost_map: Any) -> None:
    terrain = cost_map.terrain
    for clock in (0.0, cost_map.run.times[6], cost_map.run.end):
        cost_map.run.clock.set_value(clock)
        for mark in (cost_map.ball, cost_map.trail):
            mark.update()
        np.testing.assert_allclose(terrain.space.c2p(*cost_map.run.point, 0)[:2], cost_map.ball.floor)
        end = terrain.space.view.project(cost_map.trail.world_points()[-1])
        np.testing.assert_allclose(end, terrain.on(cost_map.run.point), atol=1e-6)
    cost_map.run.clock.set_value(0.0)


def test_the_valley_begins_with_the_last_picture_of_the_map(cost_map: Any, valley: Any) -> None:
    first, last = kit.valley_sights(COST, (0.0, 0.0))
    cost_map.terrain.put(**first, panel=layout.stage())
    cost_map.terrain.put(**last)
    before, after = cost_map.terrain, valley.terrain
    np.testing.assert_array_equal(before.space.ranges, after.space.ranges)
    np.testing.assert_allclose(before.space.view.pose, after.space.view.pose)
    np.testing.assert_allclose(before.space.view.points, after.space.view.points)
    finer = (len(after.surface.heights) - 1) // (len(before.surface.heights) - 1)  # across the valley
    np.testing.assert_allclose(before.surface.heights, after.surface.heights[::finer])
    np.testing.assert_array_equal(cost_map.run.path, valley.run.path)
    assert CostMap.goes_on


def test_the_swings_are_those_of_the_descent_at_that_rate(valley: Any) -> None:
    point, rate = np.zeros(2), 0.0249
    for walked in valley.swing.path[:50]:
        np.testing.assert_allclose(walked, point, atol=1e-9)
        point = point - rate * COST.gradient(point)
    np.testing.assert_allclose(valley.swing.path[-1], valley.best, atol=0.1)


def test_the_first_swings_are_in_sight(valley: Any) -> None:
    swings = valley.swing.path[: SWINGS + 1]
    low, high = kit.swing_sight(COST, swings)["window"].T
    assert (swings > low).all()
    assert (swings < high).all()


def test_the_condition_number_is_that_of_the_data_that_are_shown(valley: Any) -> None:
    number = kit.condition_number(valley.number_box, "condition number", valley.changing)
    for shares, written in (((0.0, 0.0), "187"), ((1.0, 0.0), "8.25"), ((1.0, 1.0), "1")):
        cost = valley.changing.after(*shares)
        number.update()
        assert number.number.written == written
        np.testing.assert_allclose(valley.ball_at_best(), [valley.ball.seen(*cost.closed_form())])
    valley.changing.after(0.0)


@pytest.mark.parametrize(("shares", "spoken"), [((1.0, 0.0), "8.25"), ((1.0, 1.0), "1")])
def test_the_condition_number_that_is_said_is_that_after_the_change(
    valley: Any, shares: tuple[float, float], spoken: str
) -> None:
    before = valley.changing.now.condition_number
    assert kit.short(valley.changing.condition_after(*shares)) == spoken
    assert valley.changing.now.condition_number == before


def test_the_ball_is_the_line_that_is_moved_and_lies_where_the_landscape_is_drawn() -> None:
    scene = set_up(NarrowValley)
    moves = line_moves(COST, round_turn(COST, scene.start))
    plot = RescaledData(scene.data_box, TEN_POINTS, moves=moves)
    sights = [f(COST, (0.0, 0.0), BOWL) for f in (kit.moves_sight, kit.bowl_sight)]
    for shares, sight in zip(((0.0, 0.0), (1.0, 0.0)), sights, strict=True):
        scene.terrain.put(**sight)
        plot.rescale(*shares).interpolate_mobject(1.0)
        cost = scene.changing.after(*shares)
        for move in plot.each_move(moves, 2.0):
            for moment in (0.0, 0.2, 0.4, 0.6, 0.9, 1.0):
                move.interpolate_mobject(moment)
                (w, b), (w_range, b_range) = plot.shown_line(), sight["window"]
                assert w_range[0] < w < w_range[1]
                assert b_range[0] < b < b_range[1]
                assert cost.value(plot.shown_line()) < sight["heights"][1]
        plot.move_line().interpolate_mobject(1.0)
        np.testing.assert_allclose(plot.shown_line(), cost.closed_form())


def moved_line(valley: Any) -> kit.MovedLine:
    moves = line_moves(COST, round_turn(COST, valley.start))
    return kit.MovedLine(kit.moves_boxes(), COST, moves, ["mean", "spread", "best line"])


def test_what_moves_of_the_line_cost_is_told_as_it_is(valley: Any) -> None:
    line: Any = moved_line(valley)
    assert [str(name.typst_code).strip("$ ") for name, _ in line.told] == [
        '"best line"',
        "Delta w = +1",
        "\\& thin Delta b = -5.5",
    ]
    assert [cost.number.written for _, cost in line.told] == ["3.2", "41.7", "11.4"]
    changes = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, -5.5]])
    costs = COST.value(COST.closed_form() + changes)
    np.testing.assert_allclose([float(cost.number.written) for _, cost in line.told], costs, atol=0.05)


def test_the_cost_is_told_while_the_line_moves_and_then_stays(valley: Any) -> None:
    line = moved_line(valley)
    for k, (told, move) in enumerate(line.each_move(2.0), 1):
        for share in (0.0, 0.2, 1.0):
            move.interpolate_mobject(share)
            cost: Any = told.update()[1]
            assert float(cost.number.written) == pytest.approx(COST.value(line.plot.shown_line()), abs=0.05)
        np.testing.assert_allclose(line.plot.shown_line(), COST.closed_form() + line.moves[k - 1])


def test_the_moves_lie_on_the_ground_and_lead_back_straight(valley: Any) -> None:
    moves = line_moves(COST, round_turn(COST, valley.start))
    valley.terrain.put(**kit.moves_sight(COST, (0.0, 0.0), BOWL))
    ground: Any = kit.moves_on_ground(valley.terrain.surface, COST.closed_form(), moves)
    ends = valley.terrain.surface.lift(*(COST.closed_form() + np.vstack([[0.0, 0.0], moves])).T)
    for mark, first, last in zip(ground, (0, 1, 2), (1, 2, 0), strict=True):
        np.testing.assert_allclose(mark.world_points()[[0, -1]], ends[[first, last]], atol=1e-9)
    valley.terrain.put(**valley.whole)


def test_at_each_step_the_ball_jumps_straight_through_the_air_and_lands_on_the_ground(valley: Any) -> None:
    surface, swing = valley.terrain.surface, valley.swing
    valley.terrain.put(**kit.swing_sight(COST, swing.path[: SWINGS + 1]))
    ball, trail = kit.JumpingBall.of(swing, surface), kit.JumpTrail.of(swing, surface)
    ends = surface.lift(*swing.path[:2].T)
    for clock, share in ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0)):
        swing.clock.set_value(clock)
        for mark in (ball, trail):
            mark.update()
        here = ends[0] + share * (ends[1] - ends[0])
        np.testing.assert_allclose(ball.foot + ball.air * OUT, here, atol=1e-9)
        np.testing.assert_allclose(trail.world_points()[-1], here, atol=1e-9)
        assert (ball.air > 0.1) == (share == 0.5)
    assert len(trail.world_points()) == 2
    swing.clock.set_value(0.0)
    valley.terrain.put(**valley.whole)


def test_the_limit_is_two_over_the_curvature_as_both_are_written(valley: Any) -> None:
    notes: Any = kit.limit_notes(valley.words_box, COST, '"curvature"', "eta = 0.0249")
    bend, rate = (float(note.typst_code.strip("$ ").split("= ")[-1]) for note in notes[:2])
    assert f"{2 / bend:.4g}" == f"{rate:.4g}" == "0.02545"
    assert valley.near_limit < rate


def test_steps_of_the_rate_before_are_counted_to_the_same_share(valley: Any) -> None:
    assert valley.told == {"steps": "494", "before": "2470", "parts": "50000"}
    values = descend(COST, valley.fit.learning_rate, valley.start, iterations=2470).values
    excess = values - valley.least
    assert excess[-1] <= ARRIVED * excess[0] < excess[-2]


@pytest.mark.parametrize("start", [(0.0, 0.0), (-1.6, 8.0), (3.0, 30.0)])
def test_before_the_cure_the_eye_steps_back_and_the_shape_stays(start: tuple[float, float]) -> None:
    near, far = (f(COST, start, BOWL) for f in (kit.turn_sight, kit.bowl_sight))
    times = np.ptp(far["window"], axis=1) / np.ptp(near["window"], axis=1)
    np.testing.assert_allclose(times, times[0])
    assert np.ptp(far["heights"]) / np.ptp(near["heights"]) == pytest.approx(times[0])
    assert near["azimuth"] == far["azimuth"]
    assert near["elevation"] == far["elevation"]
    for move in line_moves(COST, round_turn(COST, start)):
        assert COST.value(COST.closed_form() + move) < near["heights"][1]


def test_the_single_step_leads_down_the_picture() -> None:
    scene = set_up(NarrowValley)
    bowl = scene.changing.after(1.0, 1.0)
    way = scene.changing.line((0.0, 0.0)), scene.changing.line(scene.best)
    scene.terrain.put(**kit.bowl_sight(COST, (0.0, 0.0), BOWL), become=lambda _: bowl)
    scene.terrain.put(**kit.sight_downhill(scene.terrain.sight, bowl, way[0]))
    start, end = scene.terrain.on(way)
    assert start[1] > end[1] + 1


def test_a_single_step_takes_the_standardised_line_all_the_way_down(valley: Any) -> None:
    bowl = valley.changing.after(1.0, 1.0)
    np.testing.assert_allclose(bowl.spectrum.curvatures, 2.0)
    run = kit.single_step(bowl, valley.changing.line((0.0, 0.0)))
    assert run.steps == 1
    np.testing.assert_allclose(run.path[-1], bowl.closed_form(), atol=1e-9)
    valley.changing.after(0.0)


def test_the_ball_creeps_and_does_not_rush_to_the_end(cost_map: Any) -> None:
    run = cost_map.run
    speeds = np.abs(np.diff(run.path[:, 1]) / np.diff(run.times))
    assert speeds[-1] < speeds.max() / 4
    assert (np.diff(run.times) <= SLOW + 1e-9).all()


def test_the_bowl_its_start_and_its_minimum_are_in_the_window(valley: Any) -> None:
    (w_low, w_high), (b_low, b_high) = bowl_window(COST, (0.0, 0.0), BOWL)
    assert (w_high - w_low) / (b_high - b_low) == pytest.approx(1.2)
    bowl = LinearRegression(TEN_POINTS.standardized().dataset)
    rim = bowl.spectrum.contour(box_heights(COST, (0.0, 0.0), BOWL)[1] - valley.least)
    assert (rim >= [w_low, b_low]).all()
    assert (rim <= [w_high, b_high]).all()


@pytest.mark.parametrize("lesson", [CostMap, NarrowValley])
@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        (
            {"dataset": Dataset.from_arrays([-1, 0, 1], [2, 1, 3]), "learning_rate": None},
            "the condition number is 1.5, which is no narrow valley (from 10 to 1000): shift or rescale x",
        ),
        (
            {"dataset": Dataset.from_arrays([2001, 2002, 2003], [2, 1, 3]), "learning_rate": None},
            "which is too narrow a valley to be drawn (from 10 to 1000): shift or rescale x",
        ),
        ({"standardize": True, "learning_rate": 0.1}, "this lesson shows steps in the units of the data"),
        ({"learning_rate": 0.03}, "at the learning rate 0.03 the descent runs away: choose one below 0.0255"),
    ],
)
def test_what_is_no_narrow_valley_is_refused(
    lesson: type[RegressionLesson], attributes: dict[str, Any], line: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        set_up(lesson, **attributes)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_start_on_the_floor_has_nothing_to_run_across() -> None:
    floor = float(COST.best_slope(0.0))
    with pytest.raises(ValueError, match="choose a start farther up its wall"):
        set_up(CostMap, start=(floor, 0.0))
