"""Where in a picture a click sets a value of the lesson, and which one it sets there."""

from collections.abc import Sequence

import msgspec


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers along a side of an area.

    Attributes
    ----------
    number : int
        Which number of the knob they are, from 0: a knob has one, or two.
    low, high : float
        At the left or lower end, and at the right or upper one.
    is_logarithmic : bool
        Whether equal ways are equal factors.
    """

    number: int
    low: float
    high: float
    is_logarithmic: bool = False


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a picture in which each point stands for a value of a knob.

    Places are shares of the picture's width and height, from its upper left corner.

    Attributes
    ----------
    knob : str
        The knob's name.
    left, top, right, bottom : float
        The area's sides; they may lie outside the picture.
    across, upwards : Axis or None
        What stands along them; None for nothing of the knob.
    x, y : float
        Where the present value is marked.
    """

    knob: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    across: Axis | None = None
    upwards: Axis | None = None


def json_of(areas: Sequence[Area]) -> bytes:
    """Return areas as they go to the page, behind the pixels of their picture; nothing if there are none."""
    return msgspec.json.encode(areas) if areas else b""
