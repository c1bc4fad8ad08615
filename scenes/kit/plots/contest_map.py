"""A small map on which rules race, each at its own best rate, and what each of them needs below it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Animation, Group, Mobject, ValueTracker, linear

from gdmath import RateSearch
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide
from scenes.kit.style.numbers import WHOLE, short

ROW, FOOT, ABOVE = 0.62, 0.42, 0.3
"""Scene units of a row of words, from its top to their baseline, and between rows and map."""


class ContestMap:
    """A caption, a map, and rows that count, in one group `picture`; then paths and balls, `moving`.

    Parameters
    ----------
    box
        What all may fill.
    valley
        Where they race.
    found
        By name: each rule's best rate, and its descent.
    colors
        By the same names.
    caption
        Words above the map.
    names
        Words before the counts.

    Attributes
    ----------
    runs, counts, trails, balls
        By the same names.
    """

    def __init__(
        self,
        box: Box,
        valley: Valley,
        found: Mapping[str, RateSearch],
        colors: Mapping[str, palette.Color],
        caption: str,
        names: Mapping[str, str],
    ) -> None:
        self.clock = ValueTracker(0.0)
        self.caption = typography.fitted(typography.on_baseline(typography.as_is(caption)), box.width)
        map_box = box.inset(top=ROW + ABOVE / 2, bottom=ROW * len(found) + ABOVE)
        self.runs = {
            name: Run(
                search.descent,
                color=colors[name],
                clock=self.clock,
                shown=np.arange(_end(search) + 1),
                eased=False,
            )
            for name, search in found.items()
        }
        paths = np.vstack([run.path for run in self.runs.values()])
        self.map = ValleyMap(map_box, valley, paths, named=False)
        self.caption.shift(np.array([box.left - self.caption.get_left()[0], box.top - FOOT, 0.0]))
        self.counts: dict[str, LiveNumber] = {}
        rows = Group()
        for row, (name, run) in enumerate(self.runs.items()):
            words = typography.on_baseline(typography.as_is(names[name]), typography.BODY, run.color)
            y = map_box.bottom - ABOVE - ROW * row - FOOT
            words.shift(np.array([box.left - words.get_left()[0], y, 0.0]))
            count = LiveNumber(0, WHOLE, (box.right, y, 0.0), color=run.color, right=True)
            self.counts[name] = count.follow(run, "iteration")
            rows.add(words, count)
        runs = self.runs.items()
        self.trails = {name: Trail.of(run, self.map, dots=0.045, width=3.5) for name, run in runs}
        self.balls = {name: Ball.of(run, self.map, radius=0.13) for name, run in runs}
        self.picture = Group(self.caption, self.map, self.map.rings(valley.center, radius=0.18), rows)

    @property
    def moving(self) -> list[Mobject]:
        """Paths and balls, to be added after the picture."""
        return [*self.trails.values(), *reversed(self.balls.values())]

    def advance(self, run_time: float) -> Animation:
        """Return the race, until the last has arrived."""
        return glide(self.clock, max(run.end for run in self.runs.values()), run_time, linear)


def _end(search: RateSearch) -> int:
    """Return after which iteration a rule has arrived; the last one if it has not."""
    return search.descent.iterations if search.arrival is None else search.arrival


def needed_in_words(found: Mapping[str, Mapping[str, RateSearch]]) -> dict[str, str]:
    """Return what rules need on maps, as ``map_rule``: gradients until they have arrived."""
    return {
        f"{place}_{rule}": short(search.best_needed)
        for place, searches in found.items()
        for rule, search in searches.items()
    }
