"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from manim import DOWN, FadeIn, FadeOut, Group, Mobject

from scenes import kit
from scenes.kit import draw, layout

FILLING, RACE, OTHERS = 6.0, 10.5, 3.8
"""Seconds in which all rules but the first try their rates, of the first race, and of two others at once."""

STILL, FAINT = 0.3, 0.25
"""Opacity of lines that are not followed, and of rows that are not spoken of."""


class FairRace(kit.RaceLesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and the ranks.

    The attributes are those of `kit.RaceLesson`; the first surface is seen closely.
    """

    words = {
        "title": "The fair race",
        "start": "start",
        "spent": "work, in gradients",
        "all": "downhill, from all {rows} points",
        "few": "from {batch} of them",
        "sum": "added up: sideways parts cancel",
    }
    fewest = 2

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the search and the first race."""
        super().setup()
        stage, frame, first = layout.stage(), layout.frame(), self.first
        self.strips = kit.RateStrips(stage, first, list(self.names.values()), list(self.colors.values()))
        self.title = self.heading(self.word("title"))
        beside_title = frame.inset(left=self.title.width + layout.GAP)
        self.prices = kit.PriceList(beside_title, len(first.ground.start))
        self.tried_map = kit.RaceMap(self.strips.free, first)
        map_box, side = stage.columns(2.4, 1)[0], frame.columns(2.4, 1)[1]
        self.map = kit.RaceMap(map_box, first, width=4.0, radius=0.14)
        self.board = kit.RaceBoard(side, first, self.word("spent"), self.names, self.colors)

    def construct(self) -> None:
        """Choose rates, race on the first ground and on the others, and compare the orders of arrival."""
        self.meet()
        self.search()
        self.search_all()
        self.choose()
        self.race()
        self.race_elsewhere()
        self.compare()
        self.follow_one()

    def meet(self) -> None:
        """Show the ground, the start, the finish and the names."""
        plot, ground = self.tried_map, self.first.ground
        start = plot.start.set_z_index(1)
        at_start = kit.outlined(self.word("start")).next_to(start, DOWN, buff=0.1)
        finish, name = kit.FinishNote(plot, kit.aim_in_words(ground)), plot.named(self.heads[0])
        self.around = [plot, name, finish, at_start, start]
        self.back = kit.enlarge(Group(*self.around), self.strips.beside)
        with self.beat("meet", rules=len(self.rules), surface=self.spoken_grounds[0], watched=ground.watched):
            self.play(*map(FadeIn, (self.title, plot, name, at_start)), self.take_over(start))
            self.play(FadeIn(finish), kit.Swell(plot.finish, "stroke_width", 2.5, 2), run_time=1.6)
            for each in self.strips.names:
                self.play(FadeIn(each), run_time=0.4)

    def search(self) -> None:
        """Try all rates of the first rule, each with its path on the map."""
        strips, plot = self.strips, self.tried_map
        path = kit.tried_path(plot, strips, self.first)
        with self.beat("search", count=len(self.rates)):
            self.play(self.back(), FadeIn(strips.axis), run_time=1)
            self.add(path, plot.start, strips.cells[0])
            self.play(strips.fill(0, run_time=3.6))
            self.play(FadeOut(path), run_time=0.4)
            self.play(*map(FadeIn, (strips.fixed_head, *strips.fixed)), run_time=0.6)

    def search_all(self) -> None:
        """Let the other rules try the same rates, while what is counted as work is listed."""
        strips, prices = self.strips, self.prices
        with self.beat("strips", hessian=len(self.first.ground.start)):
            self.play(*map(FadeOut, self.around), *map(FadeIn, (strips.key, prices.head)), run_time=0.6)
            self.add(*strips.cells)
            filling = (strips.fill(row, run_time=FILLING) for row in range(1, len(self.rules)))
            self.play(*filling, *prices.listed(FILLING))

    def choose(self) -> None:
        """Let the worst of three neighbouring rates tell luck from a good rate, and frame the best ones."""
        strips, searches, lucky = self.strips, self.first.searches, self.first.luckiest
        rule = next(iter(self.rules)) if lucky is None else lucky
        row, shown = list(self.rules).index(rule), list[Mobject]()
        if lucky is not None:
            with self.beat("luck", **kit.luck_in_words(self.first, self.spoken)):
                shown = self.show_three(row, searches[rule].luckiest, shown)
        with self.beat("frames", **kit.decisive_in_words(self.first, rule)):
            shown = self.show_three(row, searches[rule].best, shown)
            self.hold(0.3)
            self.play(*map(FadeOut, shown), *strips.others_dimmed(row, 1.0), FadeIn(strips.heading))
            for frame, count in zip(strips.frames, strips.counts, strict=True):
                self.play(draw(frame), FadeIn(count, target_position=frame), run_time=0.35)

    def show_three(self, row: int, cell: int, gone: list[Mobject]) -> list[Mobject]:
        """Show what a rate and its neighbours need, and ring the worst; return what shows it."""
        frame, numbers, ring = self.strips.three(row, cell)
        self.play(*map(FadeOut, gone), *self.strips.others_dimmed(row, FAINT), draw(frame), run_time=0.8)
        self.play(FadeIn(numbers), run_time=0.5)
        self.hold(0.9)
        self.play(draw(ring), run_time=0.6)
        return [frame, numbers, ring]

    def race(self) -> None:
        """Let all run on the first ground, and name them as they arrive."""
        plot, board, first = self.map, self.board, self.first
        finish, name = kit.FinishNote(plot), plot.named(self.heads[0])
        board.line_up(plot, first)
        with self.beat("race", **kit.race_in_words(first, self.spoken)):
            self.play(FadeOut(self.strips), FadeOut(self.prices), run_time=0.6)
            self.play(*map(FadeIn, (plot, board, finish, name, plot.start)), run_time=0.7)
            self.remove(plot.start).add(plot.trails, plot.dots)
            self.play(first.advance(RACE), *plot.arrivals(RACE), *board.arrivals(RACE))
            self.play(*board.last_in(first, 0.7), run_time=0.7)
            self.hold(1.8)

    def race_elsewhere(self) -> None:
        """Let all run on the other grounds, two at a time; where slopes are noisy, show that first."""
        races, heads = self.races[1:], self.heads[1:]
        aims = [kit.aim_in_words(race.ground) for race in races]
        *grids, last = kit.race_pairs(layout.frame(), races, heads, aims, self.names, self.colors)
        with self.beat("others", count=len(races)):
            for grid in grids:
                self.come(grid)
                self.run_on(grid)
            self.come(last)
        if last.races[-1].ground.batch is not None:
            self.tell_noise(last.maps[-1], last.races[-1])
        with self.beat("again", seen=kit.elsewhere(self.races)):
            self.run_on(last)

    def come(self, grid: kit.RaceGrid) -> None:
        """Let grounds come, instead of what is shown."""
        self.play(kit.all_but(self.mobjects), FadeIn(*grid), run_time=0.5)
        self.hold(0.9)

    def run_on(self, grid: kit.RaceGrid) -> None:
        """Let all run on some grounds; who is first on each is named as he arrives, and stands out."""
        self.remove(grid.starts).add(grid.moving)
        self.play(*grid.advance(OTHERS))
        self.play(*grid.stand_out(), run_time=0.6)
        self.hold(1.2)

    def tell_noise(self, plot: kit.RaceMap, race: kit.RankedRace) -> None:
        """Measure slopes at one place, each of a part of the data, and add them up."""
        told = kit.noise_in_words(race.ground)
        words = self.word("all", **told), self.word("few", **told), self.word("sum")
        slope = kit.NoisySlope(plot, race, words)
        with self.beat("noise", **told):
            self.play(FadeIn(slope), run_time=0.5)
            for part in (slope.jitter(3), slope.add_up(3), FadeIn(slope.told, run_time=0.4)):
                self.play(part)
            self.hold(0.8)
            self.play(FadeOut(slope, slope.told), run_time=0.3)

    def compare(self) -> None:
        """Put the orders of arrival side by side, and join each rule's dots."""
        named = self.heads, self.names, self.colors
        self.columns = columns = kit.RankColumns.of_races(layout.stage(), self.races, *named)
        with self.beat("ranks"):
            self.play(kit.all_but(self.mobjects), run_time=0.5)
            self.play(*map(FadeIn, (self.title, columns.numbers)), run_time=0.4)
            for column in columns.columns:
                self.play(FadeIn(column), run_time=0.35)
            self.add(*columns.lines.values(), *columns.columns)
            self.play(*(draw(line, run_time=1.85) for line in columns.lines.values()))
            self.play(FadeIn(columns.ties), run_time=0.4)

    def follow_one(self) -> None:
        """Follow the winner of the first ground; then see whether one is first everywhere."""
        rule, columns, races = self.first.order[0], self.columns, self.races
        worst = max(range(len(races)), key=lambda number: races[number].place(rule))
        with self.beat("follow", **kit.ups_and_downs(rule, races, self.spoken, self.spoken_grounds)):
            self.play(*columns.others_dimmed(rule, STILL), run_time=0.6)
            for number in range(len(races)):
                self.play(columns.swell(number, rule, 2 if number == worst else 1))
        led = kit.leaders_in_noise(races)
        if led is not None:
            number, leaders = led
            with self.beat("noisy", leaders=", ".join(self.spoken[each] for each in leaders)):
                for each in leaders:
                    self.play(kit.dimmed(columns.lines[each], 1.0), columns.swell(number, each, 2))
        with self.beat("moral", moral=kit.moral_of(races)):
            self.play(*columns.others_dimmed(rule, 1.0), run_time=0.6)
            for number, race in enumerate(races):
                if race.winners:
                    self.play(*(columns.swell(number, winner) for winner in race.winners))
            self.carried, count = columns.ball(-1, next(iter(self.rules)))
            self.add(self.carried, count)
