"""A learning rate that is turned like a knob: where it stands, its factor, and the path that it leads to."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, UP, Group, Typst, ValueTracker

from gdmath import descend
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Areas, Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat, short

HALF = 0.16
"""Half of the bar's height, in scene units."""

JUMP, SLOW = 0.1, 0.82
"""Factors of smaller size are called a jump into the minimum, of larger size slow."""

EDGE = 0.005
"""A factor no farther from -1 leads from side to side for ever, as far as can be seen."""


def manner(factor: float) -> str:
    """Return in a word or two how steps go on that multiply the distance to the minimum by a factor.

    Examples
    --------
    >>> [manner(factor) for factor in (0.98, 0.6, 0.0, -0.6, -1.0, -1.1)]
    ['crawls', 'walks straight in', 'jumps in', 'jumps across', 'swings for ever', 'runs away']
    """
    if abs(factor + 1) <= EDGE:
        return translated("swings for ever")
    if factor < -1:
        return translated("runs away")
    if abs(factor) < JUMP:
        return translated("jumps in")
    if factor < 0:
        return translated("jumps across")
    return translated("crawls") if factor > SLOW else translated("walks straight in")


class RateSlider(Group):
    """A bar of learning rates with a knob; marks stand above it as rates, and below it as their factors.

    Parameters
    ----------
    box
        What it may fill.
    theory
        What holds near the minimum.
    letters
        Those of the function.
    rate
        The learning rate, at which the knob stands.
    highest
        At the right end of the bar.

    Attributes
    ----------
    bar, knob
        Its parts.
    """

    def __init__(
        self, box: Box, theory: NearMinimum, letters: Letters, rate: ValueTracker, highest: float
    ) -> None:
        self.box, self.theory, self.highest = box, theory, highest
        names = [
            typography.formula("eta", SIZE, palette.STEP),
            typography.formula(f"1 - eta {letters.curvature}", SIZE),
        ]
        self.left = box.left + max(name.width for name in names) + 0.5
        for name, y in zip(names, self._heights(), strict=True):
            name.move_to((box.left, y, 0.0), aligned_edge=LEFT)
        corners = self.at(0) + HALF * DOWN, self.at(highest) + HALF * UP
        self.bar = Group(Areas(*corners, color=palette.AXIS, fill=0.15), *names)
        self.knob = Dots([self.at(rate.get_value())], palette.STEP, 0.22).set_z_index(1)
        self.knob.add_updater(lambda knob: knob.set_points([self.at(rate.get_value())]))
        super().__init__(self.bar, self.mark(0.0), self.knob)

    def at(self, rate: float) -> Floats:
        """Return the scene point of a rate."""
        share = rate / self.highest
        return np.array([self.left + share * (self.box.right - 0.3 - self.left), self.box.center[1], 0.0])

    def mark(self, rate: float, color: palette.Color = palette.TEXT, words: str = "") -> Group:
        """Return a tick at a rate, the rate above it, behind words in Typst mathematics, and its factor."""
        place = self.at(rate)
        tick = Segments([place + (HALF + 0.1) * DOWN], [place + (HALF + 0.1) * UP], color, 6)
        texts = f"{words}{short(rate)}", short(self.theory.factor(rate))
        numbers = [typography.formula(text, SIZE, color) for text in texts]
        for number, y in zip(numbers, self._heights(), strict=True):
            number.move_to((place[0], y, 0.0))
            number.shift(min(0.0, self.box.right - number.get_right()[0]) * np.array([1.0, 0, 0]))
        return Group(tick, *numbers)

    def zone(self, low: float, high: float, color: palette.Color) -> Areas:
        """Return a stretch of the bar in a colour."""
        return Areas(self.at(low) + HALF * DOWN, self.at(high) + HALF * UP, color, fill=0.4)

    def _heights(self) -> tuple[float, float]:
        """Return where the numbers above and below the bar stand."""
        y = float(self.box.center[1])
        return y + HALF + 0.4, y - HALF - 0.4


class RateNumbers(Group):
    """A learning rate, its factor, and how steps go on at it, while it changes.

    The factor is that of the rate as it is shown.

    Parameters
    ----------
    box
        In the middle of which they stand.
    theory, letters, rate
        As for `RateSlider`.
    """

    def __init__(self, box: Box, theory: NearMinimum, letters: Letters, rate: ValueTracker) -> None:
        digits = NumberFormat.of(theory.limit, 3)
        eta = Readout("eta", theory.limit, digits, size=SIZE, color=palette.STEP)
        factor = Readout(f"1 - eta {letters.curvature}", -1.0, size=SIZE)
        tries = (1.0, 0.5, 0.0, -0.5, -1.0, -2.0)
        self.manners = {manner(each): typography.text(manner(each), typography.TITLE) for each in tries}
        rows = Group(eta, factor, max(self.manners.values(), key=lambda words: words.width))
        rows.arrange(DOWN, buff=0.4)
        rows.scale(min(1.0, box.width / rows.width)).move_to(box.center)
        for words in self.manners.values():
            words.move_to(rows[2])
        super().__init__(eta, factor, *self.manners.values())
        self.said: Typst | None = None

        def tell(_: Any) -> None:
            shown = float(digits.rounded(rate.get_value()))
            eta.set_value(shown)
            factor.set_value(theory.factor(shown))
            says = self.manners[manner(theory.factor(shown))]
            if says is not self.said:  # Manim takes long to set an opacity
                self.said = says
                for words in self.manners.values():
                    words.set_opacity(float(words is says))

        self.add_updater(tell, call_updater=True)


class RatePath(Group):
    """The first steps of a descent at a learning rate that changes: straight ways, and where each lands.

    Those after the first one that leaves the plot are left out, and so is that one.

    Parameters
    ----------
    plot
        Where they are seen.
    start
        Where the descent starts.
    rate
        The learning rate.
    iterations
        How many steps are drawn at most, as far as the function has values there.
    """

    def __init__(self, plot: CurvePlot, start: float, rate: ValueTracker, iterations: int) -> None:
        places = plot.on([start])
        ways = Trail(places, color=palette.STEP, width=3.5, dots=0, window=plot.frame)
        landings = Trail(places, width=0, dots=0.08, window=plot.frame)
        super().__init__(ways, landings)

        def walk(_: Any) -> None:
            path = descend(plot.objective, rate.get_value(), start, iterations=iterations).points[:, 0]
            path = path[: _seen(plot, path)]
            for trail in (ways, landings):
                trail.set_points(plot.on(path)).show_until(len(path))

        self.add_updater(walk, call_updater=True)


def _seen(plot: CurvePlot, path: Floats) -> int:
    """Return how many places of a path, shape (n,), are in a plot before the first that is not."""
    (left, right), top = plot.x_range, plot.y_range[1]
    inside = (left <= path) & (path <= right) & (plot.value(path) <= top)
    return int(np.append(inside, False).argmin())
