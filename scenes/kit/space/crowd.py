"""Many walks over one surface, told apart by their fates: into a pit, off elsewhere, or hardly a step."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike

from gdmath import Objective, descend_many
from gdmath.steepest_flow import SteepestFlow
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.levels import usual_heights
from scenes.kit.space.space_marks import SpaceDots
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_trails import SurfaceTrails
from scenes.kit.style import palette

Dyed = TypeVar("Dyed", SpaceDots, SurfaceTrails)

HARDLY, ELSEWHERE = -1, -2
"""The fate of what hardly moves, out on a plain; and of what moves, but into no pit."""

STUCK = 0.036
"""What moves less far has hardly moved, in shares of the window's mean width."""

NEAR = 0.07
"""Whoever comes so near to the deepest place of a pit is in it, in the same shares."""

DEEP = 1 / 3
"""A minimum is the bottom of a pit if it lies in the lowest part of all heights: so large is that part."""

PITS = (palette.MINIMUM, palette.SECOND_PARAMETER, palette.STEP)
"""Colours of what is bound for a pit: of the lowest one, and of others."""

COLUMNS, ROWS, EDGE = 11, 9, 0.05
"""Of a grid of starts; and the share of the window along each side in which there is none."""

ALONE = 0.06
"""Around a ball there are no other starts: so far, in widths of the window."""

SMALLER = 0.62
"""So large are the dots of what hardly moves, in sizes of the others: colour alone does not tell them."""


class Crowd:
    """Walks from many starts, and their fates.

    Parameters
    ----------
    objective
        With a known minimum at least.
    rate
        The learning rate of all.
    starts
        Shape (n, 2).
    steps
        How many each takes.

    Attributes
    ----------
    walks
        Their records.
    paths
        Shape (n, steps + 1, 2); a walk that ends before stays where it is.
    moved
        How far from its start each ends, shape (n,).
    fates
        For each the index of the minimum into whose pit it goes, `ELSEWHERE`, or `HARDLY`; shape (n,).
    kinds
        The fates that there are.
    """

    def __init__(self, objective: Objective, rate: float, starts: ArrayLike, steps: int) -> None:
        self.walks = descend_many(objective, rate, starts, iterations=steps)
        shown = np.arange(steps + 1)
        self.paths = np.stack([walk.points[np.minimum(shown, walk.iterations)] for walk in self.walks])
        self.moved = np.linalg.norm(self.paths[:, -1] - self.paths[:, 0], axis=1)
        width = float(np.ptp(objective.domain, axis=1).mean())
        ends = self.paths[:, -1]
        flow = SteepestFlow.over(objective, ends)
        pit = pit_of(objective, flow.ends(ends, known=objective.minima))  # however slowly they go on
        is_out = (self.moved < STUCK * width) & (pit_of(objective, ends) == ELSEWHERE)
        self.fates = np.where(is_out, HARDLY, pit)
        self.kinds: list[int] = np.unique(self.fates).tolist()

    def dots(
        self, surface: HeightField, clock: ValueTracker, radius: float, told: ValueTracker
    ) -> list[SpaceDots]:
        """Return dots that go these ways over a surface, one mobject for each of the kinds.

        Parameters
        ----------
        surface, clock
            As for `SpaceDots.along`.
        radius
            In scene units; what hardly moves becomes smaller as that is told.
        told
            How far their fates are told, from 0, where all are of one colour, to 1.
        """
        return [self._dots(fate, surface, clock, radius, told) for fate in self.kinds]

    def _dots(
        self, fate: int, surface: HeightField, clock: ValueTracker, radius: float, told: ValueTracker
    ) -> SpaceDots:
        dots = SpaceDots.along(self.paths[self.fates == fate], clock, surface, radius=radius)
        if fate == HARDLY:  # the size first: a larger dot lies higher
            dots.add_updater(
                lambda dot: dot.set(radius=radius * (1 - told.get_value() * (1 - SMALLER))), index=0
            ).update()
        return _told(dots, fate, told)

    def trails(
        self, surface: HeightField, clock: ValueTracker, width: float, told: ValueTracker
    ) -> list[SurfaceTrails]:
        """Return the ways that such dots have come, one mobject for each of the kinds that move.

        Parameters
        ----------
        surface, clock, told
            As for `dots`.
        width
            Stroke width, in Manim's unit.
        """
        return [
            _told(SurfaceTrails(surface, self.paths[self.fates == fate], clock, width), fate, told)
            for fate in self.kinds
            if fate != HARDLY
        ]


def _told(mobject: Dyed, fate: int, told: ValueTracker) -> Dyed:
    """Return what takes the colour of a fate as far as that is told."""
    plain, own = palette.rgb(palette.TEXT), palette.rgb(fate_color(fate))
    mobject.add_updater(
        lambda dyed: dyed.set(rgb=plain + told.get_value() * (own - plain)), call_updater=True
    )
    return mobject


def fate_color(fate: int) -> palette.Color:
    """Return the colour of a fate: green for the lowest pit, that of words for what hardly moves.

    The others are violet, which those see apart from green who do not see red, and which is no gradient's.
    """
    if fate == HARDLY:
        return palette.TEXT
    return palette.FIRST_PARAMETER if fate == ELSEWHERE else PITS[fate % len(PITS)]


def pit_of(objective: Objective, places: Floats) -> Floats:
    """Return for places, shape (n, 2), in which minimum's pit each lies, or `ELSEWHERE`; shape (n,).

    Shallow hollows are no pits: they draw so slowly that nobody sees a point arrive there.
    """
    low, high = np.array(objective.domain).T
    heights = usual_heights(objective.value(spread_over(objective.domain, 41, 41)))
    levels = objective.value(objective.minima)
    deep = levels <= levels[0] + DEEP * (heights.max() - levels[0])
    away = np.linalg.norm(places[:, None] - objective.minima[deep], axis=-1)
    is_near = away.min(axis=1) < NEAR * float((high - low).mean())
    return np.where(is_near, np.flatnonzero(deep)[away.argmin(axis=1)], ELSEWHERE)


def spread_over(domain: Floats, columns: int, rows: int, edge: float = 0.0) -> Floats:
    """Return points evenly spread over a window, row by row, shape (columns rows, 2).

    Parameters
    ----------
    domain
        Its low and high ends, shape (2, 2).
    columns, rows
        How many there are along the first and the second variable.
    edge
        Share of the window along each side in which there is none.
    """
    shares = (np.linspace(edge, 1 - edge, count) for count in (columns, rows))
    low, high = domain.T
    return np.asarray(low + np.stack(np.meshgrid(*shares), axis=-1).reshape(-1, 2) * (high - low))


def staying(objective: Objective, rate: float, starts: ArrayLike, steps: int) -> Floats:
    """Return those of many starts, shape (n, 2), from which no walk leaves the window in so many steps."""
    low, high = objective.domain.T
    walks = descend_many(objective, rate, starts, iterations=steps)
    is_in = [bool(((low <= walk.points) & (walk.points <= high)).all()) for walk in walks]
    return np.asarray(starts)[is_in]


def starts_around(domain: Floats, ball: ArrayLike) -> Floats:
    """Return starts evenly spread over a window, but for some room around a ball, shape (n, 2)."""
    grid = spread_over(domain, COLUMNS, ROWS, EDGE)
    away = np.linalg.norm((grid - np.asarray(ball)) / np.ptp(domain, axis=1), axis=1)
    return np.asarray(grid[away > ALONE])
