"""The point that a lesson leaves in the middle of the frame is where the next one finds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from manim import ORIGIN, Create, Square, tempconfig

from scenes.kit.lessons.hand_over import RADIUS
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette

PLACE = np.array([[3.0, -1.0, 0.0]])


class Middle(Lesson):
    """Takes the point over, and hands it on at the end."""

    lines: ClassVar[Mapping[str, str]] = {"walk": "It walks."}

    def construct(self) -> None:
        self.point = Dots(PLACE, palette.MINIMUM, radius=0.3)
        with self.beat("walk"):
            way = self.take_over(self.point)
            self.found = self.mobjects[-1]
            assert isinstance(self.found, Dots)
            self.first = self.found.points.copy(), self.found.radius
            self.play(way, Create(Square()))
        self.last = self.point.points.copy(), self.point.radius
        self.point.window = Square().move_to(PLACE)
        self.carried = self.point


def test_a_point_is_found_in_the_middle_taken_to_its_place_and_left_in_the_middle_again() -> None:
    with tempconfig({"disable_caching": True, "write_to_movie": True, "quality": "low_quality"}):
        lesson = Middle()
        lesson.render()
    place, radius = lesson.first
    assert np.array_equal(place, [ORIGIN])
    assert radius == RADIUS
    place, radius = lesson.last
    assert np.array_equal(place, PLACE)
    assert radius == 0.3
    [left] = lesson.mobjects  # all else has faded
    assert isinstance(left, Dots)
    assert np.array_equal(left.points, [ORIGIN])
    assert left.window is None  # or it would be cut off on its way
    assert np.array_equal(left.rgb, palette.rgb(palette.POINT))


def test_where_the_next_lesson_begins_with_the_last_picture_no_curtain_falls() -> None:
    class GoesOn(Middle):
        goes_on = True

    with tempconfig({"disable_caching": True, "write_to_movie": True, "quality": "low_quality"}):
        lesson = GoesOn()
        lesson.render()
    assert lesson.frames == sum(beat.frames for beat in lesson.beats)
    assert len(lesson.mobjects) == 2  # point and square, as they were
    assert np.array_equal(lesson.point.points, PLACE)
