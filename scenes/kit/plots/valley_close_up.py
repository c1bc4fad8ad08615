"""A small map of a valley with a race on it, to which the eye goes close: then it fills the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.race import Race
from scenes.kit.runs.valley import Valley
from scenes.kit.style import layout, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import keep_size, stay_on_screen
from scenes.kit.style.numbers import WHOLE

DIGITS: Final = 68.0
"""Font size of the counts, when the map fills the picture."""

SPACING: Final = 0.85
"""From one of them to the next, then, in scene units."""


class ValleyCloseUp(Group):
    """The map, its minimum and the race's ways, drawn as wide as ever however close the eye is.

    Parameters
    ----------
    box
        What the map fills, of the picture's shape.
    valley, runs
        Whose map it is, and who goes down there.
    names
        What the rules are called; words as they are.
    frame
        The camera's frame, as it is when all is seen.

    Attributes
    ----------
    plot, goal
        The map, and the ring around its minimum.
    ball
        That of the first run.
    moving
        The ways, and what goes along them; add it to the scene after the map.
    counts
        The steps of each, beside its name, in the frame's upper left corner, wherever the camera is.
    """

    def __init__(self, box: Box, valley: Valley, runs: Race, names: Sequence[str], frame: Mobject) -> None:
        held = np.vstack([run.path for run in runs])
        self.plot = ValleyMap(box, valley, held, named=False)
        self.goal = self.plot.rings(valley.center, radius=0.22)
        trails = [Trail.of(run, self.plot, width=4.5, dots=0) for run in runs]
        first, *others = runs
        self.ball = Ball.of(first, self.plot, radius=0.17)
        dots = [Dots.of(run, self.plot, 0.12) for run in others]
        for part in (*trails, self.plot.contours.lines):
            keep_size(part, "stroke_width", frame)
        for dot in (self.goal, *dots, self.ball):
            keep_size(dot, "radius", frame)
        for mark in (self.goal, *trails, *dots, self.ball):
            keep_size(mark, "outline", frame)
        keep_size(self.goal, "ring", frame)
        self.moving = Group(*trails, *dots, self.ball)
        rows = Group()
        for k, (run, name) in enumerate(zip(runs, names, strict=True)):
            number = LiveNumber(0, WHOLE, (0, -SPACING * k, 0), size=DIGITS, color=run.color, right=True)
            words = typography.text(typography.as_is(name), typography.BODY, run.color)
            words.next_to((0.2, -SPACING * k, 0), RIGHT, buff=0, aligned_edge=DOWN)
            rows.add(Group(number.follow(run, "iteration"), words))
        whole = layout.whole_frame()
        rows.move_to((whole.left + 2 * layout.MARGIN, whole.top - layout.MARGIN, 0), aligned_edge=UP + LEFT)
        stay_on_screen(rows, frame)
        self.counts = rows
        super().__init__(self.plot, self.goal)
