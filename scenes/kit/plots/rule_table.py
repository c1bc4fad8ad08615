"""An honest table of rules: what each needs, how easily it is tuned, and where it came in on every ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

import numpy as np
from manim import LEFT, Animation, FadeIn, FadeOut, Group, Mobject, SurroundingRectangle, Typst

from scenes.kit.painted.marks import Areas, Dots, Squares
from scenes.kit.painted.number_cells import NumberCells
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.rule_score import RuleScore
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import Swell, dimmed, during, in_time

WIDTHS: Final = (1.65, 7.84, 3.33)
"""Of the columns, as shares: names, what is told of the rules, and free room."""

HEAD: Final = 1.5
"""Height of the heads, in scene units."""

ABOVE: Final = 0.9
"""By so much the free room begins above the rows: it has no head."""

ROWS: Final = (0.24, 0.64)
"""Scene units from the top to the baselines of the grounds' names, by turns: each has two columns' room."""

RADIUS: Final = 0.3
"""Half the side of the tiles, at most."""

FULL: Final = (0.44, 0.22)
"""Opacity of the tiles of the second place and of the last; that of the first is 1."""

DIM, BEHIND = 0.5, 0.38
"""Opacity of the rows that are not spoken of, and of their tiles, on which numbers can still be read."""

AWAY: Final = 0.6
"""Opacity of the columns that are not spoken of: they can still be read."""

SMALL: Final = 0.5
"""Height of the small maps, in that of the heads."""

FEW: Final = 6.0
"""So many weights the cells are for."""

CELL: Final = 0.1
"""Side of a cell, in scene units."""

HOLDING, PERCENT = 0.45, 1.4
"""Share of the middle column in which stands what rules hold, and width of the words beside the bars."""

PLACED, HELD = "place on each ground", "numbers it holds"
ARRIVED: Final = "arrived, of all rates tried on all grounds"
"""Heads; the first stands over the names, beside the maps of the grounds."""


class RuleTable(Group):
    """A row for each rule, a column for each thing that is told of it.

    Parameters
    ----------
    box
        What it fills.
    races, maps, heads
        One for each ground: of the maps, small copies are shown; the heads are names as they are.
    scores, names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    names
        Of the rules, on the left.
    maps, grounds, starts
        Small maps of the grounds, above the tiles; the names above them, and the points where all start.
    tiles
        For each ground its tiles, by the rules' names: a place stands in each, the brighter, the sooner; they
        are hollow if the rule never arrives. At first they fill the box; `make_room` draws them together, and
        `clear` takes them away.
    bars, shares
        The share of the rates that arrived, as bars in their frames, and as words.
    cells, held
        What rules hold as cells, and as formulas: at the same place as the bars, one after the other.
    heads
        Of the places, of the rates that arrive, and of what is held.
    room
        The box right of the rows, which is free.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        maps: Sequence[RaceMap],
        heads: Sequence[str],
        scores: Mapping[str, RuleScore],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        self.box, self.scores, self.colors = box, scores, colors
        named, told, free = box.columns(*WIDTHS, gap=0.2)
        self.room = free.inset(left=0.2, top=HEAD - ABOVE)
        self.height_of_row = (box.height - HEAD) / len(scores)
        levels = box.top - HEAD - self.height_of_row * (np.arange(len(scores)) + 0.5)
        self.levels = dict(zip(scores, levels.tolist(), strict=True))
        self.names = {rule: _words(names[rule], named, self.levels[rule], colors[rule]) for rule in scores}
        holding = replace(told, right=told.left + HOLDING * told.width)
        self.heads = [
            _head(translated(words), column, box.top - HEAD / 2)
            for words, column in ((PLACED, named), (ARRIVED, told), (HELD, holding))
        ]
        self._arrive(told)
        self._hold(holding)
        self.seen = list(range(len(races)))
        self._place(told, replace(box, left=named.right + 0.2), races, maps, heads)
        super().__init__(*self.names.values())

    def _hold(self, box: Box) -> None:
        """Lay the cells, and write the formulas beside them."""
        cell = min(CELL, 0.85 * self.height_of_row / FEW)
        self.cells: list[NumberCells] = []
        self.held: list[Typst] = []
        for rule, score in self.scores.items():
            cells = NumberCells((box.left, 0.0), cell, score.needs.held, FEW, self.colors[rule])
            low, high = cells.corners()[:, 1]
            cells.shift((0.0, self.levels[rule] - (low + high) / 2, 0.0))
            held = typography.formula(score.held, typography.TITLE, self.colors[rule])
            typography.fitted(held, box.width - cell * FEW - 0.3)
            self.cells.append(cells)
            place = box.left + cell * FEW + 0.3 + held.width / 2
            self.held.append(held.move_to((place, self.levels[rule], 0.0)))

    def _arrive(self, box: Box) -> None:
        """Lay a bar for each rule in the frame of all rates, and write its share."""
        self.frames: list[Stroke] = []
        self.bars: list[Areas] = []
        self.shares: list[Typst] = []
        for rule, score in self.scores.items():
            words = typography.on_baseline(f"{100 * score.share:.0f} %", typography.BODY, self.colors[rule])
            room, level, half = box.width - PERCENT, self.levels[rule], 0.2
            words.shift((box.right - 0.2 - words.get_right()[0], level - 0.13, 0.0))
            around = np.array([[0, -1], [1, -1], [1, 1], [0, 1], [0, -1]]) * [room, half] + [box.left, level]
            self.frames.append(Stroke(np.pad(around, ((0, 0), (0, 1))), palette.MUTED, 1.5))
            ends = (box.left, level - half, 0.0), (box.left + score.share * room, level + half, 0.0)
            self.bars.append(Areas([ends[0]], [ends[1]], self.colors[rule], fill=0.85))
            self.shares.append(words)

    def _place(
        self,
        box: Box,
        wide: Box,
        races: Sequence[RankedRace],
        maps: Sequence[RaceMap],
        heads: Sequence[str],
    ) -> None:
        """Put a name and a map above each column of tiles: all the columns fill a wide box at first."""
        width = box.width / len(races)
        self.half = min(RADIUS, 0.44 * width, 0.44 * self.height_of_row)
        columns = wide.columns(*[1.0] * len(races), gap=0.0)
        self.maps: list[RaceMap] = []
        self.grounds: list[Typst] = []
        self.starts: list[Dots] = []
        self.tiles: list[dict[str, Group]] = []
        self.ends: list[float] = []
        for k, (race, cell, whole) in enumerate(zip(races, columns, maps, strict=True)):
            x, self.ends = float(cell.center[0]), [*self.ends, box.left + width * (k + 0.5)]
            small = _small(whole, 0.92 * width, SMALL * HEAD)
            small.move_to((x, box.top - HEAD + 0.02 + small.height / 2, 0.0))
            start = small.get_center() + small.width / whole.width * (
                whole.on(race.ground.start) - whole.get_center()
            )
            name = typography.on_baseline(typography.as_is(heads[k]), typography.LABEL, palette.MUTED)
            typography.fitted(name, len(ROWS) * width - 0.1)
            name.shift((x - name.get_x(), box.top - ROWS[k % len(ROWS)], 0.0))
            self.grounds.append(name)
            self.starts.append(Dots([start], palette.POINT, 0.08))
            self.maps.append(small)
            self.tiles.append(
                {rule: self._tile(k, rule, (x, self.levels[rule], 0.0)) for rule in self.scores}
            )

    def _tile(self, ground: int, rule: str, place: tuple[float, float, float]) -> Group:
        score, color = self.scores[rule], self.colors[rule]
        if not score.arrives[ground]:
            return Group(Squares([place], color, self.half, ring=0.03))
        rank = score.places[ground]
        ink = palette.BACKGROUND if rank == 1 else palette.TEXT
        number = typography.fitted(typography.text(f"*{rank}*", typography.LABEL, ink), 1.2 * self.half)
        return Group(Squares([place], color, self.half, opacity=self._fullness(rank)), number.move_to(place))

    def _fullness(self, place: int) -> float:
        """Return the opacity of the tile of a place."""
        second, last = FULL
        return 1.0 if place == 1 else second + (last - second) * (place - 2) / max(len(self.scores) - 2, 1)

    def come(self, run_time: float) -> list[Animation]:
        """Return the animations in which all grounds come, from left to right, first places first."""
        each = 1 / len(self.tiles)
        coming: list[Animation] = []
        for k, column in enumerate(self.tiles):
            above = self.grounds[k], self.maps[k], self.starts[k]
            places = {rule: self.scores[rule].places[k] for rule in column}
            tiles = (column[rule] for rule in sorted(places, key=places.__getitem__))
            parts = [*((0, part) for part in above), *enumerate(tiles, 1)]
            for place, part in parts:
                begin = (k + place / (len(column) + 2)) * each
                pace = during(begin, min(begin + each / 2, 1))
                coming.append(FadeIn(part, run_time=run_time, rate_func=pace))
        return coming

    def swell(self, rule: str, place: int) -> list[Animation]:
        """Return the animations in which a rule's tiles swell where it came in at a place."""
        tiles = zip(self.tiles, self.scores[rule].places, strict=True)
        return [Swell(column[rule][0], "radius", 0.3) for column, there in tiles if there == place]

    def make_room(self, run_time: float) -> list[Animation]:
        """Return the animations in which the columns draw together."""
        return [
            _moved(part, run_time, end - float(column[0].get_x()))
            for end, column in zip(self.ends, map(self._column, self.seen), strict=True)
            for part in column
        ]

    def clear(self) -> Animation:
        """Return the animation in which the columns of all grounds go."""
        gone = [part for ground in self.seen for part in self._column(ground)]
        self.seen = []
        return FadeOut(Group(*gone, self.heads[0]))

    def bring(self, ground: int) -> Animation:
        """Return the animation in which the column of a ground comes again."""
        self.seen = [ground]
        return FadeIn(Group(*self._column(ground)))

    def _column(self, ground: int) -> list[Mobject]:
        """Return what belongs to a ground, its map first."""
        return [self.maps[ground], self.starts[ground], self.grounds[ground], *self.tiles[ground].values()]

    def light(self, rule: str | None, beside: int | None = None, only: int | None = None) -> list[Animation]:
        """Return the animations in which the row of a rule is bright and all others are dim; none if None.

        Parameters
        ----------
        rule
            Whose row it is.
        beside
            The column beside that of the places, which is 1: 2, the rates that arrive, or 3, what is held.
        only
            The one of the two that is spoken of: what is in the other is faint; None for both.
        """

        def clear(part: Mobject, column: int, is_lit: bool) -> float:
            if column and only not in (None, column):
                return AWAY
            return 1.0 if is_lit else BEHIND if isinstance(part, Squares) else DIM

        parts = [
            dimmed(part, usual * clear(part, column, rule in (None, other)))
            for other in self.scores
            for column, part, usual in self.row(other, beside)
        ]
        shown = [k for k in (1, beside) if k is not None and (k > 1 or len(self.seen) > 1)]
        heads = [dimmed(self.heads[k - 1], clear(self.heads[k - 1], k, True)) for k in shown]
        are_seen = only in (None, 1)
        inks = [animation for other in self.scores for animation in self._ink(other, rule, are_seen)]
        return [*parts, *heads, *inks]

    def _ink(self, rule: str, lit: str | None, are_seen: bool) -> list[Animation]:
        """Return the animations in which the numbers on a row's tiles become as they are read best."""
        is_lit = lit in (None, rule) or not are_seen  # all tiles of a column that is not spoken of are alike
        return [
            in_time(number, 1.0)
            .set_color(palette.BACKGROUND if is_lit and place == 1 else palette.TEXT)
            .set_opacity(1.0 if are_seen else AWAY)
            .build()
            for ground, place in enumerate(self.scores[rule].places)
            if ground in self.seen
            for number in self.tiles[ground][rule][1:]
        ]

    def row(self, rule: str, beside: int | None) -> list[tuple[int, Mobject, float]]:
        """Return what stands in a rule's row, without numbers on tiles: its column, itself, and how opaque.

        The name stands in column 0, the tiles in 1; of the others, one stands beside them, or none.
        """
        k, score = list(self.scores).index(rule), self.scores[rule]
        found: list[tuple[int, Mobject, float]] = [(0, self.names[rule], 1.0)]
        for ground in self.seen:
            fullness = self._fullness(score.places[ground]) if score.arrives[ground] else 1.0
            found.append((1, self.tiles[ground][rule][0], fullness))
        others = {2: [self.frames[k], self.bars[k], self.shares[k]], 3: [self.cells[k], self.held[k]]}
        return [*found, *((beside, part, 1.0) for part in others[beside])] if beside else found

    def ring(self, rule: str, ground: int | None = None) -> SurroundingRectangle:
        """Return a frame around a rule's tiles, or the one of a ground."""
        shown = self.tiles if ground is None else [self.tiles[ground]]
        tiles = Group(*(column[rule][0] for column in shown))
        return _frame(tiles, self.half + 0.06)

    def ring_share(self, rule: str) -> SurroundingRectangle:
        """Return a frame around the share of the rates with which a rule arrives."""
        return _frame(self.shares[list(self.scores).index(rule)], 0.12)


def _frame(held: Mobject, room: float) -> SurroundingRectangle:
    return SurroundingRectangle(held, color=palette.TEXT, buff=room, corner_radius=0.1).set_stroke(width=3)


def _moved(part: Mobject, run_time: float, by: float) -> Animation:
    builder: Any = in_time(part, run_time)
    return cast(Animation, builder.shift((by, 0.0, 0.0)).build())


def _small(whole: RaceMap, width: float, height: float) -> RaceMap:
    """Return a copy of a map that is no larger than this; its rings shrink with it."""
    small = whole.copy()
    share = min(width / whole.width, height / whole.height)
    for part in small.scale(share).get_family():
        if isinstance(part, Dots):
            part.radius, part.ring = share * part.radius, share * part.ring
    return small


def _words(words: str, box: Box, level: float, color: palette.Color) -> Typst:
    """Return words at the left of a box, no wider than that, in two rows if they are long."""
    text = typography.on_baseline(typography.as_is(words), typography.LABEL, color)
    if text.width <= box.width:
        return text.shift((box.left - text.get_left()[0], level - 0.11, 0.0))
    rows = typography.lines(*_two_rows(words), size=typography.LABEL, color=color)
    return typography.fitted(rows, box.width).move_to((box.left, level, 0.0), aligned_edge=LEFT)


def _head(words: str, box: Box, level: float) -> Typst:
    """Return a head above a column, in two rows if it is wider than that."""
    text = typography.text(typography.as_is(words), typography.LABEL, palette.MUTED)
    if text.width > box.width:
        rows = _two_rows(words)
        text = typography.lines(*rows, size=typography.LABEL, color=palette.MUTED, align="center")
    return typography.fitted(text, box.width + 0.2).move_to((box.center[0], level, 0.0))


def _two_rows(words: str) -> list[str]:
    """Return words in two rows that are as equal as can be, or in one if it is a single word."""
    spaces = [k for k, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda place: abs(place - len(words) / 2), default=len(words))
    return [typography.as_is(row.strip()) for row in (words[:middle], words[middle:]) if row]
