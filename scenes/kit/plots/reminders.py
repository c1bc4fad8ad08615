"""Small pictures of what decides a descent, its start, terrain and rate, and of what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from manim import UP, Animation, AnimationGroup, Group, Rectangle, Typst, ValueTracker

from gdmath import (
    TEN_POINTS,
    Descent,
    LinearRegression,
    Objective,
    descend,
    double_well,
    gradient_descent,
    mini_batch,
    parabola,
)
from gdmath.near_minimum import NearMinimum
from scenes.kit.plots.small_multiple import SmallMultiple, captioned_columns
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed, follows

WELLS: Final[Objective] = double_well()
WELLS_STARTS, WELLS_RATE, WELLS_STEPS = (-0.45, 0.55), 0.003, 50
"""Of two walks that begin on either side of a hill."""

LINE, LINE_RATE, EPOCHS, SHOWN = (0.0, 0.0), 0.005, 2000, 60
"""Of the walk down the cost of all lines through the ten points, and how many of its epochs are shown."""

BOWL: Final[Objective] = parabola()
BOWL_START, SHARES, BOWL_STEPS = 2.0, (0.3, 1.08), 9
"""Of two walks from one place: their rates are such shares of the largest that does not diverge."""

BATCH, SEED = 3, 1
"""Of a walk from the same start, at the same rate, that feels the slope of so few of the ten points at a
time, here of these and there of those."""

BETWEEN = 0.25
"""Scene units between the valley and the bowl."""

SIZE, SHADE = 42.0, 0.7
"""Of the words; and how dark those pictures are that are not spoken of."""

AT_ONCE = 0.3
"""In this share of the creeping walk's time, the one step in the bowl is done."""


class Reminders:
    """Small pictures side by side: walks into two valleys, one along a narrow valley, and two rates.

    One at a time is lit.

    Below the narrow valley lies the bowl that scaled data make of it, with the one step down that. Then a
    walk by noisy slopes takes the place of the first, and questions those of the captions.

    Parameters
    ----------
    box
        What they may fill.
    captions
        What stands below each, its rows as they are.

    Attributes
    ----------
    start, terrain, rate
        The pictures.
    wells, valley, bowl, rates, noisy
        What moves in them, and in the one that comes last.
    shades
        What lies over each picture that is not lit.
    """

    def __init__(self, box: Box, captions: Sequence[str]) -> None:
        rows = [list(map(typography.as_is, words.splitlines())) for words in captions]
        start, terrain, rate = captioned_columns(box, rows, SIZE)
        self.wells, self.valley, self.rates, self.noisy = _wells(), _valley(), _rates(), _noisy()
        scaled = LinearRegression(TEN_POINTS.standardized().dataset)
        self.bowl = _one_step(scaled)
        tops = [max(float(run.series("value")[0]) for run in race) for race in (self.wells, self.rates)]
        edge = float(BOWL.value(BOWL.domain.T).min())
        self.start = SmallMultiple.of_curve(*start, WELLS, self.wells, 1.3 * tops[0])
        above, below = terrain[0].rows(1, 1, gap=BETWEEN)
        self.terrain = SmallMultiple.of_cost(above, terrain[1], LinearRegression(TEN_POINTS), [self.valley])
        self.terrain.add(SmallMultiple.of_cost(below, Group(), scaled, [self.bowl], is_to_scale=True))
        self.rate = SmallMultiple.of_curve(*rate, BOWL, self.rates, edge)
        self._first = start[0], start[1].get_top()
        self.shades = [_shade(column, box) for column, _ in (start, terrain, rate)]

    @property
    def pictures(self) -> list[SmallMultiple]:
        """Start, terrain and rate."""
        return [self.start, self.terrain, self.rate]

    def walks(self, seconds: float) -> list[Animation]:
        """Return, for each picture, the animation of what goes on in it to its end."""
        start, creep, rate = (
            walk.advance(run_time=seconds) for walk in (self.wells, self.valley, self.rates[0])
        )
        step = self.bowl.advance(run_time=AT_ONCE * seconds)
        return [start, AnimationGroup(creep, step), rate]

    def light(self, lit: int) -> list[Animation]:
        """Return the animations after which only one of the pictures is bright, if the shades lie on top."""
        return [dimmed(shade, SHADE if number != lit else 0.0) for number, shade in enumerate(self.shades)]

    def ask(self, number: int, question: str) -> list[Animation]:
        """Return the animations in which a question takes the place of a caption, in the light.

        Parameters
        ----------
        number
            Of the picture.
        question
            Its rows as they are.
        """
        caption = self.pictures[number].caption
        asked = _question(question).move_to(caption, aligned_edge=UP)
        return [*follows(caption, asked, 0), *self.light(number)]

    def ask_of_noise(self, question: str) -> list[Animation]:
        """Return the animations in which a last picture takes the place of the first, over a question."""
        box, top = self._first
        asked = _question(question).move_to(top, aligned_edge=UP)
        noise = SmallMultiple.of_cost(box, asked, LinearRegression(TEN_POINTS), [self.noisy])
        return [*follows(self.start, noise, 0), *self.light(0)]


def _question(words: str) -> Typst:
    rows = map(typography.as_is, words.splitlines())
    return typography.lines(*rows, size=SIZE, align="center").set_color(palette.STEP)


def _shade(column: Box, box: Box) -> Rectangle:
    """Return what can darken a column of a box."""
    width = column.width + BETWEEN
    shade = Rectangle(palette.BACKGROUND, box.height + BETWEEN, width, fill_opacity=1, stroke_width=0)
    return shade.move_to((column.center[0], box.center[1], 0.0)).set_opacity(0.0)


def _wells() -> Race:
    walks = [descend(WELLS, WELLS_RATE, start, iterations=WELLS_STEPS) for start in WELLS_STARTS]
    return Race(dict(zip("AB", walks, strict=True)))


def _valley() -> Run:
    walk = descend(LinearRegression(TEN_POINTS), LINE_RATE, LINE, iterations=EPOCHS)
    shown = np.rint(EPOCHS * np.linspace(0, 1, SHOWN) ** 3).astype(int)
    return Run(walk, shown=np.unique(shown), eased=True)


def _rates() -> list[Run]:
    limit, clock = NearMinimum.of(BOWL, float(BOWL.minima[0, 0])).limit, ValueTracker(0.0)
    walks = [descend(BOWL, share * limit, BOWL_START, iterations=BOWL_STEPS) for share in SHARES]
    colors = palette.PATH, palette.RESIDUAL
    return [Run(walk, clock=clock, color=color) for walk, color in zip(walks, colors, strict=True)]


def _one_step(bowl: LinearRegression) -> Run:
    curvature = float(np.linalg.eigvalsh(bowl.hessian(bowl.closed_form()))[-1])
    return Run(descend(bowl, 1 / curvature, LINE, iterations=1))


def _noisy() -> Run:
    return Run(_noisy_walk())


@cache  # a lesson is set up several times
def _noisy_walk() -> Descent:
    rule = mini_batch(gradient_descent(LINE_RATE), BATCH, SEED)
    return descend(LinearRegression(TEN_POINTS), rule, LINE, iterations=EPOCHS)
