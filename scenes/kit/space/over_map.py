"""A space that is seen, to begin with, just as a map in the plane shows it."""

from __future__ import annotations

import numpy as np

from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.space.axes import Space
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

HEIGHT = 1.2
"""World units of the space's height; its floor is 2 wide."""


def space_over(
    plot: MapPlot, z_range: tuple[float, float], level: float, box: Box, z_label: str = "f"
) -> Space:
    """Return a space over a map, its axes not seen yet, the eye straight above it.

    Parameters
    ----------
    plot
        The map, whose ranges are the floor's.
    z_range
        Low and high end of the height.
    level
        The height that lies just where the map shows it: what is higher is nearer, and seen larger.
    box
        The panel of the space, once it has left the map's place.
    """
    frame = plot.frame
    size = (2.0, 2.0 * frame.height / frame.width, HEIGHT)
    space = Space(
        plot.x_range, plot.y_range, z_range, box, "x", "y", z_label, size, azimuth=-90, elevation=90
    )
    space.axes.set_opacity(0.0)
    *floor, height = space.axes.names  # here the parameters have no colour of their own
    space.axes.names = (*(name._replace(rgb=palette.rgb(palette.TEXT)) for name in floor), height)
    x, y = np.array(plot.x_range), np.array(plot.y_range)
    view = space.view
    view.turn_to(zoom=frame.width / float(np.ptp(space.project(x, y, level)[:, 0])))
    view.shift(frame.get_center() - space.project(x, y, level).mean(axis=0))
    return space
