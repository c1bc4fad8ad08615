"""What lessons share in which rules race: one line of a subclass changes who races, and where."""

from typing import Any

import pytest

from gdmath import adam, from_function, gradient_descent, parabola
from scenes import kit

BOWL = from_function(lambda x, y: x**2 + 3 * y**2, [(-3, 3), (-3, 3)])
GROUND = kit.RaceGround(BOWL, (2, 1), budget=60)
QUICK: dict[str, Any] = {
    "rules": {"adam": adam, "my rule": gradient_descent},
    "surfaces": {"my bowl": GROUND, "saddle": kit.RaceLesson.surfaces["saddle"]},
    "rates": (0.03, 0.1, 0.3),
}


def set_up(**attributes: Any) -> Any:
    scene = type("Racing", (kit.RaceLesson,), QUICK | attributes)(skip_animations=True)
    scene.setup()
    return scene


def test_all_rules_race_on_all_surfaces() -> None:
    scene = set_up()
    assert [race.ground for race in scene.races] == list(QUICK["surfaces"].values())
    assert scene.first is scene.races[0]
    assert [list(race.searches) for race in scene.races] == [["adam", "my rule"]] * 2
    assert scene.first.searches["my rule"].rates.tolist() == [0.03, 0.1, 0.3]


def test_what_is_not_ours_is_called_by_its_name() -> None:
    scene = set_up(words={"adam": "Adam's"})
    assert scene.names == {"adam": "Adam's", "my rule": "my rule"}
    assert scene.heads == ["my bowl", "saddle"]
    assert scene.spoken == {
        "adam": "Adam",
        "my rule": "my rule",
        "my bowl": "my bowl",
        "saddle": "saddle",
    }
    assert len(set(scene.colors.values())) == 2


def test_lines_tell_of_the_races_for_which_they_are_written() -> None:
    assert set_up().is_told_by(kit.RaceLesson, "saddle") is False
    lesson = type("Ours", (kit.RaceLesson,), QUICK)
    for attributes, holds in (
        ({}, True),
        ({"rates": (0.1, 0.3)}, False),
        ({"rules": {"adam": adam}}, False),
        ({"surfaces": {"saddle": GROUND}}, False),
        ({"surfaces": {"saddle": QUICK["surfaces"]["saddle"]}}, True),
    ):
        mine = type("Mine", (lesson,), attributes)(skip_animations=True)
        assert mine.is_told_by(lesson, "saddle") is holds


@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        ({"rules": {}}, "rules must hold at least one rule by its name"),
        ({"rules": [adam]}, "rules must hold at least one rule by its name"),
        ({"rules": {"mine": adam(0.1)}}, "the rule 'mine' must be a function that returns it .* not a Rule"),
        ({"surfaces": {}}, "surfaces must hold at least one ground by its name"),
        ({"surfaces": [GROUND]}, "surfaces must hold at least one ground by its name"),
        ({"surfaces": {"mine": BOWL}}, "the surface 'mine' must be a RaceGround, not a Function"),
        ({"surfaces": {"mine": kit.RaceGround(parabola(), (2, 1))}}, "must be a function of 2 variables"),
    ],
)
def test_what_cannot_race_is_told_in_a_line(attributes: dict[str, Any], line: str) -> None:
    with pytest.raises(ValueError, match=line) as caught:
        set_up(**attributes)
    assert "\n" not in str(caught.value)
