"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from manim import FadeIn, FadeOut, Group, Typst

from scenes import kit
from scenes.kit import Pose, draw, layout, palette

LEG, LEAVE, FLOW = 2.6, 2.4, 1.8
"""Seconds of each part of a race, of the one in which a ridge is left, and of a ground becoming the next."""

RULES = "gradient_descent", "heavy_ball", "adagrad", "damped_newton"
"""Who races: a rule of each idea."""

TOLD: Mapping[str, Sequence[tuple[str, str]]] = {
    "valley": (("damped_newton", "bend"), ("adagrad", "walls"), ("gradient_descent", "creeps")),
    "plateau": (("adagrad", "sized"), ("gradient_descent", "tiny")),
    "saddle": (("adagrad", "even"), ("gradient_descent", "waits")),
}
"""For each ground, as they arrive, whom a beat tells of, and that beat: what it writes has its name, too."""

RIDGE: Mapping[str, tuple[str, str]] = {"saddle": ("gradient_descent", "damped_newton")}
"""On which ground it is told how rules leave a ridge, and which ones: the last one to do so comes last."""

EYES: Mapping[str, tuple[Pose, Pose]] = {
    "valley": ((-84.0, 55.0, 1.6), (-75.0, 62.0, 1.6)),
    "plateau": ((-78.0, 56.0, 1.6), (-64.0, 60.0, 1.55)),
    "saddle": ((188.0, 38.0, 1.55), (200.0, 50.0, 1.55)),
}
"""Where the eye is when a race begins and when it ends; grounds of one's own are seen as the valley is."""

ROW = 0.52
"""Height of a row of the table."""


class RaceInSpace(kit.RaceLesson):
    """A rule of each idea races in space, on one ground after another whose slopes are told.

    The attributes are those of `kit.RaceLesson`. What is said on a ground of one's own stands in `lines`
    under the ground's name; if it is not there, who is first and last is said.
    """

    words = {
        "title": "Why the order changes",
        "spent": "work",
        "valley": "valley",
        "slope": "slope of J",
        "along": "slope along",
        "across": "slope across",
        "log": "heights: logarithms",
        "bend": "knows how they bend",
        "walls": "remembers the walls",
        "creeps": "creeps on the floor",
        "sized": "slope ÷ its size",
        "tiny": "tiny steps",
        "even": "slope ÷ its size",
        "waits": "stays on the ridge",
        "ridge": "distance from the ridge",
        "halved": "η halved",
    }
    lines = {
        "ground": "{surface}: where they start, the slope is {slope}. {first} is there first, after {least}. "
        "{last} comes last, after {most}."
    }
    rules = kit.some_of(kit.RACE_RULES, *RULES)
    surfaces: Mapping[str, kit.RaceGround] = MappingProxyType(
        {"valley": kit.RACE_GROUNDS["Rosenbrock"], **kit.some_of(kit.RACE_GROUNDS, "plateau", "saddle")}
    )

    def setup(self) -> None:
        """Race on all grounds, and build each of them in space."""
        super().setup()
        self.eyes = [EYES.get(name, EYES["valley"]) for name in self.surfaces]
        self.ridges = {name: rules for name, rules in RIDGE.items() if self.is_told_by(RaceInSpace, name)}
        self.slopes = [kit.RaceSlopes.of(race) for race in self.races]
        box, frame = layout.stage().inset(right=5.1, top=0.45), layout.frame()
        self.grounds = [
            kit.RaceSpace(box, race, first, self.ridges[name][-1] if name in self.ridges else None)
            for name, race, (first, _) in zip(self.surfaces, self.races, self.eyes, strict=True)
        ]
        corner = frame.inset(left=frame.width - 4.92, bottom=frame.height - ROW * (1 + len(self.rules)))
        heads = [self.word("spent"), *self.heads]
        self.table = kit.RaceTable(corner, self.races, heads, self.names, self.colors)
        self.words_box = replace(corner, top=corner.bottom - 0.35, bottom=layout.stage().bottom)

    def named(self, name: str) -> str:
        """Return what a rule or a surface is called on the picture."""
        return self.word(name) if name in RaceInSpace.words else super().named(name)

    def construct(self) -> None:
        """Race on one ground after another, and tell of each rule as it arrives."""
        for number, name in enumerate(self.surfaces):
            told, order = self.told(number), self.races[number].order
            with self.beat(self.beat_of(name), **told):
                self.appear() if number == 0 else self.flow(*self.grounds[number - 1 : number + 1])
                self.line_up(number)
                told_whole = () if self.is_told_by(RaceInSpace, name) else ((0.5, order[0]), (1.0, order[-1]))
                for share, rule in told_whole:
                    self.run_to(number, rule, share)
            for done, (beat, (rule, written)) in enumerate(self.reasons(number).items(), 1):
                with self.beat(beat, **told):
                    self.tags.append(written)
                    self.play(FadeIn(written), run_time=0.5)
                    self.run_to(number, rule, done / len(TOLD[name]))
            if name in self.ridges:
                self.leave_ridge(number, self.ridges[name])
        last = next(iter(self.races[-1].runs)).path[-1]
        self.carried = kit.Dots([self.grounds[-1].balls[-1].seen(*last)], palette.POINT)

    def beat_of(self, name: str) -> str:
        """Return the beat of a ground: its own, if what is said there holds, or is written for it."""
        return name if self.is_told_by(RaceInSpace, name) or name in self.lines else "ground"

    def reasons(self, number: int) -> dict[str, tuple[str, Typst]]:
        """Return for each beat that tells why a rule is where it is which one, and what is written of it."""
        name = list(self.surfaces)[number]
        legs = TOLD[name] if self.is_told_by(RaceInSpace, name) else ()
        words = [(f"{self.names[rule]}: {self.word(beat)}", self.colors[rule]) for rule, beat in legs]
        written = kit.below_one_another(self.words_box, words)
        return {beat: (rule, text) for (rule, beat), text in zip(legs, written, strict=True)}

    def told(self, number: int) -> dict[str, int | str]:
        """Return what is said of a race."""
        said = kit.told_of_race(self.races[number], self.slopes[number], self.spoken)
        return {**said, "surface": self.spoken_grounds[number]}

    def appear(self) -> None:
        """Let the first ground rise, and lay the ball on it."""
        ground, ball = self.grounds[0], self.grounds[0].balls[-1]
        point = kit.Dots([ball.seen(*self.slopes[0].start)], palette.POINT, ball.radius)
        self.add(ground.space, ground.surface)
        rising = kit.rise(ground.surface, float(ground.space.ranges[2, 0]), run_time=2)
        shown = FadeIn(self.heading(self.word("title"))), FadeIn(ground.space)
        self.play(*shown, rising, self.take_over(point, run_time=2))
        self.play(*map(FadeIn, (self.table.heads[0], *self.table.rules)), run_time=0.8)
        self.remove(point)

    def flow(self, old: kit.RaceSpace, new: kit.RaceSpace) -> None:
        """Let one ground become the next, while the eye goes to where that is seen best."""
        marks = *old.finish, *old.trails, *old.steps, *old.balls, *self.tags
        self.play(*map(FadeOut, marks), kit.dimmed(old.space.axes, 0.0), run_time=0.6)
        self.play(*old.become(new, FLOW))
        new.space.axes.set_opacity(0)
        self.bring_to_back(new.space)
        self.play(kit.dimmed(new.space.axes, 1.0), FadeIn(new.surface), run_time=0.5)
        self.remove(old.space, old.surface)

    def line_up(self, number: int) -> None:
        """Lay the balls of all where they start, and name the slopes."""
        ground, table = self.grounds[number], self.table
        slopes = self.named_slopes(number)
        self.tags = [*slopes, *ground.named_scale(self.word("log"))]
        leaders = (part for tag in slopes for part in (tag.leader, tag.dot))
        self.add(*ground.finish, *leaders, *ground.trails, *ground.balls)
        heads = table.heads[number + 1], *table.counts[number]
        self.play(*map(FadeIn, (*ground.finish, *ground.balls, *self.tags, *heads)), run_time=0.7)
        self.add(*ground.trails, *ground.steps, *ground.balls)

    def leave_ridge(self, number: int, rules: Sequence[str]) -> None:
        """Draw how far rules are from the ridge, tell what a step does and costs, and let the last leave."""
        box = replace(self.words_box, top=layout.stage().top)
        runs = {self.names[rule]: self.races[number].runs[rule] for rule in rules}
        words = map(self.word, ("spent", "ridge", "halved"))
        chart = kit.RidgeChart(box, runs, self.slopes[number].level, *words)
        first, last = chart.best
        with self.beat("ridge", factor=first.factor):
            self.hold(0.8)  # the table is read
            self.play(FadeOut(Group(*self.tags, self.table), suspend_mobject_updating=False), run_time=0.5)
            self.play(*map(FadeIn, (chart, *chart.trails)), run_time=0.8)
            self.play(FadeIn(chart.notes[0]), run_time=0.5)
        with self.beat("price", factor=last.factor, paid=last.cost):
            self.run_to(number, rules[-1], 1.0, LEAVE)
            self.play(FadeIn(chart.notes[1]), run_time=0.5)

    def run_to(self, number: int, rule: str, share: float, seconds: float = LEG) -> None:
        """Let all run until a rule arrives; the eye goes on to a share of its way. Who is first is framed."""
        race, ground = self.races[number], self.grounds[number]
        begin, end = float(race.runs.clock.get_value()), min(race.needed(rule), race.runs.end)
        if end > begin:
            first, last = np.array(self.eyes[number])
            turn = kit.in_time(ground.space.view, seconds).turn_to(*(first + share * (last - first)))
            self.play(race.advance(seconds, end), turn)
        rings = self.table.rings[number].items()
        if new := [draw(ring) for each, ring in rings if begin < race.needed(each) <= end]:
            self.play(*new, run_time=0.5)

    def named_slopes(self, number: int) -> list[kit.SpotTag]:
        """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere."""
        stage, words = layout.stage(), {name: self.word(name) for name in ("slope", "along", "across")}
        corner, floor = (stage.left, stage.top, 0.0), (self.words_box.left - 0.8, stage.bottom + 0.9, 0.0)
        return kit.slope_tags(self.grounds[number].surface, self.slopes[number], words, corner, floor)
