"""What lessons on fitting share: which epochs they show, and the plot of a line among its data."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import SIX_POINTS, TWO_FEATURES, Dataset, LinearRegression
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.style import layout

RANDOM = np.random.default_rng(3)
AREAS = RANDOM.uniform(2000, 9000, 200)
HOUSES = Dataset.from_arrays(AREAS, 40 + 0.03 * AREAS + RANDOM.normal(0, 25, 200), ["area"], "price")
COST = LinearRegression(SIX_POINTS)


def set_up(**changed: object) -> RegressionLesson:
    """Return a lesson whose descent is computed, with some of its attributes changed."""
    lesson = type("Changed", (RegressionLesson,), {"lecture": None, **changed})(skip_animations=True)
    assert isinstance(lesson, RegressionLesson)
    lesson.setup()
    return lesson


def test_the_default_descent_is_reference_b() -> None:
    lesson = set_up()
    assert lesson.last_epoch() == 12_000
    np.testing.assert_allclose(lesson.fit.path[11_900], [-1.9933280497, 1.9653553483], rtol=1e-9)
    assert not lesson.get_caution(lesson.heading("Title")).submobjects


def test_other_data_need_no_other_line() -> None:
    lesson = set_up(dataset=HOUSES)
    assert not lesson.fit.diverges
    last = lesson.last_epoch()
    assert last < lesson.last_epoch(until_settled=False) == 12_000
    assert lesson.cost.value(lesson.fit.path[last]) == pytest.approx(lesson.least, rel=0.1)
    note = lesson.get_rate_note()
    assert "standardised" in note.typst_code
    assert "limit" not in note.typst_code


def test_a_diverging_descent_is_shown_until_it_is_lost() -> None:
    lesson = set_up(learning_rate=0.05)
    near, far = lesson.last_epoch(lost=4.0), lesson.last_epoch()
    assert 1 < near < far < lesson.fit.iterations
    excess = lesson.fit.values - lesson.least
    assert excess[near] <= 4 * excess[0] < excess[near + 1]
    np.testing.assert_array_equal(lesson.tame_path(4.0), lesson.fit.path[: near + 1])
    assert "limit" in lesson.get_rate_note().typst_code
    assert set_up(learning_rate=5.0).last_epoch(lost=1.0) == 1


def test_the_moment_counts_the_shown_epochs() -> None:
    lesson = set_up()
    lesson.show_only(np.array([0, 10, 100]))
    lesson.moment.set_value(1.0)
    assert (lesson.epoch, lesson.passed, lesson.position) == (10, 1, 1.0)
    np.testing.assert_array_equal(lesson.parameters(), lesson.fit.path[10])
    lesson.moment.set_value(1.25)
    assert lesson.passed == 1
    assert 1 < lesson.position < 1.25  # few epochs are eased


def test_more_than_one_feature_is_refused() -> None:
    with pytest.raises(ValueError, match=r"one feature, not to x1, x2: choose one"):
        set_up(dataset=TWO_FEATURES)


def test_residuals_end_at_datum_and_prediction() -> None:
    plot = FitPlot(layout.stage(), COST, (3.0, -1.0))
    now = np.array([-1.0, 0.5])
    plot.follow(lambda: now)
    for mobject in (plot.line, plot.residuals):
        mobject.update()
    x = SIX_POINTS.x[:, 0]
    np.testing.assert_allclose(plot.residuals.starts, plot.c2p(x, SIX_POINTS.y), atol=1e-12)
    np.testing.assert_allclose(plot.residuals.ends, plot.c2p(x, -x + 0.5), atol=1e-12)
    ends = np.array(plot.x_range)
    np.testing.assert_allclose(plot.line.points, plot.c2p(ends, -ends + 0.5), atol=1e-12)
    np.testing.assert_array_equal(plot.data.points, plot.residuals.starts)


def test_axes_hold_the_first_line_unless_it_is_far_off() -> None:
    near, far = FitPlot(layout.stage(), COST, (3, -1)), FitPlot(layout.stage(), COST, (300, -1))
    assert near.y_range[1] > 20
    assert far.y_range[1] < 10
    for plot in (near, far):
        assert plot.y_range[0] < SIX_POINTS.y.min()
        assert plot.y_range[1] > SIX_POINTS.y.max()


def test_axes_have_the_columns_names() -> None:
    plot = FitPlot(layout.stage(), LinearRegression(HOUSES), (3.0, -1.0))
    assert [label.typst_code for label in (plot.x_label, plot.y_label)] == ['$ "area" $', '$ "price" $']


def test_a_line_through_the_origin_has_no_rounding_for_its_intercept() -> None:
    x = np.arange(1.0, 7.0)
    lesson = set_up(dataset=Dataset.from_arrays(x, 2 * x), start=(3.0, -1.0), learning_rate=None)
    best = np.array([2.0, -8.9e-16])  # what least squares may leave over
    lesson.best, lesson.least = best, 1e-30
    w, b, j = lesson.number_formats()
    assert [w.characters(value) for value in (3.0, best[0])] == ["3.000", "2.000"]
    assert [b.characters(value) for value in (-1.0, best[1])] == ["\u22121.00", "0.00"]
    assert [j.characters(value) for value in (lesson.costs[0], lesson.least)] == ["9.167", "0.000"]
