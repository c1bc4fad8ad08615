"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, Mobject

from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

RACE, OTHERS, AT_ONCE = 13.5, 7.5, 3
"""Seconds of the first race, and of the others, of which so many run at once."""

STILL = 0.15
"""Opacity of the lines that are not followed."""


class FairRace(kit.RaceLesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and the ranks.

    The attributes are those of `kit.RaceLesson`; the first surface is seen closely.
    """

    words = {
        "title": "The fair race",
        "spent": "gradients, or what counts as one",
        "left": "arrived: {percent} % left",
        "aim": "arrived: J = {aim}",
        "batch": "{batch} data a step",
    }
    fewest = 2

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the first one."""
        super().setup()
        self.others = self.races[1:]
        self.map_box, side = layout.stage().columns(1, 1.8)
        self.map = kit.RaceMap(self.map_box, self.first)
        names, colors = list(self.names.values()), list(self.colors.values())
        self.strips = kit.RateStrips(side, self.first.searches, names, colors, self.first.ground.budget)
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
        start = kit.Dots(self.map.on([self.first.ground.start]), palette.POINT, 0.13).set_z_index(1)
        ground = self.first.ground
        aim, watched = kit.aim_in_words(ground), ground.watched
        with self.beat("meet", rules=len(self.rules), aim=aim, watched=watched):
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
            self.play(FadeIn(strips.axis), strips.fill(0, run_time=5))
            self.play(FadeOut(path), run_time=0.5)

    def search_all(self) -> None:
        """Let the other rules try the same rates, frame the best ones, and tell what they need."""
        strips, others, paths = self.strips, range(1, len(self.rules)), self.paths[1:]
        with self.beat("strips", budget=self.first.ground.budget):
            self.play(FadeIn(strips.key), run_time=0.6)
            self.add(*strips.cells, *paths, self.start)
            if others:
                self.play(*(strips.fill(row, run_time=7.0) for row in others))
                self.play(*map(FadeOut, paths), run_time=0.5)
            self.play(*map(draw, strips.frames), run_time=2)
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
            self.play(self.first.advance(RACE), *ranked.arrivals(RACE), *self.map.arrivals(RACE))
            self.hold(2)
        self.shown: list[Mobject] = [chart, *moving, self.map, ranked]

    def race_elsewhere(self) -> None:
        """Let all run on the other grounds, some at once."""
        grounds = [self.spoken[surface] for surface in self.surfaces]
        others = list(zip(self.races, self.heads, grounds, strict=True))[1:]
        for beat, shown in (("others", others[:AT_ONCE]), ("more", others[AT_ONCE:])):
            if shown:
                races, _, names = zip(*shown, strict=True)
                winners = kit.winners_in_words(races, self.spoken, names)
                with self.beat(beat, count=len(others), winners=winners):
                    for first in range(0, len(shown), AT_ONCE):
                        self.race_at_once(shown[first : first + AT_ONCE])

    def arrival(self, ground: kit.RaceGround) -> str:
        """Return when a rule has arrived on a ground, and what is unusual about its gradients, in words."""
        if ground.aim is None:
            words = self.word("left", percent=short(100 * ground.left))
        else:
            words = self.word("aim", aim=short(ground.aim).replace("-", "\u2212"))
        return words if ground.batch is None else f"{words}; {self.word('batch', batch=ground.batch)}"

    def race_at_once(self, others: Sequence[tuple[kit.RankedRace, str, str]]) -> None:
        """Let all run on some grounds, side by side, instead of what is shown."""
        shown: list[Mobject] = []
        moving: list[Mobject] = []
        arriving: list[Animation] = []
        self.lists = []
        for (race, head, _), cell in zip(others, layout.stage().columns(*[1.0] * len(others)), strict=True):
            map_box, list_box = cell.inset(top=0.9).rows(1.2, 1, gap=0.15)
            words = typography.text(typography.as_is(head), typography.LABEL)
            finish = typography.text(
                typography.as_is(self.arrival(race.ground)), typography.TICK, palette.MUTED
            )
            finish = typography.fitted(finish, cell.width)
            ground = kit.RaceMap(map_box, race, width=3, radius=0.09)
            ranked = kit.RankList(list_box, race, self.names, self.colors)
            shown += [words.move_to((cell.center[0], cell.top - 0.1, 0.0)), ground]
            shown.append(finish.move_to((cell.center[0], cell.top - 0.6, 0.0)))
            moving += [ground.trails, ground.dots]
            self.lists.append(ranked)
            arriving += [*ranked.arrivals(OTHERS), *ground.arrivals(OTHERS)]
        self.play(*map(FadeOut, self.shown), *map(FadeIn, shown), run_time=0.8)
        self.add(*moving)
        self.play(*(race.advance(OTHERS) for race, *_ in others), *arriving)
        self.hold(2)
        self.shown = [*shown, *moving, *self.lists]

    def compare(self) -> None:
        """Put the orders of arrival side by side, and join each rule's dots."""
        box, races = layout.stage(), self.races
        counts = [{rule: race.written(rule) for rule in self.rules} for race in races]
        orders = [race.order for race in races]
        self.columns = columns = kit.RankColumns(box, orders, counts, self.heads, self.names, self.colors)
        with self.beat("ranks"):
            self.play(*map(FadeOut, self.shown), FadeIn(columns.labels[0]), run_time=0.8)
            chips = [list(column.values()) for column in columns.dots]
            for head, column in zip(columns.heads, chips, strict=True):
                self.play(FadeIn(head, *column), run_time=0.5)
            lines = [columns.lines[rule] for rule in self.first.order]
            self.add(*lines, *(chip for column in chips for chip in column))
            self.play(*(draw(line, run_time=4) for line in lines))
            self.play(FadeIn(columns.labels[1], columns.ties), run_time=0.6)

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
            self.hold(0.8)
            self.play(FadeIn(self.carried), run_time=0.5)
