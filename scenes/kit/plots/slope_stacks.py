"""Steps downhill in two parts, along a valley and across it, stacked: what adds up, and what cancels."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import RIGHT, UP, Group, Mobject

from gdmath import FloatArray
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES, ValleyMap
from scenes.kit.plots.velocity_arrows import SPLIT, VelocityCloseUp, added_parts
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box

ASIDE: Final = 0.3
"""Scene units from an arrow that leads back to the one before: they would lie upon each other."""

BELOW: Final = 0.6
"""Scene units above both: there, a formula beside them is wider than the close-up."""

WIDTH, START = 8.0, 0.09
"""Of the arrows, and radius of the dot at which each stack begins."""

WIDER: Final = 2.0
"""How many times as wide the close-up beside them is."""

LETTER, ABOVE, BESIDE = 0.5, 0.15, 0.18
"""Scene units for a stack's letter above its arrows, between them, and from the letter to what they do."""


class SlopeStacks(Group):
    """Two chains of arrows, tip to tail: the parts along and across a valley of a run's steps downhill.

    Each arrow has the direction that it has on the map, and comes when its step is split.

    Parameters
    ----------
    box
        What they may fill: along the valley above, across it below.
    plot
        The map.
    run
        Whose rule has the state "velocity".
    momentum
        The share of the velocity that is kept.
    steps
        How many of the first ones are stacked.
    scale_up
        How many times as large as on the map the arrows are, before both chains grow into their room alike.
    words
        What is said of both, the flattest direction first.

    Attributes
    ----------
    stacks
        The arrows of both, the flattest direction's first.
    """

    def __init__(
        self, box: Box, plot: ValleyMap, run: Run, momentum: float, steps: int, scale_up: float, *words: str
    ) -> None:
        parts = scale_up * np.append(plot.unit, 0.0) * added_parts(plot.valley, run, momentum)[:steps]
        super().__init__()
        self.stacks = []
        rows = [row.inset(top=LETTER) for row in box.inset(top=BELOW).rows(1, 3)]
        others = [parts[0, 1 - way] / np.linalg.norm(parts[0, 1 - way]) for way in range(2)]
        chains = [_chain(parts[:, way], other) for way, other in enumerate(others)]
        extents = [np.maximum(np.ptp(chain, axis=(0, 1)), 1e-9) for chain in chains]
        pairs = zip(rows, extents, strict=True)
        share = min(room for row, size in pairs for room in (row.width / size[0], row.height / size[1]))
        for way, (row, chain) in enumerate(zip(rows, chains, strict=True)):
            chain *= share
            chain += row.center - (chain.min(axis=(0, 1)) + chain.max(axis=(0, 1))) / 2
            arrows = [Pointer(tail, tip, WAY_COLORS[way], WIDTH) for tail, tip in chain]
            start = Dots(chain[:1, 0], WAY_COLORS[way], START)
            letter = typography.formula(WAY_NAMES[way], typography.TITLE, WAY_COLORS[way])
            said = typography.text(typography.as_is(words[way]), typography.BODY, WAY_COLORS[way])
            name = Group(letter, said).arrange(RIGHT, buff=BESIDE)
            name.scale(min(1.0, row.width / name.width))
            name.next_to((row.center[0], chain[..., 1].max(), 0.0), UP, buff=ABOVE)
            self.stacks.append(arrows)
            self.add(name, start, *arrows)

        def grow(_: Mobject) -> None:
            for arrows in self.stacks:
                for step, arrow in enumerate(arrows):
                    arrow.shown = (0.0, run.part(*SPLIT) if step == run.step else float(step < run.step))

        self.add_updater(grow, call_updater=True)


def close_up_and_stacks(
    box: Box, free: float, plot: ValleyMap, run: Run, momentum: float, steps: int, *words: str
) -> tuple[VelocityCloseUp, SlopeStacks]:
    """Return the close-up of a run's first steps, and beside it their parts as `SlopeStacks`.

    Parameters
    ----------
    box
        What both may fill.
    free
        Scene units above the close-up, not above the stacks, for what is written there.
    plot, run, momentum, steps
        As for `VelocityCloseUp`.
    words
        As for `SlopeStacks`.
    """
    left, right = box.columns(WIDER, 1, gap=0.2)
    close = VelocityCloseUp(left.inset(top=free), plot, run, momentum, steps)
    return close, SlopeStacks(right, plot, run, momentum, steps, close.scale_up, *words)


def _chain(parts: FloatArray, other: FloatArray) -> FloatArray:
    """Return the ends of arrows tip to tail, shape (k, 2, 3): one that turns back lies aside."""
    tips = np.cumsum(parts, axis=0)
    turns = np.append(False, (parts[1:] * parts[:-1]).sum(axis=1) < 0)
    aside = ASIDE * np.cumsum(turns)[:, None] * other
    return np.stack([tips - parts + aside, tips + aside], axis=1)
