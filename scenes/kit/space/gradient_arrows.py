"""Gradients of a function of two variables as arrows over its surface, never below the ground."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import Group, Mobject

from gdmath import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceArrow
from scenes.kit.style import palette
from scenes.kit.style.motion import ease

WIDTH, NARROW = 8.5, 5.5
"""Stroke widths of an arrow, and of those that it is put together from."""

LONGEST = 1.4
"""Of an arrow, in world units; a box is 2 wide."""


class RaisedArrow(SurfaceArrow):
    """An arrow that starts where another one ends."""

    def set_tail(self, other: SurfaceArrow) -> Self:
        """Start at another arrow's tip."""
        tip = other.world_points()[-1]
        self.floor, self.height_of_tail = tip[:2], float(tip[2])
        return self

    @property
    def foot(self) -> Floats:
        """World point, shape (3,), of the tail."""
        return np.append(self.floor, self.height_of_tail)


def uphill(objective: Objective, points: Floats, gradients: Floats, scale: float) -> Floats:
    """Return arrows along gradients, shape (n, 3), as steep as it takes to stay above the ground.

    Parameters
    ----------
    objective
        The ground.
    points, gradients
        Where they stand, and the gradients there, shape (n, 2) each.
    scale
        Length on the floor that stands for a gradient of 1: an arrow's shadow is its gradient.
    """
    flat = scale * gradients
    shares = np.linspace(0, 1, 21)[1:, None, None]
    rises = (objective.value(points + shares * flat) - objective.value(points)) / shares[..., 0]
    slopes = (gradients * flat).sum(axis=1)  # of the tangents: the ground may end before the arrow does
    return np.column_stack(
        [flat, np.fmax.reduce([*rises, np.where(np.isnan(rises).all(axis=0), slopes, np.nan)])]
    )


def gradient_scale(objective: Objective, space: Space, points: Floats, gradients: Floats) -> float:
    """Return the length on the floor that stands for a gradient of 1: that length, if all arrows have room.

    A step at a learning rate of 0.5 is half as long as its gradient then. Where some gradient is so steep
    that its arrow would leave the box, or would be longer than `LONGEST`, all of them are shorter.

    Parameters
    ----------
    objective
        The ground.
    space
        Whose box they have to stay in.
    points, gradients
        Where they stand, and the gradients there, shape (n, 2) each.
    """
    widths = np.ptp(space.ranges, axis=1)
    steepest = float(np.linalg.norm(gradients, axis=1).max())
    scales = np.append(1.0, float(widths[:2].max()) / max(steepest, 1e-12) * np.geomspace(1, 1e-4, 200))
    feet = np.column_stack([points, objective.value(points)])
    for scale in scales[scales <= 1].tolist():
        ways = uphill(objective, points, gradients, scale)
        tips, lengths = feet + ways, np.linalg.norm(ways / widths * space.view.size, axis=1)
        inside = (tips >= space.ranges[:, 0]) & (tips <= space.ranges[:, 1])
        if lengths.max() <= LONGEST and inside.all():
            break
    return float(scale)


def growing_gradient(
    run: Run, surface: HeightField, ways: Floats, grows: tuple[float, float], lift: float
) -> SurfaceArrow:
    """Return the gradient at a run's point: it grows while the point rests, and goes as the point goes.

    Parameters
    ----------
    run
        Whose gradient it is; its point rests for a share of each step's time.
    surface
        What the run goes down.
    ways
        The arrow at each shown iterate, shape (m + 1, 3), as `uphill` gives it.
    grows
        Between which shares of a step's time it grows.
    lift
        As for `SurfaceArrow`.
    """
    x, y = run.path[0].tolist()
    arrow = SurfaceArrow(surface, x, y, direction=ways[0], width=WIDTH, lift=lift)

    def follow(moving: Mobject) -> None:
        assert isinstance(moving, SurfaceArrow)
        moving.set_xy(*run.path[run.step]).set_direction(ways[run.step])
        moving.shown = (0.0, run.part(*grows))
        moving.set_opacity(1 - ease(min(1.0, 2 * run.gone)))

    return arrow.add_updater(follow)


def growing_step(run: Run, surface: HeightField, grows: tuple[float, float], lift: float) -> SurfaceArrow:
    """Return a run's step: it grows to where the step leads, and then is what is left of it before the point.

    Parameters
    ----------
    run, surface, grows, lift
        As for `growing_gradient`.
    """
    x, y = run.path[0].tolist()
    ways = np.diff(run.path, axis=0, append=run.path[-1:])
    arrow = SurfaceArrow(surface, x, y, direction=ways[0], color=palette.STEP, width=WIDTH, lift=lift)

    def follow(moving: Mobject) -> None:
        assert isinstance(moving, SurfaceArrow)
        moving.set_xy(*run.point).set_direction((1 - run.gone) * ways[run.step])
        moving.shown = (0.0, run.part(*grows))

    return arrow.add_updater(follow)


def gradient_components(
    objective: Objective, surface: HeightField, point: Floats, gradient: Floats, scale: float, lift: float
) -> Group:
    """Return a gradient's two components as arrows, one behind the other, each along its axis.

    Parameters
    ----------
    objective, scale
        As for `uphill`.
    surface
        Drawn of it.
    point, gradient
        Where they stand, and the gradient there, shape (2,) each.
    lift
        As for `SurfaceArrow`.
    """
    x, y = point.tolist()
    total = uphill(objective, point[None], gradient[None], scale)[0]
    way = uphill(objective, point[None], np.array([[gradient[0], 0.0]]), scale)[0]
    along = SurfaceArrow(surface, x, y, way, palette.FIRST_PARAMETER, NARROW, lift)
    rest = RaisedArrow(surface, x, y, total - way, palette.SECOND_PARAMETER, NARROW)
    rest.set_tail(along)
    for arrow in (along, rest):
        arrow.shown = (0.0, 0.0)  # it can stand in the scene below the ball before it is drawn
    return Group(along, rest)
