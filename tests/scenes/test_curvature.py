"""The curvature itself: what the lesson says is what plain loops find, also with other numbers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from gdmath import double_well, heavy_ball, quadratic_form, turned_bowl
from scenes import kit
from scenes.curvature import Curvature
from scenes.kit.plots.miss_notes import zeros_after_point


def set_up(**attributes: Any) -> Any:
    scene = type("MyCurvature", (Curvature,), attributes)(skip_animations=True)
    scene.setup()
    return scene


@pytest.mark.parametrize(
    ("objective", "start", "first"),
    [
        (turned_bowl((1, 4), 20), (-4.0, 1.0), 0.7),
        (turned_bowl((1, 100), -30), (3.0, 2.0), 0.05),
        (turned_bowl((5, 80), 70), (1.0, -2.0), 0.06),
    ],
)
def test_other_valleys_have_numbers_of_their_own(
    objective: Any, start: tuple[float, float], first: float
) -> None:
    scene = set_up(objective=objective, start=start, first_rate=first)
    place, gradient = np.array(start), objective.gradient(np.array(start))
    value, rate = float(objective.value(place)), first
    tried = [rate]
    while float(objective.value(place - rate * gradient)) > value - 0.3 * rate * float(gradient @ gradient):
        rate /= 2
        tried.append(rate)
    np.testing.assert_allclose(scene.slice.tries, tried)
    plain, momentum, newton = scene.walks
    flat, steep = scene.valley.curvatures
    assert newton.iterations == 1
    w, steps = place.copy(), 0
    while float(objective.value(w)) > 1e-6 * value:
        w, steps = w - 2 / (flat + steep) * objective.gradient(w), steps + 1
    assert plain.iterations == steps
    rate, beta = (
        4 / (np.sqrt(flat) + np.sqrt(steep)) ** 2,
        ((steep**0.5 - flat**0.5) / (steep**0.5 + flat**0.5)) ** 2,
    )
    assert momentum.iterations == scene.valley.steps(heavy_ball(rate, beta))
    low, high = np.transpose([scene.map.x_range, scene.map.y_range])
    assert (np.vstack([walk.points for walk in scene.walks]) > low).all()
    assert (np.vstack([walk.points for walk in scene.walks]) < high).all()


@pytest.mark.long
def test_the_lesson_plays_with_another_valley_hill_and_saddle() -> None:
    own = {
        "objective": turned_bowl((1, 100), -30),
        "start": (3.0, 2.0),
        "first_rate": 0.05,
        "hill": double_well(),
        "near_top": 0.9,
        "near_saddle": (-2.6, 0.8),
    }
    scene = type("MyCurvature", (Curvature,), own)(skip_animations=True)
    scene.setup()
    scene.construct()
    said = {beat.name: beat.line for beat in scene.beats}
    assert "J rises from 74.9 to 87.1." in said["wrong"]
    assert "For the 2631 weights of a small network, it has 6.92 million:" in said["cost"]
    assert "they fill 3.3 pictures." in said["cost"]
    plain, momentum, newton = (walk.iterations for walk in scene.walks)
    assert f"needed {plain} steps, and momentum {momentum}. Newton needs {newton}." in said["once"]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"near_top": 3.5}, "comes to no maximum"),
        ({"from_side": 0.6}, "comes to no minimum"),
        ({"near_saddle": (3.5, 2.0)}, "comes to no saddle"),
        ({"landscape": double_well()}, "must be a function of 2 variables"),
        ({"first_rate": 0.01}, "J is no higher than before"),
        ({"objective": quadratic_form([[1, 0], [0, -2]])}, "is no quadratic valley"),
    ],
)
def test_what_cannot_be_shown_is_told(attributes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        set_up(**attributes)
    assert "\n" not in str(caught.value)


def test_in_the_end_each_miss_of_newton_goes_as_the_square_of_the_last() -> None:
    scene = set_up()
    slope, bend, x = scene.hill.gradient, scene.hill.hessian, scene.from_side
    lowest = float(np.ravel(scene.lowest)[0])
    misses = []
    for _ in range(5):
        misses.append(abs(x - lowest))
        x -= float(np.ravel(slope(np.array([x])))[0] / np.ravel(bend(np.array([x])))[0])
    ratios = np.array(misses[1:]) / np.array(misses[:-1]) ** 2
    third = (
        float(np.ravel(bend(np.array([lowest + 1e-4])))[0] - np.ravel(bend(np.array([lowest])))[0])
    ) / 1e-4
    assert ratios[-1] == pytest.approx(
        abs(third) / (2 * float(np.ravel(bend(np.array([lowest])))[0])), rel=0.02
    )


def test_the_zeros_of_newtons_misses_about_double() -> None:
    scene = set_up()
    misses = kit.MissNotes(scene.side, scene.touching, scene.lowest, kit.palette.MINIMUM).misses
    told = [re.search(r'"miss", ([0-9.]+)', str(row.typst_code))[1] for row in misses]  # type: ignore[index]
    assert told == ["1.2", "0.39", "0.059", "0.0017", "0.0000015"]
    assert [zeros_after_point(number) for number in told] == [0, 0, 1, 2, 5]
    for row, zeros in zip(misses, (0, 0, 1, 2, 5), strict=True):
        bright = [glyph for glyph in row.submobjects if glyph.get_fill_color() == kit.palette.TEXT]
        assert len(bright) == zeros
