"""A descent whose distances to the minimum all shrink alike: seen so near that the curve is a parabola."""

from __future__ import annotations

from manim import ValueTracker

from gdmath import Objective, descend
from gdmath.near_minimum import NearMinimum
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

NEARBY = 0.01
"""Where the curve is no parabola, distances are this share of the first one, and are drawn as large as it."""


def run_near(
    rate: float,
    theory: NearMinimum,
    iterations: int,
    clock: ValueTracker,
    objective: Objective,
    start: float,
    minimum: float,
    color: palette.Color = palette.PATH,
) -> Run:
    """Return the run from a start at a learning rate; magnified from nearby where only there theory holds.

    Parameters
    ----------
    rate
        The learning rate.
    theory
        What holds near the minimum.
    iterations
        How many steps are taken.
    clock
        A tracker to share with other runs.
    objective, start, minimum
        What is descended, from where, and the x of the minimum.
    color
        The run's.
    """
    share = 1.0 if theory.everywhere else NEARBY
    first = start if theory.everywhere else minimum + share * (start - minimum)
    near = descend(objective, rate, first, iterations=iterations)
    path = near.points if theory.everywhere else minimum + (near.points - minimum) / share
    return Run(near, clock=clock, path=path, color=color)
