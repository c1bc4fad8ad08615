"""The checks of pictures find what they are there to find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import pytest
from manim import (
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Group,
    Line,
    Mobject,
    Rectangle,
    Text,
    ValueTracker,
)

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas, Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import Segments, Stroke, Trail
from scenes.kit.style import palette, typography
from tests.scenes.inspected import faults

Builder = Callable[[], Mobject]

ACROSS = ([-3.0, 0, 0], [3.0, 0, 0])


def lesson_showing(*builders: Builder) -> type[Lesson]:
    class Shown(Lesson):
        lines: ClassVar[Mapping[str, str]] = {"all": "Here it is."}

        def construct(self) -> None:
            with self.beat("all"):
                self.add(*(build() for build in builders))

    return Shown


def stroke(color: palette.Color, height: float = 0.0) -> Builder:
    return lambda: Stroke(ACROSS, color=color).shift(height * UP)


def ticks(*numbers: str) -> Builder:
    return lambda: Group(
        *(typography.formula(number).shift(2 * k * RIGHT) for k, number in enumerate(numbers, start=-1))
    )


def plate() -> Mobject:
    return Rectangle(width=8, height=2, fill_color=palette.LEVELS[-1], fill_opacity=1, stroke_width=0)


def late() -> Mobject:
    tracker = ValueTracker(1.0)
    number = LiveNumber(1.0).add_updater(lambda shown: shown.set_value(tracker.get_value()))
    tracker.set_value(2.0)
    return number.suspend_updating()


LOOKS_ALIKE = "look the same to deuteranopes"
LOW = "has a contrast of"


@pytest.mark.parametrize(
    ("builders", "fault"),
    [
        ([lambda: typography.text("right").shift(6.9 * RIGHT)], "'right' is outside the frame: move or"),
        ([lambda: Text("right", font_size=24).shift(6.9 * RIGHT)], "'right' is outside the frame"),
        ([lambda: Dots([[0, 4.2, 0]])], "Dots is outside the frame"),
        ([lambda: typography.text("tiny", size=20)], "'tiny' is too small for a phone: set it at 129 %"),
        ([lambda: Text("tiny", font_size=14)], "'tiny' is too small for a phone: set it at 123 %"),
        ([lambda: LiveNumber(1, size=24)], "LiveNumber '1.00' is too small"),
        (
            [lambda: typography.text("one"), lambda: LiveNumber(1).shift(0.2 * LEFT)],
            "'one' and LiveNumber '1.00' cover each other: move one of them",
        ),
        ([lambda: typography.text("dark", color=palette.GRID)], f"'dark' {LOW} 1.3 : 1"),
        ([plate, lambda: typography.text("light")], f"'light' {LOW} 1.4 : 1 to what lies behind it"),
        ([plate, stroke(palette.POINT)], f"Stroke {LOW} 1.2 : 1"),
        ([lambda: Line(3 * LEFT, 3 * RIGHT, color="#550000")], f"Line {LOW}"),
        ([stroke("#00A000"), stroke("#C07000", 1)], f"another Stroke in #C07000 {LOOKS_ALIKE}"),
        ([lambda: typography.formula("4.3 - 0.1 dot 8.6 = 3.45")], "says 4.3 - 0.1 · 8.6 = 3.45, which does"),
        (
            [
                lambda: typography.formula("w <- 4.3 - {{ 0.1 : rate }} dot (-8.6)").shift(UP),
                lambda: typography.formula("= 5.17").shift(DOWN),
            ],
            "'$ = 5.17 $' says 4.3 - 0.1 · (-8.6) = 5.17, which does not hold",
        ),
        ([ticks("1.7", "1.7", "1.8")], "stands at two places of one axis: show more digits"),
        ([late], "LiveNumber '1.00' is late, for it is '2.00' now"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(builders: list[Builder], fault: str) -> None:
    [told] = faults(lesson_showing(*builders))
    assert told.startswith("all: ")
    assert fault in told


@pytest.mark.parametrize(
    "builders",
    [
        [
            lambda: typography.text("left").shift(3 * LEFT),
            lambda: LiveNumber(3).shift(3 * RIGHT),
            lambda: LiveNumber(3).shift(3 * RIGHT).set_opacity(0),
        ],
        [plate, lambda: typography.text("light").set_stroke(palette.OUTLINE, width=5, background=True)],
        [plate, lambda: Trail(ACROSS, until=1)],
        [stroke(palette.POINT), stroke(palette.MINIMUM)],
        [
            lambda: Areas([ACROSS[0]], [[0, 2, 0]]),
            lambda: Segments([ACROSS[0]], [[-3, 2, 0]], color=palette.RESIDUAL),
        ],
        [stroke(palette.GRID)],
        [plate, lambda: Stroke(ACROSS, color=palette.TEXT, outlined=True)],
        [stroke(palette.MUTED), lambda: Areas([[-3, -0.1, 0]], [[3, 0.1, 0]], color=palette.STEP)],
        [lambda: typography.formula("x_1 = 4.3 - 0.1 dot 8.6 = 4.3 - 0.86 = 3.44")],
        [lambda: typography.formula("2 times 10^(-7) + 3 times 10^(-7) = 5 times 10^(-7)")],
        [lambda: typography.formula("19 - 10^(-9) dot 32 approx 18")],
        [lambda: typography.formula("w = w - eta dot g")],
        [ticks("0.0", "0.5", "1.0")],
    ],
)
def test_what_is_right_is_let_be(builders: list[Builder]) -> None:
    assert faults(lesson_showing(*builders)) == []


def test_what_is_wrong_in_the_middle_of_a_beat_is_found_and_told_once() -> None:
    class Passing(Lesson):
        lines: ClassVar[Mapping[str, str]] = {"all": "Here it comes, and there it goes."}

        def construct(self) -> None:
            self.told = typography.text("right").shift(6.9 * RIGHT)
            with self.beat("all"):
                self.play(FadeIn(self.told))
                self.play(FadeIn(other := typography.text("left")))
                self.play(FadeOut(self.told, other))

    assert faults(Passing) == ["all: 'right' (self.told) is outside the frame: move or shrink it"]


def test_in_a_close_up_only_a_text_may_not_be_cut() -> None:
    class CloseUp(Lesson):
        lines: ClassVar[Mapping[str, str]] = {"all": "Nearer."}

        def construct(self) -> None:
            with self.beat("all"):
                self.add(
                    Line(6 * LEFT, 6 * RIGHT, color=RED), typography.text("beside").shift(5 * RIGHT + UP)
                )
                self.add(typography.text("cut").shift(3.5 * RIGHT + 0.5 * DOWN))
                assert isinstance(self.camera, PaintingCamera)
                self.camera.frame.set(width=7.1)

    assert faults(CloseUp) == ["all: 'cut' is outside the frame: move or shrink it"]
