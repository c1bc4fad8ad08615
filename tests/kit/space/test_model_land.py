"""A landscape that becomes its second-order model: heights, curvatures and places are those of gdmath."""

from typing import Any

import numpy as np
from manim.animation.animation import prepare_animation

from gdmath import FloatArray, damped_newton, descend, himmelblau, newton, second_order_model
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.space.model_land import ModelLand
from scenes.kit.style import layout, palette

POINT = np.array([-0.9, 2.6])
PLACES = np.array([[-0.9, 2.6], [-1.3, 2.8], [-0.4, 2.4]])


def land_and_model() -> tuple[ModelLand, Any]:
    main, _ = layout.stage().columns(1.4, 1)
    land = ModelLand(main, NewtonAstray(himmelblau(), POINT, 2, 2))
    return land, land.model(POINT, palette.MINIMUM)


def run(animations: list[Any], share: float = 1.0) -> None:
    for animation in map(prepare_animation, animations):
        animation.begin()
        animation.interpolate(share)


def drawn(land: ModelLand) -> FloatArray:
    """Return the heights at the places, as they are drawn, in J's unit."""
    low, high = land.space.ranges[2]
    size = land.space.view.size[2]
    return np.asarray(low + land.surface.lift(*PLACES.T)[:, 2] / size * (high - low))


def test_the_landscape_becomes_the_model_that_touches_and_itself_again() -> None:
    land, model = land_and_model()
    objective = himmelblau()
    touching = second_order_model(objective, POINT)
    np.testing.assert_allclose(model.value(PLACES), touching.value(PLACES))
    np.testing.assert_allclose(drawn(land), objective.value(PLACES), atol=0.2)
    run(model.appear(1.0))
    np.testing.assert_allclose(drawn(land), touching.value(PLACES), atol=0.2)
    run(model.leave(1.0), share=0.5)
    np.testing.assert_allclose(drawn(land), (objective.value(PLACES) + touching.value(PLACES)) / 2, atol=0.2)
    run(model.leave(1.0))
    np.testing.assert_allclose(drawn(land), objective.value(PLACES), atol=0.2)


def test_a_saddle_of_the_model_turns_into_a_bowl_with_curvatures_of_the_same_size() -> None:
    land, model = land_and_model()
    hessian = himmelblau().hessian(POINT)
    assert model.is_bent_down
    np.testing.assert_allclose(model.level, descend(himmelblau(), newton(), POINT, iterations=1).points[1])
    for cut, color in zip(model.cuts, (palette.GRADIENT, palette.MINIMUM), strict=True):
        np.testing.assert_allclose(cut.rgb, palette.rgb(color))
    run(model.turn(1.0))
    assert not model.is_bent_down
    np.testing.assert_allclose(
        model.level, descend(himmelblau(), damped_newton(), POINT, iterations=1).points[1]
    )
    curvatures = np.linalg.eigvalsh(model.hessian(1.0))
    np.testing.assert_allclose(np.sort(np.abs(np.linalg.eigvalsh(hessian))), np.sort(curvatures))
    np.testing.assert_allclose(drawn(land), model.value(PLACES), atol=0.2)
    for cut in model.cuts:
        np.testing.assert_allclose(cut.rgb, palette.rgb(palette.MINIMUM))


def test_cuts_lie_along_the_eigenvectors_through_the_place_where_the_model_touches() -> None:
    _, model = land_and_model()
    for cut, way in zip(model.cuts, np.linalg.eigh(himmelblau().hessian(POINT))[1].T, strict=True):
        first, last = cut.iterates
        np.testing.assert_allclose((first + last) / 2, POINT)
        np.testing.assert_allclose(abs((last - first) @ way), np.linalg.norm(last - first))


def test_the_ring_and_the_ball_come_to_where_the_model_is_level() -> None:
    land, model = land_and_model()
    run(model.appear(1.0))
    run([model.jump(land.ball, model.level, 1.0)])
    (x, y), [ring] = model.level, model.marks(model.level)
    np.testing.assert_allclose(land.ball.floor, land.space.c2p(x, y, 0.0)[:2])
    foot = land.space.view.project(land.ball.foot)
    np.testing.assert_allclose(ring.points[0], foot, atol=0.02)
