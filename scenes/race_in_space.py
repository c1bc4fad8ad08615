"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from manim import Animation, FadeIn, FadeOut, Typst

from scenes import kit
from scenes.kit import Pose, draw, layout, palette

RACE, LEAST, FLOW = 10.5, 6.0, 2.0
"""Seconds of the longest race, while the eye goes around, and of the shortest; and those in which one ground
becomes the next."""

STEPPED: Mapping[str, float] = MappingProxyType({"saddle": 12.5})
"""Seconds of the race on grounds where the last rule's steps are told: it is watched, and they are marked."""

SOON = 0.06
"""Share of a race in which what is told of it appears."""

RULES = "gradient_descent", "heavy_ball", "adagrad", "damped_newton"
"""Who races: a rule of each idea."""

REASONS: Mapping[str, Sequence[tuple[str, float] | None]] = MappingProxyType(
    {
        "valley": (("creeps", 0.05), ("adds", 0.35), ("walls", 0.5), ("bend", 0.8)),
        "plateau": (("tiny", 0.45), ("adds", 0.3), ("sized", 0.05), None),
        "saddle": (("waits", 0.25), ("adds", 0.25), ("sized", 0.02), ("close", 0.47)),
    }
)
"""For each of them, why it is where it is: the words' name, and after which share of the race they come."""

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
        "creeps": "creeps on the floor",
        "adds": "adds up slopes",
        "walls": "remembers the walls",
        "bend": "knows the floor's bend",
        "tiny": "tiny steps",
        "sized": "slope ÷ its size",
        "waits": "waits on the ridge",
        "close": "{steps} + {hessians} + {values} = {damped_newton}: gradients, Hessians, values",
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
        self.eyes = [EYES.get(name, ELSEWHERE) for name in self.surfaces]
        self.slopes = [kit.RaceSlopes.of(race) for race in self.races]
        stepped = [STEPPED.get(name) if self.beat_of(name) == name else None for name in self.surfaces]
        timed = zip(stepped, kit.race_seconds(self.races, RACE, LEAST), strict=True)
        self.seconds = [longer or seconds for longer, seconds in timed]
        box, frame = layout.stage().inset(right=5.1, top=0.45), layout.frame()
        self.grounds = [
            kit.RaceSpace(box, race, first, race.order[-1] if longer else None)
            for race, (first, _), longer in zip(self.races, self.eyes, stepped, strict=True)
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

    def reasons(self, number: int) -> list[tuple[float, Typst]]:
        """Return when it comes, and what is written below the table: why rules are where they are."""
        name = list(self.surfaces)[number]
        told = zip(RULES, REASONS.get(name, ()), strict=False) if self.beat_of(name) == name else ()
        known = [(rule, *reason) for rule, reason in told if reason and rule in self.rules]
        words = [
            (f"{self.names[rule]}: {self.word(why, **self.told(number))}", self.colors[rule])
            for rule, why, _ in known
        ]
        written = kit.below_one_another(self.words_box, words)
        return [(begin, text) for (*_, begin), text in zip(known, written, strict=True)]

    def told(self, number: int) -> dict[str, int | str]:
        """Return what is said of a race."""
        said = kit.told_of_race(self.races[number], self.slopes[number], self.spoken)
        return {**said, "surface": self.spoken_grounds[number]}

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
        """Name the slopes, and let all run; who arrives first is framed."""
        race, ground, table = self.races[number], self.grounds[number], self.table
        first, *later = tags = self.named_slopes(number)
        reasons, scales = self.reasons(number), ground.named_scale(self.word("log"))
        self.tags = [*tags, *(words for _, words in reasons), *scales]
        self.add(first.leader, first.dot, *ground.trails, *ground.balls)
        heads = table.heads[number + 1], *table.counts[number]
        self.play(*map(FadeIn, (*ground.balls, first, *scales, *heads)), run_time=0.7)
        coming: list[tuple[float, Animation]] = [(0.2, FadeIn(tag)) for tag in later]
        coming += [(race.share(rule), draw(ring)) for rule, ring in table.rings[number].items()]
        coming += [(begin, FadeIn(words)) for begin, words in reasons]
        if ground.steps:  # the slope is told: its line leaves room for the steps
            last = max(begin for begin, _ in reasons)
            coming.append((last, FadeOut(first, suspend_mobject_updating=False)))
        seconds = self.seconds[number]
        turn = kit.in_time(ground.space.view, seconds).turn_to(*self.eyes[number][1])
        self.add(*(part for tag in later for part in (tag.leader, tag.dot)))
        self.add(*ground.trails, *ground.steps, *ground.balls)
        told = [kit.in_part(each, seconds, min(begin, 1 - SOON), SOON) for begin, each in coming]
        self.play(race.advance(seconds), turn, *told)
        self.hold(0.4)

    def named_slopes(self, number: int) -> list[kit.SpotTag]:
        """Return how steep it is at the start, and where the first rule is halfway, if that is elsewhere."""
        stage, words = layout.stage(), {name: self.word(name) for name in ("slope", "across")}
        floor = (self.words_box.left - 1.2, stage.bottom + 0.5, 0.0)
        corner = (stage.left, stage.top, 0.0)
        return kit.slope_tags(self.grounds[number].surface, self.slopes[number], words, corner, floor)
