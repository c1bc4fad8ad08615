"""What is true of how a descent turns a line, in words: a lesson with other data says something else."""

from __future__ import annotations

import numpy as np

from gdmath import Convention, Fit
from scenes.kit.style.numbers import short

COST_OF_SQUARES = {
    Convention.MSE: "their mean",
    Convention.HALF_SSE: "half their sum",
    Convention.HALF_MSE: "half their mean",
}
"""What the cost is of the squares, under each convention."""

NEAR = 0.02
"""Once so small a share of the first excess is left, the line is no longer on its way to the best one."""

SEEN = 0.01
"""So large a gap between two lines is seen, in shares of the data's height."""

LIFTED = "It lay under all the points: lifting helps, and tilting lifts most where x is large."
LOWERED = "It lay above all the points: lowering helps, and tilting lowers most where x is large."
"""Why a line first tips the wrong way."""

LESS = {"falls": "falls too, but less", "rises": "rises too, but less"}
"""What J does if it does so less than before."""


def is_riddle(fit: Fit) -> bool:
    """Return whether the first step tips the line away from the best one, and J falls all the same."""
    first, second = fit.path[:2, 0]
    return bool((second - first) * (fit.best[0] - first) < 0 and fit.values[1] <= fit.values[0])


def first_steps_in_words(fit: Fit) -> str:
    """Return what the first step does to the line and to J."""
    if fit.values[1] > fit.values[0]:
        return "But each step makes J larger."
    if is_riddle(fit):
        return "But it tips the wrong way. And still J falls! How can that be?"
    return "The first steps turn the line quickly."


def lift_in_words(fit: Fit) -> str:
    """Return why a line first tips the wrong way, seen on the line itself; nothing if that is not why.

    All points are on one side of the first line, and all x are positive: then tilting it helps more than
    moving all of it, for it moves far points more.
    """
    x, y = fit.cost.dataset.x[:, 0], fit.cost.dataset.y
    gaps = y - fit.cost.predict(fit.path[0])
    if fit.standardized or not is_riddle(fit) or x.min() < 0 or np.ptp(np.sign(gaps)) > 0:
        return ""
    return LIFTED if gaps[0] > 0 else LOWERED


def all_steps_in_words(fit: Fit, last: int) -> str:
    """Return where the line has come to after so many steps."""
    excess = fit.values - fit.least
    if excess[last] > excess[0]:
        return "The line runs away from the data."
    if excess[last] > NEAR * excess[0]:
        return "Then it turns, more and more slowly, and is still on its way to the best line."
    gap = abs(fit.cost.predict(fit.path[last]) - fit.cost.predict(fit.best)).max()
    if gap > SEEN * np.ptp(fit.cost.dataset.y):
        return "Then it turns, more and more slowly, until it almost lies on the best line."
    return "Then it turns, more and more slowly, and ends on the best line."


def slopes_in_words(first: float, second: float) -> dict[str, str]:
    """Return the slopes along w and b, and which way J goes with each if it grows, as lines name them."""
    ways = ["falls" if slope < 0 else "rises" for slope in (first, second)]
    is_less = ways[0] == ways[1] and abs(second) < abs(first)
    return {
        "first": ways[0],
        "second": LESS[ways[1]] if is_less else ways[1],
        "slope_w": short(first),
        "slope_b": short(second),
    }
