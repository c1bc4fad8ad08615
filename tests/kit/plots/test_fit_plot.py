"""Plots of fits: each residual from its datum to its prediction, the curve of any model, at a run's clock."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DL, UR, Mobject

from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    TWO_FEATURES,
    Dataset,
    LinearRegression,
    LogisticRegression,
    descend,
)
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.labels import holds
from scenes.kit.runs.run import Run
from scenes.kit.runs.trial import Trial
from scenes.kit.style import layout, palette

COST = LinearRegression(SIX_POINTS)
HOURS = Dataset.from_arrays([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1], ["hours"], "passed")


def at_clock(run: Run, moment: float, *mobjects: Mobject) -> Floats:
    run.clock.set_value(moment)
    for mobject in mobjects:
        mobject.update()
    return run.point


def test_residuals_and_line_are_those_of_the_run_at_its_clock() -> None:
    run = Run(descend(COST, 0.001, (3.0, -1.0), iterations=30))
    plot = FitPlot(layout.stage(), COST, run.point)
    plot.follow(run)
    for moment in (0.0, 7.0, 12.3, 30.0):
        w, b = at_clock(run, moment, plot.prediction, plot.residuals)
        x = SIX_POINTS.x[:, 0]
        np.testing.assert_array_equal(plot.parameters, [w, b])
        np.testing.assert_allclose(plot.residuals.starts, plot.c2p(x, SIX_POINTS.y), atol=1e-12)
        np.testing.assert_allclose(plot.residuals.ends, plot.c2p(x, w * x + b), atol=1e-12)
        ends = np.array(plot.x_range)
        np.testing.assert_allclose(plot.prediction.points[[0, -1]], plot.c2p(ends, w * ends + b), atol=1e-12)
    np.testing.assert_array_equal(plot.data.points, plot.residuals.starts)


def test_a_logistic_fit_is_drawn_as_the_curve_it_is() -> None:
    cost = LogisticRegression(HOURS)
    run = Run(descend(cost, 0.3, (0.0, 0.0), iterations=50))
    plot = FitPlot(layout.stage(), cost, run.point)
    plot.follow(run)
    w, b = at_clock(run, 50, plot.prediction, plot.residuals)
    x = np.linspace(*plot.x_range, len(plot.prediction.points))
    chances = 1 / (1 + np.exp(-(w * x + b)))
    np.testing.assert_allclose(plot.prediction.points, plot.c2p(x, chances), atol=1e-9)
    np.testing.assert_allclose(plot.residuals.ends, plot.c2p(HOURS.x[:, 0], cost.predict(run.point)))


def test_a_plane_is_seen_against_one_of_its_features() -> None:
    cost = LinearRegression(TWO_FEATURES)
    plot = FitPlot(layout.stage(), cost, (1.0, -2.0, 3.0), feature=1)
    assert plot.x_label.typst_code == '$ "x2" $'
    x = np.array(plot.x_range)
    section = TWO_FEATURES.x[:, 0].mean() - 2 * x + 3
    np.testing.assert_allclose(plot.prediction.points[[0, -1]], plot.c2p(x, section), atol=1e-9)
    np.testing.assert_allclose(
        plot.residuals.ends, plot.c2p(TWO_FEATURES.x[:, 1], cost.predict((1.0, -2.0, 3.0)))
    )


def test_classes_without_a_best_fit_can_be_plotted() -> None:
    parted = LogisticRegression(Dataset.from_arrays([1, 2, 3, 4], [0, 0, 1, 1]))
    low, high = FitPlot(layout.stage(), parted, (0.0, 0.0)).y_range
    assert low < 0
    assert high > 1


@pytest.mark.parametrize("number", [0, 1])
def test_a_change_to_see_moves_the_line_towards_the_middle(number: int) -> None:
    plot, trial = FitPlot(layout.stage(), COST, (3.0, -1.0)), Trial((3.0, -1.0))
    plot.follow(trial)
    before = plot.prediction.points.copy()
    trial.changes[number].set_value(plot.change_to_see(number))
    rise = plot.prediction.update().points[:, 1] - before[:, 1]
    assert np.abs(rise).max() == pytest.approx(0.35 * plot.frame.height)
    assert (rise < 0).any()  # the first line lies above the middle of the plot


def test_a_plot_follows_what_it_was_told_last() -> None:
    run, trial = Run(descend(COST, 0.001, (3.0, -1.0), iterations=30)), Trial((1.0, 2.0))
    plot = FitPlot(layout.stage(), COST, run.point)
    for moving in (trial, run):
        plot.follow(moving)
        plot.prediction.update()
        np.testing.assert_allclose(plot.prediction.points, plot.points_of(moving.point))


def test_axes_hold_the_first_line_unless_it_is_far_off() -> None:
    near, far = FitPlot(layout.stage(), COST, (3, -1)), FitPlot(layout.stage(), COST, (300, -1))
    assert near.y_range[1] > 20
    assert far.y_range[1] < 10
    for plot in (near, far):
        assert plot.y_range[0] < SIX_POINTS.y.min()
        assert plot.y_range[1] > SIX_POINTS.y.max()


def test_more_room_parts_a_line_from_the_axis() -> None:
    cost = LinearRegression(TEN_POINTS)
    near, far = (FitPlot(layout.stage(), cost, (0.0, 0.0), room=room) for room in (0.06, 0.18))
    gaps = [plot.prediction.points[0, 1] - plot.frame.get_bottom()[1] for plot in (near, far)]
    assert gaps[1] > 2 * gaps[0] > 0


def test_axes_have_the_columns_names() -> None:
    plot = FitPlot(layout.stage(), LogisticRegression(HOURS), (0.0, 0.0))
    assert [label.typst_code for label in (plot.x_label, plot.y_label)] == ['$ "hours" $', '$ "passed" $']


def test_arrows_go_from_one_line_to_the_other_between_the_data_from_left_to_right() -> None:
    plot = FitPlot(layout.stage(), COST, (0.0, 0.0))
    x = np.unique(SIX_POINTS.x[:, 0])
    x = (x[1:] + x[:-1]) / 2
    moves = plot.moves((0.5, 1.0), (2.0, -1.0))
    for place, move in zip(x.tolist(), moves, strict=True):
        np.testing.assert_allclose(
            move.points, [plot.c2p(place, 0.5 * place + 1), plot.c2p(place, 2 * place - 1)]
        )


def test_the_key_to_a_line_stands_within_the_plot_and_covers_no_datum() -> None:
    plot = FitPlot(layout.stage(), COST, (0.0, 0.0))
    key = plot.key_to(plot.prediction_of(COST.minima[0]), "best line", palette.MINIMUM)
    assert holds(plot.frame, key)
    low, high = key.get_corner(DL), key.get_corner(UR)
    inside = ((plot.data.points >= low) & (plot.data.points <= high))[:, :2].all(axis=1)
    assert not inside.any()
