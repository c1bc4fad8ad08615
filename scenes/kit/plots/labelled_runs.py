"""Descents that are told apart: each with a letter, a colour, and how many of its steps are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from manim import RIGHT, Group, Mobject, ValueTracker

from gdmath import Descent, at
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import stepwise

LETTER_AWAY = 0.38
"""Scene units from a walk's point to its letter."""


class Walk(NamedTuple):
    """A descent with its letter, its colour, and the tracker that says how many of its steps are done."""

    letter: str
    color: str
    radius: float
    descent: Descent
    moment: ValueTracker

    @property
    def done(self) -> float:
        """Steps done at this moment."""
        return stepwise(min(self.moment.get_value(), float(self.descent.iterations)))

    @property
    def landed(self) -> int:
        """Whole steps done at this moment."""
        return int(self.done + 1e-6)

    @property
    def place(self) -> Floats:
        """Where the walk is at this moment, shape (2,)."""
        return at(self.descent.points, self.done)

    @property
    def slopes(self) -> Floats:
        """Length of the gradient at each iterate."""
        return np.asarray(np.linalg.norm(self.descent.gradients, axis=1))


def letter_offsets(paths: Sequence[Floats]) -> list[Floats]:
    """Return the way from each path's point to its letter: onwards from where it came, unless one is there.

    Parameters
    ----------
    paths
        Scene points of each walk's iterates, shape (k + 1, 3).
    """
    offsets: list[Floats] = []
    held = np.empty((0, 3))
    for path in paths:
        x, y, _ = path[-1] - path.mean(axis=0)
        angles = np.arctan2(y, x) + np.radians([0, 60, -60, 120, -120, 180])
        ring = LETTER_AWAY * np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=-1)
        spots = path[[0, -1]] + ring[:, None]
        room = np.linalg.norm(spots[:, :, None] - held, axis=-1).min(axis=(1, 2), initial=9.0)
        best = int(np.argmax(room > LETTER_AWAY))
        offsets.append(ring[best])
        held = np.vstack([held, spots[best]])
    return offsets


def following(walk: Walk, seen: Callable[..., Floats], offset: Floats) -> Callable[[Mobject], None]:
    """Return the updater that keeps a label beside a walk's point, where that is seen at all."""

    def follow(label: Mobject) -> None:
        place = seen(*walk.place) + offset
        if np.isfinite(place).all():
            label.move_to(place)

    return follow


def walk_table(box: Box, walks: Sequence[Walk]) -> tuple[Group, list[Group]]:
    """Return header and rows of a table: for each walk, its height and slope where it has landed."""
    first, *lines = box.rows(*[1] * (1 + len(walks)), gap=0.0)
    marks, *columns, _ = first.columns(0.75, 1.6, 1.9, 0.6, gap=0.0)
    header, rows = Group(), []
    names = (('"height" f', palette.OBJECTIVE), ('"slope" norm(nabla f)', palette.GRADIENT))
    for (name, color), column in zip(names, columns, strict=True):
        words = typography.formula(name, typography.LABEL, color)
        header.add(words.move_to((column.right, first.center[1], 0.0), aligned_edge=RIGHT))
    for walk, line in zip(walks, lines, strict=True):
        mark = np.array([marks.left + 0.2, line.center[1], 0.0])
        letter = typography.text(f"*{walk.letter}*", color=walk.color).next_to(mark, RIGHT, buff=0.3)
        rows.append(Group(Dots(mark[None], color=walk.color, radius=0.13), letter))
        for values, column in zip((walk.descent.values, walk.slopes), columns, strict=True):
            number = LiveNumber(values[0], anchor=(column.right, line.center[1] - 0.13, 0.0), right=True)
            rows[-1].add(number.add_updater(lambda n, w=walk, v=values: n.set_value(float(v[w.landed]))))
    return header, rows
