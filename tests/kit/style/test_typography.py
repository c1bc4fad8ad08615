"""Words stand where they are set."""

from __future__ import annotations

import pytest

from scenes.kit.style import typography


@pytest.mark.parametrize("words", ["crawls", "jumps", "*A* gap", "$x = 3$ away", "($3$)"])
def test_words_on_the_baseline_stand_level(words: str) -> None:
    level, plain = typography.on_baseline(words), typography.text(words)
    beside = typography.text(f"#box[H];{words}")
    depth = beside.submobjects[0].get_bottom()[1] - min(part.get_bottom()[1] for part in beside.submobjects)
    assert level.get_bottom()[1] == pytest.approx(-depth, abs=1e-3)
    assert (level.width, level.height) == pytest.approx((plain.width, plain.height), abs=1e-3)
    assert level.font_size == pytest.approx(typography.BODY, abs=1e-3)
