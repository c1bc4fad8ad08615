"""A machine as a box: numbers go in, a height and its slopes come out, by a formula that can be looked at."""

from __future__ import annotations

from typing import Any, cast

from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeOut, Group, RoundedRectangle

from gdmath import Objective
from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.step_numbers import COLORS, NAMES, StepNumbers
from scenes.kit.style import palette, typography
from scenes.kit.style.formulas import Brief, brief
from scenes.kit.style.layout import Box

PAD, GAP, APART = 0.28, 0.24, 0.9
"""Scene units from the frame to what is in it, between rows, and between numbers side by side."""

ARROW, AWAY = 0.42, 0.1
"""Length of the arrows into the box and out of it, and what they keep clear, in scene units."""

AT_ONCE = 2
"""So many of a formula's other terms stand in a row."""


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
    more
        How many `others` the formula has, in words.

    Attributes
    ----------
    inputs
        The two numbers, and the arrow into the box.
    shell
        The box, empty.
    outputs
        The arrow out of the box, the height, and both slopes.
    inside
        The formula and its partial derivatives, as far as their first term.
    rest
        The terms that are left out there, small; empty if there are none.
    """

    def __init__(self, box: Box, objective: Objective, numbers: StepNumbers, more: str) -> None:
        formula, outputs = brief(objective, NAMES), (numbers.height, *numbers.slopes)
        place = [row.steps[0].terms[0].markup for row in numbers.updates]
        pairs = zip(NAMES, place, COLORS, strict=True)
        given = Group(*(typography.formula(f"{name} = {value}", color=color) for name, value, color in pairs))
        self.inside, self.rest = _inside(formula, more), _rest(formula, more)
        self.inside.scale(min(1.0, (box.width - 2 * PAD) / self.inside.width))
        self.rest.scale(min(1.0, box.width / max(self.rest.width, 1e-9)))
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
        if len(self.rest):
            low = box.bottom + self.rest.height / 2
            self.rest.move_to((box.center[0], low, 0.0))
            Group(*parts, self.inside, self.inputs[1], self.outputs[0]).align_to((0.0, box.top, 0.0), UP)
        super().__init__(self.inputs, self.shell, self.inside, self.outputs, self.rest)

    def release(self) -> list[Animation]:
        """Return the animations in which what has come out goes to where it was, and all else fades."""
        back = []
        for each, home in self._homes:
            builder: Any = each.animate
            back.append(cast(Animation, builder.move_to(home).build()))
        gone = self.inputs, self.shell, self.inside, self.outputs[0], self.rest
        return [FadeOut(*gone, run_time=0.4), *back]


def _inside(formula: Brief, more: str) -> Group:
    """Return the formula and its derivatives as rows, of each the first term."""
    others = f" {{{{ + {typography.quoted(more)} : more }}}}" if formula.others else ""
    shown = f"J = {formula.first}" if formula.first else f"J({', '.join(NAMES)})"
    rows = [typography.formula(f"{shown}{others}", color=palette.OBJECTIVE)]
    for name, slope, color in zip(NAMES, formula.slopes, COLORS, strict=False):
        rows.append(typography.formula(f"partial J \\/ partial {name} = {slope}{others}", color=color))
    for row in rows if others else []:
        row.select("more").set_color(palette.MUTED)
    return Group(*rows).arrange(DOWN, buff=GAP, aligned_edge=LEFT)


def _rest(formula: Brief, more: str) -> Group:
    """Return the other terms of the formula in rows, and what they stand for."""
    others = formula.others
    rows = [" ".join(others[k : k + AT_ONCE]) for k in range(0, len(others), AT_ONCE)]
    if not rows:
        return Group()
    rows = [typography.quoted(f"{more}:"), *rows, formula.meaning]
    small = (typography.formula(row, typography.TICK, palette.MUTED) for row in rows)
    return Group(*small).arrange(DOWN, buff=0.1, aligned_edge=LEFT)


def _arrow(above: Any, below: Any) -> Pointer:
    """Return an arrow from the bottom of one thing to the top of another."""
    x = below.get_center()[0]
    tail, tip = above.get_bottom()[1] - AWAY, below.get_top()[1] + AWAY
    return Pointer((x, tail, 0.0), (x, tip, 0.0), palette.MUTED, 4.0)
