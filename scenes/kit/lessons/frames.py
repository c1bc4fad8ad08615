"""Times as whole numbers of frames."""

from __future__ import annotations

SLACK = 1e-4
"""Share of a frame by which a time misses its whole number, so that no rounding can add or drop one."""


def moving_time(seconds: float, frame_rate: float) -> float:
    """Return the nearest time in which Manim plays a whole number of frames, at least one.

    Manim counts a moving play's frames by rounding ``t * rate`` up, so the time is a trifle short.

    Examples
    --------
    >>> round(moving_time(0.34, 15) * 15, 3)
    5.0
    """
    return (_frames(seconds, frame_rate) - SLACK) / frame_rate


def still_time(seconds: float, frame_rate: float) -> float:
    """Return the nearest time for which Manim holds a picture for a whole number of frames.

    Manim counts a held picture's frames by rounding ``t * rate`` down, so the time is a trifle long.
    """
    return (_frames(seconds, frame_rate) + SLACK) / frame_rate


def _frames(seconds: float, frame_rate: float) -> int:
    return max(1, round(seconds * frame_rate))
