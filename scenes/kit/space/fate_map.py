"""The ground of a landscape, coloured by the fate of what starts there."""

from __future__ import annotations

import numpy as np

from gdmath import Objective
from gdmath.steepest_flow import SteepestFlow
from scenes.kit.painted.painted import Floats
from scenes.kit.space.crowd import ELSEWHERE, HARDLY, STUCK, fate_color, pit_of, spread_over
from scenes.kit.style import palette

CELLS = 96
"""Of the grid of starts, along each side."""

SOFT = 1.5
"""Cells within which a border is smooth."""

SHARPER = 3.0
"""How much narrower borders are than the grid's cells, between which they lie smoothly."""

PIECES, ROUNDED = 300, 0.012
"""Points of a line without kinks, and the share of its length over which they are smoothed out."""


def fate_map(objective: Objective, rate: float, steps: int, shape: tuple[int, ...]) -> Floats:
    """Return the colour of each place's fate: the less a point that starts there moves, the less it has.

    Whoever is not in a pit after the steps is bound for where the curve of steepest descent leads from there.
    Where nothing moves, the ground has the colour of what hardly does.

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
    Array of shape (*shape, 4): red, green, blue and opacity, in 0..1; it is nowhere clear.
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
    dyed = (np.clip(total, 0, 1) * map_coordinates(strength, places, order=1))[..., None]
    ground = undyed(shape)
    ground[..., :3] += dyed * (mixed - ground[..., :3])
    return ground


def undyed(shape: tuple[int, ...]) -> Floats:
    """Return a ground like that of `fate_map` where nobody's fate is known yet: in the colour of no way."""
    return np.broadcast_to([*palette.rgb(fate_color(HARDLY)), 1.0], (*shape, 4)).copy()


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
