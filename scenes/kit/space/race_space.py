"""The ground of a race in space: its lit surface, and on it a trail and a ball for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from manim import DL, Mobject, Typst
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined
from scenes.kit.plots.levels import EVEN, usual_heights
from scenes.kit.plots.map_plot import map_window
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.crowd import spread_over
from scenes.kit.space.eye import Pose
from scenes.kit.space.ring_mark import ring_mark
from scenes.kit.space.space_marks import SpaceDots
from scenes.kit.space.spot_name import spot_name
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box, stage
from scenes.kit.style.motion import in_time

SIZE: Final = (2.2, 2.0, 0.78)
"""Of the box, in world units: all grounds have the same, so that one can become the next."""

AROUND: Final = 0.4
"""How far the ground reaches beyond the paths on it, in the longer of their widths, if its map does so."""

ABOVE: Final = 0.04
"""Room above the ground, in its heights."""

LABEL: Final = 1.1
"""Scene units that the longer name of an axis of logarithms takes."""

WIDTHS: Final = (4.0, 7.5)
RADII: Final = (0.1, 0.19)
"""Stroke widths of the trails, and radii of the balls, from the first rule's to the last one's.

The first lies on top: where two are at one place, both are seen.
"""

FINISH: Final = 3.0
"""Stroke width of the finish."""

RING: Final = 0.26
"""Radius of the ring around a finish that is too small to be seen, in scene units."""

NAMED: Final = 0.3
"""Scene units from the highest place of a line of the finish up to its name."""

STEP: Final = 0.085
"""Radius of the dots that mark steps."""

CELLS: Final = 120
"""Of the grid along each side on which heights are looked up."""


class RaceSpace:
    """A race's ground as a landscape, with all that runs on it.

    Heights are those of the function, or their logarithms, if few peaks tower above all the rest: the name
    of the axis says so.

    Parameters
    ----------
    box
        The panel that it is seen in.
    race
        Whose ground it is.
    pose
        From where it is seen.
    watched
        The rule whose steps are marked, and which lies on top; None for the first one, without marks.

    Attributes
    ----------
    window
        What is seen of the ground: ranges of both variables, shape (2, 2).
    space, surface, finish, trails, balls
        What is added to the scene, in this order; trails and balls in the order in which they are painted,
        the first rule's last, or that of the one that is watched. The finish is the lines beyond which a
        rule has arrived, each with its name; around one that is too small to be seen is a ring.
    steps
        Dots where the watched rule has been, to be added between trails and balls; none if none is watched.
    """

    def __init__(self, box: Box, race: RankedRace, pose: Pose, watched: str | None = None) -> None:
        objective, runs = race.ground.objective, list(race.runs)
        goals = sorted(objective.minima, key=lambda goal: float(np.linalg.norm(goal - race.ground.start)))[:1]
        places = np.vstack([*goals, *(run.path for run in runs)])
        self.window = race_window(places, map_window(objective, runs))
        values = usual_heights(objective.value(spread_over(self.window, CELLS + 1, CELLS + 1)))
        low, high = float(values.min()), float(values.max())
        low = min([low, *(float(objective.value(goal)) for goal in goals)])
        least = min(low, 0.0)
        self.is_log = float(np.median(values)) - low < EVEN[0] * (high - low)
        label = "J"
        if self.is_log:
            low, high = np.log10(1 + np.array([low, high]) - least).tolist()
            label = "log_10 (1 + J)" if least == 0 else 'log_10 (1 + J - J_"min")'

        def height(points: Floats) -> Floats:
            heights = np.asarray(objective.value(points))
            return np.asarray(np.log10(1 + np.maximum(heights - least, 0)) if self.is_log else heights)

        if self.is_log:
            box = box.inset(left=LABEL)  # its name is long
        (x_range, y_range), top = self.window.tolist(), high + ABOVE * (high - low)
        self.space = Space(x_range, y_range, (low, top), box, "w_1", "w_2", label, SIZE)
        self.space.view.turn_to(*pose)
        self.surface = HeightField(self.space, height)
        self.finish = finish_marks(self.surface, race.ground.finish(self.window), goals)
        widths, radii = (np.linspace(*ends, len(runs))[::-1] for ends in (WIDTHS, RADII))
        runs.reverse()
        runs.sort(key=lambda run: run.name == watched)
        self.trails = [
            SurfaceTrail.of(run, self.surface, width=float(width))
            for run, width in zip(runs, widths, strict=True)
        ]
        self.balls = [
            SurfaceBall.of(run, self.surface, radius=float(radius))
            for run, radius in zip(runs, radii, strict=True)
        ]
        self.steps = [_steps(run, self.surface) for run in runs if run.name == watched]

    def named_scale(self, words: str) -> list[Typst]:
        """Return words, as they are, in the lower left corner of the stage, if heights are logarithms."""
        if not self.is_log:
            return []
        named = typography.text(typography.as_is(words), typography.TICK, palette.MUTED)
        return [named.move_to((stage().left, stage().bottom, 0.0), aligned_edge=DL)]

    def become(self, other: RaceSpace, run_time: float) -> list[Any]:
        """Return the animations in which this ground becomes another, and is seen as that is."""
        view, there = in_time(self.space.view, run_time), other.space.view
        return [
            in_time(self.surface, run_time).set(heights=other.surface.heights),
            view.turn_to(*there.pose.tolist()).set(points=there.points),
        ]


def finish_marks(
    surface: HeightField, lines: Sequence[FloatArray], goals: Sequence[FloatArray]
) -> list[Mobject]:
    """Return the finish on a surface, and its name: its lines, and if none is long, a ring around each goal.

    Parameters
    ----------
    surface
        Seen as it is when the race begins.
    lines
        In the space's x and y, each of shape (n, 2).
    goals
        Minima, each of shape (2,).
    """
    view = surface.space.view
    lengths = [np.ptp(view.project(surface.lift(*line.T)), axis=0).max() for line in lines]
    marks: list[Mobject] = [SurfaceTrail(surface, line, color=palette.TEXT, width=FINISH) for line in lines]
    if max(lengths, default=0.0) <= 2 * RING:
        seen = [lambda goal=goal: view.project(surface.lift(*goal)) for goal in goals]
        name = translated("finish")
        return [*marks, *(ring_mark(each, outlined(name), color=palette.TEXT) for each in seen)]
    for line in lines:
        top = line[view.project(surface.lift(*line.T))[:, 1].argmax()]
        marks.append(spot_name(surface, top, translated("finish"), above=NAMED))
    return marks


def _steps(run: Run, surface: HeightField) -> SpaceDots:
    """Return dots on a surface where a run has been, its start included."""
    dots = SpaceDots(surface, np.empty((0, 3)), palette.TEXT, STEP)
    return dots.add_updater(lambda been: been.lay_on(run.path[: run.step + 1]), call_updater=True)


def race_window(places: FloatArray, most: ArrayLike) -> FloatArray:
    """Return the ranges, shape (2, 2), that hold where rules go and where to, with room around.

    Parameters
    ----------
    places
        Where they have been, and the nearest minimum, shape (n, 2).
    most
        Ranges that are not left, shape (2, 2).
    """
    low, high = places.min(axis=0), places.max(axis=0)
    room = AROUND * float((high - low).max())
    lowest, highest = np.asarray(most, dtype=float).T
    return np.stack([np.maximum(low - room, lowest), np.minimum(high + room, highest)], axis=-1)
