"""The learning rates that were tried: a strip of cells for each rule, bright where little work was needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, Group, Rectangle, Typst, linear

from gdmath import Descent, RateSearch
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.ranked_race import RankedRace, written
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import power_of_ten, short

FILLED: Final = 0.9, 0.6
"""How much of its place a cell fills, along and across."""

KEY_CELLS: Final = 5

BASE: Final = 0.1
"""From the middle of a cell of the key down to the baseline of its words, in scene units."""

ASTRAY: Final = 60
"""Of a descent that never arrives, the path of so many gradients is shown."""

FEW, MANY = "few", "many"
LATER, TRIED, NEEDED = "not within", "learning rate", "gradients"
"""Words of the key, below the cells, and above the counts."""


class RateStrips(Group):
    """For each rule a row: its name, a cell for each rate, and what it needs at the best one.

    Parameters
    ----------
    box
        What the rows, the rates below and the key may fill.
    searches
        By the rules' names; the same rates for all.
    names
        What the rules are called on screen.
    colors
        Those of the rules.
    budget
        Within so many gradients a rule is to arrive.

    Attributes
    ----------
    names, counts, frames
        One for each rule; a frame is around the best cell.
    cells
        The rows, empty at first: `fill` returns the animation.
    axis, key
        The rates, and what the colours say.
    """

    def __init__(
        self,
        box: Box,
        searches: Mapping[str, RateSearch],
        names: Sequence[str],
        colors: Sequence[palette.Color],
        budget: int,
    ) -> None:
        found = list(searches.values())
        self.names = [_words(name, color) for name, color in zip(names, colors, strict=True)]
        self.counts = [_words(written(search), color) for search, color in zip(found, colors, strict=True)]
        heading = typography.text(typography.as_is(translated(NEEDED)), typography.TICK, palette.MUTED)
        left = box.left + max(name.width for name in self.names) + 0.25
        right = box.right - max(heading.width, *(count.width for count in self.counts)) - 0.25
        bottom, top = box.bottom + 1.35, box.top - 0.45
        width, height = (right - left) / len(found[0].rates), (top - bottom) / len(found)
        self.places = left + width * (np.arange(len(found[0].rates)) + 0.5)
        levels = top - height * (np.arange(len(found)) + 0.5)
        self.size = FILLED[0] * width, min(FILLED[1] * height, 5 * width)
        self.cells = [
            self._row(search, level, _most(found)) for search, level in zip(found, levels, strict=True)
        ]
        self.frames = [self._frame(search, level) for search, level in zip(found, levels, strict=True)]
        for name, count, level in zip(self.names, self.counts, levels.tolist(), strict=True):
            name.shift((box.left - name.get_left()[0], level - 1.1 * BASE, 0.0))
            count.shift((box.right - count.get_right()[0], level - 1.1 * BASE, 0.0))
        self.heading = heading.move_to((box.right, top + 0.05, 0.0), aligned_edge=RIGHT + DOWN)
        self.axis = self._axis(found[0].rates, bottom)
        self.key = _key(budget).move_to(((left + right) / 2, box.bottom, 0.0), aligned_edge=DOWN)
        super().__init__(
            *self.names, *self.cells, *self.frames, *self.counts, self.heading, self.axis, self.key
        )

    def fill(self, row: int, run_time: float = 3.0) -> Animation:
        """Return the animation in which the rates of a row are tried, one after the other."""
        cells = self.cells[row]
        builder: Any = cells.animate
        filled = builder(run_time=run_time, rate_func=linear).set(until=float(len(cells.points)))
        return cast(Animation, filled.build())

    def _row(self, search: RateSearch, level: float, most: tuple[float, float]) -> CellRow:
        centers = np.stack([self.places, np.full(len(self.places), level), 0 * self.places], axis=-1)
        return CellRow(centers, self.size, _shades(search.needed, most), ~np.isfinite(search.needed))

    def _frame(self, search: RateSearch, level: float) -> Rectangle:
        width, height = self.size
        frame = Rectangle(width=width + 0.06, height=height + 0.16, stroke_width=4, stroke_color=palette.TEXT)
        return frame.move_to((self.places[search.best], level, 0.0))

    def _axis(self, rates: Floats, bottom: float) -> Group:
        """Return the powers of ten among the rates, below their cells, and what they are."""
        exponents = np.log10(rates)
        numbers = Group()
        for exponent in range(int(np.ceil(exponents[0] - 1e-6)), int(np.floor(exponents[-1] + 1e-6)) + 1):
            place = float(np.interp(exponent, exponents, self.places))
            power = short(10.0**exponent) if exponent in (0, 1) else power_of_ten(exponent)
            number = typography.formula(power, typography.TICK, palette.MUTED)
            numbers.add(number.move_to((place, bottom - 0.08, 0.0), aligned_edge=UP))
        words = f"{typography.quoted(translated(TRIED))} eta"
        label = typography.formula(words, typography.TICK, palette.MUTED)
        middle = (self.places[0] + self.places[-1]) / 2
        return Group(numbers, label.move_to((middle, bottom - 0.42, 0.0), aligned_edge=UP))


def tried_paths(plot: MapPlot, strips: RateStrips, race: RankedRace) -> list[Stroke]:
    """Return for each rule the path that the search tries just now: that of the last cell that is there.

    Parameters
    ----------
    plot
        The map.
    strips, race
        The rows of cells, which the paths follow, and the race whose search they show.
    """
    runs = zip(strips.cells, race.tried(), race.searches.values(), race.runs, strict=True)
    return [_tried_path(plot, cells, descents, search, run.color) for cells, descents, search, run in runs]


def _tried_path(
    plot: MapPlot, cells: CellRow, descents: Sequence[Descent], search: RateSearch, color: palette.Color
) -> Stroke:
    shown = np.where(np.isfinite(search.needed), search.needed, ASTRAY).tolist()
    paths = [
        plot.on(descent.points[descent.gradient_equivalents <= spent])
        for descent, spent in zip(descents, shown, strict=True)
    ]
    path = Stroke(paths[0], color=color, width=3.5, outlined=True, window=plot.frame)
    path.add_updater(lambda line: line.set_points(paths[max(cells.last, 0)]))
    return path


def _key(budget: int) -> Group:
    """Return what the colours and the crosses say."""
    few, many, later = (
        typography.on_baseline(typography.as_is(word), typography.TICK, palette.MUTED)
        for word in (translated(FEW), translated(MANY), f"{translated(LATER)} {budget}")
    )
    size, shares = (0.3, 0.3), np.linspace(0, 1, KEY_CELLS)
    places = np.stack([0.33 * np.arange(KEY_CELLS), 0 * shares, 0 * shares], axis=-1)
    shades = _shades(10**shares, (1.0, 10.0))
    cells = CellRow(places, size, shades, np.zeros(KEY_CELLS), float(KEY_CELLS))
    cross = CellRow(np.zeros((1, 3)), size, shades[:1], [True], 1.0)
    few.shift((-0.3 - few.get_right()[0], -BASE, 0.0))
    many.shift((places[-1, 0] + 0.3 - many.get_left()[0], -BASE, 0.0))
    cross.set_points([(many.get_right()[0] + 0.75, 0.0, 0.0)])
    later.shift((cross.points[0, 0] + 0.25 - later.get_left()[0], -BASE, 0.0))
    return Group(few, cells, many, cross, later)


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
