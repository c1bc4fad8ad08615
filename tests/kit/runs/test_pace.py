"""Steps are shown at the pace that is said."""

from __future__ import annotations

import pytest

from scenes.kit.runs.pace import pace_in_words, paced, steps_a_second


def test_the_first_steps_are_slow_and_the_others_all_at_one_pace() -> None:
    times = paced([0, 1, 3, 303, 2003], first=3, slow=1.7, pace=300)
    assert times == pytest.approx([0.0, 1.7, 5.1, 6.1, 5.1 + 2000 / 300])
    assert paced([0, 1, 2], first=3, slow=1.7, pace=1) == pytest.approx([0.0, 1.7, 3.4])


@pytest.mark.parametrize("count", [1, 40, 1997, 11_990])
def test_the_pace_is_a_round_number_and_takes_about_as_long_as_it_may(count: int) -> None:
    pace = steps_a_second(count, 6.5)
    assert pace >= 1
    assert float(f"{pace:.1g}") == pace
    assert count / pace < 1.5 * 6.5
    assert pace == 1 or count / pace > 6.5 / 1.5


def test_it_is_told_for_one_and_for_many() -> None:
    assert pace_in_words(300.0) == "300 steps a second"
    assert pace_in_words(1.0) == "1 step a second"
