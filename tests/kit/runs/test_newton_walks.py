"""Newton's method on a curve and on a map: against plain loops, and starts that are refused."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import Objective, double_well, himmelblau
from scenes.kit.runs.newton_walks import NewtonAstray, newton_to_minimum


def test_the_jumps_are_those_of_a_plain_loop() -> None:
    (first, *others), goal = newton_to_minimum(double_well(), 4.2, 3)
    assert first == 4.2
    w = 4.2
    for reached in others:
        w -= (4 * w * (w * w - 9) + 2) / (12 * w * w - 36)
        assert reached == pytest.approx(w)
    assert 4 * goal * (goal * goal - 9) + 2 == pytest.approx(0, abs=1e-6)


def test_on_a_hill_the_pure_method_climbs_and_the_damped_one_comes_down() -> None:
    hill = NewtonAstray(double_well(), 1.0, 2, 2)
    slope, bend = 4.0 * (1 - 9) + 2, 12.0 - 36
    assert hill.pure.points[1, 0] == pytest.approx(1 - slope / bend)
    assert hill.damped.points[1, 0] == pytest.approx(1 - slope / abs(bend))
    assert (np.diff(hill.pure.values) > 0).all()
    assert (np.diff(hill.damped.values) < 0).all()


def test_what_a_damped_step_tries_in_vain_lies_too_high_and_a_half_of_it_is_taken() -> None:
    hill = double_well()
    walks = NewtonAstray(hill, 1.0, 2, 2)
    before, begin, end = walks.damped.points
    assert walks.rejected(0).shape == (0, 1)
    [tried] = walks.rejected(1)
    slope, bend = float(hill.gradient(begin)[0]), float(hill.hessian(begin)[0, 0])
    np.testing.assert_allclose(tried, begin - slope / abs(bend))
    np.testing.assert_allclose(end, (begin + tried) / 2)
    assert hill.value(tried) > hill.value(begin) > hill.value(end)
    assert hill.value(before) > hill.value(begin)


def test_near_a_saddle_the_pure_method_goes_to_it_and_the_damped_one_leaves_it() -> None:
    walks = NewtonAstray(himmelblau(), (-0.9, 2.6), 2, 2)
    # Source: the saddle of Himmelblau's function between two of its minima, to four digits.
    np.testing.assert_allclose(walks.pure.points[-1], [0.0867, 2.8843], atol=0.015)
    hessian, gradient = himmelblau().hessian([-0.9, 2.6]), himmelblau().gradient([-0.9, 2.6])
    np.testing.assert_allclose(walks.pure.points[1], [-0.9, 2.6] - np.linalg.solve(hessian, gradient))
    assert (np.diff(walks.damped.values) < 0).all()
    np.testing.assert_allclose(walks.points[-1], [-2.805118, 3.131313], atol=1e-5)


@pytest.mark.parametrize(
    ("start", "jumps", "told"),
    [(0.6, 3, "comes to no minimum of double well"), (50.0, 2, "50 lies outside the domain of double well")],
)
def test_a_start_that_leads_to_no_minimum_is_refused(start: float, jumps: int, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        newton_to_minimum(double_well(), start, jumps)


@pytest.mark.parametrize(
    ("objective", "start", "told"),
    [
        (
            double_well(),
            3.5,
            "from 3.5, Newton's method comes to no maximum of double well",
        ),
        (double_well(), 1.7, "comes to no maximum"),
        (
            himmelblau(),
            (3.5, 2.0),
            "from 3.5, 2, Newton's method comes to no saddle of Himmelblau",
        ),
        (himmelblau(), (-0.3, -0.9), "comes to no saddle"),
    ],
)
def test_places_from_which_it_does_not_go_astray_are_refused(
    objective: Objective, start: float | tuple[float, float], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        NewtonAstray(objective, start, 2, 2)
