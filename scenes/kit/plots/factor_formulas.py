"""Why each step leaves the same share of the distance to the minimum, in formulas."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, Group, MathTypst, Mobject

from gdmath.near_minimum import NearMinimum
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import dimmed, during, follows
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short
from scenes.kit.style.worked import Number, worked

BETWEEN, APART = (0.25, 0.6), 0.9
"""Scene units between lines, at least and at most, and between the rate and the curvature."""

NONE = 1e-9
"""A minimum so near zero is at zero."""

SOON = during(0.0, 0.4)
"""A line is there long before what is done beside it."""

USED = 0.55
"""Opacity of a line that has been used."""


def factor_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return ``1 - eta J'' = ...`` with a rate's numbers, as Typst mathematics that holds as it is shown."""
    equation = worked(lambda eta, bend: 1 - eta * bend, Number.short(rate), Number.short(theory.curvature))
    eta, bend = equation.terms
    return f"1 - {eta} dot {bend} {equation.sign} {equation.result}"


def factor_in_words(theory: NearMinimum, letters: Letters, rate: float) -> dict[str, str]:
    """Return what a line says of a rate: the function, the curvature, what a step takes of d and leaves."""
    factor = theory.factor(rate)
    given = {"J": letters.function, "rate": short(rate), "curvature": short(theory.curvature)}
    return given | {"share": short(1 - factor), "left": short(factor, scale=1.0)}


def squares_in_numbers(theory: NearMinimum, rate: float) -> str:
    """Return that a rate's factor and its opposite have the same square, in numbers, as Typst mathematics."""
    equation = worked(lambda factor: factor * factor, Number.short(abs(theory.factor(rate))))
    [factor] = equation.terms
    return f"(-{factor})^2 = {factor}^2 {equation.sign} {equation.result}"


def slope_in_numbers(theory: NearMinimum, letters: Letters, minimum: float) -> str:
    """Return the slope from the place and from the distance d to the minimum, as Typst mathematics."""
    bend, place = short(theory.curvature), letters.variable
    seen = place if abs(minimum) < NONE else f"({place} {'-' if minimum > 0 else '+'} {short(abs(minimum))})"
    return f"{letters.slope()} {'=' if theory.everywhere else 'approx'} {bend} {seen} = {bend} d"


def step_in_numbers(theory: NearMinimum, letters: Letters, rate: float) -> tuple[str, str]:
    """Return what a step takes of the distance d and what it leaves, as Typst mathematics."""
    bend = Number.short(theory.curvature)
    taking = worked(lambda eta, bend: eta * bend, Number.short(rate), bend)
    leaving = worked(lambda taken: 1 - taken, Number.short(rate * theory.curvature))
    [taken] = leaving.terms
    eta, bent = taking.terms
    return (
        f"eta {letters.slope()} = {eta} dot {bent} d {taking.sign} {taking.result} d",
        f"d - {taken} d {leaving.sign} {leaving.result} d",
    )


class FactorFormulas(NamedTuple):
    """A page of formulas, which comes line by line.

    Attributes
    ----------
    rate, curvature
        What all is worked out from.
    lines
        In the order in which they come, below what is given: what d is, the slope there, the step from there,
        what that leaves, the share that it is, and that its square is that of the opposite one.
    """

    rate: MathTypst
    curvature: MathTypst
    lines: list[MathTypst]

    @classmethod
    def of(cls, box: Box, theory: NearMinimum, letters: Letters, rate: float, minimum: float) -> Self:
        """Return the page at a rate and the x of the minimum, as high and wide as a box has room for it."""
        bend = letters.curvature
        eta, curvature = short(rate), short(theory.curvature)
        taking, leaving = step_in_numbers(theory, letters, rate)
        far = typography.quoted(translated("how far from the minimum"))
        rows = [
            (f"d: space {far}", palette.TEXT),
            (slope_in_numbers(theory, letters, minimum), palette.GRADIENT),
            (taking, palette.STEP),
            (leaving, palette.TEXT),
            (f"1 - eta {bend} = {factor_in_numbers(theory, rate)}", palette.TEXT),
            (squares_in_numbers(theory, rate), palette.TEXT),
        ]
        first = typography.formula(f"eta = {eta}", SIZE, palette.STEP)
        second = typography.formula(f"{bend} = {curvature}", SIZE, palette.GRADIENT)
        known = Group(first, second).arrange(RIGHT, buff=APART)
        lines = [typography.fitted(typography.formula(row, SIZE, color), box.width) for row, color in rows]
        room = (box.height - sum(part.height for part in (known, *lines))) / len(lines)
        page = Group(known, *lines)
        page.arrange(DOWN, buff=float(np.clip(room, *BETWEEN)), aligned_edge=LEFT)
        page.scale(min(1.0, box.width / page.width, box.height / page.height))
        page.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)
        return cls(first, second, lines)

    def told(self) -> tuple[list[Animation], ...]:
        """Return what comes at first, with the distance, its slope, the step, what it leaves, and in the end.

        The curvature is named last, and lines that have been used are dimmed.
        """
        come: list[list[Animation]] = [
            [FadeIn(line, shift=0.15 * RIGHT, rate_func=SOON)] for line in self.lines[:-1]
        ]
        distance, slope, step, leaving, factor = come
        named = FadeIn(self.curvature, rate_func=SOON)
        used = [dimmed(line, USED) for line in self.lines[1:4]]
        return [FadeIn(self.rate)], distance, slope, step, [*leaving, used[0]], [named, *factor, *used[1:]]

    def holding(self) -> list[Mobject]:
        """Return what stays when another rate follows: what holds for any, and what it changes first."""
        return [self.rate, self.curvature, *self.lines[:3]]

    def told_after(self, before: Self) -> tuple[list[Animation], ...]:
        """Return as `told` does what changes what a page at another rate is holding into this one.

        The rate changes with the step, so that all that is seen holds for one rate.
        """
        _, _, _, _, [leaving, _], [_, factor, used_step, used_leaving] = self.told()
        changed = [*follows(before.rate, self.rate, 0.0), *follows(before.lines[2], self.lines[2], 0.0)]
        return changed, [], [], [], [leaving], [factor, used_step, used_leaving]
