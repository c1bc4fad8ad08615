"""Whether a gradient, or a Hessian, that was given is that of its function: compared with differences.

A wrong sign, a forgotten factor or a wrong order of the components would otherwise be followed, or drawn,
without a word. A difference over a step is only as good as the function is smooth on the step's scale, and
as its values are exact. So steps of many sizes are tried, and a derivative is called wrong only where two of
them tell the same, are sure of it, and contradict it, and none that is sure agrees with it. Kinks, poles,
rounded and noisy values make steps unsure, or disagree with one another; they are left alone.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from gdmath.arrays import BoolArray, FloatArray, PointFunction

SHARES: Final = 2.0 ** -np.arange(7, 28, 4)
"""Steps, as shares of the window's size: from about 1/100 of it to 1/100 000 000."""

TOLERANCE: Final = 0.01
"""A slope may be off by such a share: what is forgotten or turned around changes it by more, and what users
approximate themselves, by differences or in single precision, by less."""

SURE: Final = 0.1
"""A step is sure if what it leaves open is less than this share of the slope that it tells, ..."""

SLIGHT: Final = 0.01
"""... or less than this share of the steepest slope that was found."""

NEGLIGIBLE: Final = 1e-4
"""Slopes below such a share of the steepest one are as good as zero."""

AXES: Final = 4
"""Along each coordinate up to so many of them, and else in as many random directions."""

_PLACES: Final = (0.237, 0.518, 0.851)
"""Where in the window to look, beside the start: no places of symmetry."""


class Function(Protocol):
    """What has a value, a gradient and a Hessian in a window, as any `Objective`."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def domain(self) -> FloatArray:
        """The window, shape (d, 2)."""

    def value(self, points: FloatArray) -> FloatArray:
        """Return the values, shape (...)."""

    def gradient(self, points: FloatArray) -> FloatArray:
        """Return the gradients, shape (..., d)."""

    def hessian(self, points: FloatArray) -> FloatArray:
        """Return the Hessians, shape (..., d, d)."""


def check_gradient(function: Function, points: FloatArray, steepest: float = 0.0) -> float:
    """Compare a function's gradient with differences of its values.

    Parameters
    ----------
    function
        With a gradient that somebody wrote.
    points : shape (m, d)
        Where to look.
    steepest
        The steepest slope that an earlier check has found.

    Returns
    -------
    float
        The steepest slope that has been found by now.

    Raises
    ------
    ValueError
        If they contradict each other: one line that names the point, what was given and what differences say.
    """
    return _compare("gradient", function.gradient, function.value, function, points, steepest)


def check_hessian(function: Function, points: FloatArray) -> None:
    """Compare a function's Hessian with differences of its gradients, at points of shape (m, d).

    Raises
    ------
    ValueError
        As `check_gradient`.
    """
    _compare("Hessian", function.hessian, function.gradient, function, points, steepest=0.0)


def _compare(
    what: str,
    derivative: PointFunction,
    primitive: PointFunction,
    function: Function,
    points: FloatArray,
    steepest: float,
) -> float:
    directions = _directions(points.shape[1])
    with np.errstate(all="ignore"):
        given = np.tensordot(np.asarray(derivative(points)), directions.T, axes=(-1, 0))  # (m, ..., n)
        given = np.moveaxis(given, -1, 1)  # (m, n, ...)
        found, open_by = _differences(primitive, function.domain, points, directions, given.shape[2:])
        told, least = _surest(found, open_by)
        steepest = float(np.abs(told[np.isfinite(least)]).max(initial=steepest))
        wrong = _contradicted(given, found, open_by, told, steepest)
    for place in zip(*np.nonzero(wrong), strict=True):
        point, way = points[place[0]], directions[place[1]]
        along = f" along {_written(way)}" if len(way) > 1 else ""
        raise ValueError(
            f"the {what} of {function.name} is wrong at {_written(point)}:{along} it is {given[place]:.5g} "
            f"where differences say {told[place]:.5g}: check its signs, factors, and order of components"
        )
    return steepest


def _differences(
    primitive: PointFunction,
    domain: FloatArray,
    points: FloatArray,
    directions: FloatArray,
    tail: tuple[int, ...],
) -> tuple[FloatArray, FloatArray]:
    """Return slopes by steps of all sizes, shape (s, m, n, *tail), and how much each leaves open."""
    low, high = domain.T
    sizes = np.maximum(high - low, np.maximum(low - points, points - high)).max(axis=1)  # (m,)
    steps = np.exp2(np.rint(np.log2(SHARES[:, np.newaxis] * sizes)))  # adding them does not round
    offsets = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    moved = offsets[:, None, None, None] * steps[:, :, None]  # (5, s, m, 1)
    places = points[:, None, :] + moved[..., None] * directions  # (5, s, m, n, d)
    values = _asked(primitive, places.reshape(-1, points.shape[1])).reshape(*places.shape[:-1], *tail)
    behind, back, here, ahead, beyond = values
    step = steps.reshape(*steps.shape, *(1,) * (1 + len(tail)))
    near, far = (ahead - back) / (2 * step), (beyond - behind) / (4 * step)
    bend = np.abs(ahead - 2 * here + back) / (2 * step)  # half of what the slopes of both sides differ by
    rounding = 8 * np.spacing(np.abs(values).max(axis=0)) / step
    open_by = np.abs(near - far) + bend + rounding
    if np.ptp(values) > 0:
        open_by[(values == here).all(axis=0)] = np.inf  # flat, or rounded to too few digits
    is_noise = np.ptp(here, axis=(0, 2)) > 8 * np.spacing(
        np.abs(here).max(axis=(0, 2))
    )  # it changes by itself
    open_by[:, is_noise.reshape(len(points), -1).any(axis=1)] = np.inf
    is_coarse = step < 1024 * np.spacing(np.abs(points).max(axis=1)).reshape(1, -1, *(1,) * (1 + len(tail)))
    open_by[np.broadcast_to(is_coarse, open_by.shape) | ~np.isfinite(open_by)] = np.inf
    return near, open_by


def _asked(function: PointFunction, points: FloatArray) -> FloatArray:
    """Return a function of points of shape (m, d), asked for 256 at a time: it may be over many data."""
    return np.concatenate(
        [np.asarray(function(points[first : first + 256])) for first in range(0, len(points), 256)]
    )


def _surest(found: FloatArray, open_by: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the slopes, shape (m, n, ...), by the steps that leave least open, and how much that is."""
    best = np.argmin(open_by, axis=0)[np.newaxis]
    told, least = (np.take_along_axis(each, best, axis=0)[0] for each in (found, open_by))
    return told, least


def _contradicted(
    given: FloatArray, found: FloatArray, open_by: FloatArray, told: FloatArray, steepest: float
) -> BoolArray:
    """Return where slopes are wrong, shape (m, n, ...)."""
    negligible = NEGLIGIBLE * steepest
    allowed = TOLERANCE * np.maximum(np.abs(given), np.abs(found)) + negligible
    apart = np.abs(found - given)
    sure = open_by <= SURE * np.abs(found) + SLIGHT * steepest
    agrees = sure & (apart <= allowed + open_by)
    alike = np.abs(found - told) <= 5 * TOLERANCE * np.abs(told) + negligible + open_by
    differs = sure & alike & (apart > allowed + 4 * open_by)
    return np.asarray((differs.sum(axis=0) >= 2) & ~agrees.any(axis=0) & np.isfinite(given))


def check_points(domain: FloatArray) -> FloatArray:
    """Return three points in a window, no two with a coordinate in common, shape (3, d)."""
    shares = np.stack([np.roll(_PLACES, axis) for axis in range(len(domain))], axis=-1)
    return np.asarray(domain[:, 0] + shares * (domain[:, 1] - domain[:, 0]))


def _directions(dimension: int) -> FloatArray:
    """Return unit vectors, shape (n, d): the axes, or where these are many, some in between."""
    if dimension <= AXES:
        return np.eye(dimension)
    ways = np.random.default_rng(0).normal(size=(AXES, dimension))
    return np.asarray(ways / np.linalg.norm(ways, axis=1, keepdims=True))


def _written(vector: FloatArray) -> str:
    shown = ", ".join(f"{number:.4g}" for number in vector[:AXES])
    return f"[{shown}{', …' * (len(vector) > AXES)}]"
