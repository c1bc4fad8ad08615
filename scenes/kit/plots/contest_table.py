"""What rules need in several valleys: a row for each rule, a column for each valley, counted as they race."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, Group, Mobject

from gdmath import RuleFamily
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.strokes import Stroke
from scenes.kit.runs.valley import BUDGET, Valley
from scenes.kit.runs.valley_contest import ValleyContest, steps_in_words
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, short

COUNT: Final = 60.0
"""Size of the digits that count."""

SIGN: Final = 0.46
"""Half the size of the sign of a valley, in scene units, at most."""

BELOW: Final = 0.2
"""From a count down to its rate, in scene units."""


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

    Attributes
    ----------
    columns
        For each race the sign of its valley, one of its contour lines, and for each rule a count, with the
        learning rate below it. A rule that does not arrive gets a dash for its count in the end.
    counts
        For each race the counts, by name.
    """

    def __init__(self, box: Box, contests: Sequence[ValleyContest], names: Mapping[str, str]) -> None:
        head, *rows = box.rows(1, *[1.15] * len(names), gap=0.1)
        first, *others = box.columns(1.45, *[1] * len(contests), gap=0.1)
        words = Group(
            *(
                typography.text(typography.as_is(name), typography.BODY, contests[0].runs[rule].color)
                for rule, name in names.items()
            )
        )
        share = min(1.0, first.width / words.width)
        for word, row in zip(words, rows, strict=True):
            word.scale(share).move_to((first.left, row.center[1], 0.0), aligned_edge=LEFT)
        self.columns: list[Group] = []
        self.counts: list[dict[str, Group]] = []
        for column, contest in zip(others, contests, strict=True):
            middle = column.center[0]
            sign = _sign(contest.valley).shift((middle, head.center[1], 0.0))
            counts = {
                rule: _count(contest, rule, (column.right - 0.15, row.center[1], 0.0))
                for rule, row in zip(names, rows, strict=True)
            }
            self.counts.append(counts)
            self.columns.append(Group(sign, *counts.values()))
        super().__init__(*words)


def _sign(valley: Valley) -> Stroke:
    """Return one of a valley's contour lines, small, around the origin."""
    angles = np.linspace(0, 2 * np.pi, 121)
    legs = np.stack([np.cos(angles), np.sin(angles)], axis=-1) / np.sqrt(valley.curvatures)
    line = np.pad(legs @ valley.ways, ((0, 0), (0, 1)))
    return Stroke(SIGN * line / np.linalg.norm(line, axis=1).max(), palette.TEXT, 3.5)


def _count(contest: ValleyContest, rule: str, place: tuple[float, float, float]) -> Group:
    """Return the number of a run's steps so far, ending at a place, over the learning rate."""
    run = contest.runs[rule]
    number = LiveNumber(0, WHOLE, place, size=COUNT, color=run.color, right=True).follow(run, "iteration")
    best = short(contest.found[rule].best_rate, 2)
    rate = typography.formula(f"eta = {best}", typography.TICK, palette.STEP)
    rate.next_to(place, DOWN, buff=BELOW).shift((place[0] - rate.get_right()[0], 0.0, 0.0))
    counted = Group(number, rate)
    if not contest.arrives(rule):
        dash = typography.text("–", COUNT, run.color)
        dash.move_to((place[0] - dash.width / 2, number.get_center()[1], 0.0))

        def choose(_: Mobject) -> None:
            ended = run.step >= run.steps
            dash.set_opacity(float(ended))
            number.set_opacity(float(not ended))

        counted.add(dash.add_updater(choose, call_updater=True))
    return counted


def needed_in_words(contests: Mapping[str, ValleyContest]) -> dict[str, str]:
    """Return what rules need in valleys, as ``valley_rule``: steps until they have arrived."""
    return {
        f"{valley}_{rule}": contest.told(rule)
        for valley, contest in contests.items()
        for rule in contest.runs
    }


def needed_untuned(
    contests: Mapping[str, ValleyContest], families: Mapping[str, RuleFamily], rate: float
) -> dict[str, str]:
    """Return what rules need at one rate where they need most, as ``rule_untuned``."""
    valleys = [contest.valley for contest in contests.values()]
    most = {name: max(each.steps(rule(rate), BUDGET) for each in valleys) for name, rule in families.items()}
    return {f"{name}_untuned": steps_in_words(steps) for name, steps in most.items()}
