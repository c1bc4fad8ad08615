"""Which rule, then? An honest table of what each one needs and where it came in; and the end of the story."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Group, Mobject, Transform, smooth

from gdmath import Objective, best_heavy_ball, damped_newton, gradient_descent, heavy_ball
from scenes import kit
from scenes.kit import draw, layout, palette, short

STILL = 0.18
"""Opacity of what is not spoken of."""

WALKED = 5.0
"""Seconds of the walks in the first valley."""


class WhichRule(kit.RaceLesson):
    """Rules as rows: what they hold, ask for and leave to be chosen, and where they came in.

    Attributes
    ----------
    rules, surfaces, rates
        As for `kit.RaceLesson`.
    weights
        To so many weights the numbers grow that rules hold.
    valley, start, share
        The valley in which the lecture began, as for `kit.ValleyLesson`.
    """

    words = {"title": "Which one, then?"}
    weights: int = 42
    valley: Objective = kit.ValleyLesson.objective
    start: tuple[float, float] = kit.ValleyLesson.start
    share: float = kit.ValleyLesson.share

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the table and the maps behind it."""
        super().setup()
        self.scores = kit.rule_scores(self.rules, self.races)
        self.wall = kit.RaceWall(layout.stage(), self.races, self.names, self.colors)
        self.table = kit.RuleTable(
            layout.stage(), self.races, self.wall.maps, self.scores, self.names, self.colors
        )
        valley = kit.Valley(self.valley, self.start, self.share)
        ways = {
            "gradient_descent": gradient_descent(valley.best),
            "heavy_ball": heavy_ball(*best_heavy_ball(valley.curvatures)),
            "damped_newton": damped_newton(),
        }
        self.home = valley.race(ways, kit.RULE_COLORS)
        held = [point for run in self.home for point in run.path]
        self.home_map = kit.ValleyMap(self.wall.room, valley, held, named=False)
        self.goal = self.home_map.rings(valley.center, radius=0.2)

    def construct(self) -> None:
        """Take the places into rows, tell what rules need, advise, and see all ways down at once."""
        self.take_places()
        self.tell_needs()
        self.tell_choice()
        self.advise()
        self.solve_riddle()
        self.say_farewell()

    def take_places(self) -> None:
        """Show the order of arrival on every ground; then each dot goes to the row of its rule."""
        table, scores = self.table, self.scores
        told = kit.best_and_worst(scores, self.spoken)
        rule = max(scores, key=lambda name: scores[name].firsts)
        own = [column[rule] for column in table.dots]
        others = [dot for column in table.dots for name, dot in column.items() if name != rule]
        first = table.dots[-1][next(iter(self.rules))]
        worst = own[scores[rule].places.index(max(scores[rule].places))]
        with self.beat("places", **told):
            ball = kit.Dots(first[0].points, palette.POINT, first[0].radius)
            self.play(
                FadeIn(self.heading(self.word("title"))), self.take_over(ball), *map(FadeIn, table.maps)
            )
            self.play(*(FadeIn(dot) for column in table.dots for dot in column.values()))
            self.remove(ball)
            self.hold(0.5)
            self.play(*table.to_rows(2.2), *map(FadeIn, table.names.values()))
            self.hold(1.2)
            self.play(*(kit.dimmed(part, STILL) for dot in others for part in dot))
            for dot, count in zip(own, scores[rule].places, strict=True):
                if count == 1:
                    self.play(kit.Swell(dot[0], "radius", 0.4), run_time=0.5)
            self.play(kit.Swell(worst[0], "radius", 0.6, 2), run_time=1.4)
        self.dimmed = others

    def tell_needs(self) -> None:
        """Fill a cell for each number that a rule holds, and let the number of weights grow."""
        table = self.table
        with self.beat("needs", **kit.held_in_words(self.scores, self.spoken, self.weights)):
            self.play(*(kit.dimmed(part, 1) for dot in self.dimmed for part in dot), run_time=0.6)
            self.play(*table.make_room(1.4), FadeIn(table.heads[0]))
            self.add(*table.cells)
            self.play(*map(FadeIn, table.cells), run_time=0.8)
            self.play(*map(FadeIn, table.held), run_time=0.8)
            self.hold(0.8)
            self.play(*map(FadeOut, table.held), FadeIn(table.count), run_time=0.6)
            self.play(kit.glide(table.n, self.weights, 4, smooth))
            self.hold(1)
            self.play(kit.glide(table.n, table.few, 1.5, smooth), FadeOut(table.count))
            self.play(*map(FadeIn, table.held), run_time=0.6)

    def tell_choice(self) -> None:
        """Tell what a step asks for, what is to be chosen, and how many of the rates arrive."""
        table = self.table
        with self.beat("choice", **kit.arrivals_in_words(self.scores, self.spoken)):
            self.play(FadeIn(table.heads[1]), *map(FadeIn, table.asked))
            self.play(FadeIn(table.heads[2]), *map(FadeIn, table.knobs))
            self.play(FadeIn(table.heads[3]), *map(FadeIn, table.frames), run_time=0.6)
            self.play(*(draw(bar, run_time=3) for bar in table.bars))
            self.play(*map(FadeIn, table.shares), run_time=0.6)

    def advise(self) -> None:
        """Leave only the rows of those that the table speaks for."""
        table = self.table
        few, many = kit.advised(self.scores, self.weights)
        small, large = (", ".join(self.spoken[rule] for rule in rules) for rules in (few, many))
        rows = {rule: table.row(rule) for rule in self.rules}

        def only(rules: list[str]) -> None:
            self.play(
                *(
                    kit.dimmed(part, 1 if rule in rules else STILL)
                    for rule, row in rows.items()
                    for part in row
                ),
                run_time=1,
            )

        with self.beat("advice", small=small, large=large):
            only(few)
            self.hold(2.2)
            only(many)
            self.hold(3)
        shown: list[Mobject] = [part for row in rows.values() for part in row]
        self.shown = [*shown, *table.heads]

    def solve_riddle(self) -> None:
        """Let the small maps become a wall, go close to the first valley, and go down there once more."""
        wall, home, frame = self.wall, self.home_map, self.camera.frame
        self.ball = kit.Ball.of(self.home["gradient_descent"], home, radius=0.16)
        trails = [kit.Trail.of(run, home, width=4, dots=0) for run in self.home]
        dots = [kit.Dots.of(run, home, 0.11) for run in self.home][1:]
        for mark in (self.goal, *dots, self.ball):
            kit.keep_size(mark, "radius", frame)
        for line in trails:
            kit.keep_size(line, "stroke_width", frame)
        counts = [short(run.steps) for run in self.home]
        colors = [run.color for run in self.home]
        self.counts = kit.under(wall.room, list(zip(counts, colors, strict=True)))
        plain, fewest, newton = counts
        frame.save_state()
        with self.beat("riddle", plain=plain, fewest=fewest, newton=newton):
            grown = [Transform(small, whole) for small, whole in zip(self.table.maps, wall.maps, strict=True)]
            self.play(FadeOut(Group(*self.shown)), *grown, FadeIn(home, self.goal), run_time=1.6)
            self.remove(*self.table.maps)
            self.add(*wall.maps, home, self.goal, *trails, *dots, self.ball)
            closer = kit.in_time(frame, 1.8).move_to(home.frame).set(width=wall.room.width)
            self.play(closer)
            self.play(self.home.advance(run_time=WALKED))

    def say_farewell(self) -> None:
        """Draw back while all go down on all grounds; those stand out who were first on theirs."""
        wall, frame = self.wall, self.camera.frame
        with self.beat("farewell", way=kit.way_down(self.races)):
            self.add(*wall.moving)
            back = kit.in_time(frame, 2.5).restore()
            self.play(back, *wall.advance(4.5), FadeIn(self.counts, run_time=3))
            self.play(wall.stand_out(), *map(FadeIn, wall.winners), run_time=1.5)
            self.play(kit.Swell(self.ball, "radius", 0.5, 2), run_time=2)
