"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from manim import UL, FadeIn, FadeOut, Mobject

from gdmath import FloatArray, RuleFamily
from scenes import kit
from scenes.kit import Pose, draw, layout, palette, short, typography

RACE, FLOW = 10.5, 2.0
"""Seconds of a race, and those in which one ground becomes the next."""

EYES: Mapping[str, tuple[Pose, Pose]] = MappingProxyType(
    {
        "valley": ((-84.0, 43.0, 1.54), (-64.0, 50.0, 1.43)),
        "plateau": ((-84.0, 42.0, 1.6), (-62.0, 50.0, 1.46)),
        "saddle": ((190.0, 27.0, 1.5), (216.0, 36.0, 1.38)),
    }
)
"""Where the eye is at the beginning and at the end of the race on a ground."""

ELSEWHERE: tuple[Pose, Pose] = ((-84.0, 42.0, 1.5), (-62.0, 48.0, 1.45))
"""The same on grounds of one's own."""

BESIDE = 0.6
"""Scene units from a place on the ground to the middle of what is written there."""

ROW = 0.54
"""Height of a row of the table."""


class RaceInSpace(kit.RaceLesson):
    """A rule of each idea races in space, on one ground after another whose slopes are told.

    The attributes are those of `kit.RaceLesson`. What is said on a ground of one's own stands in `lines`
    under the ground's name; if it is not there, who is first and last is said.
    """

    words = {
        "title": "Why the order changes",
        "spent": "gradients",
        "valley": "valley",
        "slope": "slope of J",
        "across": "slope of J across",
        "why_valley": "The steep walls set the rate. The level floor takes the time.",
        "why_plateau": "Hardly any slope, hardly any step, unless it is divided by its own size.",
        "why_saddle": "Across the ridge there is hardly a slope to follow.",
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
        box, frame = layout.stage().inset(right=4.3, top=0.45), layout.frame()
        self.grounds = [
            kit.RaceSpace(box, race, first) for race, (first, _) in zip(self.races, self.eyes, strict=True)
        ]
        corner = frame.inset(left=frame.width - 4.92, bottom=frame.height - ROW * (1 + len(self.rules)))
        heads = [self.word("spent"), *self.heads]
        self.table = kit.RaceTable(corner, self.races, heads, self.names, self.colors)
        self.words_box = replace(corner, left=corner.left + 0.35, top=corner.bottom - 0.5)

    def named(self, name: str) -> str:
        """Return what a rule or a surface is called on the picture."""
        return self.word(name) if name in RaceInSpace.words else super().named(name)

    def construct(self) -> None:
        """Race on one ground after another."""
        for number, name in enumerate(self.surfaces):
            with self.beat(self.beat_of(name), **self.told(number, name)):
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

    def reason(self, name: str) -> list[Mobject]:
        """Return why the order on a ground is what it is, in words below the table; none if unknown."""
        box, words = self.words_box, f"why_{name}"
        if self.beat_of(name) != name or words not in RaceInSpace.words:
            return []
        why = typography.column(self.word(words), box.width)
        return [why.move_to((box.left, box.top, 0.0), aligned_edge=UL)]

    def told(self, number: int, name: str) -> dict[str, float | str]:
        """Return what is said of a race: each rule's gradients, who is first and last, and the slopes."""
        race, slopes = self.races[number], self.slopes[number]
        return {
            **{rule: race.written(rule) for rule in self.rules},
            **kit.race_in_words(race, self.spoken),
            "slope": short(slopes.steep, 2),
            "floor": short(slopes.floor, 2),
            "across": short(slopes.across, 1),
            **self.cost_of_last(race),
            "surface": self.spoken[name],
        }

    def cost_of_last(self, race: kit.RankedRace) -> dict[str, int]:
        """Return the steps of the rule that comes last, what each costs, and the values tried."""
        last = race.order[-1]
        steps = next(run.steps for run in race.runs if run.name == last)
        spent = race.searches[last].descent.evaluations
        hessian = len(race.ground.start) * int(spent.hessians[steps] > 0)
        return {"steps": steps, "each": 1 + hessian, "values": int(spent.values[steps] - spent.values[0])}

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
        (slope, *floor), why = self.named_slopes(number), self.reason(list(self.surfaces)[number])
        self.tags = [slope, *floor, *why]
        marks = *ground.trails, *ground.balls
        self.add(*marks)
        self.play(*map(FadeIn, (*ground.balls, slope, table.heads[number + 1], *table.counts[number])))
        turn = kit.in_time(ground.space.view, RACE).turn_to(*self.eyes[number][1])
        shares = {rule: race.share(rule) for rule in table.rings[number]}
        rings = [
            draw(table.rings[number][rule], run_time=RACE, rate_func=kit.during(share, share + 0.05))
            for rule, share in shares.items()
        ]
        coming = [FadeIn(tag, run_time=RACE, rate_func=kit.during(0.6, 0.66)) for tag in floor]
        coming += [FadeIn(words, run_time=RACE, rate_func=kit.during(0.3, 0.36)) for words in why]
        self.add(*marks, slope)
        self.play(race.advance(RACE), turn, *rings, *coming)
        self.hold(1)

    def named_slopes(self, number: int) -> list[Mobject]:
        """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere."""
        slopes = self.slopes[number]
        if slopes.is_level_across:
            return [self.tag(number, slopes.start, "across", short(slopes.across, 1), -BESIDE)]
        tags = [self.tag(number, slopes.start, "slope", short(slopes.steep, 2), BESIDE)]
        if slopes.is_elsewhere:
            tags.append(self.tag(number, slopes.halfway, "slope", short(slopes.floor, 2), -BESIDE))
        return tags

    def tag(self, number: int, place: FloatArray, what: str, amount: str, above: float) -> Mobject:
        """Return words and a number that stay above a place of a ground, or below it."""
        words = f"{self.word(what)} {amount}"
        return kit.spot_name(self.grounds[number].surface, place, words, palette.TEXT, above)
