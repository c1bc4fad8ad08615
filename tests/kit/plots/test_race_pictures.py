"""Strips of rates, lists and columns of ranks: what they show is what the races say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gdmath import adam, damped_newton, gradient_descent, saddle, turned_bowl
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.plots.race_chart import RaceChart
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.plots.rank_columns import RankColumns
from scenes.kit.plots.rank_list import RankList
from scenes.kit.plots.rate_strips import ASTRAY, RateStrips, tried_paths
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.layout import Box
from scenes.kit.style.rule_colors import rule_colors

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
    strips = RateStrips(BOX, races[0].searches, list(NAMES.values()), list(COLORS.values()), 200)
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
    strips = RateStrips(BOX, race.searches, list(NAMES.values()), list(COLORS.values()), 200)
    plot = RaceMap(BOX, race)
    path, descents = tried_paths(plot, strips, race)[0], race.tried()[0]
    search = race.searches["gradient_descent"]
    for count in (1, search.best + 1, len(RATES)):
        strips.cells[0].until = float(count)
        path.update()
        needed = search.needed[count - 1]
        length = int(needed if np.isfinite(needed) else min(ASTRAY, descents[count - 1].iterations))
        np.testing.assert_allclose(path.points, plot.on(descents[count - 1].points[: length + 1]))


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


def test_a_list_has_the_first_arrival_on_top(races: list[RankedRace]) -> None:
    ranked = RankList(BOX, races[0], NAMES, COLORS)
    assert ranked.order == races[0].order
    heights = [dot.points[0, 1] for dot in ranked.dots]
    assert heights == sorted(heights, reverse=True)
    for row, rule in zip(ranked.arrivals(8.0), ranked.order, strict=True):
        share = min(races[0].share(rule), 0.96)
        assert row.run_time == 8
        assert row.rate_func(share - 0.01) == 0
        assert row.rate_func(min(share + 0.041, 1.0)) == pytest.approx(1)


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
    chart = RaceChart(BOX, races[0], '"gradients"')
    assert chart.y_series == "excess"
    for run, curve in zip(races[0].runs, chart.curves, strict=True):
        end = chart.c2p(run.end, run.series("excess")[run.shown[-1]])
        np.testing.assert_allclose(curve.points[-1], end)
    assert RaceChart(BOX, races[1], '"gradients"').y_series == "value"


def test_the_dashed_line_is_where_rules_have_arrived(races: list[RankedRace]) -> None:
    for race in races:
        chart, known = RaceChart(BOX, race, '"gradients"'), race.ground.objective.minima
        least = float(race.ground.objective.value(known[0])) if len(known) else 0.0
        np.testing.assert_allclose(
            chart.finish.starts[0], chart.c2p(chart.x_range[0], race.ground.height - least)
        )
        assert chart.finish.starts[0, 1] == chart.finish.ends[0, 1]


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
