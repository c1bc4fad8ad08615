from collections.abc import Sequence

import numpy as np
import pytest
from manim import LEFT, RIGHT, UP, Mobject, Square

from scenes.kit.painted.fog import Fog
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.production.studio.frame_digest import FrameDigests
from scenes.production.studio.standing_still import StandingStill


@pytest.fixture
def camera() -> PaintingCamera:
    return PaintingCamera()


def found(camera: PaintingCamera, *frames: Sequence[Mobject]) -> StandingStill:
    still, digests = StandingStill(camera), FrameDigests(camera)
    for mobjects in frames:
        still.look_at(mobjects, digests.of(mobjects))
    return still


def test_what_stands_still_beside_what_moves_is_drawn_once(camera: PaintingCamera) -> None:
    under, over, beside = Square(), Square(), Square().shift(5 * RIGHT)
    dot = Dots([[0.0, 0.0, 0.0]])
    frames = [[under, dot.copy().shift(shift * LEFT), over, beside] for shift in (0.0, 0.5, 1.0)]
    places, box = found(camera, *frames).found()
    assert places == {0, 3}
    assert box is not None
    assert box.left < -1.0
    assert 1.0 < box.right < 2.0  # the square that lies over the dots' way


def test_what_lies_on_something_drawn_anew_is_drawn_anew(camera: PaintingCamera) -> None:
    dot, over, on_that = Dots([[0.0, 0.0, 0.0]]), Square(), Square().shift(1.5 * RIGHT)
    frames = [[dot, over, on_that], [dot.copy().shift(0.1 * UP), over, on_that]]
    assert found(camera, *frames).found()[0] == set()


def test_what_has_come_back_to_its_place_has_moved(camera: PaintingCamera) -> None:
    frames = [[Square().shift(shift * RIGHT)] for shift in (0.0, 1.0, 0.0)]
    assert found(camera, *frames).found()[0] == set()


def test_where_all_stands_still_nothing_is_drawn_anew(camera: PaintingCamera) -> None:
    places, box = found(camera, [Square(), Fog()], [Square(), Fog()]).found()
    assert places == {0, 1}
    assert box is not None
    assert box.left > box.right


def test_in_front_of_what_may_be_anywhere_all_is_drawn_anew(camera: PaintingCamera) -> None:
    fog, far = Fog(), Square().shift(5 * RIGHT)
    fog.opacity = 1.0
    thicker = fog.copy().set_opacity(0.5)
    assert found(camera, [Square(), fog, far], [Square(), thicker, far]).found() == (frozenset({0}), None)


@pytest.mark.parametrize("more", [[], [Square(), Square()]], ids=["fewer", "more"])
def test_where_the_number_of_mobjects_changes_nobody_knows_where_they_lie(
    more: list[Mobject], camera: PaintingCamera
) -> None:
    places, box = found(camera, [Square(), Square().shift(UP)], [Square(), *more]).found()
    assert places <= {0, 1}
    assert 0 in places
    assert box is None


def test_if_the_view_changes_all_is_drawn_anew(camera: PaintingCamera) -> None:
    still, digests = StandingStill(camera), FrameDigests(camera)
    square = Square()
    still.look_at([square], digests.of([square]))
    camera.frame.scale(0.5)
    still.look_at([square], digests.of([square]))
    assert still.found() == (frozenset(), None)


def test_what_has_no_digest_is_drawn_anew(camera: PaintingCamera) -> None:
    still, square = StandingStill(camera), Square()
    for nothing in (b"one", b"other"):
        still.look_at([square], [nothing])
    assert still.found() == (frozenset(), None)


def test_a_window_that_follows_a_moving_mark_is_no_change_of_others(camera: PaintingCamera) -> None:
    window = Square(6)
    dots = [Dots(np.array([[x, 0.0, 0.0]]), window=window) for x in (-2.0, -1.9)]
    label = Dots([[2.0, 0.0, 0.0]], window=window)
    assert found(camera, [dots[0], label], [dots[1], label]).found()[0] == {1}
