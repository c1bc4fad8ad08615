"""The board of a race: how much work is spent by now, and below it who has arrived, and after how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from manim import DOWN, Animation, FadeIn, Group, Mobject, RoundedRectangle, Typst

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.pace import SOON
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during, ease
from scenes.kit.style.numbers import WHOLE

HEAD: Final = 1.35
"""Height of the number and of the words above it, in scene units."""

DIGITS: Final = 68.0
"""Font size of the number."""

PLACE: Final = 0.6
"""From the left edge, where its place stands, to the middle of a point that has arrived."""

BASE: Final = 0.13
"""From the middle of a row down to its baseline, in scene units."""

FRAMED: Final = 0.9
"""Height of the frame around a row, as a share of what the row has."""

WITHIN: Final = 0.15
"""Scene units from the frame's sides to the row."""

ON_THE_WAY: Final = 1.35
"""A point is in its row when so many times as much as it has needed is spent."""


class RaceBoard(Group):
    """A number that counts the work, and places that fill as rules arrive: with point, name and work.

    Parameters
    ----------
    box
        What it fills.
    race
        Who runs.
    words
        What is counted, as it is.
    names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    number
        What is spent by now.
    rows
        Name and work of each rule, first arrival first, which come with `arrivals`.
    frames
        One around the rows of those who arrive first, in the colour of who does; none if nobody arrives.
    spots : shape (rules, 3)
        Where points stand that have arrived, in this order.
    """

    def __init__(
        self,
        box: Box,
        race: RankedRace,
        words: str,
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        head = typography.on_baseline(typography.as_is(words), typography.LABEL, palette.MUTED)
        typography.fitted(head, box.width)
        head.shift((box.right - head.get_right()[0], box.top - 0.25, 0.0))
        anchor = box.right, box.top - 0.95, 0.0
        self.number = LiveNumber(0, WHOLE, anchor, size=DIGITS, right=True)
        clock, end = race.runs.clock, race.runs.end
        self.number.tell(lambda: min(clock.get_value(), end))
        pitch = (box.height - HEAD) / len(names)
        levels = box.top - HEAD - pitch * (np.arange(len(names)) + 0.5)
        self.spots = np.stack([np.full(len(names), box.left + PLACE), levels, 0 * levels], axis=-1)
        self._shares = [race.share(rule) for rule in race.order]
        self.rows = [
            _row(box, level, names[rule], race.written(rule), colors[rule])
            for rule, level in zip(race.order, levels.tolist(), strict=True)
        ]
        first = levels[: len(race.winners)].tolist()
        self.frames = [_frame(box, first, FRAMED * pitch, colors[race.order[0]])] if first else []
        places = (_in_row(str(race.place(rule)), palette.MUTED) for rule in race.order)
        ranks = (
            place.shift((box.left - place.get_left()[0], level, 0.0))
            for place, level in zip(places, levels.tolist(), strict=True)
        )
        super().__init__(head, self.number, *ranks)

    def arrivals(self, run_time: float) -> list[Animation]:
        """Return how rows appear, each as its rule arrives in a race of so many seconds; none at its end."""
        return [
            FadeIn(row, run_time=run_time, rate_func=during(share, share + SOON))
            for share, row in zip(self._shares, self.rows, strict=True)
            if share <= 1 - SOON
        ]

    def last_in(self, race: RankedRace, run_time: float) -> list[Animation]:
        """Return how, after the race, the rows of the last ones appear, and their points go there."""
        late = (row for share, row in zip(self._shares, self.rows, strict=True) if share > 1 - SOON)
        beyond = ON_THE_WAY * (race.runs.end + 1)
        return [race.runs.advance(beyond, run_time), *map(FadeIn, late)]

    def line_up(self, plot: RaceMap, race: RankedRace) -> None:
        """Let each point of the race's map go to its row once it has arrived."""
        for name, run, dot in zip(race.searches, race.runs, plot.dots, strict=True):
            if np.isfinite(race.needed(name)):
                dot.clear_updaters()
                dot.add_updater(_stand(run, plot, self.spots[race.order.index(name)]))


def _row(box: Box, level: float, name: str, needed: str, color: palette.Color) -> Group:
    """Return a rule's name behind the spot of its point, and its work at the right end of a box."""
    called, work = _in_row(name, color), _in_row(needed, color, weight="*")
    work.shift((box.right - work.get_right()[0], level, 0.0))
    start = box.left + PLACE + 0.3
    typography.fitted(called, work.get_left()[0] - start - 0.2)
    return Group(called.shift((start - called.get_left()[0], level, 0.0)), work)


def _frame(box: Box, levels: Sequence[float], height: float, color: palette.Color) -> RoundedRectangle:
    """Return a frame around neighbouring rows of a box."""
    frame = RoundedRectangle(
        corner_radius=0.12,
        width=box.width + 2 * WITHIN,
        height=height + levels[0] - levels[-1],
        stroke_color=color,
        stroke_width=5,
    )
    return frame.move_to((box.center[0], (levels[0] + levels[-1]) / 2, 0.0))


def _in_row(words: str, color: palette.Color, weight: str = "") -> Typst:
    """Return words whose capitals are as high above y = 0 as below it."""
    marked = f"{weight}{typography.as_is(words)}{weight}"
    return typography.on_baseline(marked, typography.BODY, color).shift(BASE * DOWN)


def _stand(run: Run, plot: MapPlot, spot: Floats) -> Callable[[Mobject], Mobject]:
    """Return what puts a point where its run is, or on the way to its spot if the run is over."""

    def stand(dot: Mobject) -> Mobject:
        assert isinstance(dot, Dots)
        beyond = np.log(max((run.clock.get_value() + 1) / (run.end + 1), 1.0))
        share = ease(min(float(beyond / np.log(ON_THE_WAY)), 1.0))
        dot.window = plot.frame if share == 0 else None  # its way leads out of the map
        return dot.set_points((1 - share) * plot.place(run) + share * spot)

    return stand
