"""What our decks let one vary: the lesson takes each value, and the slider starts at its own."""

from __future__ import annotations

import pytest
from manim import tempconfig

from scenes.production.studio.beat_at_values import try_out
from scenes.production.studio.live.attributes import knobs_of, with_values
from scenes.script.screenplay import Part
from scenes.script.sweeps import combinations
from tests.scenes.test_lessons import PARTS, lesson_of

MARKED = [pytest.param(part, beat, id=f"{part.scene}.{beat}") for part in PARTS for beat in part.explore]


def test_the_first_lecture_lets_one_vary_the_learning_rate() -> None:
    assert [each.id for each in MARKED] == ["CurveDescent.descend"]


@pytest.mark.parametrize(("part", "beat"), MARKED)
def test_a_slider_starts_at_the_value_that_the_slide_before_it_shows(part: Part, beat: str) -> None:
    own = {knob.name: knob.value for knob in knobs_of(lesson_of(part))}
    for sweep in part.explore[beat]:
        assert sweep.values[len(sweep.values) // 2] == own[sweep.name]


@pytest.mark.parametrize(("part", "beat"), MARKED)
def test_the_lesson_takes_each_value(part: Part, beat: str) -> None:
    with tempconfig({"dry_run": True}):
        for values in combinations(part.explore[beat]):
            try_out(with_values(lesson_of(part), values), lambda event: None, part)
