"""A machine as a box: numbers go in, a height and its slopes come out, by a formula that can be looked at."""

from __future__ import annotations

from typing import Any, cast

from manim import DOWN, LEFT, RIGHT, Animation, FadeOut, Group, RoundedRectangle

from gdmath import Objective
from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.step_numbers import COLORS, NAMES, StepNumbers
from scenes.kit.style import palette, typography
from scenes.kit.style.formulas import formula_of
from scenes.kit.style.layout import Box

PAD, GAP, APART = 0.28, 0.24, 0.9
"""Scene units from the frame to what is in it, between rows, and between numbers side by side."""

ARROW, AWAY = 0.42, 0.1
"""Length of the arrows into the box and out of it, and what they keep clear, in scene units."""


class Machine(Group):
    """Two numbers above a box, in it the formula by which it works, and below what comes out.

    Parameters
    ----------
    box
        What it may fill.
    objective
        What the machine computes; of two variables.
    numbers
        Of a run of it: what comes out, its height and slopes, is brought here until `release`.

    Attributes
    ----------
    inputs
        The two numbers, and the arrow into the box.
    shell
        The box, empty.
    outputs
        The arrow out of the box, the height, and both slopes.
    inside
        The formula.
    """

    def __init__(self, box: Box, objective: Objective, numbers: StepNumbers) -> None:
        outputs = numbers.height, *numbers.slopes
        place = [row.steps[0].terms[0].markup for row in numbers.updates]
        pairs = zip(NAMES, place, COLORS, strict=True)
        given = Group(*(typography.formula(f"{name} = {value}", color=color) for name, value, color in pairs))
        formula = formula_of(objective, NAMES)
        told = f"J = {formula}" if formula else f"J({', '.join(NAMES)})"
        self.inside = typography.formula(told, color=palette.OBJECTIVE)
        self.inside.scale(min(1.0, (box.width - 2 * PAD) / self.inside.width))
        self.shell = RoundedRectangle(
            corner_radius=0.2,
            width=box.width,
            height=self.inside.height + 2 * PAD,
            color=palette.MUTED,
            stroke_width=2.5,
            fill_color=palette.PANEL,
            fill_opacity=1,
        )
        self._homes = [(each, each.get_center()) for each in outputs]
        height, *slopes = outputs
        come = Group(height, Group(*slopes).arrange(DOWN, buff=GAP, aligned_edge=LEFT))
        parts = (given.arrange(RIGHT, buff=APART), self.shell, come.arrange(RIGHT, buff=APART))
        Group(*parts).arrange(DOWN, buff=ARROW + 2 * AWAY).move_to((*box.center[:2], 0.0))
        self.inside.move_to(self.shell)
        self.inputs = Group(given, _arrow(given, self.shell))
        self.outputs = Group(_arrow(self.shell, come), height, *slopes)
        super().__init__(self.inputs, self.shell, self.inside, self.outputs)

    def release(self) -> list[Animation]:
        """Return the animations in which all that came out goes to where it was; only the formula stays."""
        back = []
        for each, home in self._homes:
            builder: Any = each.animate
            back.append(cast(Animation, builder.move_to(home).build()))
        gone = self.inputs, self.shell, self.outputs[0]
        return [FadeOut(*gone, run_time=0.4), *back]


def _arrow(above: Any, below: Any) -> Pointer:
    """Return an arrow from the bottom of one thing to the top of another."""
    x = below.get_center()[0]
    tail, tip = above.get_bottom()[1] - AWAY, below.get_top()[1] + AWAY
    return Pointer((x, tail, 0.0), (x, tip, 0.0), palette.MUTED, 4.0)
