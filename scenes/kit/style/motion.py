"""Ways to move: Manim's animations for painted mobjects and trackers, and the easing of a descent's steps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

from manim import Animation, Create, Mobject, ValueTracker, VMobject, linear


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
