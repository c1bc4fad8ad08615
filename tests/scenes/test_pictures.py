"""The checks of pictures find what they are there to find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import pytest
from manim import LEFT, RIGHT, Mobject

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.style import typography
from tests.scenes.pictures import complaints


def lesson_showing(*builders: Callable[[], Mobject]) -> type[Lesson]:
    class Shown(Lesson):
        lines: ClassVar[Mapping[str, str]] = {"all": "Here it is."}

        def construct(self) -> None:
            with self.beat("all"):
                self.add(*(build() for build in builders))

    return Shown


@pytest.mark.parametrize(
    ("builders", "complaint"),
    [
        ([lambda: typography.text("right").shift(6.9 * RIGHT)], "'right' is outside the frame"),
        ([lambda: Dots([[0, 4.2, 0]])], "Dots is outside the frame"),
        ([lambda: typography.text("tiny", size=20)], "'tiny' is too small"),
        ([lambda: LiveNumber(1, size=24)], "LiveNumber '1.00' is too small"),
        (
            [lambda: typography.text("one"), lambda: LiveNumber(1).shift(0.2 * LEFT)],
            "'one' and LiveNumber '1.00' cover each other",
        ),
    ],
)
def test_what_is_wrong_is_named(builders: list[Callable[[], Mobject]], complaint: str) -> None:
    assert complaints(lesson_showing(*builders)) == [f"all: {complaint}"]


def test_what_is_right_is_let_be() -> None:
    fine = [
        lambda: typography.text("left").shift(3 * LEFT),
        lambda: LiveNumber(3).shift(3 * RIGHT),
        lambda: LiveNumber(3).shift(3 * RIGHT).set_opacity(0),
    ]
    assert complaints(lesson_showing(*fine)) == []
