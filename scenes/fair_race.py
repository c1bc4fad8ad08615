"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Mobject, Transform, Typst

from scenes import kit
from scenes.kit import draw, layout, palette, typography

RACE, OTHERS = 15.0, 11.0
"""Seconds of the first race, and of the others, which run at once."""

STILL = 0.15
"""Opacity of the lines that are not followed."""


class FairRace(kit.RaceLesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and the ranks.

    The attributes are those of `kit.RaceLesson`; the first surface is seen closely.
    """

    words = {"title": "The fair race", "spent": "gradients evaluated"}
    fewest = 2

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the first one."""
        super().setup()
        self.others = self.races[1:]
        self.map_box, side = layout.stage().columns(1, 1.8)
        self.map = kit.RaceMap(self.map_box, self.first)
        names, colors = list(self.names.values()), list(self.colors.values())
        self.strips = kit.RateStrips(side, self.first.searches, names, colors)
        self.chart_box, self.list_box = side.columns(2.1, 1)

    def construct(self) -> None:
        """Choose rates, race on the first ground and on the others, and compare the orders of arrival."""
        self.meet()
        self.search()
        self.search_all()
        self.race()
        self.race_elsewhere()
        self.compare()
        self.follow_one()

    def meet(self) -> None:
        """Show the ground, the start, the minimum and the names."""
        start = kit.Dots(self.map.on([self.first.ground.start]), palette.POINT, 0.13)
        with self.beat("meet", rules=len(self.rules)):
            self.play(FadeIn(self.heading(self.word("title"))), FadeIn(self.map), self.take_over(start))
            for name in self.strips.names:
                self.play(FadeIn(name), run_time=0.6)
        self.start = start

    def search(self) -> None:
        """Try all rates of the first rule, each with its path on the map."""
        strips = self.strips
        self.paths = kit.tried_paths(self.map, strips, self.first)
        path = self.paths[0]
        with self.beat("search", count=len(self.rates)):
            self.add(path, self.start, strips.cells[0])
            self.play(FadeIn(strips.axis), strips.fill(0, run_time=8.5))
            self.play(FadeOut(path), run_time=0.5)

    def search_all(self) -> None:
        """Let the other rules try the same rates, ring the best ones, and tell what they need."""
        strips, others, paths = self.strips, range(1, len(self.rules)), self.paths[1:]
        with self.beat("strips"):
            self.play(FadeIn(strips.key), run_time=0.6)
            self.add(*strips.cells, *paths, self.start)
            if others:
                self.play(*(strips.fill(row, run_time=7.0) for row in others))
                self.play(*map(FadeOut, paths), run_time=0.5)
            self.play(*map(draw, strips.rings), run_time=2)
            self.play(FadeIn(strips.heading, *strips.counts), run_time=1.2)

    def race(self) -> None:
        """Let all run on the first ground, and list them as they arrive."""
        chart = kit.RaceChart(self.chart_box, self.first, self.quoted("spent"))
        box = self.list_box.inset(top=0.5, bottom=1.2)
        ranked = kit.RankList(box, self.first, self.names, self.colors, typography.LABEL)
        moving: list[Mobject] = [self.map.trails, chart.curves, self.map.dots, chart.dots]
        with self.beat("race", **kit.race_in_words(self.first, self.spoken)):
            self.play(FadeOut(self.strips), run_time=0.8)
            self.play(FadeIn(chart), run_time=0.8)
            self.remove(self.start)
            self.add(*moving)
            self.play(self.first.advance(RACE), *ranked.arrivals(RACE))
            self.hold(2)
        self.shown: list[Mobject] = [chart, *moving, self.map, ranked]

    def race_elsewhere(self) -> None:
        """Let all run on the other grounds at once."""
        maps: list[kit.RaceMap] = []
        heads: list[Typst] = []
        self.lists: list[kit.RankList] = []
        cells = layout.grid(layout.stage(), len(self.others))
        for race, head, cell in zip(self.others, self.heads[1:], cells, strict=True):
            map_box, list_box = cell.inset(top=0.4).columns(1, 1.2, gap=0.15)
            words = typography.text(typography.as_is(head), typography.TICK)
            heads.append(words.move_to((map_box.center[0], cell.top - 0.15, 0.0)))
            maps.append(kit.RaceMap(map_box, race, width=2.5, radius=0.08))
            self.lists.append(kit.RankList(list_box, race, self.names, self.colors))
        moving = [part for each in maps for part in (each.trails, each.dots)]
        with self.beat("others", count=len(self.others)):
            self.play(*map(FadeOut, self.shown), run_time=0.8)
            self.play(*map(FadeIn, maps), *map(FadeIn, heads), run_time=1.2)
            self.add(*moving)
            rows = [row for ranked in self.lists for row in ranked.arrivals(OTHERS)]
            self.play(*(race.advance(OTHERS) for race in self.others), *rows)
            self.hold(1.5)
        self.shown = [*maps, *heads, *moving]

    def compare(self) -> None:
        """Put the orders of arrival side by side, and join each rule's dots."""
        box, races = layout.stage(), self.races
        counts = [{rule: race.written(rule) for rule in self.rules} for race in races]
        orders = [race.order for race in races]
        self.columns = columns = kit.RankColumns(box, orders, counts, self.heads, self.names, self.colors)
        with self.beat("ranks"):
            words = [part for ranked in self.lists for part in ranked.words]
            self.play(*map(FadeOut, (*self.shown, *words)), run_time=0.8)
            dots = [
                (dot, chips[rule][0])
                for ranked, chips in zip(self.lists, columns.dots[1:], strict=True)
                for dot, rule in zip(ranked.dots, ranked.order, strict=True)
            ]
            moves = [Transform(dot, chip.copy(), run_time=2) for dot, chip in dots]
            firsts = columns.dots[0].values()
            self.play(*moves, *map(FadeIn, (*columns.heads, *firsts, columns.labels[0])))
            chips = [chip for column in columns.dots[1:] for chip in column.values()]
            self.play(*(FadeIn(chip[1]) for chip in chips), run_time=0.8)
            self.remove(*(dot for dot, _ in dots))
            lines = [columns.lines[rule] for rule in self.first.order]
            self.add(*lines, *firsts, *chips)
            self.play(*(draw(line, run_time=4) for line in lines))
            self.play(FadeIn(columns.labels[1]), run_time=0.6)

    def follow_one(self) -> None:
        """Follow the winner of the first ground; then see that none is first everywhere."""
        rule, columns, races = self.first.order[0], self.columns, self.races
        others = [line for name, line in columns.lines.items() if name != rule]
        worst = max(range(len(races)), key=lambda number: races[number].place(rule))
        grounds = [self.spoken[surface] for surface in self.surfaces]
        with self.beat("follow", **kit.ups_and_downs(rule, races, self.spoken, grounds)):
            self.play(*(kit.dimmed(line, STILL) for line in others), run_time=0.8)
            self.play(kit.Swell(columns.dots[0][rule][0], "radius", 0.35, 1), run_time=1)
            self.play(kit.Swell(columns.dots[worst][rule][0], "radius", 0.35, 2), run_time=2)
        with self.beat("moral", moral=kit.moral_of(races)):
            self.play(*(kit.dimmed(line, 1.0) for line in others), run_time=1)
            winners = [column[race.order[0]][0] for column, race in zip(columns.dots, races, strict=True)]
            for winner in winners:
                self.play(kit.Swell(winner, "radius", 0.35, 1), run_time=0.5)
            plain = columns.places[next(iter(self.rules))][-1:]
            self.carried = kit.Dots(plain, palette.POINT, 0.3)
            self.hold(1.5)
            self.play(FadeIn(self.carried), run_time=0.5)
