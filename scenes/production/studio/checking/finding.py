"""What is wrong, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from manim import Mobject, Scene

Fault: TypeAlias = tuple[Mobject, str]
"""A mobject, and what is wrong with it, with the remedy after a colon."""


class Finding(NamedTuple):
    """Something that is wrong in a beat.

    Attributes
    ----------
    beat
        Its name.
    what
        What is wrong, with the remedy after a colon.
    """

    beat: str
    what: str


def holder(mobject: Mobject, scene: Scene) -> str:
    """Return in which attribute of a scene a mobject is, in brackets; nothing if in none."""
    for name, value in vars(scene).items():
        if isinstance(value, Mobject) and not name.startswith("_") and mobject in value.get_family():
            return f" (self.{name})"
    return ""
