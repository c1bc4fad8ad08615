"""Ways to move: Manim's animations for painted mobjects and trackers, and the easing of a descent's steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from manim import (
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Group,
    Mobject,
    Succession,
    UpdateFromAlphaFunc,
    ValueTracker,
    VMobject,
    Wait,
    linear,
    smooth,
    squish_rate_func,
)

Moving = TypeVar("Moving", bound=Mobject)


def draw(mobject: Mobject, **kwargs: Any) -> Create:
    """Return Manim's Create for a painted mobject: it asks for no more than `Painted` has."""
    return Create(cast(VMobject, mobject), **kwargs)


def glide(
    tracker: ValueTracker, value: float, run_time: float, rate_func: Callable[[float], float] = linear
) -> Animation:
    """Return the animation that takes a tracker to a value, evenly unless another pace is given."""
    builder: Any = tracker.animate
    moved = builder(run_time=run_time, rate_func=rate_func).set_value(value)
    return cast(Animation, moved.build())


def later(seconds: float, animation: Animation) -> Succession:
    """Return an animation that begins after so long."""
    return Succession(Wait(seconds), animation)


def all_but(shown: Iterable[Mobject], *kept: Mobject) -> FadeOut:
    """Return the animation in which all that is shown fades but what is kept."""
    return FadeOut(Group(*(mobject for mobject in shown if mobject not in kept)))


def follows(before: Mobject, after: Mobject, shift: float = 0.3) -> list[Animation]:
    """Return the animations in which one formula takes the place of another, as on a page that is turned.

    Parameters
    ----------
    before, after
        What goes, and what comes when that is gone.
    shift
        How far both move up meanwhile, in scene units; nothing that lies on a map should.
    """
    return [
        FadeOut(before, shift=shift * UP, rate_func=during(0.0, 0.4)),
        FadeIn(after, shift=shift * UP, rate_func=during(0.4, 0.9)),
    ]


def dimmed(mobject: Mobject, opacity: float, run_time: float = 1.0) -> Animation:
    """Return the animation that takes a mobject to an opacity."""
    builder: Any = mobject.animate
    return cast(Animation, builder(run_time=run_time).set_opacity(opacity).build())


def in_time(mobject: Moving, run_time: float, rate_func: Callable[[float], float] = smooth) -> Moving:
    """Return ``mobject.animate`` that takes so many seconds at its own pace, whatever is played beside it."""
    builder: Any = mobject.animate
    return cast(Moving, builder(run_time=run_time, rate_func=rate_func))


def resized(mobject: Mobject, size: str, to: float, **kwargs: Any) -> UpdateFromAlphaFunc:
    """Return the animation that takes a mobject's size, such as its ``radius``, to another."""
    first = float(getattr(mobject, size))

    def change(growing: Mobject, share: float) -> None:
        setattr(growing, size, first + share * (to - first))

    return UpdateFromAlphaFunc(mobject, change, **kwargs)


class Swell(Animation):
    """Let a mobject's size swell and shrink again a few times, and be at the end as it was.

    Parameters
    ----------
    mobject
        What swells.
    size
        The attribute that does: ``radius`` of dots, ``stroke_width`` of lines.
    by
        How much larger it is at its largest, as a share of itself.
    times
        How often.
    """

    def __init__(self, mobject: Mobject, size: str, by: float, times: int = 1, **kwargs: Any) -> None:
        self.size, self.by, self.times = size, by, times
        self.usual = float(getattr(mobject, size))
        super().__init__(mobject, **{"rate_func": linear, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        """Set the size: 1 + by sin^2 of its usual one."""
        swelling = math.sin(math.pi * self.times * self.rate_func(alpha)) ** 2
        setattr(self.mobject, self.size, self.usual * (1 + self.by * swelling))


def keep_size(mobject: Mobject, size: str, frame: Mobject) -> None:
    """Let a mobject's size be the same on screen, from now on, however near the camera goes.

    Parameters
    ----------
    mobject
        What keeps its size.
    size
        Its attribute: ``radius`` of dots, ``stroke_width`` of lines.
    frame
        The camera's frame, as it is when all is seen.
    """
    usual, whole = float(getattr(mobject, size)), float(frame.width)
    mobject.add_updater(lambda kept: setattr(kept, size, usual * float(frame.width) / whole))


def stay_on_screen(mobject: Mobject, frame: Mobject) -> None:
    """Let a mobject be seen where it is seen now, and as large, however the camera goes from now on.

    An animation that is to fade it meanwhile must not suspend its updating.

    Parameters
    ----------
    mobject
        What stays; its parts may have updaters of their own, which come after.
    frame
        The camera's frame.
    """
    middle, whole = frame.get_center(), float(frame.width)
    placed = [part.points - middle if len(part.points) else part.points for part in mobject.get_family()]

    def stay(kept: Mobject) -> None:
        share, center = float(frame.width) / whole, frame.get_center()
        for part, points in zip(kept.get_family(), placed, strict=True):
            if len(points):
                part.points = center + share * points

    mobject.add_updater(stay)


def during(begin: float, end: float) -> Callable[[float], float]:
    """Return the pace of an animation that plays, slow off and slow on, between two shares of its time only.

    Examples
    --------
    >>> [round(float(during(0.2, 0.4)(share)), 9) for share in (0.1, 0.3, 0.5)]
    [0.0, 0.5, 1.0]
    """
    return squish_rate_func(smooth, begin, end)


def ease(share: float) -> float:
    """Return a share of a way, 0 to 1, slow off and slow on: 3 s^2 - 2 s^3.

    Examples
    --------
    >>> ease(0.0), ease(0.5), ease(1.0)
    (0.0, 0.5, 1.0)
    """
    return share * share * (3 - 2 * share)


def stepwise(position: float) -> float:
    """Ease the way from each whole number to the next: slow off, slow on, and exact at both.

    A descent's steps are jumps between iterates; eased one by one they can be followed by eye.

    Examples
    --------
    >>> stepwise(2.0), stepwise(2.5)
    (2.0, 2.5)
    """
    done = math.floor(position)
    return done + ease(position - done)
