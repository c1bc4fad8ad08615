"""The three small pictures end where their captions say, and a question takes the place of a caption."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.plots.reminders import BOWL, EPOCHS, SHADE, WELLS, Reminders
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
    assert run.descent.iterations == EPOCHS
    assert away[-1] < 0.02 * away[0]
    assert away[EPOCHS // 2] > 0.05 * away[0]


def test_in_the_bowl_a_single_step_arrives(reminders: Reminders) -> None:
    run = reminders.bowl
    best = LinearRegression(TEN_POINTS.standardized().dataset).closed_form()
    np.testing.assert_allclose(run.path, np.vstack([np.zeros(2), best]), atol=1e-12)


def test_of_two_rates_from_one_place_the_larger_runs_away(reminders: Reminders) -> None:
    fit, large = (np.abs(run.path[:, 0] - BOWL.minima[0, 0]) for run in reminders.rates)
    assert fit[0] == large[0]
    assert (np.diff(fit) < 0).all()
    assert (np.diff(large) > 0).all()


def test_a_question_stands_where_the_caption_stood(reminders: Reminders) -> None:
    before, after = (each.mobject for each in reminders.ask(1, "why\nso long?")[:2])
    assert before.get_center() == pytest.approx(reminders.terrain.caption.get_center())
    assert after.get_top() == pytest.approx(reminders.terrain.caption.get_top())


def test_noisy_slopes_lead_near_the_minimum_and_not_always_down(reminders: Reminders) -> None:
    valley, run = LinearRegression(TEN_POINTS), reminders.noisy
    away = np.linalg.norm(run.path - valley.closed_form(), axis=1)
    assert away[-1] < 0.1 * away[0]
    assert (np.diff(valley.value(run.path)) > 0).sum() > 20


def test_the_walk_by_noisy_slopes_takes_the_place_of_the_first(reminders: Reminders) -> None:
    mobjects: list[Any] = [each.mobject for each in reminders.ask_of_noise("noisy\nslopes?")]
    gone, come, *_ = mobjects
    assert gone is reminders.start
    assert reminders.noisy.path[0] == pytest.approx(reminders.valley.path[0])
    assert come.caption.get_top() == pytest.approx(reminders.start.caption.get_top())


def test_one_picture_is_lit_and_the_others_lie_in_the_shade(reminders: Reminders) -> None:
    for animation in reminders.light(1):
        animation.begin()
        animation.finish()
    assert [shade.get_fill_opacity() for shade in reminders.shades] == [SHADE, 0, SHADE]
    for shade, picture in zip(reminders.shades, reminders.pictures, strict=True):
        assert shade.get_left()[0] < picture.caption.get_left()[0]
        assert shade.get_right()[0] > picture.caption.get_right()[0]
        assert shade.get_bottom()[1] < picture.caption.get_bottom()[1]
