"""How far each iterate is from the minimum, as bars below a curve, and what a step takes off each."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Group

from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.steps_below import StepsBelow
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import draw, during
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

WIDTH, ABOVE, MARGIN = 9.0, 0.17, 0.4
"""Stroke width of a bar, and scene units from it to the step above it, and to what may be seen of it."""

APART, RING = 0.07, 0.2
"""Scene units from a row to each of two runs' bars in it, and radius of the ring where both end."""

LATE = during(0.6, 1.0)
"""The rings come when the distances are there."""


class DistanceRows:
    """A run's distances to the minimum: a bar in the row of each step, from the minimum to the point.

    Its parts are shown one by one, so it is no mobject itself.

    Parameters
    ----------
    rows
        Where they are seen.
    run
        Whose distances they are, along a curve.
    minimum
        The x of the minimum.
    count
        How many rows there are at most.

    Attributes
    ----------
    upright
        A line through the minimum.
    bars, steps
        The distances, and the step from each to the next, as arrows; there is one step less.
    names
        What share of the first distance each is, at its outer end.
    """

    def __init__(self, rows: StepsBelow, run: Run, minimum: float, count: int) -> None:
        self.rows, self.minimum = rows, minimum
        self.path, self.color = run.path[:count, 0].tolist(), run.color
        path = self.path
        ends = rows.c2p([minimum, minimum], [0, rows.iterations])
        self.window = rows.frame.copy().stretch_to_fit_height(rows.frame.height + 2 * MARGIN)
        self.upright = Segments(ends[:1], ends[1:], palette.MINIMUM, 2.5, DASH)
        self.bars = [self._bar(x, row) for row, x in enumerate(path)]
        self.steps = [self._step(tail, tip, row) for row, (tail, tip) in enumerate(pairwise(path))]
        shares = [(x - minimum) / (path[0] - minimum) for x in path]
        self.names = [
            self._name(share, x, row) for row, (share, x) in enumerate(zip(shares, path, strict=True))
        ]

    def begin(self) -> Animation:
        """Return the animation in which the first distance is measured."""
        return AnimationGroup(draw(self.upright), draw(self.bars[0]), FadeIn(self.names[0]))

    def take(self, row: int) -> Animation:
        """Return the animation in which a step is laid on its distance."""
        return draw(self.steps[row])

    def leave(self, row: int) -> Animation:
        """Return the animation in which what a step leaves becomes the next distance."""
        left = self._bar(self.path[row + 1], row)
        return AnimationGroup(reshaped(left, self.bars[row + 1]), FadeIn(self.names[row + 1]))

    def beside(self, other: DistanceRows) -> Animation:
        """Return the animation in which another run's distances join these, in the runs' colours.

        The steps go, and rings show in which rows both runs have come to the same place.
        """
        own, others = (
            [each._bar(x, row, way, each.color) for row, x in enumerate(each.path)]
            for each, way in ((self, DOWN), (other, UP))
        )
        moved = [reshaped(bar, colored) for bar, colored in zip(self.bars, own, strict=True)]
        meet = np.isclose(self.path, other.path)
        names = [name for name, is_met in zip(other.names, meet, strict=True) if not is_met]
        ends = [self.rows.c2p(self.path[row], row) for row in np.flatnonzero(meet) if row > 0]
        rings = FadeIn(Dots(ends, palette.TEXT, RING, ring=0.05, window=self.window), rate_func=LATE)
        return AnimationGroup(FadeOut(*self.steps), *moved, *map(FadeIn, [*others, *names]), rings)

    def _bar(
        self, x: float, row: int, way: Floats | float = 0.0, color: palette.Color = palette.TEXT
    ) -> Segments:
        """Return the way from the minimum to an x, in a row or a little off it."""
        ends = self.rows.c2p([self.minimum, x], row) + APART * np.asarray(way)
        return Segments(ends[:1], ends[1:], color, WIDTH, window=self.window)

    def _step(self, tail: float, tip: float, row: int) -> Pointer:
        ends = self.rows.c2p([tail, tip], row) + ABOVE * UP
        return Pointer(ends[0], ends[1], palette.STEP, 7, window=self.window)

    def _name(self, share: float, x: float, row: int) -> Group:
        """Return the share of a distance that is left, beside its end; nothing if that is out of sight."""
        words = "d" if row == 0 else f"{short(share, scale=1.0)} d"
        side, place = RIGHT if x >= self.minimum else LEFT, self.rows.c2p(x, row)
        name = typography.formula(words, SIZE).next_to(place, side, buff=0.3)
        is_seen = self.window.get_left()[0] <= place[0] <= self.window.get_right()[0]
        return Group(name) if is_seen else Group()
