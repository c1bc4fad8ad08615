"""What lessons on fitting share: which epochs are worth showing, the run's numbers, and notes on its rate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import TWO_FEATURES, Dataset
from scenes.kit.lessons.rate_note import caution, fitted_rate_note, rate_note
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.style import layout

RANDOM = np.random.default_rng(3)
AREAS = RANDOM.uniform(2000, 9000, 200)
HOUSES = Dataset.from_arrays(AREAS, 40 + 0.03 * AREAS + RANDOM.normal(0, 25, 200), ["area"], "price")


def set_up(**changed: object) -> RegressionLesson:
    """Return a lesson whose descent is computed, with some of its attributes changed."""
    lesson = type("Changed", (RegressionLesson,), changed)(skip_animations=True)
    assert isinstance(lesson, RegressionLesson)
    lesson.setup()
    return lesson


def test_the_default_descent_is_reference_b() -> None:
    lesson = set_up()
    assert lesson.last_epoch() == 12_000
    np.testing.assert_allclose(lesson.run.path[11_900], [-1.9933280497, 1.9653553483], rtol=1e-9)
    assert not caution(lesson.fit, lesson.heading("Title")).submobjects


def test_without_a_rate_other_data_need_no_other_line() -> None:
    lesson = set_up(dataset=HOUSES, learning_rate=None)
    assert not lesson.fit.diverges
    last = lesson.last_epoch()
    assert last < lesson.last_epoch(until_settled=False) == 12_000
    assert lesson.cost.value(lesson.fit.path[last]) == pytest.approx(lesson.least, rel=0.1)
    note = rate_note(lesson.fit, lesson.heading("Title"))
    assert "standardised" in note.typst_code
    assert "limit" not in note.typst_code


def test_a_diverging_descent_is_shown_until_it_is_lost() -> None:
    lesson = set_up(learning_rate=0.05)
    near, far = lesson.last_epoch(lost=4.0), lesson.last_epoch()
    assert 1 < near < far < lesson.fit.iterations
    excess = lesson.fit.values - lesson.least
    assert excess[near] <= 4 * excess[0] < excess[near + 1]
    np.testing.assert_array_equal(lesson.tame_path(4.0), lesson.fit.path[: near + 1])
    assert "limit" in rate_note(lesson.fit, lesson.heading("Title")).typst_code
    assert set_up(learning_rate=5.0).last_epoch(lost=1.0) == 1


def test_the_note_on_the_rate_ends_where_it_is_told_to() -> None:
    lesson = set_up(dataset=HOUSES, learning_rate=5.0, standardize=True)
    title = lesson.heading("A title")
    right = float(title.get_right()[0]) + 2.0
    assert fitted_rate_note(lesson.fit, title, right).get_right()[0] <= right + 1e-6


def test_numbers_are_those_of_the_run() -> None:
    lesson = set_up()
    lesson.run.show([0, 10, 100])
    readouts: Any = lesson.readouts(layout.stage(), "epoch", "w", "J", "b")
    epoch, w, j, b = readouts
    lesson.run.clock.set_value(1.5)
    shown = [readout.update().number.written for readout in (epoch, w, j, b)]
    value, (slope, intercept) = lesson.fit.values[55], lesson.fit.path[55]
    assert shown == [
        "55",
        *(
            lesson.number_format(name).characters(n)
            for name, n in (("w", slope), ("J", value), ("b", intercept))
        ),
    ]
    assert epoch.get_center()[1] > j.get_center()[1]
    assert epoch.get_left()[0] < w.get_left()[0]


def test_more_than_one_feature_is_refused() -> None:
    with pytest.raises(ValueError, match=r"one feature, not to x1, x2: choose one"):
        set_up(dataset=TWO_FEATURES)


def test_a_line_through_the_origin_has_no_rounding_for_its_intercept() -> None:
    x = np.arange(1.0, 7.0)
    lesson = set_up(dataset=Dataset.from_arrays(x, 2 * x), start=(3.0, -1.0), learning_rate=None)
    lesson.best, lesson.least = np.array([2.0, -8.9e-16]), 1e-30  # what least squares may leave over
    w, b, j = map(lesson.number_format, "wbJ")
    assert [w.characters(value) for value in (3.0, 2.0)] == ["3.000", "2.000"]
    assert [b.characters(value) for value in (-1.0, -8.9e-16)] == ["\u22121.00", "0.00"]
    assert j.characters(1e-30) == "0.000"


def test_a_gradients_numbers_have_the_digits_of_the_first_one() -> None:
    lesson = set_up()
    readouts: Any = lesson.readouts(layout.stage(), "dJ/dw", "dJ/db", "slope")
    first = lesson.cost.gradient(lesson.start)
    told = [float(readout.update().number.written.replace("\u2212", "-")) for readout in readouts]
    assert told[:2] == pytest.approx(first.tolist(), abs=0.05)
    assert told[2] == pytest.approx(float(np.hypot(*first)), abs=0.005)
