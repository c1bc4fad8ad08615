"""The learning rates that were tried: a strip of cells for each rule, bright where little work was needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Group,
    Mobject,
    Rectangle,
    SurroundingRectangle,
    Typst,
    linear,
)

from gdmath import RateSearch, Rule
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.ranked_race import RankedRace, written
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed
from scenes.kit.style.numbers import power_of_ten, short
from scenes.kit.style.rule_letters import fixed_in_letters

FILLED: Final = 0.9, 0.86
"""How much of its place a cell fills, along and across."""

HEAD, FOOT = 0.95, 0.7
"""Heights of the rates above the rows, and of the key below them, in scene units."""

BASE: Final = 0.1
"""From the middle of a cell down to the baseline of words beside it, in scene units."""

APART: Final = 0.3
"""Scene units between columns."""

FANNED: Final = 0.42
"""Scene units from a cell up to the numbers of it and its neighbours, which are wider than these."""

ASTRAY: Final = 60
"""Of a descent that never arrives, the path of so many gradients is shown."""

TRIED, FIXED, NEEDED, LATER = "learning rate", "not tuned", "work", "not within"
"""Words above the cells, above what is fixed, above the counts, and beside the key's cross."""

KEY_CELL: Final = 0.34, 0.34
"""Width and height of a cell of the key, in scene units."""

NOTHING: Final = "–"
"""What stands for nothing that is fixed."""


class RateStrips(Group):
    """For each rule a row: its name, what is fixed in it, a cell for each rate, and its work at the best one.

    Parameters
    ----------
    box
        What the rates above, the rows and the key may fill.
    race
        Whose searches are shown.
    names
        What the rules are called on screen, in their order.
    colors
        Those of the rules.

    Attributes
    ----------
    names, fixed, counts, frames
        One for each rule; a frame is around the best cell.
    cells
        The rows, empty at first: `fill` returns the animation.
    axis, key
        The rates, and what the colours say.
    fixed_head, heading
        Above what is fixed, and above the counts: with a frame as those of the best cells.
    beside
        The box right of the names.
    free
        The box below the first row, above the key: what others show while that is filled.
    """

    def __init__(
        self, box: Box, race: RankedRace, names: Sequence[str], colors: Sequence[palette.Color]
    ) -> None:
        found = list(race.searches.values())
        rates, counts = found[0].rates, len(found)
        self.names = [_words(name, color) for name, color in zip(names, colors, strict=True)]
        self.fixed = [_fixed(family(float(rates[0]))) for family in race.families.values()]
        self.counts = [_words(written(search), color) for search, color in zip(found, colors, strict=True)]
        self.fixed_head, work = _head(FIXED), _head(NEEDED)
        second = box.left + max(name.width for name in self.names) + APART
        left = second + max(part.width for part in (self.fixed_head, *self.fixed)) + APART
        right = box.right - max(work.width + 0.4, *(count.width for count in self.counts)) - APART
        top, bottom = box.top - HEAD, box.bottom + FOOT
        width, height = (right - left) / len(rates), (top - bottom) / counts
        self.places = left + width * (np.arange(len(rates)) + 0.5)
        levels = top - height * (np.arange(counts) + 0.5)
        self.size = FILLED[0] * width, FILLED[1] * height
        self.levels, self.right, most = levels, box.right, _most(found)
        self._needed, self._budget = [search.needed for search in found], race.ground.budget
        self.cells = [self._row(search, level, most) for search, level in zip(found, levels, strict=True)]
        self.frames = [self.frame(row, search.best) for row, search in enumerate(found)]
        rows = zip(self.names, self.fixed, self.counts, levels.tolist(), strict=True)
        for name, fixed, count, level in rows:
            name.shift((box.left - name.get_left()[0], level - 1.1 * BASE, 0.0))
            fixed.move_to((second, level, 0.0), aligned_edge=LEFT)
            count.shift((box.right - count.get_right()[0], level - 1.1 * BASE, 0.0))
        self.fixed_head.move_to((second, top + 0.1, 0.0), aligned_edge=LEFT + DOWN)
        work.move_to((box.right, top + 0.1, 0.0), aligned_edge=RIGHT + DOWN)
        sign = _around(0.16, 0.34).next_to(work, LEFT, buff=0.16)
        self.heading = Group(sign, work)
        self.axis = self._axis(rates, top)
        self.key = _key(race.ground.budget, most).move_to(
            (box.right, box.bottom, 0.0), aligned_edge=RIGHT + DOWN
        )
        self.beside = replace(box, left=second + APART / 3)
        self.free = Box(left, box.right, bottom, top - height - 0.1)
        super().__init__(
            *self.names,
            *self.fixed,
            *self.cells,
            *self.frames,
            *self.counts,
            self.fixed_head,
            self.heading,
            self.axis,
            self.key,
        )

    def fill(self, row: int, run_time: float = 3.0) -> Animation:
        """Return the animation in which the rates of a row are tried, one after the other."""
        cells = self.cells[row]
        builder: Any = cells.animate
        filled = builder(run_time=run_time, rate_func=linear).set(until=float(len(cells.points)))
        return cast(Animation, filled.build())

    def frame(self, row: int, cell: int, around: int = 0) -> Rectangle:
        """Return a frame around a cell of a row, and around so many of its neighbours on each side."""
        (width, height), pitch = self.size, self.places[1] - self.places[0] if len(self.places) > 1 else 0.0
        frame = _around(width + 2 * around * pitch + 0.06, height + 0.1)
        return frame.move_to((self.places[cell], self.levels[row], 0.0))

    def others_dimmed(self, row: int, opacity: float) -> list[Animation]:
        """Return the animations that take the cells of all other rows to an opacity."""
        return [dimmed(cells, opacity) for k, cells in enumerate(self.cells) if k != row]

    def three(self, row: int, cell: int) -> tuple[Mobject, Mobject, Mobject]:
        """Return a frame around a cell and its neighbours, what they need, and a ring around the most."""
        beside = list(range(max(cell - 1, 0), min(cell + 2, len(self.places))))
        numbers = Group(*(self._count(self._needed[row][k]) for k in beside)).arrange(RIGHT, buff=0.4)
        edge = np.array([self.places[cell], self.levels[row] + self.size[1] / 2, 0.0])
        numbers.move_to(edge + FANNED * UP, aligned_edge=DOWN)
        numbers.shift(min(0.0, self.right - numbers.get_right()[0]) * RIGHT)
        feet = [(self.places[k], edge[1], 0.0) for k in beside]
        ways = Segments([number.get_bottom() + 0.06 * DOWN for number in numbers], feet, palette.TEXT, 2.5)
        most = int(np.argmax([self._needed[row][k] for k in beside]))
        ring = SurroundingRectangle(numbers[most], color=palette.TEXT, buff=0.1, corner_radius=0.2)
        return self.frame(row, cell, 1), Group(ways, plated(numbers)), ring.set_stroke(width=4)

    def _count(self, needed: float) -> Typst:
        """Return what is needed with a rate; where it does not arrive, that it is more than the budget."""
        words = f"{needed:.0f}" if np.isfinite(needed) else f"> {self._budget}"
        return typography.text(f"*{typography.as_is(words)}*", typography.LABEL)

    def _row(self, search: RateSearch, level: float, most: tuple[float, float]) -> CellRow:
        centers = np.stack([self.places, np.full(len(self.places), level), 0 * self.places], axis=-1)
        return CellRow(centers, self.size, _shades(search.needed, most), ~np.isfinite(search.needed))

    def _axis(self, rates: Floats, top: float) -> Group:
        """Return the powers of ten among the rates, above their cells, and what they are."""
        exponents = np.log10(rates)
        numbers = Group()
        for exponent in range(int(np.ceil(exponents[0] - 1e-6)), int(np.floor(exponents[-1] + 1e-6)) + 1):
            place = float(np.interp(exponent, exponents, self.places))
            power = short(10.0**exponent) if exponent in (0, 1) else power_of_ten(exponent)
            number = typography.formula(power, typography.TICK, palette.MUTED)
            numbers.add(number.move_to((place, top + 0.1, 0.0), aligned_edge=DOWN))
        words = f"{typography.quoted(translated(TRIED))} eta"
        label = typography.formula(words, typography.LABEL)
        middle = (self.places[0] + self.places[-1]) / 2
        return Group(numbers, label.move_to((middle, top + 0.52, 0.0), aligned_edge=DOWN))


def tried_path(plot: MapPlot, strips: RateStrips, race: RankedRace) -> Stroke:
    """Return the path that the search of the first rule tries just now: that of the last cell that is there.

    Parameters
    ----------
    plot
        The map; the path stays on it wherever it goes.
    strips, race
        The rows of cells, which the path follows, and the race whose search it shows.
    """
    cells, run = strips.cells[0], next(iter(race.runs))
    needed = race.searches[run.name].needed
    shown = np.where(np.isfinite(needed), needed, ASTRAY).tolist()
    paths = [
        descent.points[descent.gradient_equivalents <= spent]
        for descent, spent in zip(race.tried(run.name), shown, strict=True)
    ]
    path = Stroke(color=run.color, width=4, outlined=True, window=plot.frame)
    path.add_updater(lambda line: line.set_points(plot.on(paths[max(cells.last, 0)])), call_updater=True)
    return path


def _key(budget: int, most: tuple[float, float]) -> Group:
    """Return what the colours and the crosses say: cells with what is needed there, and a cross."""
    low, high = np.log10(most)
    powers = 10.0 ** np.arange(np.ceil(low), np.floor(high) + 1)
    shown = powers if len(powers) > 1 else np.unique(most)
    parts = [
        (CellRow(np.zeros((1, 3)), KEY_CELL, _shades(shown[k : k + 1], most), [False], 1.0), f"{count:.0f}")
        for k, count in enumerate(shown.tolist())
    ]
    cross = CellRow(np.zeros((1, 3)), KEY_CELL, np.zeros((1, 3)), [True], 1.0)
    key, place = Group(), 0.0
    for cell, words in [*parts, (cross, f"{translated(LATER)} {budget}")]:
        name = typography.on_baseline(typography.as_is(words), typography.TICK, palette.MUTED)
        cell.set_points([(place, 0.0, 0.0)])
        name.shift((place + 0.28 - name.get_left()[0], -BASE, 0.0))
        place = float(name.get_right()[0]) + 0.55
        key.add(Group(cell, name))
    return key


def _most(found: Sequence[RateSearch]) -> tuple[float, float]:
    """Return the fewest and the most evaluations that are needed at any rate."""
    needed = np.concatenate([search.needed for search in found])
    finite = np.maximum(needed[np.isfinite(needed)], 1.0)
    return (float(finite.min()), float(finite.max())) if len(finite) else (1.0, 1.0)


def _shades(needed: Floats, most: tuple[float, float]) -> Floats:
    """Return a colour for each number of evaluations, bright for few, on a logarithmic scale."""
    low, high = np.log(most)
    finite = np.where(np.isfinite(needed), np.maximum(needed, 1.0), most[1])
    shares = (np.log(finite) - low) / max(high - low, 1e-9)
    stops = np.array([palette.rgb(level) for level in palette.LEVELS[:0:-1]])
    return np.stack(
        [np.interp(shares, np.linspace(0, 1, len(stops)), stops[:, channel]) for channel in range(3)], axis=-1
    )


def _words(words: str, color: palette.Color) -> Typst:
    return typography.on_baseline(typography.as_is(words), typography.LABEL, color)


def _fixed(rule: Rule) -> Typst:
    return typography.formula(fixed_in_letters(rule) or f'"{NOTHING}"', typography.LABEL)


def _head(words: str) -> Typst:
    return typography.on_baseline(typography.as_is(translated(words)), typography.TICK, palette.MUTED)


def _around(width: float, height: float) -> Rectangle:
    return Rectangle(width=width, height=height, stroke_width=4, stroke_color=palette.TEXT)
