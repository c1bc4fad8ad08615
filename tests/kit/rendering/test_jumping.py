"""A play that is jumped over without having begun leaves all as one that has begun, to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    RIGHT,
    UP,
    AnimationGroup,
    Circle,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Scene,
    Square,
    Succession,
    ValueTracker,
    VGroup,
    Wait,
    tempconfig,
    there_and_back,
)
from manim.utils.family import extract_mobject_family_members

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.families import family, without
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.kit.style import typography
from scenes.kit.style.motion import during, glide

Plays = list[Callable[[], list[Any]]]
State = list[dict[str, object]]


class _Jumping(SteppingRenderer):
    """Jumps over each play, and keeps in what state that leaves all mobjects."""

    def __init__(self, begins: bool, shown: list[Mobject]) -> None:
        super().__init__(PaintingCamera)
        self.begins, self.shown = begins, shown
        self.states: list[State] = []
        self.played: list[str] = []

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.prepare_play(scene, args, kwargs)
        if self.begins:
            self.begin(scene)
        self.jump_to_end(scene)
        self.end_play()
        everything = family([*scene.mobjects, *self.shown])
        self.states.append([{"order": [everything.index(each) for each in scene.mobjects]}])
        self.states[-1] += [_state(each, everything) for each in everything]
        self.played += [type(each).__name__ for each in scene.animations or ()]

    def render(self, scene: Scene, time: float, moving: Any = None) -> None:
        pass

    def scene_finished(self, scene: Scene) -> None:
        pass


def _state(mobject: Mobject, everything: list[Mobject]) -> dict[str, object]:
    values = {name: value for name, value in vars(mobject).items() if name not in ("original_id", "updaters")}
    return {name: _written(value, everything) for name, value in values.items()}


def _written(value: Any, everything: list[Mobject]) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, Mobject):
        return everything.index(value) if value in everything else type(value).__name__
    if isinstance(value, list):
        return [_written(each, everything) for each in value]
    return f"{type(value).__name__} {value!r}"


def played(build: Callable[[], tuple[list[Mobject], Plays]], begins: bool) -> _Jumping:
    """Return what has jumped over some plays, and over the curtain."""
    shown, plays = build()

    class _Lesson(Lesson):
        def construct(self) -> None:
            self.add(Dots([[3, 0, 0]]))  # else what fades in first is there at once
            for animations in plays:
                self.play(*animations())
                self.hold(0.2)

    with tempconfig({"dry_run": True}):
        renderer = _Jumping(begins, shown)
        _Lesson(renderer=renderer).render()
    return renderer


class _Lamps(Group):
    """Two lamps; an updater lets the second be as bright as the first."""

    def __init__(self) -> None:
        self.first, self.second = Square(fill_opacity=0.5), Circle()
        super().__init__(self.first, self.second)
        self.add_updater(lambda lamps: lamps.second.set_fill(opacity=lamps.first.get_fill_opacity()))


def plain() -> tuple[list[Mobject], Plays]:
    square, formula, dots = Square(), typography.formula("x^2"), Dots([[0, 0, 0], [1, -0.0, 0]])
    shape = VGroup(Square().set_points(-0.0 * square.points), Circle(fill_opacity=0.5, stroke_width=0))
    return [square, formula, dots, shape], [
        lambda: [FadeIn(square), FadeIn(formula, dots, rate_func=during(0.2, 0.7)), FadeIn(shape)],
        lambda: [FadeOut(formula), square.animate.shift(UP)],
        lambda: [FadeIn(formula), FadeOut(Group(square, dots), shape)],
    ]


def updated() -> tuple[list[Mobject], Plays]:
    clock, lamps = ValueTracker(1), _Lamps()
    number = LiveNumber().tell(clock.get_value)
    label = Group(typography.text("n"), number, Group(Square()))
    ball = Dots([[0, 0, 0]]).add_updater(lambda dots: dots.set_points([[clock.get_value(), 0, 0]]))
    return [clock, lamps, label, ball], [
        lambda: [FadeIn(lamps), FadeIn(label, ball, suspend_mobject_updating=False), glide(clock, 5, 1)],
        lambda: [FadeOut(lamps, label), glide(clock, 7, 1)],
        lambda: [glide(clock, 8, 1), FadeIn(label), FadeOut(ball), lamps.first.animate.set_fill(opacity=0.1)],
    ]


def grouped() -> tuple[list[Mobject], Plays]:
    square, circle, dots, number = Square(), Circle(), Dots([[0, 0, 0]]), LiveNumber(2)
    return [square, circle, dots, number], [
        lambda: [Succession(Wait(0.5), FadeIn(square)), LaggedStart(FadeIn(dots), FadeIn(number))],
        lambda: [Succession(FadeOut(square), FadeIn(circle)), AnimationGroup(FadeOut(dots))],
        lambda: [ReplacementTransform(circle, square), FadeIn(dots)],
    ]


def not_shortened() -> tuple[list[Mobject], Plays]:
    square, circle = Square(), Circle(fill_opacity=0.3)
    pair = Group(square, circle)
    wheel = Square().add_updater(lambda turning, dt: turning.rotate(dt))
    return [pair, wheel], [
        lambda: [FadeIn(pair, shift=RIGHT), square.animate.shift(UP)],  # two that move one thing
        lambda: [FadeIn(pair), FadeOut(square)],  # whose start is what has not faded in yet
        lambda: [FadeOut(square, shift=DOWN, scale=2)],
        lambda: [FadeIn(square, lag_ratio=0.3), FadeOut(circle, rate_func=there_and_back)],
        lambda: [FadeIn(wheel, circle)],
        lambda: [Succession(FadeOut(circle), FadeIn(circle))],
    ]


def followed() -> tuple[list[Mobject], Plays]:
    square, last = Square(), Dots([[0, 0, 0]])
    last.add_updater(lambda dots: dots.move_to(square.get_corner(UP)))
    first = Dots([[0, 0, 0]]).add_updater(lambda dots: dots.move_to(last))  # it is moved before the last
    return [first, last, square], [
        lambda: [FadeIn(square), FadeIn(first), FadeIn(last)],
        lambda: [FadeOut(square, shift=DOWN)],
        lambda: [FadeIn(square)],
        lambda: [FadeOut(square, scale=2)],
    ]


@pytest.mark.parametrize("build", [plain, updated, grouped, followed, not_shortened])
def test_a_play_that_has_not_begun_ends_as_one_that_has(
    build: Callable[[], tuple[list[Mobject], Plays]],
) -> None:
    short, full = (played(build, begins) for begins in (False, True))
    assert len(short.states) == len(full.states) > 6
    for number, (one, other) in enumerate(zip(short.states, full.states, strict=True)):
        assert one == other, f"play {number}"
    assert ("_FadedIn" in short.played) == (build is not not_shortened)
    assert not any(name.startswith("_Faded") for name in full.played)


def test_nothing_is_copied_for_a_fade_without_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(mobject: Mobject) -> Mobject:
        raise AssertionError(f"{mobject} is copied")

    monkeypatch.setattr(Mobject, "copy", refuse)
    square = Square()
    played(lambda: ([square], [lambda: [FadeIn(square)], lambda: [FadeOut(square)]]), begins=False)


class _Careful(FadeIn):
    """A fade of somebody's own."""

    def finish(self) -> None:
        super().finish()
        self.mobject.fade(0.25)


def test_a_fade_of_somebodys_own_is_left_to_itself() -> None:
    square = Square(fill_opacity=1)
    played(lambda: ([square], [lambda: [_Careful(square)]]), begins=False)
    assert square.get_fill_opacity() == 0.75


def test_families_are_listed_as_manim_lists_them() -> None:
    leaf, twig = Square(), Group(Circle(), Square())
    branch, tree = Group(leaf, twig), Group(twig, Group(leaf), Dots([[0, 0, 0]]))
    for mobjects in ([branch], [tree, branch], [branch, tree, leaf], []):
        assert family(mobjects) == extract_mobject_family_members(mobjects)
    removed: list[list[Mobject]] = [[leaf], [twig], [twig.submobjects[0], leaf], [tree], []]
    for some in removed:
        kept = Scene().get_restructured_mobject_list([branch, tree], some)
        assert without([branch, tree], set(some)) == kept
