"""A space over two parameters that is seen, to begin with, from straight above, as a map is."""

from __future__ import annotations

from scenes.kit.space.axes import Space
from scenes.kit.style.layout import Box

MAP_AZIMUTH = -90.0
"""Degrees from which a map is seen as one reads it: the first parameter to the right, the second upwards."""

ZOOM = 1.5
"""Of the view from above, where heights need no room."""


def space_from_above(
    box: Box, window: tuple[tuple[float, float], tuple[float, float]], lowest: float, top: float
) -> Space:
    """Return a space for a surface that will stand on its map; heights are numbered from 0 on.

    Parameters
    ----------
    box
        The panel of the space.
    window
        Ranges of both parameters.
    lowest, top
        The lowest height of the surface, from which heights are numbered if it is below 0, and the height
        at which the surface is cut off.
    """
    space = Space.above_floor(*window, (lowest, top), box, azimuth=MAP_AZIMUTH, elevation=90)
    space.view.turn_to(zoom=ZOOM)
    return space
