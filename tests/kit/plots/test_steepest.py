"""The gradient stands at right angles on its contour, and the step is opposite, at its true scale."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.plots.steepest import CORNER, drawn_at, drawn_in_words, right_angle, steepest

GRADIENT = np.array([-72.4, -17.8])
RATE = 0.005


def on(points: object) -> Floats:
    pairs = 2.0 * np.asarray(points, dtype=float)
    return np.concatenate([pairs, np.zeros((*pairs.shape[:-1], 1))], axis=-1)


def test_the_step_is_true_and_the_gradient_as_large_as_it_says() -> None:
    drawn = steepest(on, (0.5, 1.0), GRADIENT, -RATE * GRADIENT)
    start, tip = drawn.step.points
    np.testing.assert_allclose((tip - start)[:2], 2 * -RATE * GRADIENT)
    start, tip = drawn.gradient.points
    np.testing.assert_allclose((tip - start)[:2], 2 * GRADIENT / 200)
    assert drawn.step.is_outlined


@pytest.mark.parametrize("rate", [3e-9, 0.005, 0.025, 0.5, 7.0])
def test_the_gradient_is_as_long_as_its_step_or_down_to_two_fifths_of_it(rate: float) -> None:
    scale = drawn_at(GRADIENT, -rate * GRADIENT)
    assert 0.39 <= 1 / (rate * scale) <= 1.001


@pytest.mark.parametrize(("rate", "told"), [(0.005, "η = 1/200"), (0.02, "η = 1/50"), (0.003, "1/500")])
def test_it_is_told_whether_the_gradient_is_drawn_at_the_learning_rate(rate: float, told: str) -> None:
    assert drawn_in_words(GRADIENT, -rate * GRADIENT) == told


def test_the_mark_of_a_right_angle_is_a_square() -> None:
    place, way = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    one, two, three = right_angle(place, way, 0.1) - place
    assert one @ three == pytest.approx(0)
    np.testing.assert_allclose(two, one + three)
    assert np.linalg.norm(one) == pytest.approx(0.1 * np.linalg.norm(way))


def test_the_mark_is_as_large_as_ever_and_skewed_as_the_map_is_stretched() -> None:
    stretch = np.array([1.0, 1.0, 1.0])
    drawn = steepest(lambda points: stretch * on(points), (0.5, 1.0), GRADIENT, -RATE * GRADIENT)
    start = drawn.gradient.points[0]
    assert np.linalg.norm(drawn.corner.points[0] - start) == pytest.approx(CORNER)
    stretch[1] = 0.3
    for part in (drawn.gradient, drawn.corner):
        part.update()
    start, tip = drawn.gradient.points
    one, _, three = drawn.corner.points - start
    assert abs(np.cross(one, tip - start)).max() == pytest.approx(0)
    assert abs(one @ three) > 0.1 * np.linalg.norm(one) * np.linalg.norm(three)
