"""Exact numbers to compare readouts with, in the same formats: beside them, or in a place of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manim import DOWN, LEFT, RIGHT, UP, Group

from scenes.kit.painted.live_numbers import LiveNumber, Readout, column
from scenes.kit.style import layout, palette, typography

AWAY, ABOVE = 0.7, 0.62
"""Scene units from the longest readout to the column, and from its first baseline up to the header."""

CLOSEST = 0.3
"""Scene units from the readouts to the column where the frame leaves no more."""


def numbers_beside(readouts: Sequence[Readout], values: Sequence[float], header: str) -> Group:
    """Return a header and numbers right of readouts, one for each, on its baseline and in its format."""
    left = max(float(readout.number.get_right()[0]) for readout in readouts) + AWAY
    heights = [float(readout.number.points[0, 1]) for readout in readouts]
    words = typography.text(typography.as_is(header), color=palette.MINIMUM)
    words.next_to((left, heights[0] + ABOVE, 0.0), UP + RIGHT, buff=0)
    numbers = [
        LiveNumber(
            value,
            readout.number.number_format,
            (left, height, 0.0),
            size=readout.number.em / typography.EM_PER_SIZE,
            color=palette.MINIMUM,
        )
        for readout, value, height in zip(readouts, values, heights, strict=True)
    ]
    beside = Group(words, *numbers)
    too_far = max(0.0, float(beside.get_right()[0]) - layout.frame().right)
    return beside.shift(min(too_far, AWAY - CLOSEST) * LEFT)


def numbers_apart(readouts: Mapping[str, Readout], values: Sequence[float], header: str) -> Group:
    """Return a header and named numbers below it, one for each readout by its name, in their formats."""
    rows = column(
        *(
            Readout(name, value, readout.number.number_format, color=palette.MINIMUM)
            for (name, readout), value in zip(readouts.items(), values, strict=True)
        )
    )
    words = typography.text(typography.as_is(header), color=palette.MINIMUM)
    return Group(words, *rows).arrange(DOWN, buff=0.25, aligned_edge=RIGHT)
