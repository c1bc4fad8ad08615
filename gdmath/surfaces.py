"""Classic test surfaces in closed form; all but `quadratic_form` are functions of two variables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, read_only
from gdmath.minima import find_minima
from gdmath.objectives import FunctionObjective


class ClassicSurface(Enum):
    """A function that has no numbers to choose."""

    ROSENBROCK = "Rosenbrock"
    HIMMELBLAU = "Himmelblau"
    BEALE = "Beale"
    SADDLE = "saddle"
    WAVY_BOWL = "wavy bowl"


@dataclass(frozen=True, eq=False)
class QuadraticForm:
    """1/2 (x - c)^T A (x - c).

    Attributes
    ----------
    matrix : shape (d, d)
        A, symmetric.
    center : shape (d,)
        c.
    """

    matrix: FloatArray
    center: FloatArray


def quadratic_form(matrix: ArrayLike, center: ArrayLike | None = None) -> FunctionObjective:
    """Return 1/2 (x - c)^T A (x - c), whose gradient is A (x - c) and whose Hessian is A.

    Parameters
    ----------
    matrix : shape (d, d)
        Symmetric. The centre is a strict minimum only if all eigenvalues are positive.
    center : shape (d,)
        The origin by default.

    Returns
    -------
    FunctionObjective
        Its ``form`` is a `QuadraticForm`.

    Raises
    ------
    ValueError
        If the matrix is not square, symmetric and finite, or the centre does not match it.

    Examples
    --------
    >>> bowl = quadratic_form([[2, 0], [0, 1]])
    >>> float(bowl.value([1, 2]))
    3.0
    >>> bowl.gradient([1, 2]).tolist()
    [2.0, 2.0]
    """
    curvature = np.array(matrix, dtype=np.float64)
    if curvature.ndim != 2 or curvature.shape[0] != curvature.shape[1] or curvature.size == 0:
        raise ValueError(f"the matrix of a quadratic form must be square, got shape {curvature.shape}")
    if not np.isfinite(curvature).all():
        raise ValueError("the matrix of a quadratic form must be finite")
    if not np.allclose(curvature, curvature.T):
        raise ValueError("the matrix of a quadratic form must be symmetric; pass (A + A.T) / 2")
    dimension = len(curvature)
    middle = np.zeros(dimension) if center is None else np.array(center, dtype=np.float64)
    if middle.shape != (dimension,) or not np.isfinite(middle).all():
        raise ValueError(f"the center must be {dimension} finite number(s), got {center!r}")
    eigenvalues = np.linalg.eigvalsh(curvature)
    is_bowl = eigenvalues[0] > 1e-12 * np.abs(eigenvalues).max()  # and else has a valley floor, or a saddle

    def value(points: FloatArray) -> FloatArray:
        offset = points - middle
        return np.asarray(0.5 * ((offset @ curvature) * offset).sum(axis=-1))

    return FunctionObjective(
        value=value,
        gradient=lambda points: np.asarray((points - middle) @ curvature),
        hessian=lambda points: np.broadcast_to(curvature, (*points.shape, dimension)).copy(),
        name="quadratic form",
        form=QuadraticForm(read_only(curvature), read_only(middle)),
        domain=np.stack([middle - 4, middle + 4], axis=-1),
        minima=middle[np.newaxis] if is_bowl else [],
    )


def turned_bowl(curvatures: tuple[float, float], degrees: float) -> FunctionObjective:
    """Return 1/2 (a u^2 + b v^2), with the axes of u and v turned anticlockwise from those of x and y.

    Rules with a rate for each coordinate see how their coordinates lie in the valley; others do not.

    Parameters
    ----------
    curvatures
        a and b, the eigenvalues of the Hessian; (1, 25) makes a valley along u with the condition number 25.
    degrees
        The angle from the axis of x to that of u.

    Returns
    -------
    FunctionObjective
        Its ``form`` is a `QuadraticForm`.

    Raises
    ------
    ValueError
        If a number is not finite.

    Examples
    --------
    >>> turned_bowl((1, 25), 90).hessian([0, 0]).round(9).tolist()
    [[25.0, -0.0], [-0.0, 1.0]]
    """
    angle = np.deg2rad(degrees)
    axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = (axes * np.asarray(curvatures, dtype=np.float64)) @ axes.T
    return quadratic_form((matrix + matrix.T) / 2)


def rosenbrock() -> FunctionObjective:
    """Return (1 - x)^2 + 100 (y - x^2)^2, a narrow curved valley with its minimum at (1, 1).

    Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function" (1960).
    """

    def value(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return np.asarray((1 - x) ** 2 + 100 * (y - x**2) ** 2)

    def gradient(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return np.stack([2 * (x - 1) - 400 * x * (y - x**2), 200 * (y - x**2)], axis=-1)

    def hessian(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return _symmetric(1200 * x**2 - 400 * y + 2, -400 * x, np.full_like(x, 200.0))

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=ClassicSurface.ROSENBROCK.value,
        form=ClassicSurface.ROSENBROCK,
        domain=[(-2, 2), (-1, 3)],
        minima=[(1, 1)],
    )


def himmelblau() -> FunctionObjective:
    """Return (x^2 + y - 11)^2 + (x + y^2 - 7)^2, with four minima, all of value 0.

    Source: Himmelblau, "Applied Nonlinear Programming" (1972).
    """

    def value(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return np.asarray((x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2)

    def gradient(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        first, second = x**2 + y - 11, x + y**2 - 7
        return np.stack([4 * x * first + 2 * second, 2 * first + 4 * y * second], axis=-1)

    def hessian(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return _symmetric(12 * x**2 + 4 * y - 42, 4 * (x + y), 12 * y**2 + 4 * x - 26)

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=ClassicSurface.HIMMELBLAU.value,
        form=ClassicSurface.HIMMELBLAU,
        domain=[(-5, 5), (-5, 5)],
        minima=[
            (3, 2),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.2831859912861696),
            (3.5844283403304917, -1.8481265269644036),
        ],
    )


def beale() -> FunctionObjective:
    """Return the sum of (c_i - x + x y^i)^2 for c = 1.5, 2.25, 2.625.

    It has flat plains, steep corners and its minimum at (3, 0.5).

    Source: Beale, "On an iterative method for finding a local minimum of a function of more than one
    variable" (1958).
    """
    targets, powers = np.array([1.5, 2.25, 2.625]), np.array([1, 2, 3])

    # The last axis runs over the three terms.
    def terms(points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        x, y = points[..., :1], points[..., 1:]
        return x, y, targets - x + x * y**powers, y**powers - 1

    def value(points: FloatArray) -> FloatArray:
        _, _, residual, _ = terms(points)
        return np.asarray((residual**2).sum(axis=-1))

    def gradient(points: FloatArray) -> FloatArray:
        x, y, residual, along_x = terms(points)
        along_y = powers * x * y ** (powers - 1)
        return 2 * np.stack([(residual * along_x).sum(axis=-1), (residual * along_y).sum(axis=-1)], axis=-1)

    def hessian(points: FloatArray) -> FloatArray:
        x, y, residual, along_x = terms(points)
        rise = powers * y ** (powers - 1)
        along_y = x * rise
        # The factor i - 1 is 0 for i = 1, where the true power y^-1 must not be taken.
        bend = x * powers * (powers - 1) * y ** np.maximum(powers - 2, 0)
        return _symmetric(
            2 * (along_x**2).sum(axis=-1),
            2 * (along_x * along_y + residual * rise).sum(axis=-1),
            2 * (along_y**2 + residual * bend).sum(axis=-1),
        )

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=ClassicSurface.BEALE.value,
        form=ClassicSurface.BEALE,
        domain=[(-4.5, 4.5), (-4.5, 4.5)],
        minima=[(3, 0.5)],
    )


def saddle() -> FunctionObjective:
    """Return x^2 - y^2: stationary at the origin, which is no minimum; unbounded below."""
    signs = np.array([1.0, -1.0])
    return FunctionObjective(
        value=lambda points: np.asarray((signs * points**2).sum(axis=-1)),
        gradient=lambda points: 2 * signs * points,
        hessian=lambda points: np.broadcast_to(np.diag(2 * signs), (*points.shape, 2)).copy(),
        name=ClassicSurface.SADDLE.value,
        form=ClassicSurface.SADDLE,
        domain=[(-2, 2), (-2, 2)],
        minima=[],
    )


def wavy_bowl() -> FunctionObjective:
    """Return (x^2 + y^2) / 4 + sin 2x + cos 2y, a bowl with several valleys and a short formula.

    From (-2.2, 2.3), six steps at the rate 0.2 bend round into the minimum (-0.70, 1.39), one of the two
    lowest, and shrink by themselves; at 0.02 they creep, at 0.6 they jump about.

    Examples
    --------
    >>> wavy_bowl().minima[:2].round(2).tolist()
    [[-0.7, -1.39], [-0.7, 1.39]]
    """

    def value(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return np.asarray((x**2 + y**2) / 4 + np.sin(2 * x) + np.cos(2 * y))

    def gradient(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return np.stack([x / 2 + 2 * np.cos(2 * x), y / 2 - 2 * np.sin(2 * y)], axis=-1)

    def hessian(points: FloatArray) -> FloatArray:
        x, y = points[..., 0], points[..., 1]
        return _symmetric(0.5 - 4 * np.sin(2 * x), np.zeros_like(x), 0.5 - 4 * np.cos(2 * y))

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=ClassicSurface.WAVY_BOWL.value,
        form=ClassicSurface.WAVY_BOWL,
        domain=[(-3, 3), (-3, 3)],
        minima=lambda window: find_minima(value, gradient, window),
    )


def _symmetric(xx: FloatArray, xy: FloatArray, yy: FloatArray) -> FloatArray:
    """Return [[xx, xy], [xy, yy]] along two new last axes."""
    return np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2)
