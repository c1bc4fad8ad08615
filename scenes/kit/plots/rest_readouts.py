"""How little a point moves where it is flat, in numbers; and how much faster it is shown then."""

from __future__ import annotations

import math

import numpy as np
from manim import DL, DOWN, RIGHT, UL, Group, Mobject

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette
from scenes.kit.style.layout import Box
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


def pace_readout(
    readouts: Group, run: Run, words: str, first: float, seconds: tuple[float, float]
) -> Readout:
    """Return `fast_forward` below such readouts, or beside them where they are at the frame's bottom.

    It is not seen while all goes on at the usual pace.

    Parameters
    ----------
    readouts
        The numbers.
    run
        What goes on so many times as fast as before.
    words
        What that is called, as Typst mathematics.
    first
        What its clock says before.
    seconds
        In which it goes evenly as far as that, one iteration for each unit of the clock, and then to its end.
    """
    usual = first / seconds[0]
    faster = (run.end - first) / seconds[1] / usual
    note = fast_forward(run, words, faster)
    for part in note.family_members_with_points():  # from the run: the number is updated after the words
        part.add_updater(lambda shown: shown.set_opacity(float(times_as_fast(run, faster) > 1)))
    if layout.shape() is layout.Shape.WIDE:
        return note.scale(LARGER).next_to(readouts, DOWN, buff=GAP, aligned_edge=RIGHT)
    return note.next_to(readouts, RIGHT, buff=GAP, aligned_edge=DOWN)


def quiet_pace(place: Mobject, box: Box, run: Run, words: str) -> Readout:
    """Return `fast_forward`, muted, where something else will be told in the end: at its upper left corner.

    Parameters
    ----------
    place
        What will be told.
    box
        Than which it is no wider.
    run, words
        As for `fast_forward`; the clock counts from one iteration for each unit.
    """
    note = fast_forward(run, words, color=palette.MUTED)
    return note.scale(min(1.0, box.width / note.width)).move_to(place, aligned_edge=UL)


def fast_forward(run: Run, words: str, faster: float = 1.0, color: palette.Color = palette.TEXT) -> Readout:
    """Return ``fast forward × 300``, as it is for the step under way; told with a single digit, and zeros.

    Parameters
    ----------
    run
        What goes on so many times as fast as at first.
    words
        What that is called, as Typst mathematics.
    faster
        So many times as fast is one iteration for each unit of the clock.
    color
        Of the words.
    """
    most = faster * float((np.diff(run.shown) / np.diff(run.times)).max())
    note = Readout(words, most, WHOLE, color=color, relation="times")
    # Until its first frame, it is as wide as ever.
    note.number.add_updater(lambda number: number.set_value(times_as_fast(run, faster)))
    return note


def times_as_fast(run: Run, faster: float) -> float:
    """Return how many times as fast a run goes on as at first, at least once: a single digit, and zeros."""
    speed = faster * run.speed
    return max(1.0, round(speed, -math.floor(math.log10(speed))))
