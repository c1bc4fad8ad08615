"""A function's map that rises into a landscape, is looked at closer, and becomes another function's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from manim import Mobject, UpdateFromAlphaFunc
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Numbering, Space
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.from_above import MAP_AZIMUTH
from scenes.kit.space.surface import CELLS, HeightField
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import nice_step

Heights = Callable[[float], Any]
"""The function at a share of the way from one to another."""

FLAT = 0.004
"""Height of the box around a map, in heights of the box that it rises to."""

FADED = 0.25
"""Shares of a journey in which numbers fade out at its beginning, and in at its end."""

ABOVE = 0.1
"""Scene units above the map."""

SETTLED = 1e-9
"""Of a window that keeps its width."""

LINES = 10
"""About so many contours from the lowest height to the top."""


class Sight(NamedTuple):
    """What is seen of a terrain, and from where.

    ``window`` are the ranges of both parameters, shape (2, 2), ``heights`` those of the box, shape (2,);
    ``rise`` goes from 0, a map, to 1; ``pose`` is azimuth, elevation and zoom; ``panel`` where it is seen;
    ``brightness`` that of the surface.
    """

    window: Floats
    heights: Floats
    rise: float
    pose: Floats
    panel: Box
    brightness: float = 1.0

    @property
    def ranges(self) -> Floats:
        """What the box spans, shape (3, 2)."""
        return np.vstack([self.window, self.heights])


class Terrain:
    """A landscape over two parameters, which begins as a map: flat, and seen from straight above.

    It is one surface all the time, with its contours on it: nothing is exchanged as it rises, as its window
    grows or shrinks, or as the function becomes another one. What lies on it goes along.

    Parameters
    ----------
    box
        The panel of the map.
    function
        As for `HeightField`.
    window
        Ranges of both parameters.
    heights
        The lowest and the highest height of the box, which the risen surface does not leave.
    every
        How far apart contours are; round, and some ten of them, if None.
    size
        Of the risen box, in world units.
    cells
        Of the surface, along both parameters: where a valley is narrow in its window, too few give its shade
        teeth.

    Attributes
    ----------
    space, surface, floor
        What is added to the scene, in this order: the box, contours that stay on the floor, and the surface.
    """

    def __init__(
        self,
        box: Box,
        function: Any,
        window: ArrayLike,
        heights: tuple[float, float],
        every: float | None = None,
        size: tuple[float, float, float] = (2.0, 2.0, 1.3),
        cells: tuple[int, int] = CELLS,
    ) -> None:
        x_range, y_range = np.asarray(window, dtype=float).tolist()
        flat = (*size[:2], FLAT * size[2])
        self.function, self.full = function, size[2]
        self._numbering: Numbering
        space = Space(x_range, y_range, heights, box, "w", "b", "J", flat, MAP_AZIMUTH, 90)
        space.axes.next_turn = -1.0  # the second axis stands at the left
        self.space = space
        self.surface = HeightField(
            space, function, cells, rulings=0, every=every or nice_step(heights[1] - heights[0], LINES)
        )
        levels = self.surface.levels
        self.floor = FloorContours(space, function, levels[levels <= heights[1]])
        self._mapped = function, space.ranges[:2].copy()  # contours of which, over what
        space.view.room = space.view.room._replace(top=ABOVE)
        zoom = self._filling_zoom(box)
        self.sight = Sight(
            space.ranges[:2].copy(), space.ranges[2].copy(), 0.0, np.array([MAP_AZIMUTH, 90.0, zoom]), box
        )
        self._show(self.sight, space.numbering_of(space.ranges))

    def _filling_zoom(self, box: Box) -> float:
        """Return the zoom at which a map fills its panel, with room for its numbers and names."""
        view = self.space.view
        size = np.ptp(
            self.on([[self.x_range[0], self.y_range[0]], [self.x_range[1], self.y_range[1]]]), axis=0
        )
        room = view.room
        free = box.width - room.left - room.right, box.height - room.bottom - room.top
        return float(min(free[0] / size[0], free[1] / size[1]))

    @property
    def x_range(self) -> tuple[float, float]:
        """Ends of the first parameter's range."""
        return float(self.space.ranges[0, 0]), float(self.space.ranges[0, 1])

    @property
    def y_range(self) -> tuple[float, float]:
        """Ends of the second parameter's range."""
        return float(self.space.ranges[1, 0]), float(self.space.ranges[1, 1])

    @property
    def parts(self) -> tuple[Space, FloorContours, HeightField]:
        """What is added to the scene, in this order."""
        return self.space, self.floor, self.surface

    def on(self, points: ArrayLike) -> Floats:
        """Return where parameters are seen on the surface: shape (..., 2) to scene points (..., 3).

        Where it is higher than the box, that is at the box's top.
        """
        pairs = np.asarray(points, dtype=float)
        floor = self.space.c2p(pairs[..., 0], pairs[..., 1], self.space.ranges[2, 0])[..., :2]
        heights = np.clip(self.surface.height_at(floor[..., 0], floor[..., 1]), 0.0, self.surface.top)
        return self.space.view.project(np.concatenate([floor, heights[..., None]], axis=-1))

    def travel(
        self,
        *,
        window: ArrayLike | None = None,
        heights: tuple[float, float] | None = None,
        rise: float | None = None,
        azimuth: float | None = None,
        elevation: float | None = None,
        zoom: float | None = None,
        panel: Box | None = None,
        brightness: float | None = None,
        become: Heights | None = None,
        numbered: bool = True,
        **kwargs: Any,
    ) -> UpdateFromAlphaFunc:
        """Return the journey to another sight, or another function, or both; what is None stays as it is.

        Parameters
        ----------
        window, heights, rise, azimuth, elevation, zoom, panel, brightness
            Of the sight, as `Sight` has them.
        become
            The function at each share of the journey; the last one is the terrain's from then on.
        numbered
            Whether axes and numbers are seen at its end.
        kwargs
            As for Manim's animations.
        """
        here = self.sight
        pose = [
            old if new is None else new
            for old, new in zip(here.pose, (azimuth, elevation, zoom), strict=True)
        ]
        there = Sight(
            here.window if window is None else np.asarray(window, dtype=float),
            here.heights if heights is None else np.asarray(heights, dtype=float),
            here.rise if rise is None else rise,
            np.array(pose, dtype=float),
            panel or here.panel,
            here.brightness if brightness is None else brightness,
        )
        self.sight = there
        view, axes = self.space.view, self.space.axes
        first, last = self._numbering, self.space.numbering_of(there.ranges)
        clear, stays = axes.clearness, _alike(here, there)
        self._numbering = last

        def move(_: Mobject, share: float) -> None:
            if become is not None:
                self.function = become(share)
            is_there = share > 0.5
            axes.clearness = _clearness(share, clear, float(numbered), stays=stays)
            if is_there and there.rise > 0:
                axes.next_turn = 1.0
            self._show(_between(here, there, share), last if is_there else first)

        return UpdateFromAlphaFunc(view, move, **kwargs)

    def put(self, **sight: Any) -> None:
        """Be at a sight at once, with what `travel` takes."""
        journey = self.travel(**sight)
        journey.begin()
        journey.finish()

    def _show(self, sight: Sight, numbering: Numbering) -> None:
        """See a sight."""
        self._numbering = numbering
        self.space.see(sight.ranges, self.full * (FLAT + sight.rise * (1 - FLAT)), numbering)
        self.space.view.fill(sight.panel).turn_to(*sight.pose.tolist())
        self.surface.lay(self.function).brightness = sight.brightness
        if self._is_mapped():
            self.floor.recolor()
        else:
            self.floor.lay(self.function)
            self._mapped = self.function, self.space.ranges[:2].copy()

    def _is_mapped(self) -> bool:
        """Return whether the contours on the floor are those of the function, over the present window."""
        function, window = self._mapped
        return function is self.function and np.array_equal(window, self.space.ranges[:2])


def _alike(here: Sight, there: Sight) -> bool:
    """Return whether axes stay where they are on the way from one sight to another."""
    turned = np.abs(here.pose[:2] - there.pose[:2]).max()
    return bool(np.allclose(here.ranges, there.ranges) and turned < 45 and here.rise == there.rise)


def _clearness(share: float, first: float, last: float, *, stays: bool) -> float:
    """Return how clear the axes are at a share of a journey; they are gone while their places change."""
    if stays:
        return first + share * (last - first)
    return max(first * (1 - share / FADED), last * (1 - (1 - share) / FADED), 0.0)


def _between(here: Sight, there: Sight, share: float) -> Sight:
    """Return the sight at a share of the way."""
    return Sight(
        np.array([_zoomed(a, b, share) for a, b in zip(here.window, there.window, strict=True)]),
        _zoomed(here.heights, there.heights, share),
        here.rise + share * (there.rise - here.rise),
        here.pose + share * (there.pose - here.pose),
        Box(*(a + share * (b - a) for a, b in zip(_sides(here.panel), _sides(there.panel), strict=True))),
        here.brightness + share * (there.brightness - here.brightness),
    )


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.right, box.bottom, box.top


def _zoomed(first: Floats, last: Floats, share: float) -> Floats:
    """Return the range on the way from one to another: its width changes by equal factors in equal times."""
    growth = float(np.ptp(last) / np.ptp(first))
    if abs(growth - 1) < SETTLED:
        return np.asarray(first + share * (last - first))
    return np.asarray(first + (growth**share - 1) / (growth - 1) * (last - first))
