"""The three small pictures end where their captions say, and a question takes the place of a caption."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.plots.reminders import BOWL, WELLS, Reminders
from scenes.kit.style.layout import Box

BOX = Box(-6, 6, -3, 2)


@pytest.fixture(scope="module")
def reminders() -> Reminders:
    return Reminders(BOX, ["which", "how\nlong", "how large"])


def test_the_start_decides_which_valley(reminders: Reminders) -> None:
    ends = [float(run.path[-1, 0]) for run in reminders.wells]
    assert ends == pytest.approx(sorted(WELLS.minima[:, 0].tolist()), abs=0.05)


def test_so_many_steps_lead_to_the_valley_s_end_and_half_of_them_do_not(reminders: Reminders) -> None:
    best, run = LinearRegression(TEN_POINTS).closed_form(), reminders.valley
    away = np.linalg.norm(run.descent.points - best, axis=1)
    assert run.descent.iterations == reminders.epochs
    assert away[-1] < 0.02 * away[0]
    assert away[reminders.epochs // 2] > 0.05 * away[0]


def test_of_two_rates_from_one_place_the_larger_runs_away(reminders: Reminders) -> None:
    fit, large = (np.abs(run.path[:, 0] - BOWL.minima[0, 0]) for run in reminders.rates)
    assert fit[0] == large[0]
    assert (np.diff(fit) < 0).all()
    assert (np.diff(large) > 0).all()


def test_a_question_stands_where_the_caption_stood(reminders: Reminders) -> None:
    before, after = (each.mobject for each in reminders.ask(reminders.terrain, "why\nso long?"))
    assert before.get_center() == pytest.approx(reminders.terrain.caption.get_center())
    assert after.get_top() == pytest.approx(reminders.terrain.caption.get_top())
