"""Newton's method on a curve: against a plain loop, and starts from where it would show something else."""

from __future__ import annotations

import pytest

from gdmath import double_well
from scenes.kit.runs.newton_walks import NewtonWalks


def test_the_jumps_are_those_of_a_plain_loop() -> None:
    walks, w = NewtonWalks(double_well(), 4.6, 0.6, 3, 2), 4.6
    for reached in walks.touching[1:]:
        w -= (4 * w * (w * w - 9) + 2) / (12 * w * w - 36)
        assert reached == pytest.approx(w)
    slope, bend = 4 * 0.6 * (0.36 - 9) + 2, 12 * 0.36 - 36
    assert walks.climbing[1] == pytest.approx(0.6 - slope / bend)
    assert walks.damped[1] == pytest.approx(0.6 - slope / abs(bend))


@pytest.mark.parametrize(
    ("from_side", "near_top", "told"),
    [(0.6, 0.6, "comes to no minimum"), (4.6, 3.5, "jumps to no maximum"), (4.6, 1.7, "jumps to no maximum")],
)
def test_starts_that_show_something_else_are_refused(from_side: float, near_top: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        NewtonWalks(double_well(), from_side, near_top, 3, 2)
