"""Ways to move: exact at both ends."""

from __future__ import annotations

from typing import Any

import pytest
from manim import UL, FadeOut, Rectangle

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.style.motion import (
    Swell,
    dimmed,
    during,
    in_time,
    keep_size,
    later,
    resized,
    stay_on_screen,
)


def test_what_swells_ends_as_it_was() -> None:
    dot = Dots([[0, 0, 0]], radius=0.1)
    swell = Swell(dot, "radius", by=0.5, times=2, run_time=1)
    swell.begin()
    for alpha, radius in ((0.0, 0.1), (0.25, 0.15), (0.5, 0.1), (0.75, 0.15), (1.0, 0.1)):
        swell.interpolate(alpha)
        assert dot.radius == pytest.approx(radius)


def test_what_moves_in_time_takes_so_many_seconds() -> None:
    builder: Any = in_time(Rectangle(), 2.5).shift((1.0, 0.0, 0.0))
    animation = builder.build()
    assert animation.run_time == 2.5
    animation.begin()
    animation.interpolate(1.0)
    assert animation.mobject.get_center() == pytest.approx((1, 0, 0))


def test_what_is_resized_ends_as_large_as_told() -> None:
    dot = Dots([[0, 0, 0]], radius=0.1)
    growth = resized(dot, "radius", 0.2)
    for alpha, radius in ((0.0, 0.1), (0.5, 0.15), (1.0, 0.2)):
        growth.interpolate_mobject(alpha)
        assert dot.radius == pytest.approx(radius)


def test_what_is_dimmed_ends_as_dim_as_told() -> None:
    dot = Dots([[0, 0, 0]])
    animation = dimmed(dot, 0.4)
    animation.begin()
    animation.interpolate(1.0)
    assert dot.opacity == pytest.approx(0.4)


def test_what_keeps_its_size_shrinks_as_the_camera_comes_nearer() -> None:
    dot, frame = Dots([[0, 0, 0]], radius=0.12), Rectangle(width=14.2, height=8)
    keep_size(dot, "radius", frame)
    frame.scale(1 / 4)
    assert dot.update().radius == pytest.approx(0.03)
    frame.scale(4)
    assert dot.update().radius == pytest.approx(0.12)


def test_what_is_later_waits_first() -> None:
    waiting, dimming = later(1.5, dimmed(Dots([[0, 0, 0]]), 0.4)).animations
    assert (waiting.run_time, dimming.run_time) == (1.5, 1.0)


def test_what_plays_during_a_part_rests_before_and_after() -> None:
    pace = during(0.25, 0.75)
    assert [float(pace(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)] == pytest.approx([0, 0, 0.5, 1, 1])


def test_what_stays_on_screen_is_where_it_was_in_the_cameras_frame_while_it_fades_too() -> None:
    frame = Rectangle(width=16, height=8)
    words = Readout("k", 7).move_to((-5, 3, 0))
    corner, width = words.get_corner(UL), words.width
    stay_on_screen(words, frame)
    fading: Any = FadeOut(words, suspend_mobject_updating=False)
    fading.begin()
    for share, alpha in ((0.25, 0.2), (0.5, 0.6), (1.0, 0.9)):
        frame.set(width=16 * share).move_to((1, 2, 0))
        fading.update_mobjects(0.1)
        fading.interpolate(alpha)
        words.update()
        assert words.width == pytest.approx(share * width)
        assert words.get_corner(UL) == pytest.approx(frame.get_center() + share * corner)
