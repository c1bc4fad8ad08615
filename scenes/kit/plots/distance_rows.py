"""How far each iterate is from the minimum, as bars below a curve, and what a step takes off each."""

from __future__ import annotations

from collections.abc import Sequence
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
from scenes.kit.style.motion import draw
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

WIDTH, ABOVE, MARGIN = 9.0, 0.21, 0.4
"""Stroke width of a bar, and scene units from it to the step above it, and to what may be seen of it."""

APART, RING = 0.07, 0.2
"""Scene units from a row to each of two runs' bars in it, and radius of the ring where both end."""


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
    other
        Whose bars have made room for these, which are in the run's colour then.

    Attributes
    ----------
    upright
        A line through the minimum.
    bars, steps
        The distances, and the step from each to the next, as arrows; there is one step less.
    names
        What share of the first distance each is, at its outer end; none on the side of a name of the other's.
    drops
        Dashed lines from the points on the curve down to the bars' ends; none if they are not on it.
    """

    def __init__(
        self, rows: StepsBelow, run: Run, minimum: float, count: int, other: DistanceRows | None = None
    ) -> None:
        self.rows, self.minimum = rows, minimum
        self.path, self.color = run.path[:count, 0].tolist(), run.color
        path = self.path
        ends = rows.c2p([minimum, minimum], [0, rows.iterations])
        self.window = rows.frame.copy().stretch_to_fit_height(rows.frame.height + 2 * MARGIN)
        self.upright = Segments(ends[:1], ends[1:], palette.MINIMUM, 2.5, DASH)
        self._style: tuple[Floats | float, palette.Color] = (0.0, palette.TEXT)
        if other is not None:
            self._style = DOWN, run.color
        self.bars = [self._bar(x, row, *self._style) for row, x in enumerate(path)]
        self.steps = [self._step(tail, tip, row) for row, (tail, tip) in enumerate(pairwise(path))]
        is_on_curve = np.array_equal(run.path, run.descent.points[run.shown])
        self.drops = [
            self._drop(x, row) if is_on_curve and rows.plot.shows(x) else Group()
            for row, x in enumerate(path)
        ]
        away = np.subtract(path, minimum)
        others = np.zeros(count) if other is None else np.subtract(other.path, minimum)
        self.names = [
            Group() if beside > 0 else self._name(share, x, row)
            for row, (share, x, beside) in enumerate(zip(away / away[0], path, away * others, strict=True))
        ]

    def begin(self) -> Animation:
        """Return the animation in which the first distance is measured."""
        shown = FadeIn(self.drops[0]), FadeIn(self.names[0])
        return AnimationGroup(draw(self.upright), draw(self.bars[0]), *shown)

    def take(self, row: int) -> Animation:
        """Return the animation in which a step is laid on its distance."""
        return draw(self.steps[row])

    def leave(self, row: int) -> Animation:
        """Return the animation in which what a step leaves becomes the next distance."""
        left = self._bar(self.path[row + 1], row, *self._style)
        shown = FadeIn(self.drops[row + 1]), FadeIn(self.names[row + 1])
        return AnimationGroup(reshaped(left, self.bars[row + 1]), *shown)

    def make_room(self) -> Animation:
        """Return the animation in which the bars, in the run's colour, make room for another run's."""
        moved = [
            reshaped(bar, self._bar(x, row, UP, self.color))
            for row, (bar, x) in enumerate(zip(self.bars, self.path, strict=True))
        ]
        return AnimationGroup(FadeOut(*self.steps, *self.drops), *moved)

    def ring_where_met(self, other: DistanceRows) -> Animation:
        """Return the animation that rings the rows in which this run and another one have come together.

        The steps go.
        """
        meet = np.isclose(self.path, other.path)
        ends = [self.rows.c2p(self.path[row], row) for row in np.flatnonzero(meet) if row > 0]
        rings = Dots(ends, palette.TEXT, RING, ring=0.05, window=self.window)
        return AnimationGroup(FadeOut(*self.steps, *self.drops), FadeIn(rings))

    def _bar(self, x: float, row: int, way: Floats | float, color: palette.Color) -> Segments:
        """Return the way from the minimum to an x, in a row or a little off it."""
        ends = self.rows.c2p([self.minimum, x], row) + APART * np.asarray(way)
        return Segments(ends[:1], ends[1:], color, WIDTH, window=self.window)

    def _drop(self, x: float, row: int) -> Segments:
        """Return the way from the curve down to the end of a bar, behind all bars."""
        top, end = self.rows.plot.on([x]), self.rows.c2p([x], row)
        return Segments(top, end, palette.MUTED, 1.5, DASH).set_z_index(-0.5)

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


def distances_side_by_side(
    rows: StepsBelow, runs: Sequence[Run], minimum: float, count: int
) -> list[DistanceRows]:
    """Return the distances of one run or of two, of which the first makes room for the second."""
    shown: list[DistanceRows] = []
    for run in runs:
        shown.append(DistanceRows(rows, run, minimum, count, *shown))
    return shown
