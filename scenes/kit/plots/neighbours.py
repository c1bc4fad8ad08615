"""Two points that start close together astride a hill of a curve, and end in different valleys."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import RIGHT, UP, Group, Mobject

from gdmath import descend_many
from gdmath.valleys import basins_of, neighbours_across
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.tangent import Tangents
from scenes.kit.plots.valley_marks import valley_color
from scenes.kit.runs.race import Race
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import keep_size
from scenes.kit.style.numbers import WHOLE, short

NEARBY = 0.05
"""So far from the hilltop, in shares of the domain, both are seen close by."""

SETTLED, LONG = 0.1, 2000
"""They go on until their slope is so small a share of the first one, or for so many steps."""

ABOVE, REACH = 0.5, 0.7
"""Scene units from them up to their distance, and of a tangent to either side, as they are seen close by."""


class Neighbours:
    """Two runs on one clock, their points and tangents, which are seen from near by and from far.

    Parameters
    ----------
    plot
        The curve's.
    rate
        The learning rate of both.
    hill
        The hilltop between them.
    apart
        Their distance; it is doubled until they part.
    radius
        Of the points, in scene units.
    close
        How many times nearer the camera comes.

    Attributes
    ----------
    runs
        The left one and the right one.
    ends
        The indices of the minima that they end in, shape (2,).
    nearby
        After so many steps, one of them leaves the neighbourhood of the hilltop.
    apart
        Their distance at the start.
    dots, tangents, distance
        What is drawn: both points, their tangents in one mobject, and a line as long as they are apart with
        its number, made for the close-up.
    """

    def __init__(
        self, plot: CurvePlot, rate: float, hill: float, apart: float, *, radius: float, close: float
    ) -> None:
        objective = plot.objective
        pair = neighbours_across(objective, rate, hill, apart)
        level = SETTLED * float(abs(objective.gradient(pair[:, None])).min())
        paths = descend_many(objective, rate, pair, iterations=LONG, gradient_tolerance=level)
        self.runs = Race(dict(zip(("left", "right"), paths, strict=True)), colors=[palette.POINT] * 2)
        self.ends, self.apart = basins_of(objective, rate, pair), float(np.ptp(pair))
        room = NEARBY * float(np.ptp(objective.domain[0]))
        self.nearby = min(int((abs(path.points - hill) < room).sum()) for path in paths)
        self.dots = [Dots.of(run, plot, radius) for run in self.runs]
        self.tangents = Tangents.of_all(list(self.runs), plot, REACH / close)
        first, last = plot.on(pair) + ABOVE / close * UP
        line = Segments([first], [last], palette.TEXT, width=3 / close)
        number = typography.formula(short(self.apart)).scale(1 / close)
        self.distance = Group(line, number.next_to(line, UP, buff=0.15 / close))

    def keep_size(self, frame: Mobject) -> None:
        """Let points and tangents be as large on screen however near the camera's frame comes."""
        keep_size(self.tangents, "stroke_width", frame)
        for dot in self.dots:
            keep_size(dot, "radius", frame)
            keep_size(dot, "outline", frame)

    def counter(self, step: str, place: Mobject) -> Readout:
        """Return the number of the step that they have taken, which ends at the right where a place does.

        Parameters
        ----------
        step
            Typst mathematics of what is counted.
        place
            In whose place it stands.
        """
        longest = max(self.runs, key=lambda run: run.steps)
        counter = Readout(f"{step} k", longest.steps, WHOLE, size=typography.TITLE)
        return counter.move_to(place, aligned_edge=RIGHT).follow(longest, "iteration")  # room for all digits

    def dyed(self) -> list[Any]:
        """Return the animations that give each point the colour of the valley that it ends in."""
        ends = zip(self.dots, self.ends.tolist(), strict=True)
        return [dot.animate.set_color(valley_color(end)) for dot, end in ends]
