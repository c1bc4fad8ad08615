"""Strips of rates, lists and columns of ranks: what they show is what the races say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from manim import RIGHT

from gdmath import (
    adam,
    damped_newton,
    descend,
    gradient_descent,
    heavy_ball,
    rosenbrock,
    saddle,
    turned_bowl,
)
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.plots.finish_note import FinishNote
from scenes.kit.plots.labels import holds
from scenes.kit.plots.price_list import PriceList
from scenes.kit.plots.race_chart import RaceChart
from scenes.kit.plots.race_grid import RaceGrid
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.plots.rank_columns import RankColumns
from scenes.kit.plots.rate_strips import ASTRAY, RateStrips, tried_path
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


def test_a_cell_is_crossed_where_no_descent_arrives_and_brighter_where_less_is_needed(
    races: list[RankedRace],
) -> None:
    strips = RateStrips(BOX, races[0], list(NAMES.values()), list(COLORS.values()))
    for cells, search, frame in zip(strips.cells, races[0].searches.values(), strips.frames, strict=True):
        arrived = np.isfinite(search.needed)
        assert cells.crossed.tolist() == (~arrived).tolist()
        ranked = np.argsort(search.needed[arrived], kind="stable")
        light = cells.colors[arrived].sum(axis=1)[ranked]
        assert (np.diff(light) <= 1e-9).all()
        np.testing.assert_allclose(frame.get_center()[:2], cells.points[search.best, :2])
    left, right = strips.get_left()[0], strips.get_right()[0]
    assert BOX.left - 0.01 <= left < right <= BOX.right + 0.01
    assert strips.get_bottom()[1] >= BOX.bottom - 0.01


def test_paths_are_those_of_the_cell_that_was_filled_last(races: list[RankedRace]) -> None:
    race = races[0]
    strips = RateStrips(BOX, race, list(NAMES.values()), list(COLORS.values()))
    plot = RaceMap(BOX, race)
    path, descents = tried_path(plot, strips, race), race.tried("gradient_descent")
    search = race.searches["gradient_descent"]
    for count in (1, search.best + 1, len(RATES)):
        strips.cells[0].until = float(count)
        path.update()
        needed = search.needed[count - 1]
        length = int(needed if np.isfinite(needed) else min(ASTRAY, descents[count - 1].iterations))
        np.testing.assert_allclose(path.points, plot.on(descents[count - 1].points[: length + 1]))
    plot.scale(0.4).shift(RIGHT)
    np.testing.assert_allclose(path.update().points[0], plot.on(race.ground.start))


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


def test_points_swell_when_their_rules_arrive(races: list[RankedRace]) -> None:
    race = races[0]
    plot = RaceMap(BOX, race)
    arrived = [rule for rule in race.searches if np.isfinite(race.needed(rule))]
    signs: list[Any] = list(plot.arrivals(8.0))
    assert len(signs) == len(arrived)
    for sign, rule in zip(signs, arrived, strict=True):
        share = min(race.share(rule), 0.96)
        sign.interpolate_mobject(share)
        assert sign.mobject.radius == pytest.approx(0.11)
        sign.interpolate_mobject(share + 0.02)
        assert sign.mobject.radius == pytest.approx(0.11 * 2.4)


def test_cells_come_from_the_left() -> None:
    cells = CellRow(np.zeros((4, 3)), (1, 1), np.zeros((4, 3)), [True, False, False, True])
    assert cells.last == -1
    for until, last in ((0.5, -1), (1.0, 0), (3.9, 2), (4.0, 3), (9.0, 3)):
        cells.until = until
        assert cells.last == last
    with pytest.raises(ValueError, match="4 cells need a colour each, and each to be crossed or not"):
        CellRow(np.zeros((4, 3)), (1, 1), np.zeros((3, 3)), [True] * 4)


def test_what_is_not_searched_is_that_of_the_rules_and_prices_are_those_of_the_record() -> None:
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
    walk = descend(rosenbrock(), damped_newton(), (-1, 1), iterations=1)
    spent = walk.evaluations
    counts = [counts[1] - counts[0] for counts in (spent.gradients, spent.values, spent.hessians)]
    prices = PriceList(BOX, BOX, 2).prices.values()
    total = sum(price * count for price, count in zip(prices, counts, strict=True))
    assert total == np.diff(walk.gradient_equivalents)[0]


def test_a_tag_stands_at_its_cell_and_a_frame_may_hold_its_neighbours(races: list[RankedRace]) -> None:
    strips = RateStrips(BOX, races[0], list(NAMES.values()), list(COLORS.values()))
    search = races[0].searches["gradient_descent"]
    tag, below = strips.tag(0, search.best), strips.tag(0, 0, below=True)
    assert tag.get_center()[0] == pytest.approx(strips.places[search.best])
    assert tag.get_bottom()[1] > strips.levels[0] > below.get_top()[1]
    trio = strips.frame(0, search.best, 1)
    inside = (trio.get_left()[0] < strips.places) & (strips.places < trio.get_right()[0])
    assert np.flatnonzero(inside).tolist() == [search.best - 1, search.best, search.best + 1]


def test_who_arrives_lines_up_beside_the_finish_in_order(races: list[RankedRace]) -> None:
    race = races[0]
    plot = RaceMap(BOX, race)
    note = FinishNote(plot, "1 % left")
    note.line_up(plot, race)
    assert np.abs(plot.finish.points - note.leader.ends[0]).sum(axis=1).min() == pytest.approx(0)
    clock = race.runs.clock
    for spent, parked in ((0.0, []), (2.0 * race.needed(race.order[0]), race.order[:1])):
        clock.set_value(spent)
        for rule, dot, run in zip(race.searches, plot.dots, race.runs, strict=True):
            dot.update()
            if rule in parked:
                np.testing.assert_allclose(dot.points[0], note.spots[race.order.index(rule)])
            elif run.end > spent:
                np.testing.assert_allclose(dot.points, plot.place(run))
    clock.set_value(0.0)


def test_a_grid_names_who_is_first_on_each_ground(races: list[RankedRace]) -> None:
    grid = RaceGrid(BOX, races, ["a bowl", "saddle"], ["1 % left", "J = -1"], NAMES, COLORS)
    for race, winners in zip(races, grid.winners, strict=True):
        assert len(winners) == len(race.winners) + 1  # and what they need
    assert BOX.left - 0.01 <= grid.get_left()[0] < grid.get_right()[0] <= BOX.right + 0.01
    dimmed = len(grid.stand_out()) // 2
    assert dimmed == sum(len(RULES) - len(race.winners) for race in races)


def test_an_enlarged_map_tells_what_its_ground_is_like() -> None:
    bowl = RaceGround(turned_bowl((1, 25), 20), (-3.2, -0.5), budget=200)
    told = [
        RankedRace(ground, RULES, RATES, list(COLORS.values()))
        for ground in (bowl, replace(bowl, trait="round"))
    ]
    grid = RaceGrid(BOX, told, ["one", "two"], ["1 % left"] * 2, NAMES, COLORS)
    _, plain, _ = grid.enlarged(0, BOX)
    assert len(plain) == 3
    plot, (_, trait), _ = grid.enlarged(1, BOX)
    assert holds(plot.frame, trait)


def test_columns_have_the_places_of_the_orders_and_lines_go_through_them(races: list[RankedRace]) -> None:
    counts = [{rule: race.written(rule) for rule in RULES} for race in races]
    columns = RankColumns(BOX, [race.order for race in races], counts, ["a bowl", "saddle"], NAMES, COLORS)
    for number, race in enumerate(races):
        heights = [columns.places[rule][number, 1] for rule in race.order]
        assert heights == sorted(heights, reverse=True)
    for rule, line in columns.lines.items():
        np.testing.assert_allclose(line.points[[0, -1]], columns.places[rule][[0, -1]])
        for number, chips in enumerate(columns.dots):
            np.testing.assert_allclose(chips[rule][0].points[0], columns.places[rule][number])
    assert BOX.left - 0.01 <= columns.get_left()[0] < columns.get_right()[0] <= BOX.right + 0.01


def test_the_chart_is_of_what_was_spent_and_of_the_value_itself_where_no_minimum_is_known(
    races: list[RankedRace],
) -> None:
    chart = RaceChart(BOX, races[0], '"gradients"', NAMES, COLORS)
    assert chart.y_series == "excess"
    for run, curve in zip(races[0].runs, chart.curves, strict=True):
        end = chart.c2p(run.end, max(run.series("excess")[run.shown[-1]], chart.height_left))
        np.testing.assert_allclose(curve.points[-1], end)
    assert RaceChart(BOX, races[1], '"gradients"', NAMES, COLORS).y_series == "value"


def test_the_dashed_line_is_where_rules_have_arrived(races: list[RankedRace]) -> None:
    for race in races:
        chart, known = RaceChart(BOX, race, '"gradients"', NAMES, COLORS), race.ground.objective.minima
        least = float(race.ground.objective.value(known[0])) if len(known) else 0.0
        np.testing.assert_allclose(
            chart.finish.starts[0], chart.c2p(chart.x_range[0], race.ground.height - least)
        )
        assert chart.finish.starts[0, 1] == chart.finish.ends[0, 1]


def test_names_stand_below_the_finish_first_arrival_on_top(races: list[RankedRace]) -> None:
    race = races[0]
    chart = RaceChart(BOX, race, '"gradients"', NAMES, COLORS)
    assert chart.order == race.order
    levels = [float(tag.get_center()[1]) for tag in chart.tags]
    assert levels == sorted(levels, reverse=True)
    assert chart.finish.starts[0, 1] > levels[0]
    assert chart.tags[-1].get_bottom()[1] > chart.frame.get_bottom()[1]
    for rule, leader in zip(chart.order, chart.leaders, strict=True):
        np.testing.assert_allclose(leader.starts[0], chart.nodes(race.runs[rule])[-1])
    assert (chart._ticks.y_places >= chart.height_left).all()


def test_frames_join_those_that_needed_the_same_in_one_column() -> None:
    orders = [["gradient_descent", "adam", "damped_newton"], ["adam", "damped_newton", "gradient_descent"]]
    counts = [
        {"gradient_descent": "7", "adam": "7", "damped_newton": "9"},
        {"adam": "6", "damped_newton": "7", "gradient_descent": "8"},
    ]
    columns = RankColumns(BOX, orders, counts, ["one", "two"], NAMES, COLORS)
    [frame] = columns.ties
    inside = [
        rule
        for rule in NAMES
        if frame.get_bottom()[1] < columns.places[rule][0, 1] < frame.get_top()[1]
        and frame.get_left()[0] < columns.places[rule][0, 0] < frame.get_right()[0]
    ]
    assert inside == ["gradient_descent", "adam"]
