"""The one quadratic valley that a lecture follows, and the box of its map."""

from __future__ import annotations

from typing import ClassVar

from gdmath import Objective, turned_bowl
from scenes.kit.lessons.attribute_checks import check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.big_number import BigNumber
from scenes.kit.runs.valley import Valley
from scenes.kit.style import layout, palette

COUNT, EDGE = 1.9, 0.1
"""How high a count on the map is, and how far it is from an edge, in scene units."""


class ValleyLesson(Lesson):
    """A lesson in a quadratic valley of two variables, the same one in all lessons of its kind.

    Attributes
    ----------
    objective
        A quadratic valley of two variables.
    start
        Where the ball lies.
    share
        It has arrived when no more than such a share of the cost is left.
    kind
        `Valley`, or `Bowl` where it need not be narrow.
    """

    objective: Objective = turned_bowl((1, 25), 20)
    start: tuple[float, float] = (-4.07, -0.52)
    share: float = 1e-6
    kind: ClassVar[type[Valley]] = Valley
    shapes = (layout.Shape.WIDE, layout.Shape.TALL)

    def setup(self) -> None:
        """Compute the valley, and part the frame in the map's box and what is beside or below it."""
        super().setup()
        check_objective(self.objective, variables=2)
        self.valley = self.kind(self.objective, self.start, self.share)
        self.map_box, self.side = layout.beside(1.42, 1, gap=0.6, across=0.6)

    def count_on_map(self, color: palette.Color, *, is_above: bool) -> BigNumber:
        """Return a count of "steps", one of the `words`, on a plate at the left of the map."""
        rest = self.map_box.height - COUNT
        above, below = (0.0, rest) if is_above else (rest, EDGE)
        box = self.map_box.inset(left=3 * EDGE, right=self.map_box.width - 3, top=above, bottom=below)
        return BigNumber(box, self.word("steps"), color=color).plated()

    def notes_and_counters(self, *shares: float, gap: float) -> tuple[layout.Box, ...]:
        """Cut the side into a row for notes and one for each counter, as high as their shares.

        In a tall frame the counters stand side by side, and share one row.
        """
        if layout.shape() is layout.Shape.WIDE:
            return self.side.rows(*shares, gap=gap)
        notes, *counters = shares
        above, below = self.side.rows(notes, sum(counters), gap=gap)
        return above, *below.columns(*counters)
