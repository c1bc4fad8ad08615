"""The plane of a leg and its velocity: all that is drawn goes as the heavy ball's own states do."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import best_heavy_ball, heavy_ball, quadratic_form, turned_bowl
from scenes.kit.plots.momentum_notes import StateNotes
from scenes.kit.plots.pressed_square import PressedSquare
from scenes.kit.plots.state_plane import STEPS, StatePlane
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Valley
from scenes.kit.style.layout import stage

VALLEY = Valley(turned_bowl((1, 25), 20), (-4.07, -0.52))
ANOTHER = Valley(quadratic_form([[3, 1], [1, 30]], center=[1, -2]), [4, 3], share=1e-4)
NARROW = [VALLEY, ANOTHER, *(Valley(turned_bowl((1, most), 20), (-4.07, -0.52)) for most in (4, 400))]
MAP, SIDE = stage().columns(1.4, 1)


def plane_at(valley: Valley, step: float) -> StatePlane:
    plane = StatePlane(MAP, valley, best_heavy_ball(valley.curvatures)[1])
    plane.clock.set_value(step)
    plane.moving.update()
    return plane


@pytest.mark.parametrize("valley", NARROW)
@pytest.mark.parametrize("step", range(STEPS + 1))
def test_the_ball_has_the_legs_length_and_velocity(valley: Valley, step: int) -> None:
    plane = plane_at(valley, step)
    run = valley.leg_run(1, heavy_ball(plane.rate, plane.momentum), STEPS)
    state = run.path[step, 0], run.series("velocity")[step, 0]
    np.testing.assert_allclose(plane.ball.points, [plane.c2p(*state)], atol=1e-9)


@pytest.mark.parametrize("valley", NARROW)
def test_each_step_shrinks_the_drawn_area_to_beta_of_what_it_was_and_all_in_its_first_half(
    valley: Valley,
) -> None:
    areas = [plane_at(valley, half / 2).area for half in range(2 * STEPS + 1)]
    momentum = best_heavy_ball(valley.curvatures)[1]
    np.testing.assert_allclose(areas[::2], momentum ** np.arange(STEPS + 1))
    np.testing.assert_allclose(areas[1::2], areas[2::2])
    assert plane_at(valley, 0.75).area == pytest.approx(momentum)
    assert momentum < plane_at(valley, 0.25).area < 1


@pytest.mark.parametrize("valley", NARROW)
def test_in_the_end_there_is_a_square_again_upside_down_and_all_was_seen(valley: Valley) -> None:
    first, last = plane_at(valley, 0), plane_at(valley, STEPS)
    assert last.steps == STEPS
    shrunk = np.sqrt(last.momentum) ** STEPS
    for before, after in ((first.square, last.square), (first.ball, last.ball)):
        rest = first.c2p(0.0, 0.0)
        np.testing.assert_allclose(after.points - rest, -shrunk * (before.points - rest), atol=1e-9)
    assert [plane.first.shown[1] for plane in (first, last)] == [0.0, 1.0]
    np.testing.assert_allclose(last.first.points, first.outline.points)
    low, high = first.frame.points.min(axis=0), first.frame.points.max(axis=0)
    for step in np.arange(0, STEPS + 0.01, 0.25):
        points = plane_at(valley, float(step)).outline.points
        assert ((low < points) & (points < high))[:, :2].all()


def test_the_notes_have_the_planes_numbers_and_its_area_as_it_is_now() -> None:
    plane = plane_at(VALLEY, 0)
    notes = StateNotes(SIDE, plane, '"area"')
    assert notes.area.number.written == "1.000"
    plane.clock.set_value(2)
    plane.moving.update()
    notes.update()
    assert notes.area.number.written == "0.198"
    code = str(notes.numbers.typst_code)
    assert "0.444" in code
    assert "0.0311" in code
    assert notes.root.number.written == "0.667"
    assert notes.root.get_bottom()[1] > notes.numbers.get_top()[1]
    assert notes.twice.get_top()[1] < notes.area.get_bottom()[1]


def test_a_pressed_square_changes_its_velocities_first_and_ends_as_a_square() -> None:
    turned = TurnedMomentum.towards_best(VALLEY, 0.75)
    assert turned.rate == pytest.approx(1 / 9)
    assert turned.momentum.get_value() == pytest.approx(0.25)
    square = PressedSquare(MAP, SIDE, turned, '"area"')
    assert square.root.number.written == "0.500"
    assert square.root not in square.get_family()  # it stays when all else goes
    for animations, step, area in (
        (square.press(1.0), 0.5, 0.25),
        (square.shear(1.0), 1.0, 0.25),
        (square.go_on(1.0), STEPS, 0.25**STEPS),
    ):
        for animation in animations:
            animation.begin()
            animation.interpolate(1.0)
        assert square.plane.clock.get_value() == pytest.approx(step)
        square.plane.moving.update()
        assert square.plane.area == pytest.approx(area)
