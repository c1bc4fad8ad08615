"""Which rule, then? An honest table of what each one needs and where it came in; and the end of the story."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Group, Mobject, Transform

from gdmath import Objective, best_heavy_ball, damped_newton, gradient_descent, heavy_ball
from scenes import kit
from scenes.kit import draw, layout, palette, short

STILL = 0.18
"""Opacity of what is not spoken of."""

WALKED = 4.6
"""Seconds of the walks in the first valley."""


class WhichRule(kit.RaceLesson):
    """Rules as rows: what they hold and leave to be chosen, and where they came in.

    Attributes
    ----------
    rules, surfaces, rates
        As for `kit.RaceLesson`.
    valley, start, share
        The valley in which the lecture began, as for `kit.ValleyLesson`.
    """

    words = {"title": "Which one, then?"}
    valley: Objective = kit.ValleyLesson.objective
    start: tuple[float, float] = kit.ValleyLesson.start
    share: float = kit.ValleyLesson.share

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the table and the maps behind it."""
        super().setup()
        kit.check_objective(self.valley, variables=2)
        self.scores = kit.rule_scores(self.rules, self.races)
        self.wall = kit.RaceWall(layout.stage(), self.races, self.names, self.colors)
        self.table = kit.RuleTable(
            layout.stage(), self.races, self.wall.maps, self.scores, self.names, self.colors
        )
        assert isinstance(self.camera, kit.PaintingCamera)
        self.frame = self.camera.frame
        valley = kit.Valley(self.valley, self.start, self.share)
        ways = {
            "gradient_descent": gradient_descent(valley.best),
            "heavy_ball": heavy_ball(*best_heavy_ball(valley.curvatures)),
            "damped_newton": damped_newton(),
        }
        self.home = valley.race(ways, kit.RULE_COLORS)
        names = [self.named(rule) for rule in ways]
        self.close = kit.ValleyCloseUp(self.wall.room, valley, self.home, names, self.frame)

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
        told = kit.best_and_worst(scores, self.spoken, self.races)
        rule = max(scores, key=lambda name: scores[name].firsts)
        own = [column[rule] for column in table.dots]
        others = [dot for column in table.dots for name, dot in column.items() if name != rule]
        first = table.dots[-1][next(iter(self.rules))]
        worst = own[scores[rule].places.index(max(scores[rule].places))]
        with self.beat("places", **told):
            ball = kit.Dots([first.get_center()], palette.POINT, 0.2)
            self.play(
                FadeIn(self.heading(self.word("title"))), self.take_over(ball), *map(FadeIn, table.maps)
            )
            self.play(*(FadeIn(dot) for column in table.dots for dot in column.values()))
            self.remove(ball)
            self.hold(0.5)
            self.play(*table.to_rows(2.2), *map(FadeIn, table.names.values()))
            self.hold(0.7)
            self.play(*(kit.dimmed(part, STILL) for dot in others for part in dot))
            for dot, count in zip(own, scores[rule].places, strict=True):
                if count == 1:
                    self.play(kit.Swell(dot[0], "radius", 0.4), run_time=0.5)
            self.play(kit.Swell(worst[0], "radius", 0.6, 2), run_time=1.4)
        self.dimmed = others

    def tell_needs(self) -> None:
        """Fill a cell for each number that a rule holds."""
        table = self.table
        with self.beat("needs", **kit.held_in_words(self.scores, self.spoken)):
            self.play(*(kit.dimmed(part, 1) for dot in self.dimmed for part in dot), run_time=0.6)
            self.play(*table.make_room(1.4), FadeIn(table.heads[0]))
            self.add(*table.cells)
            for cells, held in zip(table.cells, table.held, strict=True):
                self.play(FadeIn(cells, held), run_time=0.4)

    def tell_choice(self) -> None:
        """Tell what is to be chosen, and how many of the rates arrive."""
        table = self.table
        with self.beat("choice", **kit.arrivals_in_words(self.scores, self.spoken)):
            self.play(FadeIn(table.heads[1]), *map(FadeIn, table.knobs))
            self.play(FadeIn(table.heads[2]), *map(FadeIn, table.frames), run_time=0.6)
            self.play(*(draw(bar, run_time=3) for bar in table.bars))
            self.play(*map(FadeIn, table.shares), run_time=0.6)

    def advise(self) -> None:
        """Leave only the rows of those that the table speaks for."""
        table = self.table
        rows = {rule: table.row(rule) for rule in self.rules}
        with self.beat("advice", **kit.advice_in_words(self.scores, self.spoken)):
            for chosen, seconds in zip(kit.advised(self.scores), (3.2, 3.0), strict=True):
                lit = ((part, 1.0 if rule == chosen else STILL) for rule, row in rows.items() for part in row)
                self.play(*(kit.dimmed(part, opacity) for part, opacity in lit))
                self.hold(seconds)
        shown: list[Mobject] = [part for row in rows.values() for part in row]
        self.shown = [*shown, *table.heads]

    def solve_riddle(self) -> None:
        """Let the small maps become a wall, go close to the first valley, and go down there once more."""
        wall, close, frame = self.wall, self.close, self.frame
        plain, fewest, newton = counts = [short(run.steps) for run in self.home]
        self.counts = kit.under(wall.room, list(zip(counts, (run.color for run in self.home), strict=True)))
        frame.save_state()
        with self.beat("riddle", plain=plain, fewest=fewest, newton=newton):
            grown = [Transform(small, whole) for small, whole in zip(self.table.maps, wall.maps, strict=True)]
            self.play(FadeOut(Group(*self.shown)), *grown, FadeIn(close), run_time=1.4)
            self.remove(*self.table.maps)
            self.add(*wall.maps, close, close.moving)
            self.play(kit.in_time(frame, 1.6).move_to(close.plot.frame).set(width=wall.room.width))
            self.add(close.counts)
            self.play(self.home.advance(run_time=WALKED))

    def say_farewell(self) -> None:
        """Draw back while all go down on all grounds; those stand out who were first on theirs."""
        wall, close = self.wall, self.close
        with self.beat("farewell", way=kit.way_down(self.races)):
            self.add(*wall.moving)
            back = kit.in_time(self.frame, 2.5).restore()
            self.play(
                back, *wall.advance(4), FadeOut(close.counts, run_time=1), FadeIn(self.counts, run_time=3)
            )
            self.add(*wall.ways)
            self.play(*wall.stand_out(), *map(FadeIn, wall.winners), run_time=2)
            self.play(kit.Swell(close.ball, "radius", 0.5, 2), run_time=2)
