"""The picture that stands for the lecture where films are chosen: two words, and a walk down a landscape."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, UP, Group

from gdmath import Objective, descend, gradient_descent, landscape
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, typography

SIZE = 170.0
"""Of the words: their capitals are higher than 1/8 of the picture, to be read where it is a stamp."""

SHOWN = 0.8
"""Share of the objective's domain that is drawn: what is steeper at its edges would hide the walk."""

HEADROOM = 1.35
"""Height of the landscape, in heights of the start."""


class Thumbnail(Lesson):
    """A still without beats: ``manim render scenes/thumbnail.py Thumbnail -s -r 1280,720``.

    Attributes
    ----------
    words
        One word a row, and few of them.
    objective
        A function of two variables that is nowhere negative.
    start, learning_rate, steps
        Of the walk: small steps, so that it is seen as one line.
    azimuth, elevation
        Where the eye stands, in degrees; see `View`.
    """

    words: tuple[str, ...] = ("Gradient", "descent")
    objective: Objective = landscape()
    start: ClassVar[tuple[float, float]] = (-1.0, 1.6)
    learning_rate: float = 0.1
    steps: int = 60
    azimuth: float = 220.0
    elevation: float = 41.0

    def construct(self) -> None:
        """Draw the landscape, the walk on it, and the words."""
        rule = gradient_descent(self.learning_rate)
        path = descend(self.objective, rule, self.start, iterations=self.steps).points
        space = self.get_space(path)
        surface = Surface(space, self.objective, resolution=(96, 96), lines_every=8)
        trail = SurfaceTrail(surface, path, width=20)
        x, y = path[-1]
        ball = SurfaceBall(surface, x, y, radius=0.55)
        self.add(space.view, surface, trail, ball, self.get_words())

    def get_space(self, path: Floats) -> Space:
        """Return the space that the walk needs, larger than the frame: to its right, and below the words."""
        top = HEADROOM * float(self.objective.value(path[0]))
        x_range, y_range = ((SHOWN * float(low), SHOWN * float(high)) for low, high in self.objective.domain)
        panel = layout.whole_frame().inset(left=2.6, right=-3.2, bottom=-3.15, top=1.25)
        space = Space(x_range, y_range, (0.0, top), panel, azimuth=self.azimuth, elevation=self.elevation)
        space.view.turn_to(zoom=1.3)
        return space

    def get_words(self) -> Group:
        """Return the words in the upper left corner."""
        corner = layout.frame()
        rows = Group(*(typography.text(f"*{word}*", SIZE) for word in self.words))
        rows.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        return rows.move_to((corner.left, corner.top, 0.0), aligned_edge=LEFT + UP)
