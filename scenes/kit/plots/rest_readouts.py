"""How little a point moves where it is flat, in numbers."""

from __future__ import annotations

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, Group, Typst

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.numbers import WHOLE, NumberFormat

APART, LARGER, INSIDE, GAP = 0.6, 1.2, 0.5, 0.4
"""Scene units from one row to the next; in wide frames, how much larger than other words they are, and how
far they stay from the right edge; how far a note stays from them."""


def rest_readouts(run: Run, way: float, step: str, slope: str, moved: str) -> Group:
    """Return a run's learning rate, the number of its step, the slope there and how far it has moved.

    They stand at the right of the stage in wide frames, and in the lower left corner of others.

    Parameters
    ----------
    run
        What they follow.
    way
        A distance that it has moved, which is told with two digits.
    step, slope, moved
        Typst mathematics of what the numbers are.
    """
    slopes = run.series("slope")
    rate = run.now("rate")
    rows = (
        Readout("eta", rate, NumberFormat.significant(rate), color=palette.STEP),
        Readout(f"{step} k", 0, WHOLE).follow(run, "iteration"),
        Readout(slope, slopes[0], NumberFormat.of(slopes[:1], 2), color=palette.GRADIENT).follow(
            run, "slope"
        ),
        Readout(moved, 0.0, NumberFormat.of(way, 2), color=palette.POINT).tell(
            lambda: float(np.linalg.norm(run.point - run.path[0]))
        ),
    )
    told, box = column(*rows, spacing=APART), layout.stage()
    if layout.shape() is layout.Shape.WIDE:
        told.scale(LARGER)
        return told.move_to((box.right - INSIDE, box.center[1], 0.0), aligned_edge=RIGHT)
    return told.move_to((box.left, box.bottom, 0.0), aligned_edge=DL)


def readouts_note(readouts: Group, words: str) -> Typst:
    """Return words, as they are, below such readouts, or beside them where they are at the frame's bottom."""
    note = typography.text(typography.as_is(words))
    if layout.shape() is layout.Shape.WIDE:
        return note.scale(LARGER).next_to(readouts, DOWN, buff=GAP, aligned_edge=LEFT)
    return note.next_to(readouts, RIGHT, buff=GAP, aligned_edge=DOWN)
