"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from manim import DL, Animation, FadeIn, FadeOut, Mobject, Typst

from gdmath import RuleFamily
from scenes import kit
from scenes.kit import Pose, draw, layout, palette, typography

RACE, LEAST, IN_TURN, FLOW = 10.5, 6.0, 12.5, 2.0
"""Seconds of the longest race, while the eye goes around, of the shortest, and of one in which each rule has
its turn; and those in which one ground becomes the next."""

SOON = 0.06
"""Share of a race in which what is told of it appears."""

WHEN: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"valley": (0.05, 0.5, 0.8), "plateau": (0.05, 0.18), "saddle": (0.02, 0.26, 0.53)}
)
"""When the reasons of a ground come, one after the other, as shares of the race's seconds."""

TURNS: Mapping[str, Mapping[str, tuple[float, float]]] = MappingProxyType(
    {"saddle": {"adagrad": (0.28, 0.34), "damped_newton": (0.55, 0.92)}}
)
"""Where each rule runs when its reason comes, and between which shares of the race's seconds."""

AT_ONCE = (0.0, 0.25)
"""The same of all rules of which that is not said."""

EYES: Mapping[str, tuple[Pose, Pose]] = MappingProxyType(
    {
        "valley": ((-84.0, 43.0, 1.54), (-70.0, 49.0, 1.46)),
        "plateau": ((-84.0, 42.0, 1.6), (-62.0, 50.0, 1.46)),
        "saddle": ((190.0, 27.0, 1.5), (205.0, 34.0, 1.42)),
    }
)
"""Where the eye is at the beginning and at the end of the race on a ground."""

ELSEWHERE: tuple[Pose, Pose] = ((-84.0, 42.0, 1.5), (-62.0, 48.0, 1.45))
"""The same on grounds of one's own."""

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
        "across": "slope of J across",
        "log": "heights: logarithms",
        "valley_gradient_descent": "Plain descent: the curved walls limit η; on the flat floor, it creeps.",
        "valley_adagrad": "AdaGrad's sums of squares never forget the walls.",
        "valley_damped_newton": "Newton knows the curvature of the floor.",
        "plateau_gradient_descent": "Plain descent: the slope is tiny, and so are the steps.",
        "plateau_adagrad": "AdaGrad divides the slope by its size: the first step is η along each axis.",
        "saddle_gradient_descent": "Plain descent waits on the ridge until the slope across has grown.",
        "saddle_adagrad": "AdaGrad divides that slope by its size: off it goes.",
        "saddle_damped_newton": "Newton: each step takes it {less} to {more} times as far from the ridge. "
        "Its work: {steps} gradients, {hessians} for {steps} Hessians, {values} values tried.",
    }
    lines = {
        "ground": "{surface}: where they start, the slope is {slope}. {first} is there first, after {least}. "
        "{last} comes last, after {most}."
    }
    rules: Mapping[str, RuleFamily] = MappingProxyType(
        {
            name: kit.RACE_RULES[name]
            for name in ("gradient_descent", "heavy_ball", "adagrad", "damped_newton")
        }
    )
    surfaces: Mapping[str, kit.RaceGround] = MappingProxyType(
        {
            "valley": kit.RACE_GROUNDS["Rosenbrock"],
            **{name: kit.RACE_GROUNDS[name] for name in ("plateau", "saddle")},
        }
    )

    def setup(self) -> None:
        """Race on all grounds, and build each of them in space."""
        super().setup()
        self.eyes = [EYES.get(name, ELSEWHERE) for name in self.surfaces]
        self.slopes = [kit.RaceSlopes.of(race) for race in self.races]
        self.turns = [self.turns_on(name) for name in self.surfaces]
        timed = zip(self.turns, kit.race_seconds(self.races, RACE, LEAST), strict=True)
        self.seconds = [IN_TURN if turns else seconds for turns, seconds in timed]
        box, frame = layout.stage().inset(right=5.1, top=0.45), layout.frame()
        self.grounds = [
            kit.RaceSpace(box, race, first, race.order[-1] if turns else None)
            for turns, race, (first, _) in zip(self.turns, self.races, self.eyes, strict=True)
        ]
        corner = frame.inset(left=frame.width - 4.92, bottom=frame.height - ROW * (1 + len(self.rules)))
        heads = [self.word("spent"), *self.heads]
        self.table = kit.RaceTable(corner, self.races, heads, self.names, self.colors)
        self.words_box = replace(corner, top=corner.bottom - 0.35, bottom=frame.bottom)

    def named(self, name: str) -> str:
        """Return what a rule or a surface is called on the picture."""
        return self.word(name) if name in RaceInSpace.words else super().named(name)

    def construct(self) -> None:
        """Race on one ground after another."""
        for number, name in enumerate(self.surfaces):
            with self.beat(self.beat_of(name), **self.told(number)):
                if number == 0:
                    self.appear()
                else:
                    self.flow(self.grounds[number - 1], self.grounds[number])
                self.race(number)
        last = next(iter(self.races[-1].runs)).path[-1]
        self.carried = kit.Dots([self.grounds[-1].balls[-1].seen(*last)], palette.POINT)

    def beat_of(self, name: str) -> str:
        """Return the beat of a ground: its own, if what is said there holds, or is written for it."""
        own = RaceInSpace
        is_ours = self.rules is own.rules and self.rates is own.rates
        is_known = is_ours and self.surfaces[name] is own.surfaces.get(name)
        return name if is_known or name in self.lines else "ground"

    def reasons(self, number: int) -> list[Typst]:
        """Return in rules' colours why they are where they are, below the table; none if unknown."""
        name, told = list(self.surfaces)[number], self.told(number)
        if self.beat_of(name) != name:
            return []
        known = {rule: key for rule in self.rules if (key := f"{name}_{rule}") in RaceInSpace.words}
        words = [(self.word(key, **told), self.colors[rule]) for rule, key in known.items()]
        return kit.below_one_another(self.words_box, words)

    def told(self, number: int) -> dict[str, int | str]:
        """Return what is said of a race."""
        said = kit.told_of_race(self.races[number], self.slopes[number], self.spoken)
        return {**said, "surface": self.spoken_grounds[number]}

    def turns_on(self, name: str) -> dict[str, tuple[float, float]]:
        """Return when each rule runs on a ground, if one after the other is told; else nothing."""
        if name not in TURNS or self.beat_of(name) != name:
            return {}
        return {rule: TURNS[name].get(rule, AT_ONCE) for rule in self.rules}

    def appear(self) -> None:
        """Let the first ground rise, and lay the ball on it."""
        ground = self.grounds[0]
        ball = ground.balls[-1]
        point = kit.Dots([ball.seen(*self.slopes[0].start)], palette.POINT, ball.radius)
        self.add(ground.space, ground.surface)
        rising = kit.rise(ground.surface, float(ground.space.ranges[2, 0]), run_time=2)
        shown = FadeIn(self.heading(self.word("title"))), FadeIn(ground.space)
        self.play(*shown, rising, self.take_over(point, run_time=2))
        self.play(*map(FadeIn, (self.table.heads[0], *self.table.rules)), run_time=0.8)
        self.remove(point)

    def flow(self, old: kit.RaceSpace, new: kit.RaceSpace) -> None:
        """Let one ground become the next, while the eye goes to where that is seen best."""
        marks = *old.trails, *old.steps, *old.balls, *self.tags
        self.play(*map(FadeOut, marks), kit.dimmed(old.space.axes, 0.0), run_time=0.6)
        self.play(*old.become(new, FLOW))
        new.space.axes.set_opacity(0)
        self.bring_to_back(new.space)
        self.play(kit.dimmed(new.space.axes, 1.0), FadeIn(new.surface), run_time=0.5)
        self.remove(old.space, old.surface)

    def race(self, number: int) -> None:
        """Name the slopes, and let all run, or each in its turn; who arrives first is framed."""
        race, ground, table = self.races[number], self.grounds[number], self.table
        first, *later = tags = self.named_slopes(number)
        reasons, scales = self.reasons(number), self.named_scale(number)
        self.tags = [*tags, *reasons, *scales]
        self.add(first.leader, first.dot, *ground.trails, *ground.balls)
        heads = table.heads[number + 1], *table.counts[number]
        self.play(*map(FadeIn, (*ground.balls, first, *scales, *heads)), run_time=0.7)
        seconds, turns = self.seconds[number], self.turns[number]
        runs, ends = kit.run_off(race, seconds, turns)

        def soon(kind: Callable[..., Animation], mobject: Mobject, begin: float, **kwargs: Any) -> Animation:
            pace = kit.during(begin, begin + SOON)
            return kind(mobject, run_time=seconds, rate_func=pace, **kwargs)

        coming = [soon(draw, ring, min(ends[rule], 1 - SOON)) for rule, ring in table.rings[number].items()]
        when = WHEN.get(list(self.surfaces)[number], ())
        coming += [soon(FadeIn, words, begin) for words, begin in zip(reasons, when, strict=False)]
        coming += [soon(FadeIn, tag, 0.2) for tag in later]
        if turns:  # the slope is told: its line leaves room for the steps
            coming.append(soon(FadeOut, first, when[-1], suspend_mobject_updating=False))
        turn = kit.in_time(ground.space.view, seconds).turn_to(*self.eyes[number][1])
        self.add(*(part for tag in later for part in (tag.leader, tag.dot)))
        self.add(*ground.trails, *ground.steps, *ground.balls)
        self.play(*runs, turn, *coming)
        self.hold(0.4)

    def named_slopes(self, number: int) -> list[kit.SpotTag]:
        """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere."""
        stage, words = layout.stage(), {name: self.word(name) for name in ("slope", "across")}
        floor = (self.words_box.left - 1.2, stage.bottom + 0.5, 0.0)
        corner = (stage.left, stage.top, 0.0)
        return kit.slope_tags(self.grounds[number].surface, self.slopes[number], words, corner, floor)

    def named_scale(self, number: int) -> list[Mobject]:
        """Return words, in the lower left corner, that tell of logarithms where heights are these."""
        if not self.grounds[number].is_log:
            return []
        stage = layout.stage()
        words = typography.text(typography.as_is(self.word("log")), typography.TICK, palette.MUTED)
        return [words.move_to((stage.left, stage.bottom, 0.0), aligned_edge=DL)]
