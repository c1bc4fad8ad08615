"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from manim import FadeIn, FadeOut, linear

from scenes import kit
from scenes.kit import draw, layout, palette, typography

RACE, OTHERS = 6.4, 2.9
"""Seconds of the first race, and of each other one."""

HEAD: Final = 1.35
"""Scene units above what stands beside the first map."""

LARGE, RATIO = 72.0, 1.6
"""At the end, the size of the question, and how wide maps are in their heights."""

BEATS: Mapping[str, str] = MappingProxyType(
    {"Himmelblau": "minima", "Beale": "narrow", "two Gaussians": "gentle", "noisy valley": "summed"}
)
"""In which beat it is told what tests the rules on one of our grounds."""


class FairRace(kit.RaceLesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and who won where.

    The attributes are those of `kit.RaceLesson`; of the first surface, the search is seen. What is said on
    another ground of one's own stands in `lines` under its name; if it is not there, who is first is said.
    """

    words = {
        "title": "The fair race",
        "step": "{rule}: one step",
        "spent": "work, in gradients",
        "all": "downhill, from all {rows} points",
        "few": "from {batch} of them",
        "sum": "added up: sideways parts cancel",
        "why": "Why?",
    }
    lines = {
        "ground": "On this ground, {surface}, {first} is first, after {least}.",
        "nobody": "On this ground, {surface}, nobody reaches the finish in time.",
    }
    surfaces = kit.some_of(
        kit.RACE_GROUNDS, "Rosenbrock", "Himmelblau", "Beale", "two Gaussians", "noisy valley"
    )

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the search, the races and the wall of all of them."""
        super().setup()
        stage, frame = layout.stage(), layout.frame()
        self.title = self.heading(self.word("title"))
        map_box, side = stage.columns(2.4, 1)[0], frame.columns(2.4, 1)[1]
        self.views: list[kit.RaceView] = []
        for race, head in zip(self.races, self.heads, strict=True):
            board = kit.RaceBoard(side, race, self.word("spent"), self.names, self.colors)
            self.views.append(kit.RaceView(map_box, board, race, head, kit.aim_in_words(race.ground)))
        self.list = kit.below_one_another(
            side.inset(top=HEAD), [(name, self.colors[rule]) for rule, name in self.names.items()]
        )
        steps = {rule: self.word("step", rule=name) for rule, name in self.names.items()}
        self.bills = kit.step_bills(side.inset(top=HEAD), self.views[0].map, self.first, steps, self.colors)
        self.told = self.first.luckiest or next(iter(self.rules))
        self.chart = kit.RateChart(
            stage, self.first, self.told, self.word("spent"), self.names[self.told], self.colors[self.told]
        )
        self.charts = kit.RateCharts(stage, self.first, self.names, self.colors)
        self.wall = kit.RaceWall(frame, self.races, self.names, self.colors, self.heads, RATIO, is_close=True)

    def construct(self) -> None:
        """Count work, choose rates, race on one ground after another, and see who won where."""
        self.meet()
        self.count()
        self.search()
        self.choose()
        for number in range(len(self.races)):
            if number == kit.noisy_of(self.races):
                self.tell_noise(number)
            self.race(number)
        self.compare()

    def meet(self) -> None:
        """Show the ground, the start, the finish and the names."""
        view = self.views[0]
        start = view.start.set_z_index(1)
        with self.beat("meet", rules=len(self.rules), surface=self.spoken_grounds[0]):
            self.play(*map(FadeIn, (self.title, view.map, view.head)), self.take_over(start))
            for name in self.list:
                self.play(FadeIn(name), run_time=0.35)
            self.play(FadeIn(view.finish), view.finish_swells(), run_time=1.6)

    def count(self) -> None:
        """Take the first step of a rule and of the dearest one, and count what each costs."""
        with self.beat("work", hessian=len(self.first.ground.start)):
            self.play(*map(FadeOut, self.list), run_time=0.4)
            for bill in self.bills:
                self.play(bill.told(0.3 * (len(bill.rows) + 1)))

    def search(self) -> None:
        """Try all rates of one rule."""
        chart = self.chart
        told = kit.search_in_words(self.first, self.told, self.spoken)
        with self.beat("search", **told):
            self.play(kit.all_but(self.mobjects, self.title), FadeIn(chart), run_time=0.6)
            self.play(draw(chart.tries), run_time=2.4, rate_func=linear)

    def choose(self) -> None:
        """Let the worst of three neighbouring rates tell luck from a good rate, and ring the best ones."""
        chart, charts = self.chart, self.charts
        told = kit.search_in_words(self.first, self.told, self.spoken)
        band, least, near = chart.beside(self.first.searches[self.told].luckiest)
        if self.first.luckiest is not None:
            with self.beat("luck", **told):
                self.play(FadeIn(least), run_time=0.6)
                self.hold(1.2)
                self.play(FadeIn(band), FadeIn(near), run_time=0.6)
        with self.beat("worst"):
            self.play(FadeOut(least, near), FadeIn(band), run_time=0.4)
            self.play(chart.rise(band, 3.4))
            self.play(FadeOut(band), draw(chart.ring), run_time=0.6)
        with self.beat("every"):
            going = kit.reshaped(chart.tries, charts.tries[self.told])
            ringed = kit.reshaped(chart.ring, charts.rings[self.told])
            self.play(FadeOut(chart), run_time=0.3)
            coming = (FadeIn(other, rate_func=kit.during(0.5, 1.0)) for other in charts.others(self.told))
            self.play(*coming, going, ringed, run_time=1.0)
            self.hold(1.8)

    def tell_noise(self, number: int) -> None:
        """Measure slopes at one place, each of a part of the data, and add them up."""
        view, race = self.views[number], self.races[number]
        told = kit.noise_in_words(race.ground)
        words = self.word("all", **told), self.word("few", **told), self.word("sum")
        slope = kit.NoisySlope(view.map, race, words)
        with self.beat("noise", **told):
            self.come(view)
            self.play(FadeIn(slope), run_time=0.5)
            for part in (slope.jitter(2.0), slope.add_up(2.0), FadeIn(slope.told, run_time=0.3)):
                self.play(part)
            self.hold(0.6)
            self.play(FadeOut(slope, slope.told), run_time=0.3)

    def come(self, view: kit.RaceView) -> None:
        """Let a ground come, instead of what is shown."""
        self.play(kit.all_but(self.mobjects, self.title), run_time=0.3)
        self.play(*map(FadeIn, view), run_time=0.4)
        self.play(view.finish_swells(), run_time=0.6)

    def race(self, number: int) -> None:
        """Let all run on a ground, and name them as they arrive; who is first is framed, and then told."""
        view, told = self.views[number], kit.race_in_words(self.races[number], self.spoken)
        if number == 0:
            with self.beat("race"):
                self.run(view, RACE)
        with self.beat(self.beat_of(number), surface=self.spoken_grounds[number], **told):
            if number > 0:
                self.run(view, OTHERS)
            self.play(*view.last_in(0.5), run_time=0.5)
            self.play(*view.stand_out(), run_time=0.6)
            self.hold(1.0)

    def run(self, view: kit.RaceView, run_time: float) -> None:
        """Let all run on a ground, which comes if it is not there yet."""
        if view.map not in self.mobjects:
            self.come(view)
        self.remove(view.start).add(view.moving)
        self.play(*view.advance(run_time))

    def beat_of(self, number: int) -> str:
        """Return in which beat a race ends: a ground's own, if what is said there holds, or is one's own."""
        name = list(self.surfaces)[number]
        if number and name in self.lines:
            return name
        if not self.races[number].winners:
            return "nobody"
        if number == 0:
            return "first"
        return BEATS[name] if name in BEATS and self.is_told_by(FairRace, name) else "ground"

    def compare(self) -> None:
        """Put all grounds side by side, each with who was first there; the ball waits on the first one."""
        wall = self.wall
        why = typography.text(typography.as_is(self.word("why")), LARGE, palette.POINT)
        why.move_to(wall.room.center)
        self.carried = wall.maps[0].start
        with self.beat("moral", moral=kit.moral_of(self.races)):
            coming = map(FadeIn, (*wall.maps, wall.moving, wall.heads))
            self.play(kit.all_but(self.mobjects), *coming, run_time=0.8)
            self.play(*wall.stand_out(), run_time=0.8)
            for winners in wall.winners:
                self.play(FadeIn(winners), run_time=0.25)
            self.play(FadeIn(self.carried), FadeIn(why), run_time=0.8)
            self.hold(1.0)
