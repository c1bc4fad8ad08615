"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from manim import DOWN, FadeIn, FadeOut, Group, Mobject

from scenes import kit
from scenes.kit import draw, layout, palette, typography

FILLING, RACE, OTHERS = 5.6, 9.5, 3.5
"""Seconds in which all rules but the first try their rates, of the first race, and of each other one."""

FAINT, LARGE, RATIO = 0.25, 72.0, 1.6
"""Opacity of rows that are not spoken of; at the end, the size of the question, and how wide maps are."""

BEATS: Mapping[str, str] = MappingProxyType(
    {"Himmelblau": "minima", "Beale": "narrow", "two Gaussians": "gentle", "noisy valley": "summed"}
)
"""In which beat it is told what tests the rules on one of our grounds."""


class FairRace(kit.RaceLesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and who won where.

    The attributes are those of `kit.RaceLesson`; on the first surface, the search is seen. What is said on
    another ground of one's own stands in `lines` under its name; if it is not there, who is first is said.
    """

    words = {
        "title": "The fair race",
        "start": "start",
        "damped": "Newton, damped",
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
        stage, frame, first = layout.stage(), layout.frame(), self.first
        names = self.names | ({"damped_newton": self.word("damped")} if "damped_newton" in self.names else {})
        self.strips = kit.RateStrips(stage, first, list(names.values()), list(self.colors.values()))
        self.title = self.heading(self.word("title"))
        beside_title = frame.inset(left=self.title.width + layout.GAP)
        self.prices = kit.PriceList(beside_title, len(first.ground.start))
        self.tried_map = kit.RaceMap(self.strips.free, first)
        map_box, side = stage.columns(2.4, 1)[0], frame.columns(2.4, 1)[1]
        self.views: list[kit.RaceView] = []
        for race, head in zip(self.races, self.heads, strict=True):
            board = kit.RaceBoard(side, race, self.word("spent"), self.names, self.colors)
            self.views.append(kit.RaceView(map_box, board, race, head, kit.aim_in_words(race.ground)))
        self.wall = kit.RaceWall(frame, self.races, self.names, self.colors, self.heads, RATIO)

    def construct(self) -> None:
        """Choose rates, race on one ground after another, and see who won where."""
        self.meet()
        self.search()
        self.search_all()
        self.choose()
        for number in range(len(self.races)):
            if number == kit.noisy_of(self.races):
                self.tell_noise(number)
            self.race(number)
        self.compare()

    def meet(self) -> None:
        """Show the ground, the start, the finish and the names."""
        plot, ground = self.tried_map, self.first.ground
        start = plot.start.set_z_index(1)
        at_start = kit.outlined(self.word("start")).next_to(start, DOWN, buff=0.3)
        finish, name = kit.FinishNote(plot, kit.aim_in_words(ground)), plot.named(self.heads[0])
        self.around = [plot, name, finish, at_start, start]
        self.back = kit.enlarge(Group(*self.around), self.strips.beside)
        with self.beat("meet", rules=len(self.rules), surface=self.spoken_grounds[0]):
            self.play(*map(FadeIn, (self.title, plot, name, at_start)), self.take_over(start))
            for each in self.strips.names:
                self.play(FadeIn(each), run_time=0.4)
            self.play(FadeIn(finish), kit.Swell(plot.finish, "stroke_width", 2.5, 2), run_time=1.6)

    def search(self) -> None:
        """Try all rates of the first rule, each with its path on the map."""
        strips, plot = self.strips, self.tried_map
        path = kit.tried_path(plot, strips, self.first)
        with self.beat("search", count=len(self.rates)):
            self.play(self.back(), FadeIn(strips.axis), run_time=0.8)
            self.add(path, plot.start, strips.cells[0])
            self.play(strips.fill(0, run_time=3.4))
            self.play(FadeOut(path), run_time=0.4)

    def search_all(self) -> None:
        """Let the other rules try the same rates, while what is counted as work is listed."""
        strips, prices = self.strips, self.prices
        coming = strips.fixed_head, *strips.fixed, strips.key, prices.head
        with self.beat("strips", hessian=len(self.first.ground.start)):
            self.play(*map(FadeOut, self.around), *map(FadeIn, coming), run_time=0.6)
            self.add(*strips.cells)
            filling = (strips.fill(row, run_time=FILLING) for row in range(1, len(self.rules)))
            self.play(*filling, *prices.listed(FILLING))

    def choose(self) -> None:
        """Let the worst of three neighbouring rates tell luck from a good rate, and frame the best ones."""
        strips, lucky = self.strips, self.first.luckiest
        shown = list[Mobject]()
        if lucky is not None:
            row, cell = list(self.rules).index(lucky), self.first.searches[lucky].luckiest
            frame, numbers, ring = shown = list(strips.three(row, cell))
            with self.beat("luck", **kit.luck_in_words(self.first, self.spoken)):
                self.play(*strips.others_dimmed(row, FAINT), draw(frame), run_time=0.8)
                self.play(FadeIn(numbers), run_time=0.6)
        with self.beat("frames"):
            if lucky is not None:
                self.play(draw(ring), run_time=0.8)
                self.hold(1.5)
                self.play(*map(FadeOut, shown), *strips.others_dimmed(row, 1.0), run_time=0.6)
            self.play(FadeIn(strips.heading), run_time=0.4)
            for best, count in zip(strips.frames, strips.counts, strict=True):
                self.play(draw(best), FadeIn(count, target_position=best), run_time=0.35)

    def tell_noise(self, number: int) -> None:
        """Measure slopes at one place, each of a part of the data, and add them up."""
        view, race = self.views[number], self.races[number]
        told = kit.noise_in_words(race.ground)
        words = self.word("all", **told), self.word("few", **told), self.word("sum")
        slope = kit.NoisySlope(view.map, race, words)
        with self.beat("noise", **told):
            self.come(view)
            self.play(FadeIn(slope), run_time=0.5)
            for part in (slope.jitter(2.4), slope.add_up(2.4), FadeIn(slope.told, run_time=0.4)):
                self.play(part)
            self.hold(0.9)
            self.play(FadeOut(slope, slope.told), run_time=0.3)

    def come(self, view: kit.RaceView) -> None:
        """Let a ground come, instead of what is shown."""
        self.play(kit.all_but(self.mobjects, self.title), *map(FadeIn, view), run_time=0.6)
        self.hold(0.4)

    def race(self, number: int) -> None:
        """Let all run on a ground, and name them as they arrive; who is first is framed, and then told."""
        view, told = self.views[number], kit.race_in_words(self.races[number], self.spoken)
        if number == 0:
            with self.beat("race"):
                self.run(view, RACE)
        with self.beat(self.beat_of(number), surface=self.spoken_grounds[number], **told):
            if number > 0:
                self.run(view, OTHERS)
            self.play(*view.last_in(0.6), run_time=0.6)
            self.play(*view.stand_out(), run_time=0.6)
            self.hold(0.8)

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
                self.play(FadeIn(winners), run_time=0.35)
            self.play(FadeIn(self.carried), FadeIn(why), run_time=0.8)
            self.hold(1.4)
