"""How full Adam's averages are, which begin at zero: two bars that fill as it goes."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.rule_colors import RULE_COLORS

LETTERS, NUMBERS, NEXT = 0.9, 1.5, 0.2
"""Scene units for letters at the left, for numbers at the right, and between them and the bars."""

HALF: Final = 0.16
"""Half of a bar's height."""

SHARE: Final = NumberFormat(3, trimmed=True)
"""How the numbers are written."""


class AveragesFilling(Group):
    """A bar for each average, outlined where it would be full: after n slopes, 1 - beta^n of it is.

    Parameters
    ----------
    box
        What they may fill.
    run
        Of Adam: the step that is under way has taken its slope.
    betas
        The shares of the averages that are kept.
    full
        What is said of the numbers, above them: words as they are.

    Attributes
    ----------
    bars, numbers
        What is full, of the average of slopes first, and how much that is.
    """

    def __init__(self, box: Box, run: Run, betas: tuple[float, float], full: str) -> None:
        head, *rows = box.rows(1, 1, 1, gap=0.0)
        left, right = box.left + LETTERS, box.right - NUMBERS
        words = typography.text(typography.as_is(full), typography.BODY, palette.MUTED)
        super().__init__(words.move_to((right + NUMBERS / 2, head.center[1], 0.0)))
        self.bars, self.numbers, corners = list[Areas](), list[LiveNumber](), []
        colors = RULE_COLORS["heavy_ball"], palette.GRADIENT
        for name, color, row in zip(("m_i", "s_i"), colors, rows, strict=True):
            foot, end = np.array([left, row.center[1], 0.0]), np.array([right, row.center[1], 0.0])
            letter = typography.formula(name, SIZE, color).next_to(foot, LEFT, buff=NEXT)
            number = LiveNumber(0, SHARE, size=SIZE, color=color).next_to(end, RIGHT, buff=NEXT)
            low, high = foot + HALF * DOWN, end + HALF * UP
            bar = Areas([], [], color, fill=0.8)
            self.add(letter, Areas(low, high, palette.MUTED, fill=0.0), bar, number)
            self.bars.append(bar)
            self.numbers.append(number)
            corners.append((low, high))

        def fill(_: Mobject) -> None:
            slopes = min(run.step, run.steps - 1) + 1
            ways = zip(betas, self.bars, self.numbers, corners, strict=True)
            for kept, bar, number, (low, high) in ways:
                full = 1 - kept**slopes
                bar.put(low, (low[0] + full * (high[0] - low[0]), high[1], 0.0))
                number.set_value(full)

        self.add_updater(fill, call_updater=True)
