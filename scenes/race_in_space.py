"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from manim import DL, FadeIn, FadeOut, Mobject, Typst

from gdmath import FloatArray, RuleFamily
from scenes import kit
from scenes.kit import Pose, draw, layout, palette, short, typography

RACE, FLOW = 10.5, 2.0
"""Seconds of the longest race, while the eye goes around, and those in which one ground becomes the next."""

WHEN: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"valley": (0.05, 0.5, 0.8), "plateau": (0.05, 0.18), "saddle": (0.02, 0.28, 0.58)}
)
"""When the reasons of a ground come, one after the other, as shares of these seconds."""

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
        "valley_gradient_descent": "Plain: bent walls set its rate; on the level floor, it creeps.",
        "valley_adagrad": "AdaGrad: its squares never forget the walls.",
        "valley_damped_newton": "Newton knows the floor's bend.",
        "plateau_gradient_descent": "Plain: hardly a slope or a step.",
        "plateau_adagrad": "AdaGrad: slope by its own size, so the first step is η along each axis.",
        "saddle_gradient_descent": "Plain waits on the ridge until the slope across has grown.",
        "saddle_adagrad": "AdaGrad divides that slope, too.",
        "saddle_damped_newton": "Newton: each step, {less} to {more} times as far from the ridge; "
        "{steps} steps × {each} + {values} values = {damped_newton}",
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
        box, frame = layout.stage().inset(right=5.1, top=0.45), layout.frame()
        self.grounds = [
            kit.RaceSpace(box, race, first) for race, (first, _) in zip(self.races, self.eyes, strict=True)
        ]
        corner = frame.inset(left=frame.width - 4.92, bottom=frame.height - ROW * (1 + len(self.rules)))
        heads = [self.word("spent"), *self.heads]
        self.slowness = RACE / max(np.log1p(max(race.runs.end, 1)) for race in self.races)
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

    def told(self, number: int) -> dict[str, float | str]:
        """Return what is said of a race: each rule's gradients, who is first and last, and the slopes."""
        race, slopes = self.races[number], self.slopes[number]
        return {
            **{rule: race.written(rule) for rule in self.rules},
            **kit.race_in_words(race, self.spoken),
            "slope": short(slopes.steep, 2),
            "floor": short(slopes.floor, 2),
            "across": short(slopes.across, 1),
            **kit.cost_of_last(race),
            **kit.growth_of_last(race),
            "surface": self.spoken[list(self.surfaces)[number]],
        }

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
        marks = *old.trails, *old.balls, *self.tags
        self.play(*map(FadeOut, marks), kit.dimmed(old.space.axes, 0.0), run_time=0.6)
        view, there = kit.in_time(old.space.view, FLOW), new.space.view
        self.play(
            kit.in_time(old.surface, FLOW).set(heights=new.surface.heights),
            view.turn_to(*there.pose.tolist()).set(points=there.points),
        )
        new.space.axes.set_opacity(0)
        self.bring_to_back(new.space)
        self.play(kit.dimmed(new.space.axes, 1.0), FadeIn(new.surface), run_time=0.5)
        self.remove(old.space, old.surface)

    def race(self, number: int) -> None:
        """Name the slopes, and let all run; who arrives first is framed."""
        race, ground, table = self.races[number], self.grounds[number], self.table
        first, *later = tags = self.named_slopes(number)
        reasons, scales = self.reasons(number), self.named_scale(number)
        self.tags = [*tags, *reasons, *scales]
        self.add(first.leader, first.dot, *ground.trails, *ground.balls)
        self.play(
            *map(FadeIn, (*ground.balls, first, *scales, table.heads[number + 1], *table.counts[number]))
        )
        seconds = self.slowness * float(np.log1p(race.runs.end))
        rings = [
            draw(ring, run_time=seconds, rate_func=kit.during(share, share + 0.05))
            for rule, ring in table.rings[number].items()
            for share in [race.share(rule)]
        ]
        coming = [
            FadeIn(words, run_time=RACE, rate_func=kit.during(share, share + 0.06))
            for words, share in zip(reasons, WHEN.get(list(self.surfaces)[number], ()), strict=False)
        ]
        coming += [FadeIn(tag, run_time=RACE, rate_func=kit.during(0.2, 0.26)) for tag in later]
        turn = kit.in_time(ground.space.view, RACE).turn_to(*self.eyes[number][1])
        self.add(*(part for tag in later for part in (tag.leader, tag.dot)), *ground.trails, *ground.balls)
        self.play(race.advance(seconds), turn, *rings, *coming)

    def named_slopes(self, number: int) -> list[kit.SpotTag]:
        """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere."""
        slopes, stage = self.slopes[number], layout.stage()
        start = (stage.left, stage.top, 0.0)
        if slopes.is_level_across:
            return [self.tag(number, slopes.start, "across", short(slopes.across, 1), start)]
        tags = [self.tag(number, slopes.start, "slope", short(slopes.steep, 2), start)]
        if slopes.is_elsewhere:
            floor, words = (self.words_box.left - 1.2, stage.bottom + 0.5, 0.0), self.word("slope")
            surface, amount = self.grounds[number].surface, short(slopes.floor, 2)
            tags.append(kit.SpotTag(surface, slopes.halfway, [f"{words} = {amount}"], floor))
        return tags

    def tag(
        self, number: int, place: FloatArray, what: str, amount: str, corner: tuple[float, float, float]
    ) -> kit.SpotTag:
        """Return words and a number, and a line from there to a place of a ground."""
        return kit.SpotTag(self.grounds[number].surface, place, [self.word(what), f"= {amount}"], corner)

    def named_scale(self, number: int) -> list[Mobject]:
        """Return words, in the lower left corner, that tell of logarithms where heights are these."""
        if not self.grounds[number].is_log:
            return []
        stage = layout.stage()
        words = typography.text(typography.as_is(self.word("log")), typography.TICK, palette.MUTED)
        return [words.move_to((stage.left, stage.bottom, 0.0), aligned_edge=DL)]
