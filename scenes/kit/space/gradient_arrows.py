"""Gradients of a function of two variables, and a run's steps, as arrows that lie on its surface."""

from __future__ import annotations

import math

import numpy as np
from manim import DL, Group, Mobject

from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceArrow
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import ease

WIDTH, NARROW = 8.5, 5.5
"""Stroke widths of an arrow, and of those that it is put together from."""

LONGEST = 0.45
"""Of an arrow, in widths of the box along either side."""

FINEST = 100
"""At scales below one to so many, arrows are no longer made shorter for the sake of the box's edge."""


def gradient_scale(space: Space, points: Floats, gradients: Floats) -> int:
    """Return the n of the scale 1 : n at which gradients lie on a surface as arrows: 1 where they have room.

    At 1 : 2, an arrow is half as long, along the axes it stands on, as its gradient.

    Parameters
    ----------
    space
        In whose box they have to stay.
    points, gradients
        Where they stand, and the gradients there, shape (n, 2) each.
    """
    low, high = space.ranges[:2].T
    first = max(1, math.ceil(float((np.abs(gradients) / (LONGEST * (high - low))).max())))
    for scale in range(first, max(first, FINEST) + 1):
        tips = points + gradients / scale
        if ((tips >= low) & (tips <= high)).all():
            return scale
    return first


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
        The arrow at each shown iterate, in the space's x and y, shape (m + 1, 2).
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


def gradient_components(surface: HeightField, point: Floats, way: Floats, lift: float) -> Group:
    """Return an arrow's two components as arrows, one behind the other, each along its axis.

    Parameters
    ----------
    surface
        On which they lie.
    point, way
        Where the arrow stands, and to where it leads, in the space's x and y, shape (2,) each.
    lift
        As for `SurfaceArrow`.
    """
    x, y = point.tolist()
    across, along = way.tolist()
    first = SurfaceArrow(surface, x, y, (across, 0.0), palette.FIRST_PARAMETER, NARROW, lift)
    second = SurfaceArrow(surface, x + across, y, (0.0, along), palette.SECOND_PARAMETER, NARROW)
    for arrow in (first, second):
        arrow.shown = (0.0, 0.0)  # it can stand in the scene below the ball before it is drawn
    return Group(first, second)


def scale_note(box: Box, scale: int, words: str) -> Group:
    """Return the scale of gradients' arrows, in the lower left corner of a box; nothing if it is 1 : 1.

    Parameters
    ----------
    box
        In which they are seen.
    scale
        As `gradient_scale` returns it.
    words
        What is said of the gradient, as it is.
    """
    if scale == 1:
        return Group()
    markup = "{{ nabla J : gradient }} " + typography.quoted(words)
    note = typography.formula(markup, typography.LABEL, palette.MUTED)
    note.select("gradient").set_color(palette.GRADIENT)
    return Group(note.move_to((box.left, box.bottom, 0.0), aligned_edge=DL))
