"""The quadratic that touches an objective at a point: to its stationary point goes Newton's method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers, read_only
from gdmath.objectives import FunctionObjective, Objective


@dataclass(frozen=True, eq=False)
class SecondOrderModel:
    """value + gradient . (x - point) + 1/2 (x - point)^T hessian (x - point).

    Attributes
    ----------
    point, gradient : shape (d,)
    value
    hessian : shape (d, d)
    """

    point: FloatArray
    value: float
    gradient: FloatArray
    hessian: FloatArray


def second_order_model(objective: Objective, point: ArrayLike) -> FunctionObjective:
    """Return the quadratic with the value, gradient and Hessian that an objective has at a point.

    Its minimum, maximum or saddle is where `newton` goes. Its slice above a step,
    ``model.along(point, step)``, is the parabola that touches the objective's own at 0; above Newton's step
    it is level at 1.

    Source: Nocedal and Wright, "Numerical Optimization" (2nd edition, 2006), section 2.2.

    Parameters
    ----------
    objective
        Of d variables.
    point : shape (d,)

    Returns
    -------
    FunctionObjective
        With the objective's domain; its ``form`` is a `SecondOrderModel`. It has a minimum only if the
        Hessian is positive definite.

    Raises
    ------
    ValueError
        If the point has the wrong dimension, or value, gradient or Hessian are not finite there.

    Examples
    --------
    >>> from gdmath import polynomial
    >>> model = second_order_model(polynomial([1, 0, 0, 0, 0]), 3.0)  # x^4: 81, its slope 108, its bend 108
    >>> model.value([[3.0], [2.0]]).tolist(), model.minima.tolist()
    ([81.0, 27.0], [[2.0]])
    """
    place = read_only(np.atleast_1d(numbers("the point", point)))
    if place.shape != (objective.dimension,):
        raise ValueError(
            f"the point must be {objective.dimension} number(s), the dimension of {objective.name}, "
            f"got shape {place.shape}"
        )
    objective.check_gradient(place[np.newaxis])
    objective.check_hessian(place)
    height, slope, bend = (
        read_only(each(place)) for each in (objective.value, objective.gradient, objective.hessian)
    )
    if not (np.isfinite(height) and np.isfinite(slope).all() and np.isfinite(bend).all()):
        raise ValueError(
            f"{objective.name} has no finite value, gradient and Hessian at {place.tolist()}: choose another "
            "point"
        )

    def value(points: FloatArray) -> FloatArray:
        away = points - place
        return np.asarray(height + away @ slope + 0.5 * ((away @ bend) * away).sum(axis=-1))

    is_bowl = np.linalg.eigvalsh(bend)[0] > 0
    return FunctionObjective(
        value=value,
        gradient=lambda points: np.asarray(slope + (points - place) @ bend),
        hessian=lambda points: np.broadcast_to(bend, (*points.shape, len(place))).copy(),
        name=f"second-order model of {objective.name}",
        form=SecondOrderModel(place, float(height), slope, bend),
        domain=objective.domain,
        minima=[place - np.linalg.solve(bend, slope)] if is_bowl else [],
    )
