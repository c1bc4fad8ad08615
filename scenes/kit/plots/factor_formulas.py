"""Why each step leaves the same share of the distance to the minimum, in formulas."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
from manim import DOWN, LEFT, Animation, Group, MathTypst

from gdmath.near_minimum import NearMinimum
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import follows
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short
from scenes.kit.style.worked import Number, worked

BETWEEN = (0.25, 0.5)
"""Scene units between lines, at least and at most."""


def factor_in_words(theory: NearMinimum, letters: Letters, rate: float) -> dict[str, str]:
    """Return what a line says of a rate: the function, and what a step leaves of d."""
    return {"J": letters.function, "rate": short(rate), "left": short(theory.factor(rate), scale=1.0)}


def squares_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return that a rate's factor and its opposite have the same square, in numbers, as Typst mathematics."""
    equation = worked(lambda factor: factor * factor, Number.short(abs(theory.factor(rate))))
    [factor] = equation.terms
    return f"(-{factor})^2 = {factor}^2 {equation.sign} {equation.result}"


def slope_in_numbers(theory: NearMinimum, letters: Letters) -> str:
    """Return the slope at the distance d from the minimum, as Typst mathematics."""
    sign = "=" if theory.everywhere else "approx"
    return f"{letters.slope()} {sign} {letters.curvature} d = {short(theory.curvature)} d"


def step_in_numbers(theory: NearMinimum, letters: Letters, rate: float) -> str:
    """Return what a step takes of the distance d, as Typst mathematics."""
    taking = worked(lambda eta, bend: eta * bend, Number.short(rate), Number.short(theory.curvature))
    eta, bend = taking.terms
    return f"eta {letters.slope()} = {eta} dot {bend} d {taking.sign} {taking.result} d"


def left_in_numbers(theory: NearMinimum, letters: Letters, rate: float) -> str:
    """Return what a step leaves of the distance d, by the law and in numbers, as Typst mathematics."""
    leaving = worked(lambda eta, bend: 1 - eta * bend, Number.short(rate), Number.short(theory.curvature))
    return f"(1 - eta {letters.curvature}) d {leaving.sign} {leaving.result} d"


class FactorFormulas(NamedTuple):
    """A page of formulas, which comes line by line: what the letters are, and then what follows.

    Attributes
    ----------
    rate, distance, curvature
        What the letters are.
    slope, step, factor
        The slope at the distance d, the step from there, and what it leaves of d.
    square
        That the square of this share is that of the opposite one.
    """

    rate: MathTypst
    distance: MathTypst
    curvature: MathTypst
    slope: MathTypst
    step: MathTypst
    factor: MathTypst
    square: MathTypst

    @classmethod
    def of(cls, box: Box, theory: NearMinimum, letters: Letters, rate: float) -> Self:
        """Return the page at a rate, as high and wide as a box has room for it."""
        bend = letters.curvature
        rows = [
            (f'eta = {short(rate)}: space "learning rate"', palette.STEP),
            ('d: space "how far from the minimum"', palette.TEXT),
            (f'{bend} = {short(theory.curvature)}: space "second derivative"', palette.GRADIENT),
            (slope_in_numbers(theory, letters), palette.GRADIENT),
            (step_in_numbers(theory, letters, rate), palette.STEP),
            (left_in_numbers(theory, letters, rate), palette.TEXT),
            (squares_in_numbers(theory, rate), palette.TEXT),
        ]
        lines = [
            typography.fitted(typography.formula(translated_formula(row), SIZE, color), box.width)
            for row, color in rows
        ]
        room = (box.height - sum(line.height for line in lines)) / (len(lines) - 1)
        page = Group(*lines)
        page.arrange(DOWN, buff=float(np.clip(room, *BETWEEN)), aligned_edge=LEFT)
        page.scale(min(1.0, box.width / page.width, box.height / page.height))
        page.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)
        return cls(*lines)

    def after(self, before: Self) -> list[Animation]:
        """Return the animations in which the page at another rate becomes this one, but for its square.

        What a rate has nothing to do with stays.
        """
        pairs = (before.rate, self.rate), (before.step, self.step), (before.factor, self.factor)
        return [change for pair in pairs for change in follows(*pair, 0.0)]
