"""Charts of rates, bills, boards and views of races: what they show is what the races say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from manim import DL, UR, ManimColor

from gdmath import (
    adam,
    damped_newton,
    gradient_descent,
    heavy_ball,
    himmelblau,
    rosenbrock,
    saddle,
    turned_bowl,
)
from scenes.kit.painted.tries import Tries
from scenes.kit.plots.finish_note import FinishNote
from scenes.kit.plots.labels import holds
from scenes.kit.plots.race_board import RaceBoard
from scenes.kit.plots.race_map import RaceMap, close_window
from scenes.kit.plots.race_view import RaceView
from scenes.kit.plots.rate_chart import RateChart, RateCharts
from scenes.kit.plots.step_bill import StepBill, step_bills
from scenes.kit.runs.race_entries import RACE_RULES
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.layout import Box
from scenes.kit.style.rule_colors import rule_colors
from scenes.kit.style.rule_letters import fixed_in_letters

RULES = {"gradient_descent": gradient_descent, "adam": adam, "damped_newton": damped_newton}
NAMES = {"gradient_descent": "plain", "adam": "Adam", "damped_newton": "Newton"}
COLORS = dict(zip(RULES, rule_colors(RULES), strict=True))
RATES = np.geomspace(1e-3, 10, 13).tolist()
BOX = Box(-6, 6, -3, 3)


@pytest.fixture(scope="module")
def races() -> list[RankedRace]:
    grounds = (
        RaceGround(turned_bowl((1, 25), 20), (-3.2, -0.5), budget=200),
        RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0),
    )
    return [RankedRace(ground, RULES, RATES, list(COLORS.values())) for ground in grounds]


def chart_of(race: RankedRace, rule: str) -> RateChart:
    return RateChart(BOX, race, rule, "work", NAMES[rule], COLORS[rule])


def test_a_dot_is_as_high_as_its_work_and_what_does_not_arrive_is_crossed_above(
    races: list[RankedRace],
) -> None:
    for rule in RULES:
        chart, needed = chart_of(races[0], rule), races[0].searches[rule].needed
        arrived = np.isfinite(needed)
        assert chart.tries.crossed.tolist() == (~arrived).tolist()
        places = chart.c2p(RATES, np.where(arrived, needed, 1.0))
        np.testing.assert_allclose(chart.tries.points[arrived], places[arrived])
        assert (chart.tries.points[~arrived, 1] > chart.frame.get_top()[1]).all()
        assert BOX.left - 0.01 <= chart.get_left()[0] < chart.get_right()[0] <= BOX.right + 0.01


def test_dots_rise_to_the_worst_of_three_neighbours(races: list[RankedRace]) -> None:
    search = races[0].searches["gradient_descent"]
    chart = chart_of(races[0], "gradient_descent")
    band, least, near = chart.beside(search.luckiest)
    places = chart.tries.points[:, 0]
    inside = (band.get_left()[0] < places) & (places < band.get_right()[0])
    assert np.flatnonzero(inside).tolist() == [search.luckiest + k for k in (-1, 0, 1)]
    assert least.get_left()[0] > places[search.luckiest]
    assert len(near) == 2
    rising = chart.rise(band, 1.0)
    rising.begin()
    rising.interpolate(1.0)
    fails = ~np.isfinite(search.worst)
    assert chart.tries.crossed.tolist() == fails.tolist()
    worst = chart.c2p(RATES, np.where(fails, 1.0, search.worst))
    np.testing.assert_allclose(chart.tries.points[~fails], worst[~fails])
    np.testing.assert_allclose(chart.ring.points[0], worst[search.best])
    assert len(chart_of(races[0], "adam").beside(0)[2]) == 1


def test_nothing_rises_where_nothing_arrives() -> None:
    race = RankedRace(RaceGround(rosenbrock(), (-1, 1), budget=5), RULES, RATES, list(COLORS.values()))
    chart = chart_of(race, "adam")
    was = chart.tries.points.copy()
    band, *_ = chart.beside(3)
    rising = chart.rise(band, 1.0)
    rising.begin()
    rising.interpolate(1.0)
    np.testing.assert_allclose(chart.tries.points, was)


def test_small_charts_show_all_rules_and_ring_the_best_rates(races: list[RankedRace]) -> None:
    charts = RateCharts(BOX, races[0], NAMES, COLORS)
    for rule, search in races[0].searches.items():
        np.testing.assert_allclose(charts.rings[rule].points[0], charts.tries[rule].points[search.best])
        assert charts.tries[rule].crossed.tolist() == (~np.isfinite(search.needed)).tolist()
        ground: Any = charts.panels[rule][0]
        assert holds(ground.frame, charts.tries[rule])
    assert charts.tries["adam"] not in charts.others("adam")
    assert len(charts.others("adam")) == len(charts.submobjects) - 2


def test_a_ring_is_where_the_finish_is_too_small_to_be_seen(races: list[RankedRace]) -> None:
    wide, saddle_map = (RaceMap(BOX, race) for race in races)
    tiny = RaceMap(BOX, RankedRace(replace(races[0].ground, left=1e-6), RULES, RATES, list(COLORS.values())))
    assert [len(each.goals) for each in (wide, saddle_map, tiny)] == [0, 0, 1]
    for each, race in zip((wide, saddle_map), races, strict=True):
        low, high = each.on(np.transpose([each.x_range, each.y_range]))
        shares = ((each.finish.points - low) / np.where(high > low, high - low, 1.0))[:, :2]
        ranges = np.array([each.x_range, each.y_range])
        points = ranges[:, 0] + shares * np.ptp(ranges, axis=1)
        values = race.ground.objective.value(points)
        np.testing.assert_allclose(values, race.ground.height, atol=0.02)


def test_a_close_map_holds_the_ways_and_the_minima_and_little_more(races: list[RankedRace]) -> None:
    close, whole = RaceMap(BOX, races[0], is_close=True), RaceMap(BOX, races[0])
    points = np.vstack([*(run.path for run in races[0].runs), *races[0].ground.objective.minima])
    for shown, usual, place in zip(
        (close.x_range, close.y_range), (whole.x_range, whole.y_range), points.T, strict=True
    ):
        assert shown[0] < place.min() < place.max() < shown[1]
        assert np.ptp(shown) < np.ptp(usual)
    standing = RankedRace(
        RaceGround(rosenbrock(), (1.0, 1.2), budget=1, left=0.5), RULES, [1e-9], list(COLORS.values())
    )
    x_range, y_range = close_window(standing)
    assert np.ptp(x_range) > 0 < np.ptp(y_range)


def test_a_way_that_leads_off_the_map_does_not_count(races: list[RankedRace]) -> None:
    far = replace(races[1].ground, aim=-1e9)
    race = RankedRace(far, {"gradient_descent": gradient_descent}, [1.0], ["#ffffff"])
    (left, right), _ = close_window(race)
    assert max(abs(left), abs(right)) < 10 < np.abs(race.runs["gradient_descent"].path).max()


def test_of_each_try_it_is_said_whether_it_is_crossed() -> None:
    assert Tries(np.zeros((2, 3)), [True, False], "#ffffff", 0.1).crossed.tolist() == [True, False]
    with pytest.raises(ValueError, match="each of 4 tries is crossed or not, but that is said of 3"):
        Tries(np.zeros((4, 3)), [True] * 3, "#ffffff", 0.1)


def test_what_is_not_searched_is_that_of_the_rules() -> None:
    assert [fixed_in_letters(family(0.1)) for family in RACE_RULES.values()] == [
        "",
        "beta = 0.9",
        "beta = 0.9",
        "",
        "rho = 0.9",
        "beta_1, beta_2 = 0.9, 0.999",
        "eta arrow 0.5 eta",
    ]
    assert fixed_in_letters(heavy_ball(0.1, 0.5)) == "beta = 0.5"


def test_a_bill_comes_to_what_the_record_counts(races: list[RankedRace]) -> None:
    race = races[0]
    plot = RaceMap(BOX, race)
    for rule in RULES:
        bill = StepBill(BOX, plot, race, rule, NAMES[rule], COLORS[rule])
        spent = race.searches[rule].descent.gradient_equivalents
        assert sum(bill.counted.values()) == spent[1] - spent[0]
        assert [len(row[1]) for row in bill.rows[1:-1]] == list(bill.counted.values())
        np.testing.assert_allclose(bill.step.points, plot.on(race.runs[rule].path[:2]))
        assert BOX.left - 0.01 <= bill.get_left()[0]
        assert BOX.top - bill.height_of_all <= bill.get_bottom()[1]
    first, second = step_bills(BOX, plot, race, NAMES, COLORS)
    assert list(first.counted) == ["gradient"]
    assert second.counted == bill.counted
    assert second.get_top()[1] < first.get_bottom()[1]
    assert list(bill.counted) == ["gradient", "Hessian", "values"]


def test_the_plate_of_the_finish_leads_to_it(races: list[RankedRace]) -> None:
    plot = RaceMap(BOX, races[0])
    note = FinishNote(plot, "1 % left")
    assert np.abs(plot.finish.points - note.leader.points[-1]).sum(axis=1).min() == pytest.approx(0)
    assert holds(plot.frame, note.plate)


def test_the_plate_of_the_finish_hides_no_minimum() -> None:
    ground = RaceGround(himmelblau(), (0, 0), budget=60, left=0.001)
    plot = RaceMap(BOX, RankedRace(ground, RULES, RATES, list(COLORS.values())), is_close=True)
    plate = FinishNote(plot, "0.1 % left").plate
    assert len(plot.goals) == 4
    low, high = plate.get_corner(DL), plate.get_corner(UR)
    for place in plot.on(plot.goals):
        assert not ((low <= place) & (place <= high))[:2].all()


def test_who_arrives_goes_to_its_row_of_the_board(races: list[RankedRace]) -> None:
    race = races[0]
    plot, board = RaceMap(BOX, race), RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
    board.line_up(plot, race)
    levels = board.spots[:, 1].tolist()
    assert levels == sorted(levels, reverse=True)
    clock, first = race.runs.clock, race.order[0]
    for spent, parked in ((0.0, []), (2.0 * race.needed(first), [first])):
        clock.set_value(spent)
        assert board.number.update().written == f"{min(spent, race.runs.end):.0f}"
        dots: list[Any] = list(plot.dots)
        for rule, dot, run in zip(race.searches, dots, race.runs, strict=True):
            dot.update()
            if rule in parked:
                np.testing.assert_allclose(dot.points[0], board.spots[race.order.index(rule)])
                assert dot.window is None
            elif run.end > spent:
                np.testing.assert_allclose(dot.points, plot.place(run))
                assert dot.window is plot.frame
    clock.set_value(0.0)


def test_rows_of_the_board_come_when_their_rules_arrive(races: list[RankedRace]) -> None:
    race = races[0]
    board = RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
    early, (_, *late) = board.arrivals(8.0), board.last_in(race, 1.0)
    coming: list[Any] = [shown.mobject for shown in (*early, *late)]
    assert coming == board.rows
    for shown, rule in zip(early, race.order, strict=False):
        assert shown.rate_func(race.share(rule)) == pytest.approx(0)
        assert shown.rate_func(race.share(rule) + 0.04) == pytest.approx(1)


def test_winners_stand_out_in_a_view(races: list[RankedRace]) -> None:
    for race in races:
        board = RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
        view = RaceView(BOX, board, race, "a ground", "1 % left")
        assert view.start in list(view.submobjects)
        assert not any(part in list(view.submobjects) for part in view.moving)
        [frame] = board.frames
        framed = [rule for rule, row in zip(race.order, board.rows, strict=True) if holds(frame, row)]
        assert framed == race.winners
        assert frame.get_stroke_color() == ManimColor(COLORS[race.order[0]])
        ways = view.map.ways_of_winners(race)
        for rule, way in zip(race.winners, ways, strict=True):
            np.testing.assert_allclose(way.points, view.map.nodes(race.runs[rule]))
        assert len(view.stand_out()) == len(RULES) + len(ways) + 1


def test_nobody_is_framed_where_nobody_arrives() -> None:
    ground = RaceGround(rosenbrock(), (-1, 1), budget=5)
    race = RankedRace(ground, RULES, RATES, list(COLORS.values()))
    board = RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
    assert (race.winners, board.frames) == ([], [])
    assert len(RaceView(BOX, board, race, "hopeless", "1 % left").stand_out()) == len(RULES)


def test_above_a_map_stands_what_its_ground_is_like(races: list[RankedRace]) -> None:
    views = []
    for trait in ("", "narrow valley"):
        race = RankedRace(replace(races[0].ground, trait=trait), RULES, RATES, list(COLORS.values()))
        board = RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
        views.append(RaceView(BOX, board, race, "bowl", "1 % left"))
    plain, told = (view.head for view in views)
    assert told.width > 2 * plain.width
    for view in views:
        assert view.head.get_bottom()[1] > BOX.top
        assert view.head.get_right()[0] == pytest.approx(BOX.right)
