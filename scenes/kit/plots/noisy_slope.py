"""A slope measured with noise: at one place on a map, each mini-batch of data points another way downhill."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DL, DOWN, RIGHT, UR, Animation, Group, Mobject, UpdateFromAlphaFunc, linear

from gdmath import FloatArray
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.plots.labels import below_one_another, outlined, plated
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.race_slopes import RaceSlopes
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import ease

REACH: Final = 0.33
"""How far the longest arrow reaches at most, in widths or heights of the map."""

FAINT: Final = 0.35
"""Opacity of the arrows that are past."""

MARGIN: Final = 0.9
"""Of the way to the edge of the map, arrows that are laid tip to tail take so much."""

INSIDE: Final = 0.25
"""Scene units from the words to the edges of the map."""


class NoisySlope(Group):
    """Arrows downhill at one place, against the slopes that mini-batches measure, and against the true one.

    The place is where the first rule is halfway.

    Parameters
    ----------
    plot
        The map of the ground.
    race
        On a ground whose gradients are of mini-batches.
    words
        Of the true slope, of those of mini-batches, and of their sum, as they are.

    Attributes
    ----------
    true, measured
        The arrow of all the data, and those of batches that hold each point once, hidden at first: `jitter`
        shows them.
    sum
        What they add up to, and words for it, hidden until `add_up` lays them tip to tail: the true way.
    """

    def __init__(self, plot: MapPlot, race: RankedRace, words: tuple[str, str, str]) -> None:
        point, ground = RaceSlopes.of(race).halfway, race.ground
        slopes = ground.measured(point, ground.rows // (ground.batch or ground.rows))
        spans = np.ptp(np.array([plot.x_range, plot.y_range]), axis=1)
        scale = REACH / float(np.abs(slopes / spans).max())
        scale *= min(_share_inside(plot, point, -scale * slopes), 1.0)
        tail, frame = plot.on(point), plot.frame
        true = plot.on(point - scale * np.asarray(ground.objective.gradient(point)))
        self.true = Pointer(tail, true, palette.TEXT, 8, window=frame)
        self.measured = [
            Pointer(tail, tip, palette.STEP, 8, window=frame).set_opacity(0)
            for tip in plot.on(point - scale * slopes)
        ]
        (left, middle, _), right = frame.get_center(), frame.get_right()[0]
        box = Box(left, right - INSIDE, middle, middle)
        texts = below_one_another(box, list(zip(words[:2], (palette.TEXT, palette.STEP), strict=True)))
        plate = plated(Group(*texts))
        plate.move_to(frame.get_corner(UR) + INSIDE * DL, aligned_edge=UR)
        corners = np.vstack([0 * point, np.cumsum(-slopes, axis=0)])
        self._laid = tail + _share_inside(plot, point, corners) * (plot.on(point + corners) - tail)
        self.sum = Pointer(tail, tail, palette.TEXT, 12, window=frame)
        self.told = plated(outlined(words[2])).next_to(plate, DOWN, buff=0.1, aligned_edge=RIGHT)
        super().__init__(plate, *self.measured, self.true, self.sum, Dots([tail], palette.TEXT, 0.12))

    def jitter(self, run_time: float) -> Animation:
        """Return the animation in which batch after batch is drawn: the last arrow is bright."""

        def show(_: Mobject, share: float) -> None:
            last = min(int(share * len(self.measured)), len(self.measured) - 1)
            for k, arrow in enumerate(self.measured):
                arrow.set_opacity(1.0 if k == last else FAINT if k < last else 0.0)

        return UpdateFromAlphaFunc(self, show, run_time=run_time, rate_func=linear)

    def add_up(self, run_time: float) -> Animation:
        """Return the animation in which the arrows are laid tip to tail, and then their sum appears."""
        before, tail, count = [arrow.points for arrow in self.measured], self._laid[0], len(self.measured)

        def lay(_: Mobject, share: float) -> None:
            # Each arrow is on its way while the one before it settles; the sum has as long as two of them.
            done = [ease(float(np.clip(share * (count + 2) - k, 0, 1))) for k in range(count + 1)]
            for k, (arrow, first) in enumerate(zip(self.measured, before, strict=True)):
                arrow.set_points(first + done[k] * (self._laid[k : k + 2] - first))
                arrow.set_opacity(FAINT + done[k] * (1 - FAINT))
            self.sum.put(tail, tail + done[count] * (self._laid[-1] - tail))

        return UpdateFromAlphaFunc(self, lay, run_time=run_time, rate_func=linear)


def _share_inside(plot: MapPlot, point: FloatArray, offsets: FloatArray) -> float:
    """Return by how much ways from a point are shortened, so that they stay on a map."""
    ends = np.array([plot.x_range, plot.y_range])
    room = np.where(offsets > 0, ends[:, 1] - point, point - ends[:, 0])
    return MARGIN * float((room / np.maximum(np.abs(offsets), 1e-12)).min())
