"""What the colours of fates mean, in the upper right corner, and a count of the steps below it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from manim import DOWN, LEFT, RIGHT, UP, UR, Group

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.labels import plated
from scenes.kit.space.crowd import ELSEWHERE, HARDLY, SMALLER, fate_color
from scenes.kit.style import layout, typography
from scenes.kit.style.numbers import WHOLE

APART, BESIDE, BELOW = 0.46, 0.16, 0.2
"""Scene units from one row to the next, from a dot to its words, and from the key to the count."""

MIDDLE = 0.1
"""Scene units from the baseline of words up to the middle of their dot."""

LARGER = 1.2
"""How much larger than other words the count is."""


class FatesKey(Group):
    """Dots as those of a crowd, and beside each what its colour means, on a plate: ground may lie behind.

    Parameters
    ----------
    kinds
        The crowd's fates.
    pit, elsewhere, hardly
        What it is called to go into a pit, to go elsewhere, and hardly to move.
    radius
        Of the crowd's dots, in scene units.

    Attributes
    ----------
    ground
        What of the frame is left for the landscape: beside the key in wide frames, below it in others.
    """

    def __init__(self, kinds: Collection[int], pit: str, elsewhere: str, hardly: str, radius: float) -> None:
        told, others = Group(), {ELSEWHERE: elsewhere, HARDLY: hardly}
        words = {fate: pit for fate in kinds if fate not in others}
        words.update((fate, others[fate]) for fate in others if fate in kinds)
        for row, (fate, name) in enumerate(words.items()):
            place = row * APART * DOWN
            size = radius * (SMALLER if fate == HARDLY else 1.0)
            said = typography.on_baseline(typography.as_is(name), typography.LABEL)
            said.shift(place + (radius + BESIDE - said.get_left()[0]) * RIGHT)
            told.add(Ball([place + MIDDLE * UP], fate_color(fate), size), said)
        super().__init__(*plated(told))
        plate = self.submobjects[0]
        plate.stretch_to_fit_width(plate.width + radius, about_edge=RIGHT)
        frame = layout.frame()
        self.move_to((frame.right, frame.top, 0.0), aligned_edge=UR)
        if layout.shape() is layout.Shape.WIDE:
            self.ground = frame.inset(right=self.width + layout.GAP)
        else:
            self.ground = frame.inset(top=self.height + layout.GAP)

    def count(self, step: str, last: int, told: Callable[[], float]) -> Group:
        """Return the number of the step, on a plate below the key in wide frames, and beside it in others.

        Parameters
        ----------
        step
            Typst mathematics of what is counted.
        last
            The largest number that it will show: the plate holds all of its digits.
        told
            Which it is now.
        """
        number = Readout(f"{step} k", last, WHOLE).scale(LARGER)
        if layout.shape() is layout.Shape.WIDE:
            plate = plated(number).next_to(self, DOWN, buff=BELOW, aligned_edge=RIGHT)
        else:
            plate = plated(number).next_to(self, LEFT, buff=BELOW, aligned_edge=UP)
        number.tell(told)
        return plate
