"""Objectives from any Python function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, PointFunction, checked_domain
from gdmath.differences import numerical_gradient, numerical_hessian
from gdmath.minima import find_minima
from gdmath.objectives import FunctionObjective

ROUNDING: Final = 1e-12
"""A number is real whose imaginary part is so small a share of it."""

PlainFunction: TypeAlias = Callable[..., Any]


def from_function(
    function: PlainFunction,
    domain: ArrayLike,
    gradient: PlainFunction | None = None,
    name: str = "",
    formula: str = "",
) -> FunctionObjective:
    """Return the objective of a plain function of its coordinates.

    Parameters
    ----------
    function
        Called as function(x), function(x, y), ... It may take arrays or only numbers (`math.cos`). Where it
        is not defined it may return NaN, infinity or a complex number, or raise an arithmetic error.
    domain
        (low, high) for one variable, [(low, high), ...] for several; says how many coordinates there are.
    gradient
        Called like `function`; returns the partial derivatives, d of them (for one variable just the
        derivative). Without it they are found numerically, to about 1e-10 of the function's size. The Hessian
        always is.
    name, formula
        For titles; the name of the function by default, and the formula as your pictures typeset it: those of
        `scenes` take Typst mathematics.

    Returns
    -------
    FunctionObjective
        Its minima are searched for in the window when they are first asked for (one or two variables).

    Raises
    ------
    ValueError
        If the domain is empty, or the function (or gradient) cannot be called with d numbers, or is nowhere
        finite; if a gradient is given that is not the function's, by differences at three points.

    Examples
    --------
    >>> import math
    >>> wave = from_function(math.cos, (0, 6))
    >>> wave.minima.round(6).tolist()
    [[3.141593]]
    >>> bowl = from_function(lambda x, y: x**2 + 2 * y**2, [(-1, 1), (-1, 1)])
    >>> bowl.gradient([0.5, 0.5]).round(6).tolist()
    [1.0, 2.0]
    """
    window = checked_domain(domain)
    value = _vectorised(function, window, "function", tail=())
    with np.errstate(all="ignore"):
        sizes = np.abs(value(_probes(window)))
    size = float(np.median(sizes[np.isfinite(sizes)]))
    slope = numerical_gradient(value, window, size)
    if gradient is not None:
        slope = _vectorised(gradient, window, "gradient", tail=(len(window),))
    objective = FunctionObjective(
        value=value,
        gradient=slope,
        hessian=numerical_hessian(slope, window, size / float(np.ptp(window, axis=1).max())),
        name=name or getattr(function, "__name__", "function"),
        formula=formula,
        domain=window,
        minima=lambda window: find_minima(value, slope, window),
        by_differences=gradient is None,
    )
    objective.check_gradient(np.empty((0, len(window))))
    return objective


def _vectorised(
    function: PlainFunction, domain: FloatArray, role: str, tail: tuple[int, ...]
) -> PointFunction:
    """Return `function` as one of points: (..., d) to (...) for tail (), to (..., d) for tail (d,)."""

    def at_once(points: FloatArray) -> FloatArray:
        coordinates = (points[..., k].copy() for k in range(points.shape[-1]))  # it may change them
        return _shaped(function(*coordinates), points.shape[:-1], tail)

    def one_by_one(points: FloatArray) -> FloatArray:
        flat = points.reshape(-1, points.shape[-1])
        results = np.empty((len(flat), *tail))
        for i, point in enumerate(flat.tolist()):
            results[i] = _at_point(function, point, tail)
        return results.reshape(points.shape[:-1] + tail)

    with np.errstate(all="ignore"):
        probes = _probes(domain)
        expected = _probed(one_by_one, probes, role)
        return at_once if _agrees(at_once, probes, expected) else one_by_one


def _at_point(function: PlainFunction, point: list[float], tail: tuple[int, ...]) -> FloatArray:
    """Call `function` with plain numbers; where that fails for arithmetic reasons, answer as NumPy would."""
    try:
        result = function(*point)
    except OverflowError:
        return np.full(tail, np.inf)
    except (ValueError, ZeroDivisionError):  # math.log(-1), 1 / 0
        return np.full(tail, np.nan)
    except Exception as error:
        place = ", ".join(f"{x:.6g}" for x in point)
        raise ValueError(f"it fails at ({place}): {type(error).__name__}: {error}") from error
    return _shaped(result, (), tail)


def _shaped(result: Any, lead: tuple[int, ...], tail: tuple[int, ...]) -> FloatArray:
    """Return what the user's function answered as an array of shape (*lead, *tail)."""
    if result is None:
        raise TypeError("it returned nothing: end it with `return`")
    if not tail:
        values = _real(result)
        if values.shape != lead:
            raise TypeError(f"it returned shape {values.shape}, not one number")
        return values
    # In one dimension the derivative may come bare.
    partials = [result] if tail == (1,) and np.shape(result) == lead else list(result)
    if len(partials) != tail[0]:
        raise TypeError(f"it returned {len(partials)} partial derivative(s), not {tail[0]}")
    # A constant partial derivative comes as a single number even for arrays.
    return np.stack([np.broadcast_to(_real(part), lead) for part in partials], axis=-1)


def _real(result: Any) -> FloatArray:
    """Return numbers as floats; complex ones, such as a root of a negative number, are none: NaN."""
    if not np.iscomplexobj(result):
        return np.asarray(result, dtype=np.float64)
    given = np.asarray(result)
    is_real = np.abs(given.imag) <= ROUNDING * np.abs(given)
    return np.where(is_real, given.real, np.nan)


def _probes(domain: FloatArray) -> FloatArray:
    """Return seven points in the domain, no two with a coordinate in common, as a column: shape (7, 1, d)."""
    fractions = np.linspace(0.07, 0.91, 7)
    # Two axes, because a function of arrays must keep any number of them.
    shifted = np.stack([np.roll(fractions, axis) for axis in range(len(domain))], axis=-1)[:, np.newaxis, :]
    return np.asarray(domain[:, 0] + shifted * (domain[:, 1] - domain[:, 0]))


def _probed(one_by_one: PointFunction, probes: FloatArray, role: str) -> FloatArray:
    count = probes.shape[-1]
    try:
        expected = one_by_one(probes)
    except Exception as error:
        raise ValueError(f"the {role} cannot be called with {count} number(s): {error}") from error
    if not np.isfinite(expected).any():
        raise ValueError(
            f"the {role} gives no finite number in its domain; check the function and the domain"
        )
    return expected


def _agrees(at_once: PointFunction, probes: FloatArray, expected: FloatArray) -> bool:
    """Say whether calling with arrays works; a function made for numbers may raise anything."""
    try:
        found = at_once(probes)
    except Exception:
        return False
    return bool(np.allclose(found, expected, rtol=1e-9, atol=0.0, equal_nan=True))
