"""A worked step of one parameter, as rows of a formula that holds for the numbers it shows."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, Group

from scenes.kit.style import palette, typography
from scenes.kit.style.worked import Number, bracketed, moved, worked

INDENT = 0.6
"""Scene units by which the result stands to the right of what it is the result of."""


def worked_update(
    name: str, point: Number, rate: Number, slope: Number, width: float, color: palette.Color
) -> Group:
    """Return a parameter's step of gradient descent: the sum, and below it where the step leads.

    Parameters
    ----------
    name
        Typst mathematics of the parameter.
    point, rate, slope
        Where it is, the learning rate, and its component of the gradient. The result has the point's
        format.
    width
        Scene units that a row may take.
    color
        Of all but the rate.
    """
    (before, eta, g), sign, after = worked(moved, point, rate, slope, result_format=point.number_format)
    written = typography.formula(
        f"{name} <- {before} - {{{{ {eta} : rate }}}} dot {bracketed(g)}", color=color
    )
    written.select("rate").set_color(palette.STEP)
    result = typography.formula(f"{sign} {after}", color=color)
    rows = [typography.fitted(row, width) for row in (written, result)]
    group = Group(*rows).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
    result.shift(INDENT * RIGHT)
    return group
