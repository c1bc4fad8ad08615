"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from dataclasses import replace

from manim import DOWN, UP, FadeIn, FadeOut, Group, Mobject

from scenes import kit
from scenes.kit import draw, layout, palette

RACE, OTHERS = 9.9, 4.5
"""Seconds of the first race, and of the others, which run at once."""

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
        stage, first = layout.stage(), self.first
        self.strips = kit.RateStrips(stage, first, list(self.names.values()), list(self.colors.values()))
        self.prices = kit.PriceList(self.strips.free, stage, len(first.ground.start))
        self.tried_map = kit.RaceMap(self.strips.free, first, width=4)
        map_box, side = stage.columns(1, 1.75)
        self.map = kit.RaceMap(map_box, first)
        high = replace(side, top=layout.frame().top)
        self.chart = kit.RaceChart(high, first, self.quoted("spent"), self.names, self.colors)

    def construct(self) -> None:
        """Choose rates, race on the first ground and on the others, and compare the orders of arrival."""
        self.meet()
        self.search()
        self.tell_prices()
        self.search_all()
        self.race()
        self.meet_others()
        self.race_elsewhere()
        self.compare()
        self.follow_one()

    def meet(self) -> None:
        """Show the ground, the start, the finish and the names."""
        plot, ground = self.tried_map, self.first.ground
        start = self.start = kit.Dots(plot.on([ground.start]), palette.POINT, 0.15).set_z_index(1)
        at_start = kit.outlined(self.word("start")).next_to(start, DOWN, buff=0.1)
        finish = kit.FinishNote(plot, kit.aim_in_words(ground))
        name, self.title = plot.named(self.heads[0]), self.heading(self.word("title"))
        self.around = [plot, name, finish, at_start, start]
        large = replace(layout.stage(), left=float(Group(*self.strips.names).get_right()[0]) + 0.4)
        self.back = kit.enlarge(Group(*self.around), large)
        with self.beat("meet", rules=len(self.rules), surface=self.spoken_grounds[0], watched=ground.watched):
            self.play(*map(FadeIn, (self.title, plot, name, at_start)), self.take_over(start))
            self.play(FadeIn(finish), kit.Swell(plot.finish, "stroke_width", 2.5, 2), run_time=1.6)
            for each in self.strips.names:
                self.play(FadeIn(each), run_time=0.4)

    def search(self) -> None:
        """Try all rates of the first rule, each with its path on the map."""
        strips = self.strips
        path = kit.tried_path(self.tried_map, strips, self.first)
        with self.beat("search", count=len(self.rates)):
            self.play(self.back(), FadeIn(strips.axis), run_time=1)
            self.add(path, self.start, strips.cells[0])
            self.play(strips.fill(0, run_time=3.6))
            self.play(FadeOut(path), run_time=0.4)
            self.play(FadeIn(strips.fixed_head), run_time=0.4)
            self.play(*(FadeIn(each) for each in strips.fixed), run_time=0.6)

    def tell_prices(self) -> None:
        """Show what is counted as work, instead of the map."""
        with self.beat("prices", hessian=len(self.first.ground.start)):
            self.play(*map(FadeOut, self.around), run_time=0.6)
            for row in self.prices.rows:
                self.play(FadeIn(row, shift=0.2 * UP), run_time=0.6)
                self.hold(0.9)

    def search_all(self) -> None:
        """Let the other rules try the same rates; tell luck from a good rate, and frame the best ones."""
        strips, others = self.strips, range(1, len(self.rules))
        with self.beat("strips"):
            self.play(*map(FadeOut, self.prices.rows), FadeIn(self.prices.line), FadeIn(strips.key))
            self.add(*strips.cells)
            if others:
                self.play(*(strips.fill(row, run_time=3.5) for row in others))
        lucky = self.first.luckiest
        row = list(self.rules).index(lucky) if lucky is not None else 0
        trio, *tags = self.tell_luck(row) if lucky is not None else [strips.frame(row, 0, 1)]
        rule, decides = list(self.rules)[row], strips.decisive(row)
        with self.beat("frames", **kit.decisive_in_words(self.first, rule)):
            best = strips.frame(row, self.first.searches[rule].best, 1)
            self.play(kit.in_time(trio, 1.6).move_to(best), *map(FadeOut, tags))
            self.play(FadeIn(decides, shift=0.2 * UP), run_time=0.6)
            self.hold(0.9)
            self.play(
                FadeOut(trio, decides), *(kit.dimmed(cells, 1.0) for cells in strips.cells), run_time=0.6
            )
            self.play(FadeIn(strips.heading), run_time=0.4)
            for frame, count in zip(strips.frames, strips.counts, strict=True):
                self.play(draw(frame), FadeIn(count, target_position=frame), run_time=0.42)

    def tell_luck(self, row: int) -> list[Mobject]:
        """Point at the best cell of a row that was luck, and at its worse neighbour; return what does."""
        strips, cells, search = self.strips, self.strips.cells, list(self.first.searches.values())[row]
        lucky, worse = search.luckiest, search.worst_beside(search.luckiest)
        trio, tags = strips.frame(row, lucky, 1), [strips.tag(row, lucky), strips.tag(row, worse, below=True)]
        with self.beat("luck", **kit.luck_in_words(self.first, self.spoken)):
            self.play(*(kit.dimmed(each, FAINT) for each in cells if each is not cells[row]), run_time=0.6)
            for tag, shift, seconds in zip(tags, (DOWN, UP), (1.4, 0.6), strict=True):
                self.play(FadeIn(tag, shift=0.2 * shift), run_time=0.6)
                self.hold(seconds)
            self.play(draw(trio), run_time=0.8)
        return [trio, *tags]

    def race(self) -> None:
        """Let all run on the first ground, and name them as they arrive."""
        plot, chart = self.map, self.chart
        finish, name = kit.FinishNote(plot), plot.named(self.heads[0])
        finish.line_up(plot, self.first)
        moving: list[Mobject] = [plot.trails, chart.curves, plot.dots, chart.dots]
        with self.beat("race", **kit.race_in_words(self.first, self.spoken)):
            self.play(FadeOut(self.strips), FadeOut(self.prices.line), run_time=0.6)
            self.play(*map(FadeIn, (plot, chart, finish, name)), run_time=0.7)
            self.add(*moving)
            self.play(self.first.advance(RACE), *plot.arrivals(RACE), *chart.arrivals(RACE))
            self.hold(0.6)
        self.shown: list[Mobject] = [plot, chart, finish, name, *moving, *chart.leaders, *chart.tags]

    def meet_others(self) -> None:
        """Show the other grounds one by one; where slopes are noisy, let them be measured at one place."""
        races = self.races[1:]
        aims = [kit.aim_in_words(race.ground) for race in races]
        self.grid = kit.RaceGrid(layout.frame(), races, self.heads[1:], aims, self.names, self.colors)
        noisy, gone = kit.noisy_of(races), [self.title, *self.shown]
        order = sorted(range(len(races)), key=lambda number: number == noisy)
        named = ", ".join(self.spoken_grounds[1 + number] for number in order)
        with self.beat("others", count=len(races), surfaces=named):
            for number in order:
                plot, self.large, self.shrink = self.grid.enlarged(number, layout.frame())
                self.play(*map(FadeOut, gone), FadeIn(self.large), run_time=0.4)
                self.hold(1.1)
                gone = [self.large]
        if noisy is not None:
            told = kit.noise_in_words(races[noisy].ground)
            words = self.word("all", **told), self.word("few", **told), self.word("sum")
            slope = kit.NoisySlope(plot, races[noisy], words)
            with self.beat("noise", **told):
                self.play(FadeIn(slope), run_time=0.5)
                for part in (slope.jitter(3), slope.add_up(3), FadeIn(slope.told, run_time=0.4)):
                    self.play(part)
                self.hold(0.8)
                self.play(FadeOut(slope, slope.told), run_time=0.3)

    def race_elsewhere(self) -> None:
        """Let all run on all other grounds at once; who is first on each is named as he arrives."""
        grid = self.grid
        with self.beat("again", seen=kit.elsewhere(self.races)):
            self.play(self.shrink(), run_time=0.4)
            self.play(FadeOut(self.large), FadeIn(*grid), run_time=0.4)
            self.add(*grid.moving)
            self.play(*grid.advance(OTHERS))
            self.play(*grid.stand_out(), run_time=1.2)
        self.shown = [*grid, grid.moving, *grid.winners, *grid.frames]

    def compare(self) -> None:
        """Put the orders of arrival side by side, and join each rule's dots."""
        races = self.races
        counts = [{rule: race.written(rule) for rule in self.rules} for race in races]
        orders, named = [race.order for race in races], (self.heads, self.names, self.colors)
        self.columns = columns = kit.RankColumns(layout.stage(), orders, counts, *named)
        with self.beat("ranks"):
            self.play(*map(FadeOut, self.shown), run_time=0.5)
            self.play(*map(FadeIn, (self.title, columns.labels, columns.numbers)), run_time=0.5)
            chips = [list(column.values()) for column in columns.dots]
            for head, column in zip(columns.heads, chips, strict=True):
                self.play(FadeIn(head, *column), run_time=0.35)
            lines = [columns.lines[rule] for rule in self.first.order]
            self.add(*lines, *(chip for column in chips for chip in column))
            self.play(*(draw(line, run_time=1.85) for line in lines))
            self.play(FadeIn(columns.ties), run_time=0.4)

    def follow_one(self) -> None:
        """Follow the winner of the first ground; then see whether one is first everywhere."""
        rule, columns, races = self.first.order[0], self.columns, self.races
        others = [line for name, line in columns.lines.items() if name != rule]
        worst = max(range(len(races)), key=lambda number: races[number].place(rule))
        with self.beat("follow", **kit.ups_and_downs(rule, races, self.spoken, self.spoken_grounds)):
            self.play(*(kit.dimmed(line, STILL) for line in others), run_time=0.6)
            for number in range(len(races)):
                self.play(columns.swell(number, rule, 2 if number == worst else 1))
        led = kit.leaders_in_noise(races)
        if led is not None:
            number, leaders = led
            with self.beat("noisy", leaders=", ".join(self.spoken[each] for each in leaders)):
                for each in leaders:
                    self.play(kit.dimmed(columns.lines[each], 1.0), columns.swell(number, each, 2))
        with self.beat("moral", moral=kit.moral_of(races)):
            self.play(*(kit.dimmed(line, 1.0) for line in others), run_time=0.6)
            for number, race in enumerate(races):
                if race.winners:
                    self.play(*(columns.swell(number, winner) for winner in race.winners))
            self.carried, count = columns.ball(-1, next(iter(self.rules)))
            self.add(self.carried, count)
