"""What a step costs: for each thing that a rule looks at, a square for each gradient that it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from manim import LEFT, RIGHT, Animation, FadeIn, Group, Square, Succession, Typst

from scenes.kit.painted.marks import Pointer
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw

GRADIENT, VALUES, HESSIAN, WORK = "gradient", "values", "Hessian", "work"
"""Words of a bill: what is looked at, and what it all comes to."""

SQUARE, APART = 0.26, 0.06
"""Side of a square, and what is between two, in scene units."""

PITCH: Final = 0.52
"""Height of a row, in scene units."""

BETWEEN: Final = 0.6
"""Scene units between two bills."""

WIDTH: Final = 6.0
"""Stroke width of a step."""


class StepBill(Group):
    """A rule's first step, and what it costs: a square for each gradient or value, and each row of a Hessian.

    It is how `gdmath.Descent.gradient_equivalents` counts.

    Parameters
    ----------
    box
        From whose top it is written.
    plot
        The map on which the step is drawn.
    race
        In which the rule takes it.
    rule
        Its name.
    name, color
        What the rule is called, as it is, and its colour.

    Attributes
    ----------
    step
        The arrow on the map; no part of the bill.
    counted
        How many squares each thing has, by its word; what is not looked at is left out.
    rows
        The rule's name, these things, and what they come to.
    """

    def __init__(
        self, box: Box, plot: MapPlot, race: RankedRace, rule: str, name: str, color: palette.Color
    ) -> None:
        descent = race.searches[rule].descent
        tail, tip = plot.on(descent.points[:2])
        self.step = Pointer(tail, tip, color, WIDTH, window=plot.frame)
        counts, variables = descent.evaluations, descent.points.shape[1]
        looked_at = {GRADIENT: counts.gradients, HESSIAN: variables * counts.hessians, VALUES: counts.values}
        spent = {word: int(count[1] - count[0]) for word, count in looked_at.items()}
        self.counted = {word: count for word, count in spent.items() if count}
        things = [(translated(word), _squares(count, color)) for word, count in self.counted.items()]
        total = _words(str(sum(self.counted.values())), weight="*")
        head = typography.fitted(_words(name, color, "*"), box.width)
        self.rows = [Group(head), *(Group(_words(word), squares) for word, squares in things)]
        self.rows.append(Group(_words(translated(WORK), palette.MUTED), total))
        squares_at = box.left + max(row[0].width for row in self.rows[1:]) + 0.3
        for number, row in enumerate(self.rows):
            level = box.top - (number + 0.5) * PITCH
            row[0].shift((box.left - row[0].get_left()[0], level - 0.11, 0.0))
            for each in row[1:]:
                each.move_to((squares_at, level, 0.0), aligned_edge=LEFT)
        super().__init__(*self.rows)

    @property
    def height_of_all(self) -> float:
        """Of its rows, in scene units."""
        return PITCH * len(self.rows)

    def told(self, seconds: float) -> Animation:
        """Return how the step is taken and the rows come, one after the other, in so many seconds."""
        each = seconds / (len(self.rows) + 1)
        shown = (FadeIn(row, run_time=each) for row in self.rows)
        return Succession(draw(self.step, run_time=each), *shown)


def step_bills(
    box: Box,
    plot: MapPlot,
    race: RankedRace,
    names: Mapping[str, str],
    colors: Mapping[str, palette.Color],
) -> list[StepBill]:
    """Return what a step of the first rule costs, and below that what the dearest one does.

    Parameters
    ----------
    box, plot, race
        As for `StepBill`.
    names, colors
        Of the rules, by name; names as they are.
    """
    first = next(iter(race.searches))
    dearest = max(race.searches, key=lambda rule: race.searches[rule].descent.gradient_equivalents[:2].max())
    bills = list[StepBill]()
    for rule in dict.fromkeys((first, dearest)):
        bills.append(StepBill(box, plot, race, rule, names[rule], colors[rule]))
        box = box.inset(top=bills[-1].height_of_all + BETWEEN)
    return bills


def _squares(count: int, color: palette.Color) -> Group:
    squares = [Square(SQUARE, color=color, stroke_width=3, fill_opacity=0.4) for _ in range(count)]
    return Group(*squares).arrange(RIGHT, buff=APART)


def _words(words: str, color: palette.Color = palette.TEXT, weight: str = "") -> Typst:
    return typography.on_baseline(f"{weight}{typography.as_is(words)}{weight}", typography.LABEL, color)
