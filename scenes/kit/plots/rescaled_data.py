"""Data whose feature loses its mean and is divided by its deviation, before one's eyes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from manim import DOWN, LEFT, UP, Mobject, UpdateFromAlphaFunc, VMobject, linear
from numpy.typing import ArrayLike

from gdmath import Dataset, FloatArray, LinearRegression
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.plot import TICK_LENGTH, Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.axis_names import axis_name
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.ticks import padded_range

TURN: Final = 0.8
"""By this share of its slope is the line turned, at most."""

AWAY, MADE_UP, BACK = during(0.0, 0.3), during(0.48, 0.72), during(0.86, 1.0)
"""When the line is turned, when its intercept makes up for that, and when both go back."""

MISSED, MENDED = during(0.2, 0.3), during(0.66, 0.76)
"""When it is told meanwhile that the one misses, and that the other mends it."""

BELOW, UNDER = 0.35, 0.35
"""Scene units from the axis down to its numbers, and by which its name makes room for them."""

FADED: Final = 0.4
"""In this share of a change, an old name fades out at its beginning, and a new one in at its end."""


class RescaledData(Plot):
    """Points that stay in their places while the numbers below them change, and a line that is turned.

    Parameters
    ----------
    box
        What the plot may fill.
    dataset
        With one feature.

    Attributes
    ----------
    data, line
        The points, and their best line as it is turned.
    misses
        From each point to the line.
    zero, mean, pivot
        Where the feature is 0, where it is at its mean, and where the line crosses zero: at its intercept.
    below
        Numbers below a deviation less than the mean, the mean, and a deviation more.
    names
        Of the feature as it was, without its mean, and divided by its deviation.
    """

    def __init__(self, box: Box, dataset: Dataset) -> None:
        self.dataset, whole = dataset, dataset.standardized()
        x, name = dataset.x[:, 0], axis_name(dataset.feature_names[0], "x")
        heights = np.append(dataset.y, LinearRegression(dataset).closed_form()[1])
        y_name = axis_name(dataset.target_name, "y")
        super().__init__(
            box,
            padded_range(np.append(x, 0.0), 0.08),
            padded_range(heights, 0.08),
            rf"({name} - overline({name})) \/ s",
            y_name,
            grid=False,
            x_numbered=False,
        )
        self.centered = self.scaled = self.turned = self.made_up = 0.0
        self.zero = Segments(color=palette.AXIS, width=2.5)
        middle = self.c2p(whole.mean[0], np.array(self.y_range))
        self.mean = Segments(middle[:1], middle[1:], color=palette.MUTED, width=3, dash=DASH)
        self.mean_name = typography.formula(f"overline({name})", typography.LABEL, palette.MUTED)
        mean, spread = float(whole.mean[0]), float(whole.scale[0])
        self.numbered = np.array([mean - spread, mean, mean + spread])
        feet = self.c2p(self.numbered, self.y_range[0])
        self.ticks = Segments(feet, feet + TICK_LENGTH * DOWN, color=palette.AXIS, width=2.5)
        as_written = NumberFormat.of([spread], 2)
        self.below = [LiveNumber(0.0, as_written).move_to(foot + BELOW * DOWN) for foot in feet]
        self.line = self.polyline([0, 1], [0, 1], palette.FIRST_PARAMETER)
        self.misses = Segments(color=palette.RESIDUAL, width=3)
        self.data = self.scatter(x, dataset.y)
        self.pivot = self.scatter(0.0, 0.0, palette.SECOND_PARAMETER, radius=0.13)
        self.pivot_name = typography.formula("b", typography.LABEL, palette.SECOND_PARAMETER)
        self.x_label.shift(UNDER * DOWN)
        written = (name, f"{name} - overline({name})")
        self.names: list[VMobject] = [
            typography.formula(words, typography.LABEL).move_to(self.x_label) for words in written
        ]
        self.mean_name.next_to(middle[1], UP, buff=0.1)
        self.zero_name = typography.formula("0", typography.LABEL, palette.MUTED)
        self.add(
            self.zero,
            self.zero_name,
            self.mean,
            self.mean_name,
            *self.names,
            self.misses,
            self.line,
            self.data,
        )
        self.add(self.pivot, self.pivot_name, self.ticks, *self.below)
        self.names.append(self.x_label)
        self.redraw()

    def shown_line(self) -> FloatArray:
        """Return the slope and intercept of the line as it is turned and made up for now, shape (2,)."""
        changed = self.dataset.partly_standardized(self.centered, self.scaled)
        cost = LinearRegression(changed.dataset)
        slope, intercept = cost.closed_form()
        turned = (1 - self.turned) * slope
        makes_up = -(turned - slope) * changed.dataset.x.mean()  # the residuals' mean is zero again
        return np.array([turned, intercept + self.made_up * makes_up])

    def redraw(self) -> None:
        """Draw the line, where zero is, and the numbers below the points as they are changed so far."""
        changed = self.dataset.partly_standardized(self.centered, self.scaled)
        first, scale = float(changed.mean[0]), float(changed.scale[0])
        slope, intercept = self.shown_line()
        x, _y = self.dataset.x[:, 0], self.dataset.y
        reach = np.array([min(x.min(), first), max(x.max(), first)])
        self.misses.put(self.data.points, self.c2p(x, slope * (x - first) / scale + intercept))
        self.line.set_points(self.c2p(reach, slope * (reach - first) / scale + intercept))
        zero = self.c2p(first, np.array(self.y_range))
        self.zero.put(zero[:1], zero[1:])
        self.pivot.set_points(self.c2p([first], [intercept]))
        self.zero_name.next_to(zero[1], UP, buff=0.1)
        self.pivot_name.next_to(self.pivot, LEFT + DOWN, buff=0.17)
        for number, place in zip(self.below, self.numbered, strict=True):
            number.set_value((place - first) / scale).set_x(self.c2p(place, 0.0)[0])
        clear = _clearness(self.centered), _clearness(self.scaled)
        self.mean_name.set_opacity(clear[0][0])  # zero comes to stand there
        for name, (leaves, comes) in zip(
            self.names, ((clear[0][0], 1.0), (clear[1][0], clear[0][1]), (1.0, clear[1][1])), strict=True
        ):
            name.set_opacity(min(leaves, comes))

    def turn(self, by: float = TURN, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return an animation: the line is turned about zero, its intercept makes up for it, both go back.

        Parameters
        ----------
        by
            Share of its slope that it loses.
        kwargs
            As for Manim's animations.
        """

        def swing(_: Mobject, alpha: float) -> None:
            left = 1 - float(BACK(alpha))
            self.turned, self.made_up = left * by * float(AWAY(alpha)), left * float(MADE_UP(alpha))
            self.redraw()

        return UpdateFromAlphaFunc(self, swing, rate_func=linear, **kwargs)

    def rescale(self, centered: float, scaled: float = 0.0, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return an animation: the feature loses such a share of its mean, and is divided as far."""
        first = np.array([self.centered, self.scaled])

        def change(_: Mobject, alpha: float) -> None:
            self.centered, self.scaled = first + alpha * (np.array([centered, scaled]) - first)
            self.redraw()

        return UpdateFromAlphaFunc(self, change, **kwargs)


def turn_below(cost: LinearRegression, start: ArrayLike) -> float:
    """Return the share of its slope that the best line may lose: it costs no more than a start does then."""
    _, intercept = best = cost.closed_form()
    least, level = float(cost.value(best)), np.array([0.0, intercept])
    excess, flat = float(cost.value(start)) - least, float(cost.value(level)) - least
    return min(TURN, float((excess / flat) ** 0.5)) if flat > 0 else TURN


def _clearness(share: float) -> tuple[float, float]:
    """Return how clear an old name and a new one are at a share of the change between them."""
    return max(0.0, 1 - share / FADED), max(0.0, 1 - (1 - share) / FADED)
