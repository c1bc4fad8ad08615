"""Many walks over one surface, told apart by their fates: in which valley each ends, or hardly a step."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike

from gdmath import Objective, descend_many
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.valley_marks import valley_color
from scenes.kit.space.space_marks import SpaceDots
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette

HARDLY = -1
"""The fate of what stays out on the plain: it hardly moves, or arrives nowhere."""

STUCK = 0.036
"""What moves less far has hardly moved, in shares of the window's mean width."""

NEAR = 0.25
"""A valley is where a walk ends no farther from its minimum, in the same shares: shallow ones draw slowly."""

SMALLER = 0.62
"""So large are the dots of what hardly moves, in sizes of the others: colour alone does not tell them."""

SETTLED = 3000
"""Steps after which a descent has chosen its valley."""


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
        For each the index of the minimum in whose valley it ends, or `HARDLY`; shape (n,).
    kinds
        The fates that there are.
    """

    def __init__(self, objective: Objective, rate: float, starts: ArrayLike, steps: int) -> None:
        self.walks = descend_many(objective, rate, starts, iterations=steps)
        shown = np.arange(steps + 1)
        self.paths = np.stack([walk.points[np.minimum(shown, walk.iterations)] for walk in self.walks])
        self.moved = np.linalg.norm(self.paths[:, -1] - self.paths[:, 0], axis=1)
        width = float(np.ptp(objective.domain, axis=1).mean())
        settled = descend_many(objective, rate, self.paths[:, 0], iterations=SETTLED, gradient_tolerance=1e-6)
        ends = np.array([walk.points[-1] for walk in settled])
        away = np.linalg.norm(ends[:, None] - objective.minima, axis=-1)
        is_out = (self.moved < STUCK * width) | (away.min(axis=1) > NEAR * width)
        self.fates = np.where(is_out, HARDLY, away.argmin(axis=1))
        self.kinds: list[int] = np.unique(self.fates).tolist()

    def dots(self, surface: HeightField, clock: ValueTracker, radius: float) -> list[SpaceDots]:
        """Return dots that go these ways over a surface, one mobject for each of the kinds, in its colour.

        Parameters
        ----------
        surface, clock
            As for `SpaceDots.along`.
        radius
            In scene units; what hardly moves is smaller.
        """
        return [
            SpaceDots.along(
                self.paths[self.fates == fate],
                clock,
                surface,
                color=fate_color(fate),
                radius=SMALLER * radius if fate == HARDLY else radius,
            )
            for fate in self.kinds
        ]


def fate_color(fate: int) -> palette.Color:
    """Return the colour of a fate: that of its valley, or the one of words if it hardly moves."""
    return palette.TEXT if fate == HARDLY else valley_color(fate)


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
