"""The valleys of a curve and the hills between them: rings, letters, words, and the curve in pieces."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_uppercase

import numpy as np
from manim import DOWN, UP, Group, Typst

from gdmath import Objective
from gdmath.valleys import hills_between
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.ticks import padded_range

LETTER_ABOVE, WORD_ABOVE = 0.6, 0.35
"""Scene units from a minimum to its letter, and from a hill to its word."""

TALLY_BELOW = 0.5
"""Scene units from the lowest minimum down to tallies."""


def valley_letter(minimum: int) -> str:
    """Return the letter of a minimum, by its index: A for the first, which is the lowest."""
    return ascii_uppercase[minimum % len(ascii_uppercase)]


def valley_color(minimum: int) -> palette.Role:
    """Return the colour of a minimum and of all that ends there, by its index."""
    return palette.CATEGORIES[minimum % len(palette.CATEGORIES)]


def valley_name(minimum: int) -> Typst:
    """Return the letter of a minimum in its colour."""
    return typography.text(f"*{valley_letter(minimum)}*", color=valley_color(minimum))


def valley_range(objective: Objective, margin: float = 0.15) -> tuple[float, float]:
    """Return a range of heights that holds the minima and the hills between them, with room for their names.

    Parameters
    ----------
    objective
        A function of one variable.
    margin
        Room below and above, in shares of the range.
    """
    held = np.append(objective.minima[:, 0], hills_between(objective))
    return padded_range(objective.value(held[:, None]), margin)


class ValleyMarks:
    """What tells the valleys of a curve apart; its parts can be shown one by one.

    Parameters
    ----------
    plot
        The plot of a function whose minima are known.

    Attributes
    ----------
    rings, letters, words
        Rings around the minima, a letter above each, and a word above each hill.
    pieces
        The curve from hill to hill; piece k is the valley of minimum k.
    from_left
        The minima's indices, from left to right.
    hills
        The x of the hills, shape (m - 1,).
    """

    def __init__(self, plot: CurvePlot) -> None:
        minima, self.hills = plot.objective.minima[:, 0], hills_between(plot.objective)
        self.rings = plot.rings(minima)
        self.letters, self.words = Group(), Group()
        for k, place in enumerate(plot.on(minima)):
            self.letters.add(valley_name(k).move_to(place + LETTER_ABOVE * UP))
        for place in plot.on(self.hills):
            word = typography.text(translated("hill"), typography.LABEL, palette.MUTED)
            self.words.add(word.move_to(place + WORD_ABOVE * UP))
        self.from_left: list[int] = np.argsort(minima).tolist()
        edges = [plot.x_range[0], *self.hills.tolist(), plot.x_range[1]]
        pieces = dict(zip(self.from_left, (plot.curve(*ends) for ends in pairwise(edges)), strict=True))
        self.pieces = [pieces[k] for k in range(len(minima))]

    def tally(self, minimum: int, count: int, total: int) -> Typst:
        """Return how many of all points have ended in a valley, in words below all of the valleys."""
        told = translated("{count} of {total} points", count=count, total=total)
        words = typography.text(told, typography.LABEL, valley_color(minimum))
        foot = self.rings.points[minimum] * [1, 0, 0] + self.rings.points[0] * [0, 1, 0]
        return words.move_to(foot + TALLY_BELOW * DOWN)
