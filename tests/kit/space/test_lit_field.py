"""Of a lit field, what is near its lamp is drawn and hides what lies behind it; nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, quadratic_form
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.lamp_light import RIM
from scenes.kit.space.lit_field import LitField
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import FloorPath
from scenes.kit.style.layout import Box
from tests.conftest import Canvas

RANGE = (-2.0, 2.0)
LAMP = (0.8, -0.4)
REACH = 0.5  # world units: twice as many in x and y


def slope(points: Floats) -> Floats:
    return np.asarray(1.5 + 0.6 * points[..., 0] - 0.3 * points[..., 1])


@pytest.fixture
def space() -> Space:
    return Space(RANGE, RANGE, (0, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=40)


def lit(space: Space, reach: float) -> LitField:
    return LitField(space, slope, (48, 48), rulings=0, contours=0).light(*LAMP).set(reach=reach)


def test_near_the_lamp_it_is_drawn_as_a_field_is_and_far_away_not_at_all(
    space: Space, canvas: Canvas
) -> None:
    usual = canvas.draw(HeightField(space, slope, (48, 48), rulings=0, contours=0)).copy()
    picture = canvas.draw(lit(space, REACH))
    x, y = np.meshgrid(*[np.linspace(-1.8, 1.8, 25)] * 2)
    away = np.hypot(x - LAMP[0], y - LAMP[1]) / 2
    for distance, point in zip(
        away.ravel(), space.project(x, y, slope(np.stack([x, y], -1))).reshape(-1, 3), strict=True
    ):
        color = canvas.at(point)
        if distance < (1 - RIM) * REACH - 0.05:
            canvas.picture = usual
            np.testing.assert_allclose(color, canvas.at(point), atol=1)
            canvas.picture = picture
        elif distance > REACH + 0.05:
            assert not color.any()


def test_the_light_fades_out_towards_its_rim(space: Space, canvas: Canvas) -> None:
    canvas.draw(lit(space, REACH))
    along = LAMP[0] - np.linspace(0, 2 * REACH, 9)
    places = [space.project(x, LAMP[1], float(slope(np.array([x, LAMP[1]])))) for x in along]
    bright = [int(canvas.at(place).sum()) for place in places]
    assert bright[0] > bright[-3] > bright[-2] > bright[-1]
    assert bright[-1] < 0.1 * bright[0]


@pytest.mark.parametrize(("reach", "is_hidden"), [(REACH, False), (9.0, True)])
def test_what_is_not_lit_hides_nothing(space: Space, canvas: Canvas, reach: float, is_hidden: bool) -> None:
    field = lit(space, reach)
    under = FloorPath(field, [[-1.5, 0.5], [-1.0, 0.5]], width=30)
    place = space.project(-1.25, 0.5, 0.0)
    canvas.draw(under)
    ghost, shown = canvas.at(place).max() < 150, canvas.at(place).max() > 200
    assert (ghost, shown) == (is_hidden, not is_hidden)


def test_without_reach_nothing_is_drawn_and_with_enough_all_of_it(space: Space, canvas: Canvas) -> None:
    assert not canvas.draw(lit(space, 0.0)).any()
    field = lit(space, 9.0)
    assert field.is_all_lit
    assert not lit(space, 2.0).is_all_lit
    whole = canvas.draw(HeightField(space, slope, (48, 48), rulings=0, contours=0)).copy()
    np.testing.assert_array_equal(canvas.draw(field), whole)


def test_the_lamp_goes_along_with_a_run(space: Space) -> None:
    run = Run(descend(quadratic_form([[1.0, 0.0], [0.0, 2.0]]), 0.3, (1.5, -1.0), iterations=3), eased=True)
    field = lit(space, REACH).follow(run)
    for clock in (0.0, 1.4, 3.0):
        run.clock.set_value(clock)
        field.update()
        np.testing.assert_allclose(field.lamp, space.c2p(run.point[0], run.point[1], 0.0)[:2])


def test_the_light_widens_by_the_same_factor_in_equal_times(space: Space) -> None:
    field = lit(space, 0.5)
    widening = field.widen(8.0, rate_func=lambda share: share)
    widening.begin()
    reached = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        widening.interpolate(share)
        reached.append(field.reach)
    np.testing.assert_allclose(reached, [0.5, 1.0, 2.0, 4.0, 8.0])


def test_a_lamp_that_has_been_elsewhere_lights_as_before(space: Space, canvas: Canvas) -> None:
    field = lit(space, 1.6)  # as wide as all of the surface, and still not all of it is lit
    assert not field.is_all_lit
    first = canvas.draw(field).copy()
    canvas.draw(field.light(0.0, 0.0))
    np.testing.assert_array_equal(canvas.draw(field.light(*LAMP)), first)
