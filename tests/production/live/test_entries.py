"""Attributes that hold things by name: what is left out and taken in, what is refused, and what is pasted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

from gdmath import adam, beale, gradient_descent
from scenes import kit
from scenes.fair_race import FairRace
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.script import Script
from scenes.production.live.knobs import Knob, as_subclass, some_of
from scenes.production.studio.live.attributes import knobs_of, with_values
from scenes.production.studio.live.changes import noting
from scenes.race_in_space import RaceInSpace
from scenes.script.screenplay import Part
from tests.pages import Browser
from tests.production.live.conftest import Served

BOTH = "{**kit.RACE_GROUNDS, **RaceInSpace.surfaces}"


class OwnRace(kit.RaceLesson):
    """A user's race.

    Attributes
    ----------
    marks
        Something by name that only this lesson has.
    """

    rules = MappingProxyType({"adam": adam, "mine": gradient_descent})
    surfaces = MappingProxyType({"my bowl": kit.RaceGround(beale(), (1, 1))})
    marks: ClassVar = {"one": adam, "two": gradient_descent}
    few: ClassVar = {"one": adam}
    sizes: ClassVar = {"one": 1, "two": 2}


def some(lesson: type[Lesson], name: str) -> Knob:
    [knob] = [knob for knob in knobs_of(lesson) if knob.name == name]
    return knob


def test_what_is_left_out_can_be_taken_in() -> None:
    grounds, rules = some(FairRace, "surfaces"), some(RaceInSpace, "rules")
    assert (grounds.kind, grounds.made_of) == ("some", "kit.RACE_GROUNDS")
    assert grounds.value == some_of("kit.RACE_GROUNDS", FairRace.surfaces)
    assert grounds.choices == (*FairRace.surfaces, "saddle", "plateau")
    assert set(rules.choices) == set(kit.RACE_RULES)
    assert rules.told == "What returns each rule for a learning rate, by name."
    assert some(RaceInSpace, "surfaces").made_of == BOTH


def test_a_users_own_things_are_known_by_their_lesson() -> None:
    assert some(OwnRace, "marks").value == 'kit.some_of(OwnRace.marks, "one", "two")'
    assert some(OwnRace, "rules").choices[:2] == ("adam", "mine")
    assert some(OwnRace, "rules").made_of == "{**kit.RACE_RULES, **OwnRace.rules}"
    assert some(OwnRace, "surfaces").choices == ("my bowl", *kit.RACE_GROUNDS)
    assert some(OwnRace, "sizes").kind == "text"  # numbers, which are written
    assert "few" not in {knob.name for knob in knobs_of(OwnRace)}


@pytest.mark.parametrize(
    ("lesson", "name", "source", "chosen"),
    [
        (FairRace, "rules", "kit.RACE_RULES", ["adam", "adagrad"]),
        (FairRace, "surfaces", "kit.RACE_GROUNDS", ["two Gaussians", "plateau"]),
        (RaceInSpace, "surfaces", BOTH, ["valley", "Beale"]),
        (OwnRace, "rules", "{**kit.RACE_RULES, **OwnRace.rules}", ["mine", "nesterov", "adam"]),
    ],
)
def test_what_is_chosen_is_there_and_pasted(
    lesson: type[Lesson], name: str, source: str, chosen: Sequence[str]
) -> None:
    values = {name: some_of(source, chosen)}
    turned: Any = getattr(with_values(lesson, values), name)
    assert list(turned) == chosen
    found: dict[str, Any] = {"OwnRace": OwnRace}
    module = "__main__" if lesson is OwnRace else lesson.__module__
    text = as_subclass(module, lesson.__name__, values, knobs_of(lesson))
    exec(compile(text, "pasted.py", "exec"), found)
    assert text.count("from scenes import kit\n") == 1
    assert dict(getattr(found[f"My{lesson.__name__}"], name)) == dict(turned)
    own = getattr(lesson, name)
    assert all(turned[each] is own[each] for each in chosen if each in own)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kit.some_of(kit.RACE_RULES)", "take at least one of gradient_descent, heavy_ball"),
        ('kit.some_of(kit.RACE_RULES, "sgd")', "there is no 'sgd': choose from gradient_descent"),
        ('kit.some_of(kit.RACE_GROUNDS, "adam")', "write kit.some_of(kit.RACE_RULES"),
        ("kit.some_of(kit.RACE_RULES, 1)", "write kit.some_of(kit.RACE_RULES"),
        ('kit.some_of(kit.RACE_RULES, *open("x"))', "write kit.some_of(kit.RACE_RULES"),
        ('__import__("os").some_of(kit.RACE_RULES, "adam")', "write kit.some_of(kit.RACE_RULES"),
        ("{'adam': adam}", "write kit.some_of(kit.RACE_RULES"),
        ("(" * 500, "write kit.some_of(kit.RACE_RULES"),
        ("", "write kit.some_of(kit.RACE_RULES"),
    ],
)
def test_anything_else_is_refused_in_one_line(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="rules cannot be ") as error:
        with_values(FairRace, {"rules": text})
    [line] = str(error.value).splitlines()
    assert told in line


def test_lines_on_what_is_left_out_need_not_be_spoken() -> None:
    class Spoken(Lesson):
        places: ClassVar = {"hill": adam, "valley": gradient_descent}

    part = Part("spoken", "Spoken", None, {"hill": "Up.", "valley": "Down."})
    turned = with_values(Spoken, {"places": 'kit.some_of(Spoken.places, "hill")'})
    for lesson in (turned, noting(turned)):
        Script.given(lesson, part).check_all_spoken(["hill"])
    for lesson in (Spoken, noting(Spoken)):
        with pytest.raises(ValueError, match="'valley', which Spoken never plays"):
            Script.given(lesson, part).check_all_spoken(["hill"])


def test_boxes_of_the_page_leave_out_and_take_in(browser: Browser, served: Served) -> None:
    page = browser.open(f"{served.address}#first.First@37")
    page.wait_for("document.querySelector('#knob-grounds')")
    boxes = "[...document.querySelectorAll('#knob-grounds input')].map(({ checked }) => checked)"
    assert page.evaluate(boxes) == [True, True, False]
    page.click("#knob-grounds label:nth-child(1)")
    page.click("#knob-grounds label:nth-child(3)")
    page.click("#copy")
    page.wait_for("document.querySelector('#code').open")
    written = page.evaluate("document.querySelector('#code-text').textContent").splitlines()[-1]
    flat = json.dumps('the "flat" one')
    assert written.strip() == f'grounds = kit.some_of(First.grounds, "a saddle", {flat})'
    page.press("Escape")
    page.click("button[title^='grounds back']")
    assert page.evaluate(boxes) == [True, True, False]
    assert page.evaluate("document.querySelector('button[title^=\"grounds back\"]').hidden") is True
    assert page.errors == []
    page.close()
