"""The map of a valley in which right angles are seen as such, and a point's place as the sum of two legs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject
from numpy.typing import ArrayLike

from gdmath import FloatArray, descend, gradient_descent
from gdmath.stopping import is_inside
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.strokes import DASH, Stroke, Trail
from scenes.kit.plots.contours import SAMPLES, ContourMap
from scenes.kit.plots.map_plot import MapPlot, equal_scales
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE

GROUND: Final = 0.56
"""Opacity of the map's bands, before which paths are seen."""

ELLIPSES: Final = 8
"""Contour lines from the minimum to the start, as far from one another along each line through it."""

BEYOND: Final = 30
"""Further ones, outside the start's."""

AXES: Final = 0.75
"""Length of the arrows that name the axes, in scene units."""

WAY_COLORS: Final = (palette.FIRST_PARAMETER, palette.WARNING)
"""Of what belongs to the flattest direction, and to the steepest."""

NAMED: Final = 0.25
"""A leg no longer than that, in scene units, has no name beside it; one twice as long has it in full."""

WAY_NAMES: Final = ("p", "q")
"""Of the lengths along them."""

FLOWN, GONE = 40, 3
"""Steps of a flight at most, and those when the ball has left the map."""


class ValleyMap(MapPlot):
    """A map of equal scales: contours fill its box, and two small arrows say which axis is which.

    Parameters
    ----------
    box
        What the map fills.
    valley
        Whose map it is.
    held : shape (n, 2)
        Points that are seen on it, besides the start and the minimum.
    margin
        Room around them, in shares of what they need.
    x_label, y_label
        Typst mathematics.
    named
        Whether the small arrows are there; a small map has no room for them.
    whole
        Whether start and minimum are seen; a close map shows only what is held.

    Attributes
    ----------
    names
        The small arrows and their names, or nothing.
    """

    def __init__(
        self,
        box: Box,
        valley: Valley,
        held: ArrayLike = (),
        margin: float = 0.1,
        x_label: str = "w_1",
        y_label: str = "w_2",
        *,
        named: bool = True,
        whole: bool = True,
    ) -> None:
        self.valley = valley
        points = np.reshape(np.asarray(held, dtype=float), (-1, 2))
        points = np.vstack([valley.start, valley.center, points]) if whole else points
        super().__init__(box, *equal_scales(box, points, margin), x_label, y_label, axes=False)
        self.contours = valley_contours(self, valley)
        self.names = Group(*([axis_names(self.frame, x_label, y_label)] if named else []))
        self.add(self.contours, *self.names)

    def line(self, way: int) -> Group:
        """Return the line through the minimum along a way, across the map, and its eigenvector's name."""
        reach = float(np.hypot(np.ptp(self.x_range), np.ptp(self.y_range)))
        ends = self.valley.center + reach * np.array([[-1.0], [1.0]]) * self.valley.ways[way]
        low, high = np.array([self.x_range, self.y_range]).T
        # What of the line lies inside: between the shares at which it enters and leaves both strips.
        with np.errstate(divide="ignore"):
            shares = np.sort((np.stack([low, high]) - ends[0]) / (ends[1] - ends[0]), axis=0)
        inside = ends[0] + np.clip([[shares[0].max()], [shares[1].min()]], 0, 1) * (ends[1] - ends[0])
        first, last = self.on(inside)
        center = self.on(self.valley.center)
        end = max((first, last), key=lambda place: float(np.linalg.norm(place - center)))
        back = (center - end) / np.linalg.norm(center - end)
        name = on_map(typography.formula(f"bold(u)_{way + 1}", SIZE, WAY_COLORS[way]))
        aside = 0.38 * np.array([back[1], -back[0], 0.0])
        inside = np.sign(aside @ (self.frame.get_center() - end)) or 1.0
        name.move_to(end + 0.6 * back + inside * aside)
        return Group(Stroke([first, last], WAY_COLORS[way], 3, DASH, outlined=True), name)

    def path_of(self, points: Callable[[], FloatArray], color: palette.Color = palette.PATH) -> Trail:
        """Return a path that changes, as far as it does not lead far away.

        Parameters
        ----------
        points
            Returns its points as they are now, shape (k + 1, 2).
        color
            Of the path.
        """
        path = Trail(self.on(points()), color=color, width=3.0, dots=0.05, window=self.frame)
        reach = 3.0 * float(np.hypot(*np.ptp([self.x_range, self.y_range], axis=1)))

        def lie(_: Mobject) -> None:
            now = points()
            (left,) = np.nonzero(np.linalg.norm(now - self.valley.center, axis=1) > reach)
            kept = now[: left[0] + 1] if len(left) else now
            path.set_points(self.on(kept)).show_until(len(kept))

        path.add_updater(lie, call_updater=True)
        return path

    def steps_inside(self, points: FloatArray) -> int:
        """Return how many steps a path, shape (k + 1, 2), takes until it is outside for the first time."""
        inside = is_inside(points, np.array([self.x_range, self.y_range]))
        return len(points) - 1 if inside.all() else int(np.argmin(inside))

    def flight(self, rate: float) -> Run:
        """Return plain descent at a rate beyond the limit until a few steps after it has left the map."""
        rule = gradient_descent(rate)
        steps = min(self.steps_inside(self.valley.points(rule, FLOWN)) + GONE, FLOWN)
        return Run(descend(self.valley.objective, rule, self.valley.start, iterations=steps))

    def legs(self, point: Callable[[], FloatArray]) -> Group:
        """Return the way from the minimum to a point that moves: along the flattest way, then the steepest.

        Each leg has its letter beside it.
        """
        legs = [Stroke(color=color, width=9, outlined=True, window=self.frame) for color in WAY_COLORS]
        names: list[Mobject] = [
            on_map(typography.formula(name, SIZE, color))
            for name, color in zip(WAY_NAMES, WAY_COLORS, strict=True)
        ]

        def lie(_: Mobject) -> None:
            center, place = self.valley.center, point()
            foot = center + self.valley.legs(place)[0] * self.valley.ways[0]
            corners = self.on([center, foot, place])
            for k, (leg, name) in enumerate(zip(legs, names, strict=True)):
                leg.set_points(corners[k : k + 2])
                other = corners[(2, 0)[k]]
                middle = (corners[k] + corners[k + 1]) / 2
                away = middle - (corners[0] + corners[2]) / 2 if np.ptp(corners, axis=0).any() else other
                length = float(np.linalg.norm(away))
                name.move_to(middle + 0.42 * away / length if length else middle)
                long = float(np.linalg.norm(corners[k + 1] - corners[k]))
                name.set_opacity(min(max((long - NAMED) / NAMED, 0.0), 1.0))

        group = Group(*legs, *names)
        group.add_updater(lie, call_updater=True)
        return group


def valley_contours(plot: MapPlot, valley: Valley, samples: int = SAMPLES) -> ContourMap:
    """Return a valley's bands and contour lines, with as many of these from the minimum to the start."""
    top = float(valley.objective.value(valley.start)) - valley.least
    shares = np.arange(1, ELLIPSES + BEYOND + 1) / ELLIPSES
    levels = valley.least + top * shares**2
    contours = ContourMap(plot, valley.objective.value, levels, samples=samples, numbered=False)
    contours.bands.set_opacity(GROUND)
    return contours


def axis_names(frame: Mobject, x_label: str, y_label: str, *, at_left: bool = False) -> Group:
    """Return two arrows in a lower corner of a frame, and the names of the axes at their tips."""
    side, inwards = (LEFT, 0.35) if at_left else (RIGHT, -AXES - 0.75)
    corner = frame.get_corner(DOWN + side) + np.array([inwards, 0.3, 0.0])
    names = Group()
    for way, label in ((RIGHT, x_label), (UP, y_label)):
        arrow = Pointer(corner, corner + AXES * way, palette.TEXT, 3.5)
        arrow.is_outlined = True
        name = on_map(typography.formula(label, typography.LABEL))
        names.add(arrow, name.next_to(corner + AXES * way, way, buff=0.1))
    return names


def on_map(formula: MathTypst) -> MathTypst:
    """Give a formula a dark outline, with which it is read on any band."""
    formula.set_stroke(palette.OUTLINE, width=6, background=True)
    return formula
