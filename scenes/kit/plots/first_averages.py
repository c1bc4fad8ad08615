"""What averages that begin at zero hold after one step, and what their quotient makes of the step."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, Group, Mobject, ValueTracker, interpolate

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.rule_colors import RULE_COLORS

LABEL, NUMBER = 1.15, 1.15
"""Scene units for the names at the left of the bars, and for a number behind the longest of them."""

THICK: Final = 0.36
"""Half a bar's thickness, in shares of its row."""

LARGE: Final = 66.0
"""Size of the quotient."""

DESCENDS: Final = 1 / 3
"""Share of eta's height that is below its line."""

CORRECTED: Final = 4.0
"""What has been told when the averages are corrected: before, one after the other has come."""


class FirstAverages(Group):
    """Bars of a slope, of Adam's average of slopes, and of the root of that of squares, after one step.

    Below them stands the step along this coordinate, in learning rates: the quotient of the two averages.

    Parameters
    ----------
    box
        What they may fill.
    run
        Of Adam: its first slope along the first coordinate is taken.
    betas
        The shares of the two averages that are kept.

    Attributes
    ----------
    told
        How much has been told: the bars come at 0, 1 and 2, the quotient at 3, and at 4 all is corrected.
    step
        The quotient.
    """

    def __init__(self, box: Box, run: Run, betas: tuple[float, float]) -> None:
        self.told = ValueTracker(0.0)
        self.shares = np.array([1.0, 1.0 - betas[0], np.sqrt(1.0 - betas[1])])
        *rows, below = box.rows(1, 1, 1, 1.25, gap=0.12)
        self.left, self.longest = box.left + LABEL, box.width - LABEL - NUMBER
        self.middles = np.array([row.center[1] for row in rows])
        height, size = THICK * rows[0].height, abs(float(run.series("gradient")[0, 0]))
        colors = (palette.GRADIENT, RULE_COLORS["heavy_ball"], palette.GRADIENT)
        self.bars = [
            Areas([], [], color, fill=fill) for color, fill in zip(colors, (1.0, 1.0, 0.3), strict=True)
        ]
        plain, exact = ("abs(g_1)", "abs(m_1)", "sqrt(s_1)"), ("abs(g_1)", "abs(hat(m)_1)", "sqrt(hat(s)_1)")
        names = [[self._name(text, way) for way, text in enumerate(texts)] for texts in (plain, exact)]
        known = NumberFormat.significant(size * float(self.shares[-1]), 2)
        numbers = [LiveNumber(0, known, size=SIZE) for _ in rows]
        self.step: Any = LiveNumber(0, NumberFormat(1), size=LARGE, color=palette.STEP)
        quotient = [
            typography.formula(f"{above} / {under} thin eta =", SIZE)
            for above, under in (("abs(m_1)", "sqrt(s_1)"), ("abs(hat(m)_1)", "sqrt(hat(s)_1)"))
        ]
        eta = typography.formula("eta", LARGE, palette.STEP)
        for formula in quotient:
            formula.move_to((box.left, below.center[1], 0.0), aligned_edge=LEFT)

        def lie(_: Mobject) -> None:
            told, lengths = self.told.get_value(), self.now()
            before, after = (max(0.0, 1 - 2 * share) for share in (self.corrected, 1 - self.corrected))
            ways = zip(self.bars, numbers, names[0], names[1], strict=True)
            for way, (bar, number, name, other) in enumerate(ways):
                grown = float(np.clip(told - way, 0.0, 1.0))
                middle, end = self.middles[way], self.left + grown * lengths[way] * self.longest
                bar.put((self.left, middle - height, 0.0), (end, middle + height, 0.0))
                number.set_value(size * lengths[way]).move_to((end + 0.15, middle, 0.0), aligned_edge=LEFT)
                for part, opacity in ((bar, grown), (number, grown), (name, before), (other, after)):
                    part.set_opacity(opacity * float(grown > 0))
            known = float(np.clip(told - 2.0, 0.0, 1.0)) * float(told > 2.0)
            for formula, opacity in zip(quotient, (before, after), strict=True):
                formula.set_opacity(opacity * known)
            self.step.set_value(float(lengths[1] / lengths[2]))
            self.step.next_to(quotient[0], RIGHT, buff=0.25)
            eta.next_to(self.step, RIGHT, buff=0.15, aligned_edge=DOWN).shift(DESCENDS * eta.height * DOWN)
            for part in (self.step, eta):
                part.set_opacity(known)

        super().__init__(*self.bars, *names[0], *names[1], *numbers, *quotient, self.step, eta)
        self.add_updater(lie, call_updater=True)

    def _name(self, text: str, way: int) -> Mobject:
        name = typography.formula(text, SIZE)
        return name.move_to((self.left - 0.2, self.middles[way], 0.0), aligned_edge=RIGHT)

    @property
    def corrected(self) -> float:
        """How much of the correction is made, from 0 to 1."""
        return float(np.clip(self.told.get_value() - (CORRECTED - 1), 0.0, 1.0))

    def now(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return what the bars hold, in sizes of the slope: as they are, or corrected."""
        lengths: np.ndarray[Any, np.dtype[np.float64]] = interpolate(self.shares, np.ones(3), self.corrected)
        return lengths

    def tell(self, told: float, run_time: float) -> Animation:
        """Return the animation that goes on until so much has been told."""
        return glide(self.told, told, run_time)
