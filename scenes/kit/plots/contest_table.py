"""What rules need in several valleys: a row for each rule, a column for each valley, counted as they race."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, Group, Mobject, Typst

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.runs.valley_contest import ValleyContest
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE, short

COUNT: Final = 60.0
"""Size of the digits that count."""

SIGN: Final = 0.46
"""Half the size of the sign of a valley, in scene units, at most."""

INSET: Final = 0.1
"""Scene units from the right end of a column to its numbers."""

DIM: Final = 0.6
"""Opacity of a count that is not the least."""


class ContestTable(Group):
    """The rules' names, in one column; further ones come with their races.

    Parameters
    ----------
    box
        What the whole table may fill.
    contests
        One for each column.
    names
        Of the rules, words as they are.
    tuned, steps
        What is said of rates that were searched, behind eta, and what is counted: words as they are.

    Attributes
    ----------
    columns
        For each race the sign of its valley, one of its contour lines, and for each rule a count. Where all
        race at one rate, that stands above.
    counts
        For each race the counts, by name; of a rule that does not arrive, words come in its place in the end.
    """

    def __init__(
        self, box: Box, contests: Sequence[ValleyContest], names: Mapping[str, str], tuned: str, steps: str
    ) -> None:
        top, head, *rows = box.rows(0.8, 1, *[1] * len(names), gap=0.1)
        left, *others = box.columns(1.3, *[1] * len(contests), gap=0.2)
        words = Group(
            *(
                typography.text(typography.as_is(name), typography.BODY, contests[0].runs[rule].color)
                for rule, name in names.items()
            )
        )
        share = min(1.0, left.width / words.width)
        for word, row in zip(words, rows, strict=True):
            word.scale(share).move_to((left.left, row.center[1], 0.0), aligned_edge=LEFT)
        self.winners = [contest.winners for contest in contests]
        self.columns: list[Group] = []
        self.counts: list[dict[str, Group]] = []
        for column, contest in zip(others, contests, strict=True):
            sign = _sign(contest.valley).shift((column.center[0], head.center[1], 0.0))
            cells = (_crossed(column, row) for row in rows)
            counts = {rule: _count(contest, rule, cell) for rule, cell in zip(names, cells, strict=True)}
            self.counts.append(counts)
            self.columns.append(Group(sign, *counts.values()))
            if contest.rate is not None:
                title = f"eta = {short(contest.rate)}"
                self.columns[-1].add(_title(title, _crossed(column, top)))
        searched = [column for column, each in zip(others, contests, strict=True) if each.rate is None]
        counted = typography.text(typography.as_is(steps), typography.BODY, palette.MUTED)
        typography.fitted(counted, left.width)
        counted.move_to((left.left, head.center[1], 0.0), aligned_edge=LEFT)
        super().__init__(*words, counted)
        if searched:
            across = Box(searched[0].left, searched[-1].right, top.bottom, top.top)
            self.add(_title(f"eta med {typography.quoted(tuned)}", across))

    def decides(self, number: int) -> list[Animation]:
        """Return the animations in which, after the race, all counts but the winners' step back."""
        losers = self.counts[number].keys() - set(self.winners[number])
        for rule in losers:  # their races are over
            self.counts[number][rule].update().clear_updaters()
        return [dimmed(self.counts[number][rule][-1], DIM) for rule in losers]


def _sign(valley: Valley) -> Stroke:
    """Return one of a valley's contour lines, small, around the origin."""
    angles = np.linspace(0, 2 * np.pi, 121)
    legs = np.stack([np.cos(angles), np.sin(angles)], axis=-1) / np.sqrt(valley.curvatures)
    line = np.pad(legs @ valley.ways, ((0, 0), (0, 1)))
    return Stroke(SIGN * line / np.linalg.norm(line, axis=1).max(), palette.TEXT, 3.5)


def _title(words: str, box: Box) -> Group:
    """Return what is said of the rates of columns, above a line as long as these are wide."""
    line = Segments([[box.left, box.bottom, 0.0]], [[box.right, box.bottom, 0.0]], palette.STEP, 3)
    title = typography.fitted(typography.formula(words, SIZE, palette.STEP), box.width)
    return Group(line, title.next_to(line, UP, buff=0.15))


def _crossed(column: Box, row: Box) -> Box:
    """Return the cell in which a column and a row cross."""
    return Box(column.left, column.right, row.bottom, row.top)


def _live(run: Run, cell: Box) -> Any:
    """Return the number of a run's steps so far."""
    right = (cell.right - INSET, cell.center[1], 0.0)
    number: Any = LiveNumber(0, WHOLE, right, size=COUNT, color=run.color, right=True)
    number.shift((0.0, cell.center[1] - number.get_center()[1], 0.0)).follow(run, "iteration")
    return number


def _count(contest: ValleyContest, rule: str, cell: Box) -> Group:
    """Return the number of a run's steps so far; if it does not arrive, in the end how it fails."""
    run, number = contest.runs[rule], _live(contest.runs[rule], cell)
    counted = Group(number)
    if not contest.arrives(rule):
        late: Typst = typography.formula(f"> {contest.budget}", COUNT, run.color)
        if contest.flies(rule):
            late = typography.column(translated("flies off"), cell.width, run.color)
        late = typography.fitted(late, cell.width - INSET)
        late.move_to((cell.right - INSET, cell.center[1], 0.0), aligned_edge=RIGHT)

        def choose(_: Mobject) -> None:
            ended = run.step >= run.steps
            late.set_opacity(float(ended))
            number.set_opacity(float(not ended))

        counted.add(late).add_updater(choose, call_updater=True)
    return counted


def needed_in_words(contests: Mapping[str, ValleyContest]) -> dict[str, str]:
    """Return what rules need in valleys: ``valley_rule``."""
    pairs = [(valley, rule) for valley, contest in contests.items() for rule in contest.runs]
    return {f"{valley}_{rule}": contests[valley].told(rule) for valley, rule in pairs}
