"""Painted mobjects have Manim's manners: what its animations do to them is what they do to any mobject."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Circle, FadeIn, FadeOut, Rectangle, Transform

from scenes.kit.painted.marks import Areas, Dots, Pointer
from scenes.kit.painted.painted import Painted
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.style import palette
from scenes.kit.style.motion import draw
from tests.conftest import Canvas

WALL = Areas([[-3, -2, 0]], [[3, 2, 0]], fill=1.0)
EVENLY = {"rate_func": lambda share: share}


def test_drawn_in_its_own_color(canvas: Canvas) -> None:
    canvas.draw(WALL.copy().set_color(palette.STEP))
    assert canvas.at((0, 0, 0)) == pytest.approx(255 * palette.rgb(palette.STEP), abs=1)
    assert canvas.at((3.5, 0, 0)).tolist() == [0, 0, 0]


def test_half_opacity_is_half_the_light(canvas: Canvas) -> None:
    canvas.draw(WALL.copy().set_opacity(0.5))
    assert canvas.at((0, 0, 0)) == pytest.approx(127.5 * palette.rgb(palette.RESIDUAL), abs=1.5)


def test_nothing_is_drawn_at_opacity_zero(canvas: Canvas) -> None:
    assert not canvas.draw(WALL.copy().set_opacity(0)).any()


def test_window_cuts_off(canvas: Canvas) -> None:
    wall = WALL.copy()
    wall.window = Rectangle(width=2, height=2)
    canvas.draw(wall)
    assert canvas.at((0.9, 0.9, 0)).any()
    assert not canvas.at((1.2, 0, 0)).any()


def test_manims_leftover_path_is_not_painted(canvas: Canvas) -> None:
    dot = Dots([[3, 0, 0]], color=palette.MINIMUM)
    canvas.draw(Circle(radius=1, stroke_width=0, fill_opacity=0), dot)
    assert not canvas.at((0, 0, 0)).any()


@pytest.mark.parametrize("alpha", [0.0, 0.25, 0.75, 1.0])
def test_fades(alpha: float) -> None:
    wall = WALL.copy()
    for animation, expected in ((FadeIn(wall, **EVENLY), alpha), (FadeOut(wall, **EVENLY), 1 - alpha)):
        animation.begin()
        animation.interpolate(alpha)
        assert wall.opacity == pytest.approx(expected)
        wall.set_opacity(1.0)


def test_transform_blends_points_and_color() -> None:
    start = Dots([[0, 0, 0]], color=palette.STEP)
    target = Dots([[2, 4, 0]], color=palette.MINIMUM)
    animation = Transform(start, target, rate_func=lambda share: share)
    animation.begin()
    animation.interpolate(0.5)
    assert start.points == pytest.approx(np.array([[1, 2, 0]]))
    assert start.rgb == pytest.approx((palette.rgb(palette.STEP) + palette.rgb(palette.MINIMUM)) / 2)


def test_transform_between_different_numbers_of_points_is_refused() -> None:
    with pytest.raises(ValueError, match="Dots with 1 points cannot become one with 2"):
        Dots([[0, 0, 0]]).align_points(Dots([[0, 0, 0], [1, 1, 0]]))


def test_a_copy_is_independent() -> None:
    first = Dots([[0, 0, 0]])
    second = first.copy().shift(np.array([1.0, 0, 0])).set_opacity(0.2)
    assert first.points[0, 0] == 0
    assert first.opacity == 1
    assert second.points[0, 0] == 1


def test_paint_is_asked_of_every_kind(canvas: Canvas) -> None:
    with pytest.raises(NotImplementedError, match="Painted has to say how it is painted"):
        canvas.draw(Painted([[0, 0, 0]]))


def test_create_draws_a_stroke_from_its_start(canvas: Canvas) -> None:
    stroke = Stroke([[-4, 0, 0], [4, 0, 0]], width=20)
    animation = draw(stroke, rate_func=lambda share: share)
    animation.begin()
    animation.interpolate(0.5)
    canvas.draw(stroke)
    assert canvas.at((-1, 0, 0)).any()
    assert not canvas.at((1, 0, 0)).any()


def test_segments_end_at_their_points(canvas: Canvas) -> None:
    segments = Segments([[-1, -2, 0], [1, -2, 0]], [[-1, 1, 0], [1, 2, 0]], width=20)
    assert segments.starts.tolist() == [[-1, -2, 0], [1, -2, 0]]
    assert segments.ends.tolist() == [[-1, 1, 0], [1, 2, 0]]
    canvas.draw(segments)
    assert canvas.at((-1, 0.9, 0)).any()
    assert not canvas.at((-1, 1.5, 0)).any()
    assert canvas.at((1, 1.5, 0)).any()


def test_dashes_leave_gaps(canvas: Canvas) -> None:
    whole = canvas.draw(Segments([[-4, 0, 0]], [[4, 0, 0]], width=10)).sum()
    dashed = canvas.draw(Segments([[-4, 0, 0]], [[4, 0, 0]], width=10, dash=DASH)).sum()
    assert dashed == pytest.approx(whole * DASH[0] / sum(DASH), rel=0.05)


@pytest.mark.parametrize("until", [0.0, 0.5, 1.0, 1.25, 2.0])
def test_trail_ends_where_it_has_come_to(until: float) -> None:
    path = np.array([[0.0, 0, 0], [2, 0, 0], [2, 2, 0]])
    walked = Trail(path).show_until(until).walked()
    expected = [np.interp(until, range(3), path[:, axis]) for axis in range(3)]
    assert walked[-1] == pytest.approx(np.array(expected))
    assert walked[0].tolist() == [0, 0, 0]


def test_trail_follows_the_curve_between_iterates() -> None:
    x = np.array([2.0, 1.0, 0.5])
    fine = x[:-1, None] + np.linspace(0, 1, 9) * np.diff(x)[:, None]

    def on_curve(x: np.ndarray) -> np.ndarray:
        return np.stack([x, x**2, 0 * x], axis=-1)

    walked = Trail(on_curve(x), until=1.5, between=on_curve(fine)).walked()
    assert walked[:, 1] == pytest.approx(walked[:, 0] ** 2)
    assert walked[-1, 0] == pytest.approx(0.75)


@pytest.mark.parametrize("factor", [0.98, -0.9])
def test_what_is_left_out_of_a_dense_trail_is_not_missed(
    canvas: Canvas, factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = 3 * factor ** np.arange(300)
    steps = x[:-1, None] + np.linspace(0, 1, 17) * np.diff(x)[:, None]
    path, between = (np.stack([place, place**2 / 3 - 1, 0 * place], axis=-1) for place in (x, steps))
    trail = Trail(path, until=299, between=between)
    seen = canvas.draw(trail).astype(int)
    monkeypatch.setattr("scenes.kit.painted.strokes.FINEST", 1e-6)
    difference = np.abs(canvas.draw(trail) - seen)
    assert difference.max() <= 40  # of 255, in single pixels at its edges
    assert difference.mean() <= 0.01


def test_trail_stays_within_its_ends() -> None:
    trail = Trail([[0, 0, 0], [1, 0, 0]])
    assert trail.show_until(7).until == 1
    assert trail.show_until(-2).until == 0


def test_areas_and_pointer_reach_their_corners(canvas: Canvas) -> None:
    canvas.draw(Areas([[-2, -1, 0]], [[0, 1, 0]], fill=1.0), Pointer([1, 0, 0], [4, 0, 0], width=20))
    assert canvas.at((-1.9, 0.9, 0)).any()
    assert not canvas.at((-2.2, 0, 0)).any()
    assert canvas.at((3.8, 0, 0)).any()
    assert not canvas.at((4.2, 0, 0)).any()


def test_dots_are_drawn_where_they_are(canvas: Canvas) -> None:
    canvas.draw(Dots([[-2, 1, 0], [3, -2, 0]], radius=0.2, color=palette.POINT))
    for center in ((-2, 1, 0), (3, -2, 0)):
        assert canvas.at(center) == pytest.approx(255 * palette.rgb(palette.POINT), abs=1)


def test_hollow_dots_are_empty_inside(canvas: Canvas) -> None:
    canvas.draw(Dots([[0, 0, 0]], radius=0.5, ring=0.1))
    assert not canvas.at((0, 0, 0)).any()
    assert canvas.at((0.44, 0, 0)).any()


def test_areas_that_overlap_leave_no_hole(canvas: Canvas) -> None:
    canvas.draw(Areas([[-2, -1, 0], [2, -1, 0]], [[1, 1, 0], [-1, 1, 0]], fill=1.0))
    assert canvas.at((0, 0, 0)).tolist() == canvas.at((-1.5, 0, 0)).tolist()
