"""Why each step leaves the same share of the distance to the minimum, in formulas."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, Self

from manim import LEFT, Animation, FadeIn, MathTypst

from gdmath.near_minimum import NearMinimum
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import during, follows
from scenes.kit.style.numbers import short
from scenes.kit.style.worked import Number, worked

TOP = 0.5
"""Scene units from the top of the box to the middle of the rate."""


def factor_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return ``1 - eta J'' = ...`` with a rate's numbers, as Typst mathematics that holds as it is shown."""
    equation = worked(lambda eta, bend: 1 - eta * bend, Number.short(rate), Number.short(theory.curvature))
    eta, bend = equation.terms
    return f"1 - {eta} dot {bend} {equation.sign} {equation.result}"


def factor_in_words(theory: NearMinimum, rate: float) -> dict[str, str]:
    """Return a rate, and what share of the distance a step takes and leaves at it, for a line."""
    factor = theory.factor(rate)
    return {"rate": short(rate), "share": short(1 - factor), "left": short(factor, scale=1.0)}


def squares_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return that a rate's factor and its opposite have the same square, in numbers, as Typst mathematics."""
    equation = worked(lambda factor: factor * factor, Number.short(abs(theory.factor(rate))))
    [factor] = equation.terms
    return f"(-{factor})^2 &= {factor}^2 \\ &{equation.sign} {equation.result}"


class FactorFormulas(NamedTuple):
    """What is written, one after the other.

    Attributes
    ----------
    rate
        The learning rate that it is about.
    slope, step, left
        The slope at a distance d, the step from there, and what that leaves.
    factor
        The share of the distance that is left, in numbers.
    squares
        That its square is that of the opposite factor, in numbers.
    """

    rate: MathTypst
    slope: MathTypst
    step: MathTypst
    left: MathTypst
    factor: MathTypst
    squares: MathTypst

    @classmethod
    def of(cls, box: Box, theory: NearMinimum, letters: Letters, rate: float) -> Self:
        """Return the formulas at a rate, which stands at the top of a box; the others are in the middle."""

        def written(mathematics: str, color: palette.Color, y: float) -> MathTypst:
            formula = typography.formula(mathematics, typography.TITLE, color)
            typography.fitted(formula, box.width)
            return formula.move_to((box.left, y, 0.0), aligned_edge=LEFT)

        slope, bend, middle = letters.slope(), letters.curvature, float(box.center[1])
        taken = short(rate * theory.curvature)
        return cls(
            written(f"eta = {short(rate)}", palette.STEP, box.top - TOP),
            written(f"{slope} = {bend} d", palette.GRADIENT, middle),
            written(f"eta {slope} &= eta {bend} d \\ &= {taken} d", palette.STEP, middle),
            written(f"&d - eta {bend} d \\ = &(1 - eta {bend}) d", palette.TEXT, middle),
            written(factor_in_numbers(theory, rate), palette.TEXT, middle),
            written(squares_in_numbers(theory, rate), palette.TEXT, middle),
        )

    def told(self, *, derived: bool) -> tuple[list[Animation], ...]:
        """Return what comes with the distance, with the step, with what it leaves, and in the end.

        Parameters
        ----------
        derived
            Whether the formulas say why; else there is the factor alone, with what the step leaves.
        """
        if not derived:
            return [], [], [FadeIn(self.factor)], []
        begun: list[Animation] = [FadeIn(self.slope, rate_func=during(0.0, 0.3))]
        pages = pairwise((self.slope, self.step, self.left, self.factor))
        return begun, *(follows(before, after) for before, after in pages)
