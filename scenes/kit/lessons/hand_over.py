"""The yellow point goes from one lesson to the next: where it waits between them, and how it gets there."""

from __future__ import annotations

from manim import ORIGIN, Animation, ReplacementTransform

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette

RADIUS = 0.13
"""Of the point while it waits, in scene units."""


def waiting_point() -> Ball:
    """Return the point where a lesson leaves it and the next one finds it: in the middle of the frame."""
    return Ball([ORIGIN], palette.POINT, RADIUS)


def becoming(first: Dots, second: Dots, **kwargs: float) -> Animation:
    """Return the animation that gives a dot another's place, size and colour, and leaves that one."""
    first.clear_updaters()
    first.window = None  # its way leads out of the picture in which it was
    return ReplacementTransform(first, second, **kwargs)
