"""The space around a run: nothing is cut off that need not be, its floor is seen, and arrows stay within."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import Objective, beale, descend, gradient_descent, landscape
from scenes.kit.runs.run import Run
from scenes.kit.space.around_run import HEADROOM, space_around
from scenes.kit.space.axes import ROOM_BELOW, Space
from scenes.kit.space.gradient_arrows import LONGEST, gradient_scale, growing_step
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box


def around(objective: Objective, start: tuple[float, float], rate: float) -> tuple[Space, Run]:
    run = Run(descend(objective, gradient_descent(rate), start, iterations=8), eased=True)
    return space_around(objective, run, Box(-6, 2, -3.5, 3), "w_1", "w_2", "J"), run


def test_the_corners_of_a_landscape_are_not_cut_off() -> None:
    space, run = around(landscape(), (-1.0, 1.6), 0.5)
    surface = HeightField(space, landscape())
    assert surface.heights.max() <= space.view.size[2] + 1e-9
    assert (run.path > space.ranges[:2, 0]).all()
    assert (run.path < space.ranges[:2, 1]).all()


def test_a_steep_wall_is_cut_off_above_the_run() -> None:
    space, run = around(beale(), (2.0, 0.5), 1e-3)
    highest, lowest = run.series("value").max(), space.ranges[2] @ [1, ROOM_BELOW] / (1 + ROOM_BELOW)
    assert HeightField(space, beale()).heights.max() > space.view.size[2]
    assert space.ranges[2, 1] == pytest.approx(lowest + HEADROOM * (highest - lowest))


@pytest.mark.parametrize(("objective", "start"), [(landscape(), (-1.0, 1.6)), (beale(), (2.0, 0.5))])
def test_gradients_stay_in_the_box_on_one_scale(objective: Objective, start: tuple[float, float]) -> None:
    space, run = around(objective, start, 1e-2)
    points, gradients = run.path, run.series("gradient")
    scale = gradient_scale(space, points, gradients)
    tips = points + gradients / scale
    assert (tips >= space.ranges[:2, 0]).all()
    assert (tips <= space.ranges[:2, 1]).all()
    assert (np.abs(gradients / scale) <= LONGEST * np.ptp(space.ranges[:2], axis=1)).all()
    assert isinstance(scale, int)


def test_a_gradient_with_room_is_drawn_at_true_scale() -> None:
    space, run = around(landscape(), (-1.0, 1.6), 0.5)
    assert gradient_scale(space, run.path, 0.1 * run.series("gradient")) == 1


def test_a_step_is_what_is_left_of_it_before_the_ball() -> None:
    space, run = around(landscape(), (-1.0, 1.6), 0.5)
    surface = HeightField(space, landscape())
    arrow = growing_step(run, surface, (0.0, 0.2), 0.1)
    for place in (0.4, 0.8, 1.5, 2.9):
        run.clock.set_value(place)
        arrow.update()
        tail, tip = surface.lift(*run.point), surface.lift(*run.path[run.step + 1])
        ends = arrow.world_points()[[0, -1], :2]  # it lies above, off the slope
        assert ends == pytest.approx(np.array([tail[:2], tip[:2]]), abs=0.06)
