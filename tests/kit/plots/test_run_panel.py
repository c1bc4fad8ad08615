"""Panels of runs on one curve: they stay in their boxes, stand level, and show their run's numbers."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Group, ManimColor, Typst

from gdmath import descend, parabola, shifted_parabola
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.rate_scale import RateScale, factor_in_numbers, reasons_for_limit
from scenes.kit.plots.run_closeup import RunCloseUp
from scenes.kit.plots.run_panel import RunPanel, notes_below, run_panels
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.layout import stage


def runs(*rates: float, iterations: int = 20) -> list[Run]:
    return [Run(descend(shifted_parabola(), rate, 25.0, iterations=iterations)) for rate in rates]


def panels(*rates: float) -> list[RunPanel]:
    return run_panels(stage(), shifted_parabola(), runs(*rates), [f"eta = {rate}" for rate in rates], 3.0)


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


def test_numbers_are_those_of_the_run_and_begin_at_its_start() -> None:
    (panel,) = panels(0.2)
    assert written(panel.numbers) == ["0", "25.000"]
    panel.run.clock.set_value(2.3)
    panel.numbers.update()
    assert written(panel.numbers) == ["2", "10.920"]  # 3 + 22 * 0.6^2


def test_of_a_run_that_went_very_far_only_the_count_is_shown() -> None:
    (wild,) = runs(2.0, iterations=400)
    narrow, _, _ = stage().columns(1, 3, 3)
    panel = RunPanel(narrow, shifted_parabola(), wild, "eta = 2", 3.0)
    assert written(panel.numbers) == ["0"]


def test_distances_lead_from_the_minimum_to_the_iterates() -> None:
    (panel,) = panels(0.2)
    upright, ways = panel.distances(3)
    assert upright.points[:, 0] == pytest.approx(panel.plot.c2p(3.0, 0)[0])
    np.testing.assert_allclose(ways.ends, panel.plot.on([25.0, 16.2, 10.92]))
    np.testing.assert_allclose(ways.starts[:, 0], panel.plot.c2p(3.0, 0)[0])
    np.testing.assert_allclose(ways.starts[:, 1], ways.ends[:, 1])


def test_a_close_up_has_the_minimum_in_the_middle_and_holds_the_run() -> None:
    (run,) = runs(1.05, iterations=8)
    view = RunCloseUp(stage(), shifted_parabola(), run, "eta = 1.05", 3.0)
    assert sum(view.plot.x_range) / 2 == pytest.approx(3.0)
    nodes, frame = view.plot.nodes(run), view.plot.frame
    assert (nodes[:, 0] > frame.get_left()[0]).all()
    assert (nodes[:, 0] < frame.get_right()[0]).all()
    assert (nodes[:, 1] < frame.get_top()[1]).all()
    assert written(view.numbers) == ["0", "25.0", "480"]
    assert view.note("wider and wider").get_top()[1] < view.numbers.get_bottom()[1]
    assert view.numbers.get_left()[0] > frame.get_right()[0]


def test_the_scale_marks_each_rate_at_its_share_of_the_bar() -> None:
    theory = NearMinimum.of(parabola(), 0.0)  # limit 1, best 1/2
    scale = RateScale(stage(), theory, (0.25, 0.5), later=[1.2])
    assert len(scale.markers) == 1  # the other one is the best, and is marked as that
    zero, limit = scale.at(0.0)[0], scale.at(1.0)[0]
    assert scale.at(0.25)[0] == pytest.approx(zero + 0.25 * (limit - zero))
    _, arrow, _ = scale.markers[0]
    assert arrow.points[1, 0] == pytest.approx(scale.at(0.25)[0])
    _, best, _ = scale.optimum
    assert best.points[1, 0] == pytest.approx(scale.at(0.5)[0])
    assert scale.at(1.2)[0] < stage().right
    later = scale.marker(1.2)
    assert [part.typst_code for part in (later[0], later[2])] == ["$ 1.2 $", "$ -1.4 $"]  # 1 - 1.2 * 2
    assert scale.optimum[0].color == ManimColor(palette.MINIMUM)


def test_the_reasons_name_the_limit_and_the_best_rate() -> None:
    reasons = reasons_for_limit(NearMinimum.of(parabola(), 0.0))
    rows = [row.typst_code for row in reasons if isinstance(row, Typst)]
    assert "= 1 " in rows[1]
    assert "= 0.5:" in rows[2]
    assert "there in one step" in rows[2]


def test_a_factor_in_numbers_holds_as_it_is_shown() -> None:
    theory = NearMinimum(2.0, everywhere=True)
    assert factor_in_numbers(theory, 0.8) == "1 - 0.8 dot 2 = -0.6"
    third = NearMinimum(1 / 3, everywhere=True)  # 0.4 * 0.333 = 0.1332
    assert factor_in_numbers(third, 0.4) == "1 - 0.4 dot 0.333 = 0.867"
