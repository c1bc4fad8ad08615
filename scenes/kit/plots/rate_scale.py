"""A scale of learning rates with their limit on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, UP, Group, MathTypst, Typst

from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.marks import Areas, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated, translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short
from scenes.kit.style.worked import Number, worked

NEARBY = '"near the minimum:" quad '
"""Before what holds only there."""


class RateScale(Group):
    """A bar of learning rates; above it marked rates, below it what each multiplies the distance by.

    Parameters
    ----------
    box
        What it may fill.
    theory
        What holds near the minimum: its limit is where the zones meet.
    rates
        The rates that are marked, as far as they do not read as the best one does.
    later
        Rates for which there has to be room, since they will be marked later: see `marker`.

    Attributes
    ----------
    bar, edge, zones
        The outline with its zero, the limit, and the two zones with their names: shown one by one.
    markers, optimum
        The marks of the rates and of the best one.

    Examples
    --------
    The rate 0.2 on f″ = 2, which halves the distance more than once a step::

        scale = RateScale(layout.stage(), NearMinimum.of(parabola(), 0.0), rates=(0.2,))
    """

    def __init__(
        self, box: Box, theory: NearMinimum, rates: Sequence[float], later: Sequence[float] = ()
    ) -> None:
        super().__init__()
        self.box, self.theory, limit, best = box, theory, theory.limit, theory.best
        others = [rate for rate in rates if short(rate) != short(best)]
        marked = {*others, *later, best}
        self.high = max(1.3 * limit, 1.15 * max(marked))
        self.names = [typography.formula("eta", color=palette.STEP), typography.formula("1 - eta f''")]
        self.top, self.bottom = box.center[1] + 0.22, box.center[1] - 0.22
        self.labels_x = self.spread_labels(sorted({*marked, limit}))
        self.bar = self.outline()
        tick = Segments([self.at(limit, self.top + 0.1)], [self.at(limit, self.bottom - 0.1)], width=6)
        self.edge = Group(tick, *self.numbers(limit, palette.TEXT))
        self.zones = Group(
            *self.zone(0, limit, translated("arrives"), palette.MINIMUM),
            *self.zone(limit, self.high, translated("runs away"), palette.WARNING),
        )
        self.markers = [self.marker(rate) for rate in others]
        self.optimum = self.marker(best, palette.MINIMUM)
        self.add(self.bar, self.zones, self.edge, *self.markers, self.optimum)

    def at(self, rate: float, y: float | None = None) -> Floats:
        """Return the scene point of a learning rate; at half the bar's height unless told."""
        left, right = self.box.left + self.names[1].width + 0.6, self.box.right - 0.1
        return np.array(
            [left + rate / self.high * (right - left), self.box.center[1] if y is None else y, 0.0]
        )

    def outline(self) -> Group:
        """Return the empty bar, its zero, and the names of the rows above and below it."""
        zero = typography.formula("0", typography.TICK, palette.MUTED).next_to(self.at(0), LEFT, buff=0.15)
        for name, y in zip(self.names, self.label_heights(), strict=True):
            name.move_to((self.box.left, y, 0.0), aligned_edge=LEFT)
        return Group(
            Areas([self.at(0, self.bottom)], [self.at(self.high, self.top)], palette.AXIS, 0),
            zero,
            *self.names,
        )

    def label_heights(self) -> tuple[float, float]:
        """Return where the numbers above and below the bar stand."""
        return self.top + 0.52, self.bottom - 0.42

    def zone(self, low: float, high: float, name: str, color: palette.Color) -> list[Areas | Typst]:
        """Return a stretch of the bar, with its name where that fits."""
        area = Areas([self.at(low, self.bottom)], [self.at(high, self.top)], color, fill=0.3)
        words = typography.on_baseline(name, typography.LABEL).set_x((self.at(low)[0] + self.at(high)[0]) / 2)
        words.shift((self.bottom + 0.14) * UP)
        return [area, words] if words.width + 0.3 < self.at(high)[0] - self.at(low)[0] else [area]

    def spread_labels(self, rates: list[float]) -> dict[float, float]:
        """Return the x at which each rate's numbers stand, so that none covers another."""
        widths = np.array([typography.formula(f"-{short(rate)}").width + 0.3 for rate in rates])
        apart = np.concatenate([[0.0], np.cumsum((widths[1:] + widths[:-1]) / 2)])
        wanted = np.array([self.at(rate)[0] for rate in rates])
        # Pushed to the right as far as the neighbours ask for, and back inside the box.
        places = np.maximum.accumulate(wanted - apart) + apart
        places = np.minimum(places, self.box.right - widths[-1] / 2 - (apart[-1] - apart))
        return dict(zip(rates, places.tolist(), strict=True))

    def numbers(self, rate: float, color: palette.Color) -> list[MathTypst]:
        """Return a rate above the bar, and its factor below."""
        factor = short(self.theory.factor(rate))
        labels = [typography.formula(short(rate), color=color), typography.formula(factor)]
        for label, y in zip(labels, self.label_heights(), strict=True):
            label.move_to((self.labels_x[rate], y, 0.0))
        return labels

    def marker(self, rate: float, color: palette.Color = palette.STEP) -> Group:
        """Return a rate's numbers, and an arrow to its place on the bar."""
        above, below = self.numbers(rate, color)
        arrow = Pointer(above.get_bottom() + 0.06 * DOWN, self.at(rate, self.top), color, 4)
        return Group(above, arrow, below)


def factor_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return ``1 - eta f'' = ...`` with a rate's numbers, as Typst mathematics that holds as it is shown."""
    equation = worked(lambda eta, bend: 1 - eta * bend, Number.short(rate), Number.short(theory.curvature))
    eta, bend = equation.terms
    return f"1 - {eta} dot {bend} {equation.sign} {equation.result}"


def reasons_for_limit(theory: NearMinimum) -> Group:
    """Return three rows: what keeps the distance shrinking, the limit that follows, and the best rate."""
    where, fast = ("", '" there in one step"') if theory.everywhere else (NEARBY, '" fastest"')
    rows = f"{where}abs(1 - eta f'') < 1", f"eta < 2 \\/ f'' = {short(theory.limit)}"
    best = translated_formula(f"eta = 1 \\/ f'' = {short(theory.best)}: quad 1 - eta f'' = 0, {fast}")
    reasons = [typography.formula(translated_formula(row), typography.TITLE) for row in rows]
    return Group(*reasons, typography.formula(best, color=palette.MINIMUM)).arrange(DOWN, buff=0.4)
