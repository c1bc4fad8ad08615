"""A ring around a minimum in space, and its name beside it, on a plate that can be read on any ground."""

from __future__ import annotations

from collections.abc import Callable

from manim import LEFT, RIGHT, BackgroundRectangle, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated


def minimum_mark(seen: Callable[[], Floats], beside: Floats, name: str = "") -> Group:
    """Return the ring and the name, which stay where the minimum is seen while the view turns.

    Parameters
    ----------
    seen
        Where the minimum is seen now, scene point of shape (3,).
    beside
        What the name keeps away from, scene point of shape (3,): it stands on the other side.
    name
        The words, as they are; that it is a minimum if empty.
    """
    ring = Dots(seen(), color=palette.MINIMUM, radius=0.3, ring=0.05)
    words = typography.text(typography.as_is(name or translated("minimum")), color=palette.MINIMUM)
    plate = BackgroundRectangle(words, color=palette.PANEL, fill_opacity=0.9, buff=0.1)
    ring.add_updater(lambda marked: marked.set_points(seen()))
    label = Group(plate, words)
    side = LEFT if beside[0] > seen()[0] else RIGHT
    label.add_updater(lambda moved: moved.next_to(ring.points[0], side, buff=0.42))
    return Group(ring, label)
