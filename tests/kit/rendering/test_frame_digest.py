from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, UP, Circle, Group, ImageMobject, Mobject, Square, ValueTracker, VGroup
from manim.utils.family import extract_mobject_family_members
from numpy.typing import NDArray

from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.frame_digest import FrameDigests, NoDigestError, displayed
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout, palette


@pytest.fixture
def camera() -> PaintingCamera:
    return PaintingCamera()


def bowl(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sum(points**2, axis=-1))


def space() -> Space:
    return Space((-1, 1), (-1, 1), (0, 2), layout.frame())


def book() -> Flipbook:
    return Flipbook(layout.frame(), np.linspace(0, 1, 60_000).reshape(2, 100, 100, 3))


def _constant(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    values.setflags(write=False)
    return values


CHANGES: dict[str, tuple[Callable[[], Mobject], Callable[[Any], object]]] = {
    "place": (Square, lambda square: square.shift(1e-9 * RIGHT)),
    "fill": (Square, lambda square: square.set_fill(palette.OBJECTIVE, 0.5)),
    "stroke colour": (Square, lambda square: square.set_stroke(palette.OBJECTIVE)),
    "stroke width": (Square, lambda square: square.set_stroke(width=5)),
    "opacity": (Square, lambda square: square.set_opacity(0.5)),
    "painted place": (LiveNumber, lambda number: number.shift(UP)),
    "painted colour": (LiveNumber, lambda number: number.set_color(palette.MINIMUM)),
    "painted opacity": (LiveNumber, lambda number: number.set_opacity(0.1)),
    "painted part": (
        lambda: Dots(np.zeros((3, 3))),
        lambda dots: dots.pointwise_become_partial(dots, 0, 0.5),
    ),
    "number": (LiveNumber, lambda number: number.set_value(1.25)),
    "heights": (
        lambda: HeightField(space(), bowl, (4, 4)),
        lambda surface: surface.heights.__setitem__((2, 2), 0.1),
    ),
    "page": (book, lambda book: book.turn_to(1.0)),
    "pages": (book, lambda book: setattr(book, "pages", _constant(255 - book.pages))),
    "stain": (
        lambda: HeightField(space(), bowl, (4, 4)),
        lambda surface: surface.stain(np.full((5, 5, 4), 0.5)),
    ),
    "view": (
        lambda: HeightField(space(), bowl, (4, 4)),
        lambda surface: surface.space.view.turn_to(30.0, 40.0),
    ),
}


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_of_the_picture_is_a_change_of_the_digest(change: str, camera: PaintingCamera) -> None:
    make, alter = CHANGES[change]
    mobject = make()
    before = FrameDigests(camera).of([mobject])
    assert FrameDigests(camera).of([mobject]) == before
    alter(mobject)
    assert FrameDigests(camera).of([mobject]) != before


def test_equal_mobjects_are_alike(camera: PaintingCamera) -> None:
    for make, _ in CHANGES.values():
        assert FrameDigests(camera).of([make()]) == FrameDigests(camera).of([make()])
        assert FrameDigests(camera).of([make().copy()]) == FrameDigests(camera).of([make()])


def test_what_is_not_drawn_does_not_count(camera: PaintingCamera) -> None:
    number = LiveNumber()
    before = FrameDigests(camera).of([number, ValueTracker(0)])
    number.add_updater(lambda mobject: mobject.shift(0 * RIGHT))
    assert FrameDigests(camera).of([number, ValueTracker(1)]) == before


def test_the_order_of_drawing_counts(camera: PaintingCamera) -> None:
    assert FrameDigests(camera).of([Square(), Circle()]) != FrameDigests(camera).of([Circle(), Square()])


def test_the_region_that_is_seen_counts(camera: PaintingCamera) -> None:
    before = FrameDigests(camera).of([Square()])
    camera.frame.scale(2)
    assert FrameDigests(camera).of([Square()])[0] != before[0]
    assert FrameDigests(camera).of([Square()])[1:] == before[1:]


def test_a_thing_referred_to_counts_with_the_first_that_refers_to_it(camera: PaintingCamera) -> None:
    shared = space()
    surfaces = [HeightField(shared, bowl, (4, 4)) for _ in range(2)]
    before = FrameDigests(camera).of([Square(), *surfaces])
    shared.view.turn_to(30.0, 40.0)
    after = FrameDigests(camera).of([Square(), *surfaces])
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_mobjects_made_of_pixels_have_no_digest(camera: PaintingCamera) -> None:
    with pytest.raises(NoDigestError, match="ImageMobject is made of pixels"):
        FrameDigests(camera).of([ImageMobject(np.zeros((2, 2, 4), dtype=np.uint8))])


def test_what_cannot_be_written_down_has_none(camera: PaintingCamera) -> None:
    number = LiveNumber()
    number.rule = lambda value: value  # type: ignore[attr-defined]
    with pytest.raises(NoDigestError, match="function cannot be written down"):
        FrameDigests(camera).of([number])


def test_it_displays_what_manim_displays(camera: PaintingCamera) -> None:
    square, circle = Square().set_z_index(2), Circle()
    groups = [
        Group(square, VGroup(circle, Square())),
        LiveNumber(),
        Group(circle),
        ValueTracker(1),
        Mobject(),
    ]
    manims = extract_mobject_family_members(groups, use_z_index=True, only_those_with_points=True)
    assert [id(one) for one in displayed(groups, camera)] == [id(one) for one in manims]


def test_a_digest_tells_all_by_itself(camera: PaintingCamera) -> None:
    """What several refer to counts with each of them: in what was drawn once, nothing may have changed."""
    shared = space()
    surfaces = [HeightField(shared, bowl, (4, 4)) for _ in range(2)]
    digests = FrameDigests(camera)
    before = digests.of(surfaces)
    surfaces[0].heights[2, 2] = 0.1
    [_, first, second] = digests.of(surfaces)
    assert first != before[1]
    assert second == before[2]
    shared.view.turn_to(30.0, 40.0)
    assert digests.of(surfaces)[2] != second


def test_what_refers_to_itself_has_a_digest(camera: PaintingCamera) -> None:
    """Those in a circle tell all only together: whatever of it changes, the last of them does."""
    dots, other, last = (Dots(np.zeros((3, 3))) for _ in range(3))
    dots.window, other.window, last.window = other, dots, dots
    digests = FrameDigests(camera)
    before = digests.of([dots, other, last])
    assert digests.of([dots, other, last]) == before
    other.shift(UP)
    assert digests.of([dots, other, last])[3] != before[3]
