"""What all that is painted in a space has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np

from scenes.kit.painted.painted import Floats, Painted, box_around
from scenes.kit.space.axes import Space
from scenes.kit.space.camera import View
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


class InSpace(Painted):
    """A painted mobject in a space, drawn from world coordinates as the view is while it is painted.

    Add it to the scene after the space, so that it is drawn anew whenever the view turns. ``points``
    are the panel's corners, so that layout sees the panel. A copy stays in the same space and on the
    same surface: what ``refers`` names is not copied along, unless a whole group with it is.
    """

    refers: ClassVar[tuple[str, ...]] = ("space",)

    def __init__(self, space: Space, color: palette.Color = palette.TEXT, opacity: float = 1.0) -> None:
        super().__init__(space.view.points, color=color, opacity=opacity)
        self.space = space

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy all but what the mobject refers to."""
        kept = {id(thing): thing for thing in (getattr(self, name) for name in self.refers)}
        kept = {key: thing for key, thing in kept.items() if key not in memo}
        memo.update(kept)
        clone = super().__deepcopy__(memo)
        for key in kept:
            del memo[key]
        return clone


def seen_within(view: View, points: Floats, around: float, reach: float) -> Box:
    """Return a box around all that is near some world points.

    Parameters
    ----------
    view
        How they are seen.
    points
        World points, shape (n, 3); where one is NaN nothing is drawn.
    around, reach
        How far from them something is drawn: in the world, and in scene units beyond that.
    """
    good = points[np.isfinite(points).all(axis=1)]
    if len(good) == 0:
        good = view.middle[None]
    low, high = good.min(axis=0) - around, good.max(axis=0) + around
    corners = np.where(np.indices((2, 2, 2)).reshape(3, 8).T, high, low)  # what is between is seen between
    return box_around(view.project(corners), reach)


def heights_over(function: Any, space: Space, cells: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    """Return x and y of a grid over a space's floor, and the values there, shape (nx + 1, ny + 1)."""
    value: Callable[[Floats], Floats] = getattr(function, "value", function)
    (x_low, x_high), (y_low, y_high), _ = space.ranges.tolist()
    x, y = np.linspace(x_low, x_high, cells[0] + 1), np.linspace(y_low, y_high, cells[1] + 1)
    points = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        heights = np.asarray(value(points), dtype=float)
    if heights.shape != points.shape[:2]:
        raise ValueError(f"There has to be a height for each point, {points.shape[:2]}, not {heights.shape}.")
    return x, y, heights
