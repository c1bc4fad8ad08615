"""The ground of a landscape, coloured by the fate of what starts there."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdmath import Objective
from gdmath.steepest_flow import SteepestFlow
from scenes.kit.painted.painted import Floats
from scenes.kit.space.crowd import ELSEWHERE, STUCK, fate_color, pit_of, spread_over
from scenes.kit.style import palette

CELLS = 96
"""Of the grid of starts, along each side."""

SOFT = 1.5
"""Cells within which a border is smooth."""

SHARPER = 3.0
"""How much narrower borders are than the grid's cells, between which they lie smoothly."""

COVERED, APART = np.array([0.5, 0.12]), 0.4
"""So much of the window do words on clear ground cover along both variables, and so far are they from the
ball, in widths of the window."""

PIECES, ROUNDED = 300, 0.012
"""Points of a line without kinks, and the share of its length over which they are smoothed out."""


def fate_map(objective: Objective, rate: float, steps: int, shape: tuple[int, ...]) -> Floats:
    """Return the colour of each place's fate, and how far a point that starts there goes its way.

    Whoever is not in a pit after the steps is bound for where the curve of steepest descent leads from there.

    Parameters
    ----------
    objective
        With a known minimum at least.
    rate, steps
        As for `Crowd`.
    shape
        How many places there are along both variables.

    Returns
    -------
    Array of shape (*shape, 4): red, green, blue and opacity, in 0..1; where nothing moves it is clear.
    """
    from scipy.ndimage import gaussian_filter, map_coordinates

    low, high = objective.domain.T
    starts = spread_over(objective.domain, CELLS + 1, CELLS + 1)
    ends = starts.copy()
    for _ in range(steps):
        ends = ends - rate * objective.gradient(ends)
    grid = (CELLS + 1, CELLS + 1)
    moved = np.linalg.norm(ends - starts, axis=1).reshape(grid) / (STUCK * float((high - low).mean()))
    out = pit_of(objective, ends) == ELSEWHERE
    ends[out] = SteepestFlow.over(objective, starts).ends(ends[out], known=objective.minima)
    fates = pit_of(objective, ends).reshape(grid)
    strength = np.where(out.reshape(grid), np.clip(moved, 0, 1), 1.0)
    kinds = np.unique(fates).tolist()
    shares = [gaussian_filter((fates == kind).astype(float), SOFT) for kind in kinds]
    places = np.stack(np.meshgrid(*(np.linspace(0, CELLS, count) for count in shape), indexing="ij"))[::-1]
    fine = np.stack([map_coordinates(share, places, order=3) for share in shares])
    fine = np.clip(0.5 + SHARPER * (fine - 0.5), 0, 1)
    total = fine.sum(axis=0)
    colors = np.stack([palette.rgb(fate_color(kind)) for kind in kinds])
    mixed = np.einsum("kij,kc->ijc", fine, colors) / np.maximum(total, 1e-9)[..., None]
    opacity = np.clip(total, 0, 1) * map_coordinates(strength, places, order=1)
    return np.concatenate([mixed, opacity[..., None]], axis=-1)


def clearest_place(colors: Floats, domain: Floats, ball: ArrayLike) -> Floats:
    """Return where words on clear ground cover least of what is coloured, and are not beside a ball.

    Parameters
    ----------
    colors
        As `fate_map` returns them.
    domain
        Low and high ends of both variables, shape (2, 2).
    ball
        Where that is, shape (2,).
    """
    from scipy.ndimage import uniform_filter

    counts = np.array(colors.shape[:2])
    covered = uniform_filter(colors[..., 3], np.rint(COVERED * counts).astype(int), mode="constant", cval=1.0)
    shares = np.stack(np.meshgrid(*(np.linspace(0, 1, count) for count in counts), indexing="ij"), axis=-1)
    low, high = domain.T
    beside = np.linalg.norm(shares - (np.asarray(ball) - low) / (high - low), axis=-1) < APART
    return np.asarray(low + shares[np.unravel_index(np.argmin(covered + beside), counts)] * (high - low))


def without_kinks(line: Floats) -> Floats:
    """Return a line, shape (n, 2), with `PIECES` points in equal distances, without small turns to and fro.

    Where two borders meet on a summit, they are not known as exactly as their ends are seen.
    """
    from scipy.ndimage import gaussian_filter1d

    way = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    even = np.linspace(0, way[-1], PIECES)
    points = np.stack([np.interp(even, way, line[:, axis]) for axis in (0, 1)], axis=-1)
    beyond = round(4 * ROUNDED * PIECES)
    longer = np.pad(points, ((beyond, beyond), (0, 0)), mode="reflect", reflect_type="odd")  # ends stay
    return np.asarray(gaussian_filter1d(longer, ROUNDED * PIECES, axis=0)[beyond:-beyond])
