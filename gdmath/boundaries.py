"""The boundary between two basins: steepest descent from it ends on a saddle point."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers
from gdmath.objectives import Objective
from gdmath.steepest_flow import MARGIN, MAX_STRIDES, STRIDE, SteepestFlow

_SECTIONS = 64
"""Between two points of different basins, one round looks at so many points at once."""

_CLOSEST = 1e-7
"""Two points on both sides of it, in widths of the window, are brought so close together."""

_TOGETHER = 1e-4
"""Further apart, as their paths lead away from it, they are brought together again."""

_APART = 2 * STRIDE
"""Ends further apart are two ends."""

_AROUND, _SIDES = 0.02, 48
"""Radius, in widths of the window, of a circle around a summit, and how many points on it are looked at."""


def basin_boundary(objective: Objective, first: ArrayLike, second: ArrayLike) -> FloatArray:
    """Return the boundary between the basins of two starts.

    From it, no path of steepest descent leads into either minimum. It is found between the starts by
    bisection, and followed uphill to its summit and downhill to the pass over which the path from one basin
    into the other is lowest; both end where they leave the window. Downhill, two points are kept on both
    sides of it, one in each basin; the pass is a root of the gradient.

    Parameters
    ----------
    objective
        A function of two variables.
    first, second : shape (2,)
        The starts. If they lie outside the objective's domain, the window is widened by them.

    Returns
    -------
    FloatArray, shape (n, 2)
        Points along the boundary, the summit first; n is 0 if both starts go down to one minimum, or out of
        the window on one side of it.

    Raises
    ------
    ValueError
        If the objective has another number of variables, a start is not two finite numbers, the gradient is
        not finite there, or a start is a summit or a pass, from where no path leads down.

    Examples
    --------
    Two wells side by side: the boundary between them is the line x = 0, with its pass at y = 0.

    >>> from gdmath import from_function
    >>> wells = from_function(lambda x, y: (x**2 - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])
    >>> boundary = basin_boundary(wells, (-0.3, 1), (0.1, 1))
    >>> bool(abs(boundary[:, 0]).max() < 0.001), bool(abs(boundary[-1, 1]) < 1e-9)
    (True, True)
    """
    starts = np.stack([_checked_start(objective, start) for start in (first, second)])
    flow = SteepestFlow.over(objective, starts)
    with np.errstate(all="ignore"):
        ends = flow.ends(starts)
        pair = _closest_pair(flow, starts, ends)
        if pair is None:
            return np.empty((0, 2))
        up, down = flow.uphill_path(pair[0]), _downhill_path(flow, pair, ends)
        if len(up):
            up = np.vstack([up, *_stationary_near(flow, up[-1], signs=(-1, -1))])
        down = np.vstack([down, *_stationary_near(flow, down[-1], signs=(-1, 1))])
    return np.vstack([up[::-1], down])


def whole_basin_boundary(objective: Objective, first: ArrayLike, second: ArrayLike) -> FloatArray:
    """Return a `basin_boundary` that goes on beyond its summit, down on the other side.

    Parameters
    ----------
    objective, first, second
        As for `basin_boundary`.

    Returns
    -------
    FloatArray, shape (n, 2)
        Points along it, over the summit to the end that `basin_boundary` has; the same as that if it has no
        summit in the window, or the same basin lies all around its other side.

    Raises
    ------
    ValueError
        As `basin_boundary`.

    Examples
    --------
    Two wells, and a hill between them: the boundary goes from one pass over the hill to the other pass.

    >>> from gdmath import from_function
    >>> wells = from_function(
    ...     lambda x, y: (x**2 - 1) ** 2 + y**2 + 2 * np.exp(-4 * (x**2 + y**2)), [(-2, 2), (-2, 2)]
    ... )
    >>> whole_basin_boundary(wells, (-0.3, 0.5), (0.1, 0.5))[[0, -1], 1].round(2).tolist()
    [-0.72, 0.72]
    """
    line = basin_boundary(objective, first, second)
    if len(line) < 2:
        return line
    flow, summit = SteepestFlow.over(objective, line), line[0]
    angles = np.linspace(0, 2 * np.pi, _SIDES, endpoint=False)
    circle = summit + _AROUND * flow.widths * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    if not (objective.value(circle) < objective.value(summit)).all():
        return line  # no summit: it leaves the window
    with np.errstate(all="ignore"):
        ends = flow.ends(circle)
    following = np.roll(ends, -1, axis=0)
    changes = np.flatnonzero(flow.distances(ends, following) > _APART)
    own = flow.distances(line[:, np.newaxis], circle).min(axis=0)  # how near each is to what is known
    for change in changes[np.argsort(-own[changes])]:
        other = basin_boundary(objective, circle[change], circle[(change + 1) % _SIDES])
        if len(other) and flow.distances(other, line[-1]).min() > _AROUND:
            return np.vstack([other[:0:-1], line])
    return line


def _checked_start(objective: Objective, start: ArrayLike) -> FloatArray:
    if objective.dimension != 2:
        raise ValueError(
            f"basins are parted by a line for functions of two variables, and {objective.name} has "
            f"{objective.dimension}"
        )
    point = numbers("a start", start)
    if point.shape != (2,) or not np.isfinite(point).all():
        raise ValueError(f"a start must be two finite numbers, got {point.tolist()}")
    with np.errstate(all="ignore"):
        gradient = objective.gradient(point)
        if not np.isfinite(gradient).all():
            raise ValueError(f"the gradient is not finite at the start {point.tolist()}; start elsewhere")
        if not gradient.any() and np.linalg.eigvalsh(objective.hessian(point))[0] < 0:
            raise ValueError(
                f"the start {point.tolist()} is a summit or a pass, from where no path leads down; move it"
            )
    return point


def _closest_pair(flow: SteepestFlow, pair: FloatArray, ends: FloatArray) -> FloatArray | None:
    """Return two points between two others that are as close as need be, on both sides of a boundary.

    It is the boundary of the first basin. If the first path leads out of the window, which has no basin, it
    is that of the second; if both do, it is where the paths part.
    """
    settles = flow.is_inside(ends, margin=MARGIN)
    while True:
        points = pair[0] + np.linspace(0, 1, _SECTIONS + 1)[:, np.newaxis] * (pair[1] - pair[0])
        reached = flow.ends(points, known=ends)
        away = flow.distances(reached[:, np.newaxis], ends)
        is_first = (
            away[:, 0] == 0 if settles[0] else away[:, 1] > 0 if settles[1] else away[:, 0] < away[:, 1]
        )
        changes = np.flatnonzero(is_first[:-1] & ~is_first[1:])
        if changes.size == 0:
            return None
        sides = [changes[0], changes[0] + 1]
        closer, gap = points[sides], flow.distances(*points[sides])
        if gap < _CLOSEST or gap >= flow.distances(*pair) / 2:
            # On a slope out of the window, or into a level floor, the ends of neighbours are neighbours.
            return closer if flow.distances(*reached[sides]) > _APART else None
        pair = closer


def _downhill_path(flow: SteepestFlow, pair: FloatArray, ends: FloatArray) -> FloatArray:
    """Follow the boundary downhill with a point on each side of it, to a pass or the window, shape (n, 2)."""
    path = [pair.mean(axis=0)]
    since = 0
    for _ in range(MAX_STRIDES):
        there = flow.step_along(pair, np.full(2, -STRIDE))
        if flow.distances(*there) > _TOGETHER:
            closer = _closest_pair(flow, pair, ends) if since > 2 else None
            if closer is None:
                break  # it does not lead on: here the sides part
            pair, since = closer, 0
            continue
        middle = there.mean(axis=0)
        if not flow.is_inside(middle) or (len(path) > 1 and flow.turns(path[-2], path[-1], middle)):
            break  # a stride over the pass turns aside
        path.append(middle)
        pair, since = there, since + 1
    return np.array(path)


def _stationary_near(flow: SteepestFlow, point: FloatArray, signs: tuple[int, int]) -> FloatArray:
    """Return the stationary point some strides from another, its curvatures of these signs, shape (1, 2).

    If there is none, as where a path left the window, the shape is (0, 2).
    """
    from scipy.optimize import root  # takes a quarter of a second, and few lessons need it

    objective, widths = flow.objective, flow.widths

    def scaled_gradient(u: FloatArray) -> FloatArray:
        return np.asarray(objective.gradient(point + u * widths) * widths)

    found = root(scaled_gradient, np.zeros(2), tol=1e-14)
    place = point + np.asarray(found.x) * widths
    if not (np.isfinite(place).all() and flow.distances(place, point) < 4 * STRIDE and flow.is_inside(place)):
        return np.empty((0, 2))
    curvatures = np.linalg.eigvalsh(objective.hessian(place) * np.outer(widths, widths))
    return place[np.newaxis] if tuple(np.sign(curvatures).astype(int)) == signs else np.empty((0, 2))
