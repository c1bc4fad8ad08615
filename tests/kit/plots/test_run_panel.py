"""Panels of runs on one curve: they stay in their boxes, stand level, and show their run's numbers."""

from __future__ import annotations

import pytest
from manim import Group, tempconfig

from gdmath import descend, shifted_parabola
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.run_panel import NEXT, RunPanel, notes_below, run_panels, set_off_in_turn
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import stage
from scenes.kit.style.letters import Letters

LETTERS = Letters("w", "J")


def runs(*rates: float, iterations: int = 20) -> list[Run]:
    return [Run(descend(shifted_parabola(), rate, 25.0, iterations=iterations)) for rate in rates]


def panels(*rates: float) -> list[RunPanel]:
    return run_panels(stage(), runs(*rates), rates, shifted_parabola(), 3.0, LETTERS)


def written(group: Group) -> list[str]:
    return [part.number.written for part in group.get_family() if isinstance(part, Readout)]


def test_parts_stay_in_the_box_one_below_the_other() -> None:
    for panel, box in zip(panels(0.01, 0.2, 0.8), stage().columns(1, 1, 1), strict=True):
        note = panel.note("walks straight in")
        for part in (panel.plot, panel.caption, panel.numbers, note):
            assert box.left - 1e-6 <= part.get_left()[0] < part.get_right()[0] <= box.right + 1e-6
        assert panel.plot.get_bottom()[1] > panel.numbers.get_top()[1]
        assert panel.numbers.get_bottom()[1] > note.get_top()[1]
        assert panel.caption.get_bottom()[1] > panel.plot.frame.get_top()[1]


def test_words_of_all_panels_stand_on_one_line() -> None:
    one, other = notes_below(panels(0.2, 0.8), ["aHa", "HyH"])
    baselines = [note.submobjects[k].get_bottom()[1] for note, k in ((one, 1), (other, 0))]
    assert baselines[0] == pytest.approx(baselines[1])


def test_one_run_after_the_other_sets_off_and_all_come_to_their_ends() -> None:
    shown = panels(0.01, 0.2)
    first, second = set_off_in_turn(shown, ["crawls", "walks straight in"], 12)
    assert second.run_time == pytest.approx(first.run_time + NEXT)
    for animation, panel in ((first, shown[0]), (second, shown[1])):
        *_, goes = animation.animations[-1].animations  # type: ignore[attr-defined]
        goes.begin()
        goes.interpolate(1.0)
        assert panel.run.step == 12


def test_numbers_are_those_of_the_run_and_begin_at_its_start() -> None:
    (panel,) = panels(0.2)
    assert written(panel.numbers) == ["0", "25.000"]
    panel.run.clock.set_value(2.3)
    panel.numbers.update()
    assert written(panel.numbers) == ["2", "10.920"]  # 3 + 22 * 0.6^2


def test_of_a_run_that_went_very_far_only_the_count_is_shown() -> None:
    (wild,) = runs(2.0, iterations=400)
    narrow, _, _ = stage().columns(1, 3, 3)
    panel = RunPanel(narrow, wild, "eta = 2", shifted_parabola(), 3.0, LETTERS)
    assert written(panel.numbers) == ["0"]


def test_panels_stand_below_one_another_in_a_tall_frame() -> None:
    with tempconfig({"pixel_width": 270, "pixel_height": 480}):
        first, second = (panel.plot.frame for panel in panels(0.2, 0.8))
        assert first.get_bottom()[1] > second.get_top()[1]
        assert first.get_center()[0] == pytest.approx(second.get_center()[0])
