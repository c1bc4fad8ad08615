"""Strips of rates, boards and views of races: what they show is what the races say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, ManimColor

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
from scenes.kit.plots.race_board import RaceBoard
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.plots.race_view import RaceView
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
        assert sign.mobject.radius == pytest.approx(0.11 * 1.8)


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
    listed = PriceList(BOX, 2)
    assert BOX.left < listed.get_left()[0] < listed.get_right()[0] <= BOX.right + 0.01
    assert [len(item[1]) for item in listed.items] == [1, 1, 2]
    prices = listed.prices.values()
    total = sum(price * count for price, count in zip(prices, counts, strict=True))
    assert total == np.diff(walk.gradient_equivalents)[0]


def test_of_three_neighbours_the_worst_is_ringed(races: list[RankedRace]) -> None:
    strips = RateStrips(BOX, races[0], list(NAMES.values()), list(COLORS.values()))
    search = races[0].searches["gradient_descent"]
    shown: Any = strips.three(0, search.best)
    frame, (ways, plate), ring = shown
    inside = (frame.get_left()[0] < strips.places) & (strips.places < frame.get_right()[0])
    assert np.flatnonzero(inside).tolist() == [search.best - 1, search.best, search.best + 1]
    np.testing.assert_allclose(ways.ends[:, 0], strips.places[inside])
    assert plate.get_bottom()[1] > strips.levels[0] > frame.get_bottom()[1]
    number = plate[1][int(np.argmax(search.needed[inside]))]
    np.testing.assert_allclose(ring.get_center(), number.get_center())
    assert search.needed[inside].max() == search.worst[search.best]
    shown = strips.three(0, 0)
    _, (ways, plate), _ = shown
    assert len(ways.ends) == len(plate[1]) == 2
    assert plate[1].get_right()[0] <= BOX.right


def test_the_plate_of_the_finish_leads_to_it(races: list[RankedRace]) -> None:
    plot = RaceMap(BOX, races[0])
    note = FinishNote(plot, "1 % left")
    assert np.abs(plot.finish.points - note.leader.points[-1]).sum(axis=1).min() == pytest.approx(0)
    assert holds(plot.frame, note.plate)


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


def test_a_name_tells_what_its_ground_is_like_and_keeps_clear_of_the_start(races: list[RankedRace]) -> None:
    views = []
    for trait in ("", "narrow valley"):
        race = RankedRace(replace(races[0].ground, trait=trait), RULES, RATES, list(COLORS.values()))
        board = RaceBoard(Box(6.5, 10, -3, 3), race, "work", NAMES, COLORS)
        views.append(RaceView(BOX, board, race, "bowl", "1 % left"))
    plain, told = (view.submobjects[1] for view in views)
    assert told.width > 2 * plain.width
    plot = views[0].map
    plot.start.move_to(plain)
    beside = plot.named("bowl")
    assert beside.get_left()[0] > plot.start.points[0, 0] + plot.start.radius
    assert holds(plot.frame, beside)
    assert plot.named("a bowl with such a long name " * 9).width <= plot.frame.width
