"""A slope measured with noise: at one place on a map, each mini-batch of data points another way downhill."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DL, Animation, Group, Mobject, UpdateFromAlphaFunc, linear

from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.plots.labels import below_one_another, plated
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.race_slopes import RaceSlopes
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

REACH: Final = 0.33
"""How far the longest arrow reaches, in widths or heights of the map."""

FAINT: Final = 0.35
"""Opacity of the arrows that are past."""

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
    count
        So many mini-batches are drawn.
    words
        Of the true slope, and of those of mini-batches, as they are.

    Attributes
    ----------
    true, measured
        The arrow of all the data, and those of the batches, hidden at first: `jitter` shows them.
    """

    def __init__(self, plot: MapPlot, race: RankedRace, count: int, words: tuple[str, str]) -> None:
        point, ground = RaceSlopes.of(race).halfway, race.ground
        slopes = ground.measured(point, count)
        spans = np.ptp(np.array([plot.x_range, plot.y_range]), axis=1)
        scale = REACH / float(np.abs(slopes / spans).max())
        tail, frame = plot.on(point), plot.frame
        true = plot.on(point - scale * np.asarray(ground.objective.gradient(point)))
        self.true = Pointer(tail, true, palette.TEXT, 8, window=frame)
        self.measured = [
            Pointer(tail, tip, palette.STEP, 8, window=frame).set_opacity(0)
            for tip in plot.on(point - scale * slopes)
        ]
        left, bottom, _ = frame.get_corner(DL)
        box = Box(left + INSIDE, frame.get_center()[0], bottom, bottom)
        texts = below_one_another(box, list(zip(words, (palette.TEXT, palette.STEP), strict=True)))
        plate = plated(Group(*texts))
        plate.move_to((left + INSIDE, bottom + INSIDE, 0.0), aligned_edge=DL)
        super().__init__(plate, *self.measured, self.true, Dots([tail], palette.TEXT, 0.12))

    def jitter(self, run_time: float) -> Animation:
        """Return the animation in which batch after batch is drawn: the last arrow is bright."""

        def show(_: Mobject, share: float) -> None:
            last = min(int(share * len(self.measured)), len(self.measured) - 1)
            for k, arrow in enumerate(self.measured):
                arrow.set_opacity(1.0 if k == last else FAINT if k < last else 0.0)

        return UpdateFromAlphaFunc(self, show, run_time=run_time, rate_func=linear)
