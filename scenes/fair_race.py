"""Seven rules race, each at its own best learning rate; on other grounds, another one wins."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import FadeIn, FadeOut, Transform

from gdmath import (
    RuleFamily,
    adagrad,
    adam,
    beale,
    damped_newton,
    gaussian_difference,
    gradient_descent,
    heavy_ball,
    himmelblau,
    nesterov,
    noisy_valley,
    plateau,
    rmsprop,
    rosenbrock,
    saddle,
)
from scenes import kit
from scenes.kit import draw, layout, palette, typography

RACE, OTHERS = 12.0, 9.0
"""Seconds of the first race, and of the others, which run at once."""

STILL = 0.15
"""Opacity of the lines that are not followed."""


class FairRace(kit.Lesson):
    """Rules of descent on several grounds: the search of each one's rate, the races, and the ranks.

    Attributes
    ----------
    rules
        What returns each rule for a learning rate, by name.
    surfaces
        By name where they race; the first is seen closely, and there is at least one other.
    rates
        The learning rates that each rule tries on each surface.
    """

    words = {
        "title": "The fair race",
        "spent": "gradients evaluated",
        "gradient_descent": "plain",
        "heavy_ball": "heavy ball",
        "nesterov": "Nesterov",
        "adagrad": "AdaGrad",
        "rmsprop": "RMSProp",
        "adam": "Adam",
        "damped_newton": "Newton",
        "Rosenbrock": "Rosenbrock",
        "Himmelblau": "Himmelblau",
        "Beale": "Beale",
        "saddle": "saddle",
        "plateau": "plateau",
        "two Gaussians": "two Gaussians",
        "noisy valley": "noisy valley",
    }
    rules: Mapping[str, RuleFamily] = {
        "gradient_descent": gradient_descent,
        "heavy_ball": lambda rate: heavy_ball(rate, 0.9),
        "nesterov": lambda rate: nesterov(rate, 0.9),
        "adagrad": adagrad,
        "rmsprop": rmsprop,
        "adam": adam,
        "damped_newton": damped_newton,
    }
    surfaces: Mapping[str, kit.RaceGround] = {
        "Rosenbrock": kit.RaceGround(rosenbrock(), (-1.2, 1.0), budget=1300, left=0.001),
        "Himmelblau": kit.RaceGround(himmelblau(), (0.0, 0.0), budget=200, left=0.001),
        "Beale": kit.RaceGround(beale(), (1.0, 1.0), budget=200, left=0.001),
        "saddle": kit.RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0),
        "plateau": kit.RaceGround(plateau(), (-3.0, 1.8), budget=800),
        "two Gaussians": kit.RaceGround(gaussian_difference(), (-2.0, 1.0), budget=700),
        "noisy valley": kit.RaceGround(noisy_valley(), (-1.5, 2.9), budget=400, left=0.05, batch=4),
    }
    rates: tuple[float, ...] = tuple(np.geomspace(1e-4, 10, 41).tolist())
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the first one."""
        super().setup()
        kit.check_races(self.rules, self.surfaces)
        self.colors = dict(zip(self.rules, kit.rule_colors(self.rules), strict=True))
        self.names = {rule: self.named(rule) for rule in self.rules}
        colors = list(self.colors.values())
        self.races = [
            kit.RankedRace(ground, self.rules, self.rates, colors) for ground in self.surfaces.values()
        ]
        self.first, *self.others = self.races
        self.heads = [self.named(surface) for surface in self.surfaces]
        self.map_box, side = layout.stage().columns(1, 1.45)
        self.map = kit.RaceMap(self.map_box, self.first)
        self.strips = kit.RateStrips(side, self.first.searches, list(self.names.values()), colors)
        self.chart_box, self.list_box = side.columns(1.75, 1)

    def named(self, name: str) -> str:
        """Return what a rule or a surface is called on screen: of one's own, by its name."""
        return self.word(name) if name in FairRace.words else name

    def ranked(self, race: kit.RankedRace, box: layout.Box, size: float) -> kit.RankList:
        """Return the list of those that have arrived in a race."""
        order = race.order
        names, colors = [self.names[rule] for rule in order], [self.colors[rule] for rule in order]
        return kit.RankList(box, names, [race.written(rule) for rule in order], colors, size)

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
                self.play(FadeIn(name), run_time=0.35)
        self.start = start

    def search(self) -> None:
        """Try all rates of the first rule, each with its path on the map."""
        strips, (rule, search) = self.strips, next(iter(self.first.searches.items()))
        descents = kit.tried_descents(self.first.ground, self.rules[rule], search)
        path = kit.tried_path(self.map, strips.cells[0], descents, search.needed)
        path.set_color(self.colors[rule])
        with self.beat("search", count=len(self.rates)):
            self.add(path, self.start, strips.cells[0])
            self.play(FadeIn(strips.axis), strips.fill(0, run_time=8.5))
            self.play(FadeOut(path), run_time=0.5)

    def search_all(self) -> None:
        """Let the other rules try the same rates, ring the best ones, and tell what they need."""
        strips, others = self.strips, range(1, len(self.rules))
        with self.beat("strips"):
            self.play(FadeIn(strips.key), run_time=0.6)
            self.add(*strips.cells)
            if others:
                self.play(*(strips.fill(row, run_time=5.0) for row in others))
            self.play(*map(draw, strips.rings), run_time=1.2)
            self.play(FadeIn(strips.heading, *strips.counts), run_time=0.8)

    def race(self) -> None:
        """Let all run on the first ground, and list them as they arrive."""
        race, runs = self.first, list(self.first.runs)
        known = len(race.ground.objective.minima) > 0
        chart = kit.RunChart(
            self.chart_box,
            runs,
            y="excess" if known else "value",
            x="spent",
            x_range=(1.0, max(race.runs.end, 10.0)),
            x_scale="log",
            y_scale="log" if known else "linear",
            x_label=self.quoted("spent"),
            y_label='J - J_"min"' if known else "J",
        )
        curves = [kit.Trail.of(run, chart, width=3.5, dots=0) for run in runs]
        points = [kit.Dots.of(run, chart, 0.1) for run in runs]
        self.list = self.ranked(race, self.list_box.inset(top=0.5, bottom=1.2), typography.LABEL)
        with self.beat("race", **self.spoken()):
            self.play(FadeOut(self.strips), run_time=0.8)
            self.play(FadeIn(chart), run_time=0.8)
            self.remove(self.start)
            self.add(self.map.trails, *curves, self.map.dots, *points)
            self.play(race.advance(RACE), *self.arrivals(race, self.list))
        self.shown = [chart, *curves, *points, self.map.trails, self.map.dots, self.map, self.list]

    def arrivals(self, race: kit.RankedRace, ranked: kit.RankList) -> list[FadeIn]:
        """Return how the rows of a list appear as the rules arrive."""
        shares = [min(race.share(rule), 0.96) for rule in race.order]
        rows = zip(ranked.rows, shares, strict=True)
        return [FadeIn(row, rate_func=kit.during(share, share + 0.04)) for row, share in rows]

    def spoken(self) -> dict[str, str]:
        """Return who arrives first and last, and after how many gradients."""
        race = self.first
        first, *_, last = [*race.order, race.order[-1]]
        most = race.written(last) if np.isfinite(race.needed(last)) else f"more than {race.ground.budget}"
        return {
            "first": self.names[first],
            "least": race.written(first),
            "last": self.names[last],
            "most": most,
        }

    def race_elsewhere(self) -> None:
        """Let all run on the other grounds at once."""
        cells = layout.grid(layout.stage(), len(self.others))
        maps, heads, self.lists = [], [], []
        for race, head, cell in zip(self.others, self.heads[1:], cells, strict=True):
            words = typography.text(typography.as_is(head), typography.TICK)
            map_box, list_box = cell.inset(top=0.4).columns(1.15, 1, gap=0.15)
            heads.append(words.move_to((map_box.center[0], cell.top - 0.15, 0.0)))
            maps.append(kit.RaceMap(map_box, race, width=2.5, radius=0.08))
            self.lists.append(self.ranked(race, list_box, 24.0))
        with self.beat("others", count=len(self.others)):
            self.play(*map(FadeOut, self.shown), run_time=0.8)
            self.play(*map(FadeIn, maps), *map(FadeIn, heads), run_time=1.2)
            self.add(*(part for each in maps for part in (each.trails, each.dots)))
            racing = [race.advance(OTHERS) for race in self.others]
            pairs = zip(self.others, self.lists, strict=True)
            self.play(*racing, *(row for race, ranked in pairs for row in self.arrivals(race, ranked)))
        self.shown = [*maps, *heads, *(part for each in maps for part in (each.trails, each.dots))]

    def compare(self) -> None:
        """Put the orders of arrival side by side, and join each rule's dots."""
        box, races = layout.stage(), self.races
        counts = [{rule: race.written(rule) for rule in self.rules} for race in races]
        orders = [race.order for race in races]
        self.columns = columns = kit.RankColumns(box, orders, counts, self.heads, self.names, self.colors)
        with self.beat("ranks"):
            words = [part for ranked in self.lists for row in ranked.rows for part in row[1:]]
            self.play(*map(FadeOut, (*self.shown, *words)), run_time=0.8)
            moves, moved = [], []
            for ranked, race, chips in zip(self.lists, self.others, columns.dots[1:], strict=True):
                for dot, rule in zip(ranked.dots, race.order, strict=True):
                    moves.append(Transform(dot, chips[rule][0].copy(), run_time=2))
                    moved.append(dot)
            firsts = columns.dots[0].values()
            self.play(*moves, *map(FadeIn, (*columns.heads, *firsts, columns.labels[0])))
            chips = [chip for column in columns.dots[1:] for chip in column.values()]
            self.play(*(FadeIn(chip[1]) for chip in chips), run_time=0.8)
            self.remove(*moved)
            lines = [columns.lines[rule] for rule in self.first.order]
            self.add(*lines, *firsts, *chips)
            self.play(*(draw(line, run_time=4) for line in lines))
            self.play(FadeIn(columns.labels[1]), run_time=0.6)

    def follow_one(self) -> None:
        """Follow the winner of the first ground; then see that none is first everywhere."""
        rule, columns, races = self.first.order[0], self.columns, self.races
        places = [race.place(rule) for race in races]
        worst = int(np.argmax(places))
        others = [line for name, line in columns.lines.items() if name != rule]
        numbers = {"times": places.count(1), "grounds": len(races), "worst": places[worst]}
        with self.beat("follow", rule=self.names[rule], where=self.heads[worst], **numbers):
            self.play(*(kit.dimmed(line, STILL) for line in others), run_time=0.8)
            self.play(kit.Swell(columns.dots[0][rule][0], "radius", 0.35, 1), run_time=1)
            self.play(kit.Swell(columns.dots[worst][rule][0], "radius", 0.35, 2), run_time=2)
        always = [self.names[name] for name in self.rules if all(race.place(name) == 1 for race in races)]
        moral = f"Here, {always[0]} is first everywhere." if always else "No rule is first everywhere."
        with self.beat("moral", moral=moral):
            self.play(*(kit.dimmed(line, 1.0) for line in others), run_time=1)
            winners = [column[race.order[0]][0] for column, race in zip(columns.dots, races, strict=True)]
            for winner in winners:
                self.play(kit.Swell(winner, "radius", 0.35, 1), run_time=0.5)
            plain = columns.places[next(iter(self.rules))][-1:]
            self.carried = kit.Dots(plain, palette.POINT, 0.3)
            self.play(FadeIn(self.carried), run_time=0.5)
