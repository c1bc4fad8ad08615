"""A step with momentum as a sum, tip to tail at true scale: what is kept, what is added, what that makes."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from manim import LEFT, UP, Group, Mobject

from gdmath import FloatArray, at
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.valley_map import WAY_COLORS, ValleyMap
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

KEPT, ADDED, SUM, LEAVES = (0.0, 0.16), (0.2, 0.36), (0.5, 0.64), 0.75
"""Between which shares of a step's time each arrow grows, and when the ball leaves."""

SPLIT: Final = (0.38, 0.48)
"""And between which the step downhill is split into its parts along the valley and across it."""

FAINT: Final = 0.85
"""How strong the two arrows are that make the sum."""

FILLED: Final = 0.75
"""Share of a close-up's box that its largest triangle fills, as labels stand beside it."""

LABELS: Final = ("beta bold(v)", "- eta nabla J", "bold(v)")
"""Of the three arrows."""

CORNER, ROOM = 0.2, 0.35
"""Scene units from a close-up's edges to the note in its corner, and to the left for the longest label."""

CLEAR: Final = 0.26
"""Scene units to which the sum is drawn aside from the two arrows in a close-up: it would lie upon them."""

BESIDE: Final = 0.3
"""Scene units from an arrow to its label; a shorter arrow has none."""

ALONG: Final = (0.5, 0.75, 0.5)
"""Shares of the arrows at which their labels stand: near the tip, that of the step is clear of its parts."""


class VelocityArrows(Group):
    """Three arrows at the point of a run with a velocity: they grow while it rests, and fade as it goes.

    Parameters
    ----------
    plot
        The map.
    run
        Whose rule has the state "velocity"; its point rests for `LEAVES` of each step's time.
    momentum
        The share of the velocity that is kept.

    Attributes
    ----------
    kept, added, total
        The share of the old velocity, the step downhill, and the new velocity.
    """

    def __init__(self, plot: MapPlot, run: Run, momentum: float) -> None:
        arrows = _three_arrows(run, (4.5, 6.0, 8.0), window=plot.frame)
        self.kept, self.added, self.total = arrows
        super().__init__(*arrows)

        def follow(_: Mobject) -> None:
            place = run.path[min(run.step, run.steps - 1)]
            corners = plot.on(place + _corners(run, momentum))
            _lay(arrows, corners, run)

        self.add_updater(follow, call_updater=True)


class VelocityCloseUp(Group):
    """The same arrows, drawn so much larger in a panel of their own that each can have its name.

    A window of the panel's shape goes with the point on the map, and shows what of that is seen large.

    Parameters
    ----------
    box
        What the panel may fill.
    plot, run, momentum
        As for `VelocityArrows`.
    steps
        For how many of the first steps it has room.

    Attributes
    ----------
    scale_up
        How many times as large as on the map the arrows are.
    arrows, labels
        What is kept, what is added, and the sum, with their names.
    parts
        What is added in two parts, along the valley and across it.
    window
        What of the map is seen large.

    Raises
    ------
    ValueError
        If the run has no steps beyond those.
    """

    def __init__(self, box: Box, plot: ValleyMap, run: Run, momentum: float, steps: int) -> None:
        if run.steps <= steps:
            raise ValueError(
                f"the walk has {run.steps} steps, and {steps} are shown before the others: start farther "
                "out, or let it come nearer"
            )
        unit = np.append(plot.unit, 0.0)
        triangles = unit * np.pad(
            [_corners_at(run, momentum, step) for step in range(steps)], ((0, 0), (0, 0), (0, 1))
        )
        low, high = triangles.min(axis=1), triangles.max(axis=1)
        room = FILLED * np.array([box.width, box.height]) / np.maximum((high - low)[:, :2].max(axis=0), 1e-9)
        self.scale_up = max(1, math.floor(float(room.min())))
        origins = box.center - self.scale_up * (low + high) / 2 + ROOM * LEFT
        origins = np.vstack([origins, origins[-1:]])
        edges = np.array([[box.left, box.bottom], [box.right, box.bottom], [box.right, box.top]])
        edges = np.pad(np.vstack([edges, [[box.left, box.top]], edges[:1]]), ((0, 0), (0, 1)))
        panel = Stroke(edges, palette.MUTED, 3)
        self.arrows = _three_arrows(run, (6.0, 8.0, 10.0), window=panel)
        self.parts = [Pointer(np.zeros(3), np.zeros(3), color, 5.0, window=panel) for color in WAY_COLORS]
        split = self.scale_up * unit * added_parts(plot.valley, run, momentum)
        colors = run.color, palette.STEP, run.color
        self.labels = [
            typography.formula(name, typography.LABEL, color)
            for name, color in zip(LABELS, colors, strict=True)
        ]
        note = typography.formula(f"times {self.scale_up}", typography.LABEL, palette.MUTED)
        note.move_to((box.left + CORNER, box.top - CORNER, 0.0), aligned_edge=LEFT + UP)
        ball = Ball(origins[:1], run.color, 0.2)
        self.window = Stroke(color=palette.TEXT, width=3, window=plot.frame)
        super().__init__(panel, self.window, note, *self.arrows, *self.parts, ball, *self.labels)

        def follow(_: Mobject) -> None:
            origin = at(origins, min(run.position, steps))
            corners = origin + self.scale_up * unit * np.pad(_corners(run, momentum), ((0, 0), (0, 1)))
            ball.set_points(origin[None])
            self.window.set_points(plot.on(run.point) + (edges - origin) / self.scale_up)
            _lay(self.arrows, corners, run)
            foot = corners[1] + split[min(run.step, run.steps - 1), 0]
            for part, ends in zip(self.parts, ((corners[1], foot), (foot, corners[2])), strict=True):
                part.put(*ends).set_opacity(self.arrows[1].opacity)
                part.shown = (0.0, run.part(*SPLIT))
            middle, total = corners.mean(axis=0), self.arrows[-1]
            apart = _aside(corners[0], corners[2], middle, -1.0)
            aside = max(0.0, CLEAR - abs(float((corners[1] - corners[0]) @ apart))) * apart
            total.put(corners[0] + aside, corners[2] + aside)
            for label, arrow, share in zip(self.labels, self.arrows, ALONG, strict=True):
                tail, tip = arrow.points
                away = _aside(tail, tip, middle, -1.0 if arrow is total else 1.0)
                long = float(np.linalg.norm(tip - tail)) > BESIDE
                label.move_to(tail + share * (tip - tail) + away * (BESIDE + label.width / 2 * abs(away[0])))
                label.set_opacity(arrow.shown[1] * arrow.opacity * long)

        self.add_updater(follow, call_updater=True)


def added_parts(valley: Valley, run: Run, momentum: float) -> FloatArray:
    """Return the parts of a run's steps downhill along a valley's two ways, shape (k, 2, 3)."""
    velocities = run.series("velocity")
    added = velocities[1:] - momentum * velocities[:-1]
    parts = (added @ valley.ways.T)[..., None] * valley.ways
    return np.pad(parts, ((0, 0), (0, 0), (0, 1)))


def _three_arrows(run: Run, widths: tuple[float, float, float], **kwargs: Any) -> list[Pointer]:
    colors = run.color, palette.STEP, run.color
    arrows = [Pointer(np.zeros(3), np.zeros(3), *pair, **kwargs) for pair in zip(colors, widths, strict=True)]
    for arrow in arrows:
        arrow.is_outlined = True
    return arrows


def _corners_at(run: Run, momentum: float, step: int) -> FloatArray:
    """Return the corners of a step's triangle, seen from its point: itself, then two tips, shape (3, 2)."""
    velocities = run.series("velocity")
    return np.stack([0.0 * velocities[step], momentum * velocities[step], velocities[step + 1]])


def _corners(run: Run, momentum: float) -> FloatArray:
    return _corners_at(run, momentum, min(run.step, run.steps - 1))


def _lay(arrows: list[Pointer], corners: FloatArray, run: Run) -> None:
    """Lay what is kept, what is added and the sum along a triangle, as far as they have grown by now."""
    left = 1.0 - max(0.0, 2.0 * run.gone - 1.0)
    sides = (0, 1, KEPT), (1, 2, ADDED), (0, 2, SUM)
    for arrow, (tail, tip, grows) in zip(arrows, sides, strict=True):
        arrow.put(corners[tail], corners[tip])
        arrow.shown = (0.0, run.part(*grows))
        arrow.set_opacity(left * (1.0 if arrow is arrows[-1] else FAINT))


def _aside(tail: FloatArray, tip: FloatArray, middle: FloatArray, side: float) -> FloatArray:
    """Return the direction across an arrow that leads away from a point, or to a side if that is on it."""
    along = tip - tail
    across = np.array([-along[1], along[0], 0.0])
    length = float(np.linalg.norm(across))
    if length == 0:
        return side * np.asarray(UP)
    across = across / length
    away = float(across @ ((tail + tip) / 2 - middle))
    return across * (side if abs(away) < 1e-6 else math.copysign(1.0, away))
