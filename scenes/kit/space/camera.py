"""Where the eye stands: turns points of a three-dimensional world into scene points of a flat panel.

The world is a box of a few units around the origin of x and y, standing on its floor z = 0. A lesson
stays an ordinary scene; only what is painted through a `View` has depth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, Self

import numpy as np
from manim import Mobject
from manim.utils.bezier import interpolate

from scenes.kit.painted.painted import Floats
from scenes.kit.style.layout import Box

DISTANCE = 5.0
"""Of the eye from the box's middle, in half diagonals of the box: far enough for a mild perspective."""


class Room(NamedTuple):
    """What the picture of the box leaves free along the panel's edges, in scene units: room for labels."""

    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0


NO_ROOM = Room()


class View(Mobject):
    """The eye's direction, the box it looks at and the panel it draws in.

    All angles are degrees. The box fits into the panel at every azimuth, so that nothing grows,
    shrinks or is cut off while the view turns; it does change its size with the elevation.

    Parameters
    ----------
    panel
        Where in the frame the picture goes.
    size
        Of the box, in world units: along x and y (centred at 0), and its height above the floor.
    room
        What the picture leaves free at the panel's edges.
    azimuth
        Direction from the box to the eye in the floor's plane: 0 looks from +x, 90 from +y.
    elevation
        Of the eye above the floor, 0 to 90.
    zoom
        Magnification; above 1 the picture may leave the panel.

    Notes
    -----
    ``points`` are the panel's corners: moving or scaling the view moves or scales the picture, and
    layout sees the panel as its bounding box. ``pose`` holds azimuth, elevation and zoom;
    ``view.animate.turn_to(...)`` blends it. A view draws nothing, but has to be in the scene below
    all that it shows: Manim draws anew what lies above a moving mobject.
    """

    def __init__(
        self,
        panel: Box,
        size: tuple[float, float, float] = (2.0, 2.0, 1.3),
        room: Room = NO_ROOM,
        azimuth: float = -55.0,
        elevation: float = 28.0,
        zoom: float = 1.0,
    ) -> None:
        super().__init__()
        self.fill(panel)
        self.size = np.array(size, dtype=float)
        self.room = room
        self.pose = np.zeros(3)
        self.turn_to(azimuth, elevation, zoom)

    def fill(self, panel: Box) -> Self:
        """Draw in another panel."""
        self.points = np.array(
            [
                [panel.left, panel.bottom, 0.0],
                [panel.right, panel.bottom, 0.0],
                [panel.right, panel.top, 0.0],
                [panel.left, panel.top, 0.0],
            ]
        )
        return self

    def bring(self, point: Floats, place: Floats) -> Self:
        """Move the picture so that a world point is seen at a place of the scene, both of shape (3,)."""
        self.shift(place - self.project(point))
        return self

    @property
    def azimuth(self) -> float:
        """Degrees from +x towards +y at which the eye stands; not wrapped, so 370 comes after 350."""
        return float(self.pose[0])

    @property
    def elevation(self) -> float:
        """Degrees of the eye above the floor."""
        return float(self.pose[1])

    @property
    def zoom(self) -> float:
        """Magnification of the picture."""
        return float(self.pose[2])

    def turn_to(
        self, azimuth: float | None = None, elevation: float | None = None, zoom: float | None = None
    ) -> Self:
        """Take another direction or magnification; what is None stays as it is.

        Raises
        ------
        ValueError
            If the elevation is not within 0..90 or the zoom is not positive.
        """
        wanted = [
            self.pose[k] if value is None else value for k, value in enumerate((azimuth, elevation, zoom))
        ]
        if not 0 <= wanted[1] <= 90:
            raise ValueError(
                f"The eye stands between 0 and 90 degrees above the floor, not at {wanted[1]:g}."
            )
        if not wanted[2] > 0:
            raise ValueError(f"A zoom is positive, not {wanted[2]:g}.")
        self.pose = np.array(wanted, dtype=float)
        return self

    def turn_by(self, azimuth: float = 0.0, elevation: float = 0.0) -> Self:
        """Turn by degrees, from where the eye stands now."""
        return self.turn_to(self.azimuth + azimuth, self.elevation + elevation)

    @property
    def axes(self) -> Floats:
        """World unit vectors to the screen's right, up it, and towards the eye: the rows, shape (3, 3)."""
        return _axes(self.azimuth, self.elevation)

    @property
    def middle(self) -> Floats:
        """World coordinates of the box's middle, shape (3,)."""
        return np.array([0.0, 0.0, self.size[2] / 2])

    @property
    def distance(self) -> float:
        """World units from the box's middle to the eye."""
        return DISTANCE * math.hypot(*self.size) / 2

    @property
    def eye(self) -> Floats:
        """World coordinates of the eye, shape (3,)."""
        return np.asarray(self.middle + self.distance * self.axes[2])

    @property
    def scale_factor(self) -> float:
        """Scene units of a world unit in the middle of the box."""
        return self.fit()[0]

    def project(self, points: Any) -> Floats:
        """Return where world points are seen: scene points with third coordinate 0; both (..., 3)."""
        scale, center = self.fit()
        world = np.asarray(points, dtype=float)
        # In one product, coordinate by coordinate: a stack of small ones takes four times as long.
        right, up, near = self.axes @ (world.reshape(-1, 3) - self.middle).T
        growth = scale * self.distance / (self.distance - near)
        seen = np.zeros((len(near), 3))
        seen[:, 0], seen[:, 1] = right * growth + center[0], up * growth + center[1]
        return seen.reshape(world.shape)

    def project_all(self, arrays: Sequence[Floats]) -> list[Floats]:
        """Return the same for several arrays of world points: many small projections take longer than one."""
        seen = self.project(np.concatenate([array.reshape(-1, 3) for array in arrays]))
        ends = list(accumulate(array.size // 3 for array in arrays))
        return [
            seen[begin:end].reshape(array.shape)
            for array, begin, end in zip(arrays, [0, *ends], ends, strict=False)
        ]

    def depth(self, points: Any) -> Floats:  # type: ignore[override]  # a view's extent in z is nothing
        """Return how far towards the eye world points lie, shape (..., 3) -> (...): nearer is larger."""
        return np.asarray((np.asarray(points, dtype=float) - self.middle) @ self.axes[2])

    def fit(self) -> tuple[float, Floats]:
        """Return scene units per world unit, and the scene point, shape (2,), of the box's middle."""
        x, y, z = self.size.tolist()
        corners = self.points.astype(float).tobytes()
        return _fitted((x, y, z), corners, self.room, self.elevation, self.zoom)

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        """Blend the poses: this is how `animate` turns the view."""
        assert isinstance(mobject1, View)
        assert isinstance(mobject2, View)
        self.pose = np.asarray(interpolate(mobject1.pose, mobject2.pose, alpha))
        return self


# A picture asks for the same some eighty times.
@lru_cache(maxsize=4)
def _axes(azimuth: float, elevation: float) -> Floats:
    """Return what `View.axes` does."""
    turn, lift = np.radians([azimuth, elevation])
    axes = np.array(
        [
            [-np.sin(turn), np.cos(turn), 0.0],
            [-np.sin(lift) * np.cos(turn), -np.sin(lift) * np.sin(turn), np.cos(lift)],
            [np.cos(lift) * np.cos(turn), np.cos(lift) * np.sin(turn), np.sin(lift)],
        ]
    )
    axes.setflags(write=False)
    return axes


@lru_cache(maxsize=4)
def _fitted(
    size: tuple[float, float, float], corners: bytes, room: Room, elevation: float, zoom: float
) -> tuple[float, Floats]:
    """Return what `View.fit` does, for a box's size and the bytes of the panel's corners.

    As the view turns, the corners run on two circles. What these span is exact: sideways, the
    sight line that touches the upper circle; upwards, the near and far ends of each.
    """
    points = np.frombuffer(corners).reshape(-1, 3)
    (left, bottom, _), (right, top, _) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    panel = Box(left + room.left, right - room.right, bottom + room.bottom, top - room.top)
    radius, half = math.hypot(*size[:2]) / 2, size[2] / 2
    distance, lift = DISTANCE * math.hypot(*size) / 2, math.radians(elevation)
    up, forth = math.cos(lift), math.sin(lift)
    across = distance * radius / math.sqrt((distance - half * forth) ** 2 - (radius * up) ** 2)
    ups = [
        (z * up - near * forth) * distance / (distance - z * forth - near * up)
        for z in (-half, half)
        for near in (-radius, radius)
    ]
    # FadeIn(scale=0) may shrink a panel below its room: the picture then shrinks to nothing.
    free = max(0.0, min(panel.width / (2 * across), panel.height / (max(ups) - min(ups))))
    scale = zoom * free
    center = (
        np.array([panel.left + panel.right, panel.bottom + panel.top - scale * (max(ups) + min(ups))]) / 2
    )
    return scale, center
