"""The race seen in space: on each ground, its slopes tell why another rule is the first to arrive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from manim import FadeIn, FadeOut, Mobject
from manim.utils.rate_functions import ease_in_out_sine

from gdmath import RuleFamily
from scenes import kit
from scenes.kit import Pose, draw, layout, palette, short

RACE = 9.0
"""Seconds of a race."""

FLOW = 2.2
"""Seconds in which one ground becomes the next."""

EYES: Mapping[str, tuple[Pose, Pose]] = MappingProxyType(
    {
        "Rosenbrock": ((-92.0, 40.0, 1.5), (-66.0, 47.0, 1.5)),
        "plateau": ((-96.0, 36.0, 1.5), (-70.0, 46.0, 1.5)),
        "saddle": ((176.0, 30.0, 1.5), (203.0, 36.0, 1.5)),
    }
)
"""Where the eye is at the beginning and at the end of the race on a ground."""

ELSEWHERE: tuple[Pose, Pose] = ((-92.0, 42.0, 1.5), (-66.0, 46.0, 1.5))
"""The same on grounds of one's own."""

FLAT = 0.01
"""A slope so many times as large as the one along the other axis counts as none."""

APART = 0.1
"""Two places on a ground are told apart by a name each if they are so far apart, in its widths."""


class RaceInSpace(kit.RaceLesson):
    """A rule of each idea races in space, on one ground after the other, with the slopes there.

    The attributes are those of `kit.RaceLesson`. A surface's own line, in `lines`, has the surface's name;
    without one, who is first and last is told.
    """

    words = {"title": "Why the order changes", "slope": "slope", "across": "slope across"}
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
        {name: kit.RACE_GROUNDS[name] for name in ("Rosenbrock", "plateau", "saddle")}
    )

    def setup(self) -> None:
        """Race on all grounds, and build each of them in space."""
        super().setup()
        stage = layout.stage()
        self.eyes = [EYES.get(name, ELSEWHERE) for name in self.surfaces]
        box = stage.inset(right=4.0, top=0.3)
        self.grounds = [
            kit.RaceSpace(box, race, first) for race, (first, _) in zip(self.races, self.eyes, strict=True)
        ]
        frame = layout.frame()
        corner = frame.inset(left=frame.width - 4.7, bottom=frame.height - 0.54 * (1 + len(self.rules)))
        self.table = kit.RaceTable(corner, self.races, self.heads, self.names, self.colors)

    def construct(self) -> None:
        """Race on one ground after the other."""
        self.tags: list[Mobject] = []
        for number, name in enumerate(self.surfaces):
            with self.beat(self.beat_of(name), **self.told(number)):
                if number == 0:
                    self.appear()
                else:
                    self.flow(self.grounds[number - 1], self.grounds[number])
                self.race(number)
        ground = self.grounds[-1]
        place = ground.balls[-1].seen(*next(iter(self.races[-1].runs)).path[-1])
        self.carried = kit.Dots([place], palette.POINT)

    def beat_of(self, name: str) -> str:
        """Return the beat of a ground: its own where what is said of it holds, or where a line is written."""
        own = RaceInSpace
        is_ours = self.rules is own.rules and self.rates is own.rates
        is_known = is_ours and self.surfaces[name] is own.surfaces.get(name)
        return name if is_known or name in self.lines else "ground"

    def told(self, number: int) -> dict[str, float | str]:
        """Return what is said of a race: each rule's gradients, who is first and last, and the slopes."""
        race, name = self.races[number], list(self.surfaces)[number]
        needed = {rule: race.written(rule) for rule in self.rules}
        start, middle = self.places(number)
        slopes = {"slope": self.slope(number, start), "floor": self.slope(number, middle)}
        across = short(float(np.abs(race.ground.objective.gradient(start)).min()), 1)
        who = kit.race_in_words(race, self.spoken)
        return {**needed, **who, **slopes, "across": across, "surface": self.spoken[name]}

    def places(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Return where all start, and where the first rule is when it has spent half of its gradients."""
        run = next(iter(self.races[number].runs))
        half = int(np.searchsorted(run.times, run.end / 2))
        return run.path[0], run.path[half]

    def slope(self, number: int, place: np.ndarray) -> str:
        """Return the length of the gradient at a place, as it is shown."""
        return short(float(np.linalg.norm(self.races[number].ground.objective.gradient(place))), 2)

    def appear(self) -> None:
        """Let the first ground rise, and lay the ball on it."""
        ground = self.grounds[0]
        start = self.races[0].ground.start
        point = kit.Dots([ground.balls[-1].seen(*start)], palette.POINT, ground.balls[-1].radius)
        self.add(ground.space, ground.surface)
        low = float(ground.space.ranges[2, 0])
        self.play(
            FadeIn(self.heading(self.word("title"))),
            FadeIn(ground.space),
            kit.rise(ground.surface, low),
            self.take_over(point),
            run_time=2,
        )
        self.remove(point)
        self.play(*map(FadeIn, self.table.rules), run_time=0.8)

    def flow(self, old: kit.RaceSpace, new: kit.RaceSpace) -> None:
        """Let one ground become the next, while the eye goes to where that is seen best."""
        marks = *old.trails, *old.balls, *self.tags
        self.play(*map(FadeOut, marks), kit.dimmed(old.space.axes, 0.0), run_time=0.6)
        pose = new.space.view.pose
        self.play(
            old.surface.animate(run_time=FLOW, rate_func=ease_in_out_sine).set(heights=new.surface.heights),
            old.space.view.animate(run_time=FLOW, rate_func=ease_in_out_sine).turn_to(*pose.tolist()),
        )
        self.play(FadeIn(new.space), FadeIn(new.surface), run_time=0.5)
        self.remove(old.space, old.surface)

    def race(self, number: int) -> None:
        """Name the slopes, and let all run."""
        race, ground, (_, eye) = self.races[number], self.grounds[number], self.eyes[number]
        start, middle = self.places(number)
        gradient = np.abs(race.ground.objective.gradient(start))
        is_flat = gradient.min() < FLAT * gradient.max()
        words = (
            f"{self.word('across')} {short(float(gradient.min()), 1)}"
            if is_flat
            else f"{self.word('slope')} {self.slope(number, start)}"
        )
        view = ground.space.view
        up, down = (float(view.project(ground.surface.lift(*place))[1]) for place in (start, middle))
        side = 1.0 if up >= down else -1.0
        self.tags = [kit.spot_name(ground.surface, start, words, palette.GRADIENT, 0.45 * side)]
        self.add(*ground.trails, *ground.balls)
        self.play(*map(FadeIn, (*ground.balls, *self.tags, self.table.heads[number], self.table.counts[number])))
        turn = ground.space.view.animate(run_time=RACE).turn_to(*eye)
        later = []
        widths = np.ptp(ground.window, axis=1)
        if np.linalg.norm((middle - start) / widths) > APART:
            words = f"{self.word('slope')} {self.slope(number, middle)}"
            tag = kit.spot_name(ground.surface, middle, words, palette.GRADIENT, -0.45 * side)
            self.tags.append(tag)
            later = [FadeIn(tag, run_time=RACE, rate_func=kit.during(0.6, 0.66))]
        self.add(*ground.trails, *ground.balls)
        self.play(race.advance(RACE), turn, *later)
        self.play(*map(draw, self.table.rings[number]), run_time=0.6)
