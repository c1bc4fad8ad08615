"""What a rule needs at each of the learning rates that were tried, and how the best of them is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

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
    Typst,
    UpdateFromAlphaFunc,
    linear,
)
from numpy.typing import NDArray

from gdmath import FloatArray
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.tries import Tries
from scenes.kit.plots.labels import in_emptiest_place, side_by_side
from scenes.kit.plots.plot import Plot
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import ease
from scenes.kit.style.rule_letters import fixed_in_letters

TRIED: Final = "learning rate"
"""Word below the rates."""

BESIDE: Final = 1.3
"""Beyond the first and the last rate, and below the least work, there is room for such a factor."""

NEVER: Final = 0.09
"""How far above the most that may be spent crosses stand, as a share of the logarithms below that."""

HEAD: Final = 0.95
"""Scene units above the most that may be spent: for the crosses, and for the word for work."""

APART: Final = 0.2
"""Scene units from the rule's name to the word for work."""

LARGE, SMALL = 0.12, 0.05
"""Radius of the dots of one rule that is told of, and of those of all, in scene units."""

RING: Final = 2.4
"""Radius of a ring around a dot, in radii of that."""

FAINT: Final = 0.35
"""Opacity of the dots where they were, when they have risen."""

NAME: Final = 0.5
"""Height of a rule's name above its dots, in scene units."""


class RateChart(Plot):
    """A rule's rates: a dot as high as its work for each, and a cross above for one that does not arrive.

    Parameters
    ----------
    box
        What it may fill, its numbers and words included.
    race
        In which the rule searches its rate.
    rule
        Its name.
    words
        What is counted, as it is.
    name, color
        What the rule is called, as it is, and its colour.

    Attributes
    ----------
    tries
        The dots and crosses.
    ring
        Around the rate that is chosen, once the dots have risen.
    """

    def __init__(
        self, box: Box, race: RankedRace, rule: str, words: str, name: str, color: palette.Color
    ) -> None:
        search, budget = race.searches[rule], race.ground.budget
        self._needed, self._failed, self._fails = (
            search.needed,
            *map(_infinite, (search.needed, search.worst)),
        )
        low = _least(race)
        most = typography.formula(f"> {budget}", typography.TICK, palette.MUTED)
        super().__init__(
            box.inset(left=most.width / 2, top=HEAD),
            _around(race.rates),
            (low, float(budget)),
            f"{typography.quoted(translated(TRIED))} eta",
            "",
            x_scale="log",
            y_scale="log",
            grid=False,
        )
        never = _never(low, budget)
        self._own = _places(self, search.needed, search.rates, never)
        self._worst = _places(self, search.worst, search.rates, never)
        self._pitch = float(np.ptp(self._own[:, 0])) / max(len(self._own) - 1, 1)
        self.tries = Tries(self._own, self._failed, color, LARGE)
        texts = ((f"{name}:", color), (words, palette.MUTED))
        parts = [
            typography.on_baseline(typography.as_is(text), typography.BODY, each) for text, each in texts
        ]
        head = side_by_side(parts, APART).move_to((box.left, box.top, 0.0), aligned_edge=UP + LEFT)
        left = float(self.frame.get_left()[0])
        most.move_to((left - 0.18, self.c2p(1.0, never)[1], 0.0), aligned_edge=RIGHT)
        self.add(head, most)
        self.ring = _ring(self._worst[search.best], LARGE)

    def beside(self, index: int) -> tuple[Rectangle, Typst, Group]:
        """Return a band behind a rate and its neighbours, what that rate needs, and what these do."""
        band = Rectangle(width=3 * self._pitch, height=self.frame.height + HEAD / 2, stroke_width=0)
        band.set_fill(palette.TEXT, 0.12)
        band.move_to((self._own[index, 0], self.frame.get_bottom()[1], 0.0), aligned_edge=DOWN)
        near = [k for k in (index - 1, index + 1) if 0 <= k < len(self._own)]
        return band, self._count(index, RIGHT), Group(*(self._count(k, LEFT) for k in near))

    def rise(self, band: Rectangle, run_time: float) -> Animation:
        """Return how a band goes along the rates that arrive, and dots rise to the worst of the three in it.

        Where the dots were, faint ones stay.
        """
        self.add(self.tries.copy().set_opacity(FAINT))
        numbers, arrived = np.arange(len(self._own)), np.flatnonzero(~self._failed)
        first, last = (arrived[0], arrived[-1]) if len(arrived) else (0, len(numbers) - 1)

        def show(_: Mobject, share: float) -> None:
            place = first + share * (last + 1 - first)
            done = np.array([ease(float(np.clip(place - k, 0, 1))) for k in numbers])
            self.tries.set_points(self._own + done[:, None] * (self._worst - self._own))
            self.tries.crossed = self._failed | (self._fails & (done >= 1))
            band.set_x(float(np.interp(place, numbers, self._own[:, 0])))

        return UpdateFromAlphaFunc(self.tries, show, run_time=run_time, rate_func=linear)

    def _count(self, index: int, side: Floats) -> Typst:
        """Return what a rate needs, beside its dot or above its cross."""
        needed, place = float(self._needed[index]), self._own[index]
        if not np.isfinite(needed):
            words, side, place = f"> {self.y_range[1]:.0f}", UP, place + 0.5 * self._pitch * RIGHT
        else:
            words = f"{needed:.0f}"
        return typography.text(f"*{typography.as_is(words)}*", typography.BODY).next_to(place, side)


class RateCharts(Group):
    """Small charts of the rates of all rules, each under its rule's name, with a ring around the best rate.

    Parameters
    ----------
    box
        What they fill.
    race
        In which the rules search their rates.
    names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    panels
        For each rule, by name, its ground, its name, and what is fixed in the rule.
    tries, rings
        For each rule, by name, its dots and crosses, and the ring around the rate that it races at.
    """

    def __init__(
        self,
        box: Box,
        race: RankedRace,
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        cells = layout.largest_grid(box, len(names), lambda cell: min(cell.width, 1.5 * cell.height))
        low, budget = _least(race), race.ground.budget
        never = _never(low, budget)
        self.panels: dict[str, Group] = {}
        self.tries: dict[str, Tries] = {}
        self.rings: dict[str, Dots] = {}
        for (rule, search), cell in zip(race.searches.items(), cells, strict=True):
            plot = Plot(
                cell.inset(top=NAME),
                _around(race.rates),
                (low, _never(low, budget, 2.0)),
                x_scale="log",
                y_scale="log",
                axes=False,
            )
            places = _places(plot, search.needed, search.rates, never)
            self.tries[rule] = Tries(places, _infinite(search.needed), colors[rule], SMALL)
            self.rings[rule] = _ring(places[search.best], SMALL)
            name = typography.on_baseline(typography.as_is(names[rule]), typography.BODY, colors[rule])
            name.shift((cell.left - name.get_left()[0], cell.top - 0.75 * NAME, 0.0))
            fixed = fixed_in_letters(race.families[rule](search.best_rate))
            panel = Group(plot, typography.fitted(name, cell.width))
            if fixed:
                told = typography.formula(fixed, typography.TICK, palette.MUTED)
                panel.add(in_emptiest_place(typography.fitted(told, 0.9 * cell.width), plot.frame, places))
            self.panels[rule] = panel.set_z_index(-1)  # dots may come from another picture
        super().__init__(*self.panels.values(), *self.tries.values(), *self.rings.values())

    def others(self, rule: str) -> list[Mobject]:
        """Return all that belongs to the other rules, and this one's panel and ring."""
        others = [mark for marks in (self.tries, self.rings) for name, mark in marks.items() if name != rule]
        return [*self.panels.values(), *others]


def _least(race: RankedRace) -> float:
    """Return from where work is shown: below the least that any rule needs at any rate."""
    needed = np.concatenate([search.needed for search in race.searches.values()])
    finite = needed[np.isfinite(needed)]
    return max(float(finite.min(initial=race.ground.budget)), 1.0) / BESIDE


def _around(rates: Sequence[float]) -> tuple[float, float]:
    return rates[0] / BESIDE, rates[-1] * BESIDE


def _never(low: float, budget: float, times: float = 1.0) -> float:
    """Return where that stands which is not reached for a budget, on an axis that begins at a low number."""
    return float(budget * (budget / low) ** (times * NEVER))


def _places(plot: Plot, counts: FloatArray, rates: FloatArray, never: float) -> Floats:
    """Return the scene points of what is needed at rates, shape (n, 3); what is infinite stands higher up."""
    return plot.c2p(rates, np.where(np.isfinite(counts), np.maximum(counts, 1.0), never))


def _infinite(counts: FloatArray) -> NDArray[np.bool_]:
    return ~np.isfinite(counts)


def _ring(place: Floats, radius: float) -> Dots:
    ring = Dots(place[None], palette.TEXT, RING * radius, ring=0.4 * radius)
    ring.outline = 0.0  # which would cover the dots beside it
    return ring
