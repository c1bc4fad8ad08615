"""Newton's method on a curve: from one start to a minimum, and from another one to a maximum."""

from __future__ import annotations

import numpy as np

from gdmath import FloatArray, Objective, damped_newton, descend, newton

NEAR = 0.1
"""Of the way, and at a maximum of the slope, no more than such a share is left at the end."""


class NewtonWalks:
    """What becomes of Newton's method, pure and damped, on a function of one variable.

    Parameters
    ----------
    objective
        With a minimum and a maximum.
    from_side
        From where Newton's method goes to a minimum.
    near_top
        From where its first jump leads to a maximum.
    jumps, downhill
        How many steps are taken from the one, and how many damped ones from the other.

    Attributes
    ----------
    touching, climbing, damped : shape (jumps + 1,), (2,), (downhill + 1,)
        The iterates.
    goal
        The minimum to which the first of them leads.

    Raises
    ------
    ValueError
        If that is not what becomes of it.

    Examples
    --------
    >>> from gdmath import double_well
    >>> walks = NewtonWalks(double_well(), 4.6, 0.6, 3, 2)
    >>> walks.goal.__round__(2), walks.climbing.round(2).tolist(), walks.damped.round(2).tolist()
    (2.97, [0.6, 0.01], [0.6, 1.19, 2.99])
    """

    def __init__(
        self, objective: Objective, from_side: float, near_top: float, jumps: int, downhill: int
    ) -> None:
        self.touching: FloatArray = descend(objective, newton(), from_side, iterations=jumps).points[:, 0]
        self.climbing: FloatArray = descend(objective, newton(), near_top, iterations=1).points[:, 0]
        self.damped: FloatArray = descend(objective, damped_newton(), near_top, iterations=downhill).points[
            :, 0
        ]
        minima = objective.minima[:, 0] if objective.minima is not None else ()
        self.goal = min(
            map(float, minima), key=lambda place: abs(place - self.touching[-1]), default=from_side
        )
        if not abs(self.touching[-1] - self.goal) <= NEAR * abs(from_side - self.goal):
            raise ValueError(
                f"in {jumps} jumps from {from_side:g}, Newton's method comes to no minimum of "
                f"{objective.name}: start where it is curved upwards"
            )
        before, after = np.abs(objective.gradient(self.climbing[:, np.newaxis]))[:, 0]
        bends = [float(objective.hessian([place])[0, 0]) for place in self.climbing]
        if not (max(bends) < 0 and after <= NEAR * before):
            raise ValueError(
                f"from {near_top:g}, Newton's method jumps to no maximum of {objective.name}: choose a "
                "place near one"
            )
