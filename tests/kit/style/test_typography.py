"""Words stand where they are set."""

from __future__ import annotations

import pytest

from gdmath import exponential_decay, inverse_time_decay, step_decay
from scenes.kit.style import typography


@pytest.mark.parametrize("words", ["crawls", "jumps", "*A* gap", "$x = 3$ away", "($3$)"])
def test_words_on_the_baseline_stand_level(words: str) -> None:
    level, plain = typography.on_baseline(words), typography.text(words)
    beside = typography.text(f"#box[H];{words}")
    depth = beside.submobjects[0].get_bottom()[1] - min(part.get_bottom()[1] for part in beside.submobjects)
    assert level.get_bottom()[1] == pytest.approx(-depth, abs=1e-3)
    assert (level.width, level.height) == pytest.approx((plain.width, plain.height), abs=1e-3)
    assert level.font_size == pytest.approx(typography.BODY, abs=1e-3)


@pytest.mark.parametrize(
    "schedule", [inverse_time_decay(1e-6, 0.2), exponential_decay(0.9, 0.5), step_decay(0.9, 0.5, 10)]
)
def test_the_formulas_of_schedules_can_be_set(schedule: object) -> None:
    formula = schedule.formula  # type: ignore[attr-defined]
    assert typography.formula(f"eta = {formula}").width > 0
