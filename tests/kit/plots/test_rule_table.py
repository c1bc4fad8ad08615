"""The table of rules and the wall of maps show what the races say."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from gdmath import adam, beale, damped_newton, from_function, gradient_descent
from scenes import kit
from scenes.kit.painted.number_cells import APART, NumberCells
from scenes.kit.plots.race_wall import BEYOND, ROW
from scenes.kit.plots.rule_table import AWAY, BEHIND, DIM, FULL
from scenes.kit.runs.rule_score import rule_scores
from scenes.kit.style import palette

BOWL = from_function(lambda x, y: x**2 + 3 * y**2, [(-3, 3), (-3, 3)])
GROUNDS = kit.RaceGround(BOWL, (2, 1), budget=60), kit.RaceGround(beale(), (1, 1), budget=40)
RULES = {"gradient_descent": gradient_descent, "adam": adam, "damped_newton": damped_newton}
RATES = 0.003, 0.01, 0.03, 0.1, 0.3, 1.0
COLORS = dict(zip(RULES, kit.rule_colors(RULES), strict=True))
NAMES = {rule: rule for rule in RULES}
BOX = kit.Box(-6.6, 6.6, -3.2, 2.7)


@pytest.fixture(scope="module")
def races() -> list[kit.RankedRace]:
    return [kit.RankedRace(ground, RULES, RATES, list(COLORS.values())) for ground in GROUNDS]


@pytest.fixture
def wall(races: list[kit.RankedRace]) -> kit.RaceWall:
    return kit.RaceWall(BOX, races, NAMES, COLORS)


@pytest.fixture
def table(races: list[kit.RankedRace], wall: kit.RaceWall) -> kit.RuleTable:
    return kit.RuleTable(BOX, races, wall.maps, ["bowl", "Beale"], rule_scores(RULES, races), NAMES, COLORS)


def parts_of(group: Any) -> list[Any]:
    return list(group.submobjects)


def played(animations: list[Any]) -> None:
    for animation in animations:
        animation.begin()
        animation.finish()


def test_a_wall_names_its_grounds_above_their_maps(races: list[kit.RankedRace], wall: kit.RaceWall) -> None:
    assert not len(wall.heads)
    named = kit.RaceWall(BOX, races, NAMES, COLORS, ["bowl", "a ground of a very long name indeed"], 1.6)
    for head, winners, each in zip(named.heads, named.winners, named.maps, strict=True):
        assert BOX.top >= head.get_top()[1] > head.get_bottom()[1] > each.frame.get_top()[1]
        assert head.get_left()[0] == pytest.approx(each.frame.get_left()[0])
        assert head.width <= each.frame.width + 1e-9
        assert winners.get_top()[1] < each.frame.get_bottom()[1]
        assert each.frame.width == pytest.approx(1.6 * each.frame.height)


def test_scores_are_counted_one_by_one(races: list[kit.RankedRace]) -> None:
    for rule, score in rule_scores(RULES, races).items():
        arrived = 0
        for race, place in zip(races, score.places, strict=True):
            needed = race.searches[rule].needed
            arrived += sum(1 for count in needed if count < np.inf)
            sooner = [other for other in RULES if race.needed(other) < race.needed(rule)]
            assert place == 1 + len(sooner)
        assert (score.arrived, score.tried) == (arrived, 12)
        assert score.share == arrived / 12


def test_tiles_stand_in_their_rows_and_draw_together_beside_the_names(table: kit.RuleTable) -> None:
    rows = {rule: name.get_y() for rule, name in table.names.items()}
    wide = table.tiles[-1]["adam"].get_x()
    for column in table.tiles:
        assert all(abs(tile.get_y() - rows[rule]) < 0.15 for rule, tile in column.items())
    played(table.make_room(1.0))
    assert table.tiles[-1]["adam"].get_x() < wide
    pitch = abs(table.ends[1] - table.ends[0])
    for k, column in enumerate(table.tiles):
        assert len({round(tile.get_x(), 6) for tile in column.values()}) == 1
        above = table.maps[k], table.grounds[k]
        assert [part.get_x() for part in above] == pytest.approx([table.ends[k]] * 2)
        assert table.maps[k].width < pitch
        assert table.maps[k].get_bottom()[1] > column["gradient_descent"].get_top()[1]
        assert table.grounds[k].get_bottom()[1] > table.maps[k].get_top()[1]
        assert table.grounds[k].width < 2 * pitch  # the next one stands in another row
    assert table.grounds[0].get_y() > table.grounds[1].get_top()[1]


def test_grounds_give_way_to_what_is_told_next_and_one_comes_again(table: kit.RuleTable) -> None:
    played([table.clear()])
    assert [len(table.row("adam", beside)) for beside in (None, 2, 3)] == [1, 4, 3]
    played([table.bring(1)])
    assert table.row("adam", None)[1][1] is parts_of(table.tiles[1]["adam"])[0]
    assert len(table.row("adam", 3)) == 4


def test_grounds_come_from_left_to_right_with_the_first_places_first(table: kit.RuleTable) -> None:
    begun: dict[Any, float] = {}
    for animation in table.come(2.0):
        begun[animation.mobject] = min(
            share for share in np.linspace(0, 1, 201) if animation.rate_func(share)
        )
    for k, column in enumerate(table.tiles):
        times = [(table.scores[rule].places[k], begun[tile]) for rule, tile in column.items()]
        assert [begun for _, begun in sorted(times)] == sorted(begun for _, begun in times)
        assert begun[table.grounds[k]] < min(begun for _, begun in times)
    assert begun[table.tiles[0]["adam"]] < begun[table.maps[1]]


def test_a_rule_s_tiles_swell_where_it_had_a_place(table: kit.RuleTable) -> None:
    for rule, score in table.scores.items():
        swelling = table.swell(rule, 1)
        assert len(swelling) == score.places.count(1)


def test_a_place_stands_on_each_tile_and_the_first_is_the_brightest(table: kit.RuleTable) -> None:
    for k, column in enumerate(table.tiles):
        for rule, tile in column.items():
            score = table.scores[rule]
            assert len(tile) == 1 + score.arrives[k]
            full = {1: 1.0, 2: FULL[0], 3: FULL[1]}[score.places[k]]
            assert parts_of(tile)[0].opacity == pytest.approx(full if score.arrives[k] else 1.0)


def test_points_stand_where_all_start(
    table: kit.RuleTable, wall: kit.RaceWall, races: list[kit.RankedRace]
) -> None:
    for start, small, whole, race in zip(table.starts, table.maps, wall.maps, races, strict=True):
        share = small.width / whole.width
        way = whole.on(race.ground.start) - whole.frame.get_center()
        np.testing.assert_allclose(start.points[0] - small.frame.get_center(), share * way, atol=1e-6)


def test_only_the_row_that_is_spoken_of_is_bright(table: kit.RuleTable) -> None:
    shown = [len(table.row("adam", beside)) for beside in (None, 2, 3)]
    assert shown == [shown[0], shown[0] + 3, shown[0] + 2]
    for rule in ("adam", None):
        played(table.light(rule, 2))
        for k, other in enumerate(table.scores):
            is_bright = rule in (None, other)
            assert table.bars[k].opacity == pytest.approx(1.0 if is_bright else DIM)
            disc, place = parts_of(table.tiles[0][other])[0], table.scores[other].places[0]
            full = {1: 1.0, 2: FULL[0], 3: FULL[1]}[place] if table.scores[other].arrives[0] else 1.0
            assert disc.opacity == pytest.approx(full if is_bright else full * BEHIND)
            assert table.names[other].get_fill_opacity() == pytest.approx(1.0 if is_bright else DIM)
    assert table.ring_share("adam").get_center() == pytest.approx(table.shares[1].get_center())
    whole, one = table.ring("adam"), table.ring("adam", 0)
    assert one.get_center() == pytest.approx(table.tiles[0]["adam"].get_center())
    assert whole.width > one.width > 2 * table.half


def test_only_the_column_that_is_spoken_of_is_clear(table: kit.RuleTable) -> None:
    played(table.light("adam", 3, only=3))
    assert table.names["adam"].get_fill_opacity() == pytest.approx(1.0)
    assert [part.opacity for part in table.cells] == pytest.approx([DIM, 1.0, DIM])
    assert [part.opacity for part in table.bars] == pytest.approx([1.0] * 3)  # they are gone meanwhile
    assert [head.get_fill_opacity() for head in table.heads[::2]] == pytest.approx([AWAY, 1.0])
    disc, *numbers = parts_of(table.tiles[0]["adam"])
    assert disc.opacity <= AWAY
    assert [number.get_fill_opacity() for number in numbers] == pytest.approx([AWAY] * len(numbers))
    played(table.light(None, 3))
    assert [part.opacity for part in (*table.cells, *table.bars)] == pytest.approx([1.0] * 6)
    assert all(number.get_fill_opacity() == pytest.approx(1.0) for number in numbers)


def test_bars_are_as_long_as_their_shares(table: kit.RuleTable) -> None:
    for score, bar, frame in zip(table.scores.values(), table.bars, table.frames, strict=True):
        assert np.ptp(bar.points[:, 0]) / np.ptp(frame.points[:, 0]) == pytest.approx(score.share)


def test_a_cell_is_a_number() -> None:
    adams, newtons = (NumberCells((1, 2), 0.1, held, 6) for held in ((0, 2, 0), (0, 0, 1)))
    assert adams.blocks() == [(0, 0, 6, 1), (0, 1 + APART, 6, 1)]
    assert newtons.blocks() == [(0, 0, 6, 6)]
    for cells, count in ((adams, 12), (newtons, 36)):
        assert sum(width * height for _, _, width, height in cells.blocks()) == count
    assert newtons.corners().ravel().tolist() == pytest.approx([1, 2, 0, 1.6, 2.6, 0])
    assert NumberCells((0, 0), 0.1, (0, 0, 0), 6).blocks() == []


def test_the_wall_has_a_map_for_each_ground_and_room_for_one_more(
    wall: kit.RaceWall, races: list[kit.RankedRace]
) -> None:
    boxes = [(each.frame.get_left()[0], each.frame.get_right()[0]) for each in wall.maps]
    assert all(left < right for (_, left), (right, _) in pairwise(boxes))
    assert wall.room.left > boxes[-1][1]
    assert wall.room.width / wall.room.height == pytest.approx(16 / 9)
    assert wall.room.bottom == pytest.approx(wall.maps[-1].frame.get_bottom()[1])
    for race in wall.races:
        assert sorted(race.winners) == sorted(rule for rule in RULES if race.place(rule) == 1)
    assert len(wall.ways) == sum(len(race.winners) for race in wall.races)


def test_many_maps_stand_so_that_they_are_as_wide_as_can_be(races: list[kit.RankedRace]) -> None:
    few, many = (kit.RaceWall(BOX, races[:1] * count, NAMES, COLORS) for count in (7, 14))
    assert [len({round(each.frame.get_y(), 6) for each in wall.maps}) for wall in (few, many)] == [2, 3]
    assert many.room.bottom >= BOX.bottom + ROW - 1e-9


def test_names_of_many_winners_stand_in_two_rows_as_wide_as_the_map(races: list[kit.RankedRace]) -> None:
    long = {rule: f"{rule} of a long name" for rule in RULES}
    ground = kit.RaceGround(BOWL, (2, 1), budget=60, left=0.999)  # all arrive with their first step
    race = kit.RankedRace(ground, RULES, RATES, list(COLORS.values()))
    assert len(race.winners) == 2
    wall = kit.RaceWall(BOX, [race, *races], long, COLORS)
    assert [len(rows) for rows in wall.winners] == [2, *(1 for _ in races)]
    upper, lower = wall.winners[0]
    assert wall.maps[0].frame.get_bottom()[1] > upper.get_top()[1]
    assert upper.get_bottom()[1] > lower.get_top()[1]


def test_names_below_a_map_stand_in_a_row() -> None:
    box = kit.Box(0, 3, 0, 2)
    one = kit.under(box, [("Adam", palette.TEXT)])
    three = kit.under(box, [(name, palette.TEXT) for name in ("AdaGrad", "RMSProp", "Adam")])
    assert (len(one), len(three)) == (1, 3)
    for row in (one, three):
        assert 0 > row.get_top()[1] > row.get_bottom()[1] > -ROW
        assert row.width <= box.width + BEYOND + 1e-6
    assert all(left.get_right()[0] < right.get_left()[0] for left, right in pairwise(three))


def test_advice_names_rules_in_rows_that_end_with_the_box() -> None:
    words = [(rule, COLORS[rule]) for rule in RULES]
    advice = kit.Advice(kit.Box(0, 3.5, -3, 3), [("if so", words[:1]), ("if not", words)])
    (_, (_, alone)), (_, (_, *several)) = advice.pieces
    assert alone.get_left()[0] == pytest.approx(several[0].get_left()[0])
    assert len({round(word.get_bottom()[1], 1) for word in several}) > 1
    assert 0 <= advice.get_left()[0] < advice.get_right()[0] <= 3.5
    assert -3 <= advice.get_bottom()[1] < advice.get_top()[1] <= 3
