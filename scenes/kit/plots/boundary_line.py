"""The line on a map that parts two basins, and its name."""

from __future__ import annotations

import numpy as np
from manim import DL, UP, UR, Group

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Stroke
from scenes.kit.plots.labels import outlined, roomiest
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.style import palette


def boundary_line(plot: MapPlot, boundary: Floats) -> Group:
    """Return a boundary, shape (n, 2), as a dashed line; nothing if it has no points."""
    if len(boundary) == 0:
        return Group()
    return Group(Stroke(plot.on(boundary), palette.TEXT, 3, DASH, outlined=True, window=plot.frame))


def named_boundary(plot: MapPlot, boundary: Floats, name: str, *, lines: Floats, held: Floats) -> Group:
    """Return a boundary as `boundary_line`, with its name beside it where it has room.

    Parameters
    ----------
    lines, held
        Scene points, shape (n, 3), that the name had better not cover, and that it keeps away from.
    """
    line = boundary_line(plot, boundary)
    if not line.submobjects:
        return line
    words, points = outlined(name), plot.on(boundary)
    away = [side * (words.height / 2 + gap) * UP for side in (1, -1) for gap in (0.15, 0.3)]
    low, high = plot.frame.get_corner(DL), plot.frame.get_corner(UR)
    margin = np.array([words.width / 2 + 0.1, words.height / 2 + 0.1, -1.0])
    places = np.vstack([points + offset for offset in away])
    places = places[((places > low + margin) & (places < high - margin)).all(axis=1)]
    return line.add(words.move_to(roomiest(words, places, np.vstack([lines, points]), held)))
