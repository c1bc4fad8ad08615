"""The picture that stands for the lecture where films are chosen: a walker who sees only what is near."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, UP, Group, Typst

from gdmath import Objective, descend, landscape
from scenes import kit
from scenes.kit import layout, palette, typography

SIZE = 170.0
"""Of the words: their capitals are higher than 1/8 of the picture, to be read where it is a stamp."""

SHOWN = 0.8
"""Share of the objective's domain that is drawn: what is steeper at its edges would hide the walk."""

HEADROOM = 1.35
"""Height of the landscape, in heights of the start."""

REACH = 1.0
"""How far one sees around the ball, in world units: the floor is some 2 wide."""


class Thumbnail(kit.Lesson):
    """A still without beats: ``manim render scenes/thumbnail.py Thumbnail -s -r 1280,720``.

    Attributes
    ----------
    objective
        A function of two variables that is nowhere negative.
    start, learning_rate, steps
        Of the walk: small steps, so that it is seen as one line.
    taken
        How many of the steps are drawn: where the others lead is a question mark in the dark.
    azimuth, elevation
        Where the eye stands, in degrees; see `View`.
    """

    words = {"title": "Downhill,\nblind"}
    objective: Objective = landscape()
    start: ClassVar[tuple[float, float]] = (-1.0, 1.6)
    learning_rate: float = 0.1
    steps: int = 60
    taken: int = 22
    azimuth: float = 226.0
    elevation: float = 38.0

    def construct(self) -> None:
        """Draw the landscape and the walk's beginning on it, the dark around, and the words."""
        run = kit.Run(descend(self.objective, self.learning_rate, self.start, iterations=self.steps))
        run.clock.set_value(self.taken)
        space = self.space(top=HEADROOM * float(run.series("value")[0]))
        surface = kit.LitField(space, self.objective).follow(run)
        ball = kit.SurfaceBall.of(run, surface, radius=0.5)
        self.add(space.view, surface.set(reach=REACH), kit.SurfaceTrail.of(run, surface, width=20), ball)
        self.add(self.question().move_to(ball.seen(*run.path[-1]), DOWN), self.rows_of_words())

    def space(self, top: float) -> kit.Space:
        """Return a space of such a height, larger than the frame: to its right, and below the words."""
        x_range, y_range = ((SHOWN * float(low), SHOWN * float(high)) for low, high in self.objective.domain)
        panel = layout.whole_frame().inset(left=2.6, right=-3.2, bottom=-3.15, top=1.25)
        space = kit.Space(x_range, y_range, (0.0, top), panel, azimuth=self.azimuth, elevation=self.elevation)
        space.view.turn_to(zoom=1.3)
        return space

    def rows_of_words(self) -> Group:
        """Return the words in the upper left corner."""
        corner, words = layout.frame(), self.word("title").splitlines()
        rows = Group(*(typography.text(f"*{typography.as_is(row)}*", SIZE) for row in words))
        for row in rows:  # long ones reach over the landscape
            row.set_stroke(palette.OUTLINE, width=12, background=True)
        rows.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        return rows.move_to((corner.left, corner.top, 0.0), aligned_edge=LEFT + UP)

    def question(self) -> Typst:
        """Return the mark for what the walker does not see."""
        mark = typography.text("*?*", SIZE, palette.POINT)
        return mark.set_stroke(palette.OUTLINE, width=12, background=True)
