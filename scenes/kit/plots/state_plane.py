"""A leg and its velocity as a point of a plane: what steps with momentum do to a square of such points."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Group, Mobject, ValueTracker, linear

from gdmath import FloatArray, at, half_turn_rate, heavy_ball_halves
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.contours import Polygons
from scenes.kit.plots.map_plot import MapPlot, equal_scales
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES, on_map
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide, stepwise
from scenes.kit.style.notes import SIZE
from scenes.kit.style.rule_colors import RULE_COLORS

STEPS: Final = 3
"""After so many steps, what was a square is one again, upside down: the learning rate is chosen so."""

MARGIN, INSIDE = 0.08, 0.15
"""Room around what is seen, as a share of it, and scene units from the axes and their ends to their names."""

FILLED, FAINT = 0.4, 0.8
"""Opacity of the square, and of its first outline once it has changed."""

BALL: Final = 0.12
"""Radius of the ball: the square becomes so small that a larger one would hide it."""

CORNERS: Final = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])
"""Of a square about the rest, on whose side the start lies."""


class StatePlane(MapPlot):
    """A square of states of the steepest leg, its length to the right and its velocity upwards, step by step.

    In the first half of each step the velocities change, and in the second one the lengths.

    Parameters
    ----------
    box
        What it may fill.
    valley
        Whose leg it is; its start is on the square's side, as a ball.
    momentum
        With which the ball goes.

    Attributes
    ----------
    rate
        The learning rate, with which `STEPS` steps are half a turn.
    steps
        How many there are.
    clock
        The step at which the square is.
    square, outline, ball
        The states; all points of the square go as the ball does.
    first
        Where the outline was first.
    moving
        All that moves with the clock.
    """

    def __init__(self, box: Box, valley: Valley, momentum: float) -> None:
        curvature, length = float(valley.curvatures[-1]), float(valley.lengths[-1])
        self.momentum, self.rate = momentum, half_turn_rate(curvature, momentum, STEPS)
        self.steps, self.clock = STEPS, ValueTracker(0.0)
        states = [np.vstack([abs(length) * CORNERS, [length, 0.0]])]
        for half in STEPS * heavy_ball_halves(curvature, self.rate, momentum):
            states.append(states[-1] @ half.T)
        self._halves = np.stack(states)
        held = np.vstack([self._halves.reshape(-1, 2), -self._halves.reshape(-1, 2)])
        super().__init__(box, *equal_scales(box, held, MARGIN), axes=False)
        self.add(self._cross())
        self.square = Polygons([self._drawn()[:4]], [0], palette.rgb(WAY_COLORS[1])[None], opacity=FILLED)
        self.outline = Stroke(color=WAY_COLORS[1], width=5, outlined=True)
        self.ball = Ball([], RULE_COLORS["heavy_ball"], BALL)
        self.first = Stroke(self._closed(0), WAY_COLORS[1], 2.5, DASH, opacity=FAINT, outlined=True)
        self.moving = Group(self.square, self.first, self.outline, self.ball)
        self.moving.add_updater(self._lie, call_updater=True)

    @property
    def area(self) -> float:
        """The area of the square at the clock, in that of the first one."""
        # Not of what is drawn, which is moved after what asks: it would be that of a frame before.
        return _area(self._drawn()) / _area(self._closed(0))

    def go(self, to: float, run_time: float) -> Animation:
        """Return the animation in which the square goes to a step, or half of one."""
        return glide(self.clock, to, run_time, linear)

    def _states(self) -> FloatArray:
        """Return the corners and the ball at the clock, shape (5, 2): each half is slow off and slow on."""
        return at(self._halves, stepwise(2 * self.clock.get_value()))

    def _drawn(self) -> Floats:
        return self.on(self._states())

    def _closed(self, half: int) -> Floats:
        return self.on(self._halves[half, [0, 1, 2, 3, 0]])

    def _lie(self, _: Mobject) -> None:
        drawn = self._drawn()
        self.square.set_points(drawn[:4])
        self.outline.set_points(drawn[[0, 1, 2, 3, 0]])
        self.ball.set_points(drawn[4:])
        self.first.shown = (0.0, float(self.clock.get_value() > 0))

    def _cross(self) -> Group:
        """Return both axes through the rest, and their names at their ends."""
        (left, right), (low, high) = self.x_range, self.y_range
        lines = Segments(self.on([[left, 0], [0, low]]), self.on([[right, 0], [0, high]]), palette.AXIS, 2.5)
        length, velocity = (
            on_map(typography.formula(name, SIZE, WAY_COLORS[1])) for name in (WAY_NAMES[1], "v")
        )
        length.next_to(self.on([right, 0.0]), UP + LEFT, buff=INSIDE)
        velocity.next_to(self.on([0.0, high]), DOWN + RIGHT, buff=INSIDE)
        return Group(lines, length, velocity)


def _area(corners: Floats) -> float:
    """Return the area of a parallelogram whose corners, shape (n, 3), follow one another."""
    sides = corners[1:3, :2] - corners[:2, :2]
    return abs(float(np.linalg.det(sides)))
