"""Which rule, then? An honest table of where each one came in and what it needs; and the end of the story."""

from __future__ import annotations

from manim import RIGHT, UP, FadeIn, FadeOut, Group, Mobject

from gdmath import Objective, best_heavy_ball, damped_newton, gradient_descent, heavy_ball
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

COMING = 2.6
"""Seconds in which the grounds come, one after the other."""

WALKED = 2.7
"""Seconds of the walks in the first valley."""


class WhichRule(kit.RaceLesson):
    """Rules as rows: where they came in, what they hold, and with how many of the rates they arrive.

    Attributes
    ----------
    rules, surfaces, rates
        As for `kit.RaceLesson`.
    valley, start, share
        The valley in which the lecture began, as for `kit.ValleyLesson`.
    """

    words = {
        "title": "Which one, then?",
        "Rosenbrock": "Rosenbrock",
        "many": "many rates to try:",
        "few": "few rates to try:",
        "noise": "noisy slopes:",
        "answer": "The one that fits the ground.",
    }
    lines = {"often": "{rule} is first most often. With many rates to try, take it."}
    valley: Objective = kit.ValleyLesson.objective
    start: tuple[float, float] = kit.ValleyLesson.start
    share: float = kit.ValleyLesson.share

    def setup(self) -> None:
        """Race all rules on all surfaces, and lay out the table and the maps behind it."""
        super().setup()
        kit.check_objective(self.valley, variables=2)
        self.scores = kit.rule_scores(self.rules, self.races)
        self.wall = kit.RaceWall(layout.stage(), self.races, self.names, self.colors, ratio=1.45, gap=0.25)
        self.table = kit.RuleTable(
            layout.stage(), self.races, self.wall.maps, self.heads, self.scores, self.names, self.colors
        )
        scores, led = self.scores, kit.leaders_in_noise(self.races)
        advised = {"many": [kit.most_often_first(scores)], "few": [kit.most_forgiving(scores)]}
        if led is not None and kit.network_in_words(scores, self.races, self.spoken) is not None:
            advised["noise"] = led[1]
        told = [
            (self.word(when), [(self.names[rule], self.colors[rule]) for rule in rules])
            for when, rules in advised.items()
        ]
        self.advice = kit.Advice(self.table.room, told)
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
        """Take the places into rows, tell what rules need, and advise; then see all ways down at once."""
        self.take_places()
        self.follow_one()
        self.tell_of_many()
        self.tell_choice()
        self.tell_of_networks()
        self.solve_riddle()
        self.say_farewell()

    def take_places(self) -> None:
        """Let the places come, ground by ground."""
        table = self.table
        first = table.tiles[0][next(iter(self.rules))]
        with self.beat("places", grounds=len(self.races)):
            ball = kit.Dots([first.get_center()], palette.POINT, 0.25)
            self.title = self.heading(self.word("title"))
            names = map(FadeIn, (self.title, table.heads[0], *table.names.values()))
            self.play(*names, self.take_over(ball))
            self.play(*table.come(COMING), FadeOut(ball, run_time=0.8))

    def follow_one(self) -> None:
        """Follow the rule that is first somewhere, and farthest back elsewhere, if there is one."""
        table, rule = self.table, kit.most_uneven(self.scores)
        if rule is None:
            return
        places, told = self.scores[rule].places, kit.best_and_worst(rule, self.scores, self.spoken)
        ring = table.ring(rule, places.index(max(places)))
        with self.beat("moral", **told):
            self.play(*table.light(rule), run_time=0.5)
            self.play(*table.swell(rule, 1), run_time=0.8)
            self.hold(0.7)
            self.play(draw(ring), run_time=0.5)
            self.hold(1.0)
            self.play(FadeOut(ring), run_time=0.4)

    def tell_of_many(self) -> None:
        """Follow the rule that is first most often: with many rates to try, it is to be advised."""
        table, rule = self.table, kit.most_often_first(self.scores)
        told, gentle = kit.best_and_worst(rule, self.scores, self.spoken), kit.gentle_grounds(self.races)
        leads = bool(gentle) and all(self.scores[rule].places[number] == 1 for number in gentle)
        with self.beat("many" if leads else "often", **told):
            self.play(*table.light(rule), run_time=0.5)
            if swelling := table.swell(rule, 1):
                self.play(*swelling, run_time=0.8)
            if leads:
                self.hold(0.8)
                rings = [table.ring(rule, number) for number in gentle]
                self.play(*map(draw, rings), run_time=0.5)
                self.hold(1.2)
                self.play(*map(FadeOut, rings), run_time=0.4)
            self.play(*table.make_room(1.0))
            self.advise(0, table.ring(rule))

    def advise(self, number: int, *rings: Mobject) -> None:
        """Frame what speaks for a piece of advice, and write that beside the table, where it stays."""
        self.rings = Group(*rings)
        self.play(*map(draw, rings), FadeIn(self.advice.pieces[number]), run_time=0.6)

    def tell_choice(self) -> None:
        """Tell with how many of the rates each rule arrives; the most forgiving one is to be advised."""
        table, scores = self.table, self.scores
        picky, easy = min(scores, key=lambda name: scores[name].arrived), kit.most_forgiving(scores)
        with self.beat("choice", **kit.arrivals_in_words(scores, self.spoken)):
            self.play(table.clear(), FadeOut(self.rings), run_time=0.5)
            appearing = FadeIn(table.heads[1]), *map(FadeIn, table.frames)
            self.play(*table.light(None), *appearing, run_time=0.5)
            bars = (draw(bar, run_time=1.4) for bar in table.bars)
            shares = (FadeIn(share, run_time=1.4, rate_func=kit.during(0.7, 1)) for share in table.shares)
            self.play(*bars, *shares)
            self.hold(0.8)
            self.look_at(easy, 2, 0.8)
            self.look_at(picky, 2, 0.8)
            self.play(*table.light(easy, 2), run_time=0.5)
            self.advise(1, table.ring_share(easy))

    def look_at(self, rule: str, column: int, seconds: float) -> None:
        """Light the row of a rule in the last column that is there, for so long."""
        self.play(*self.table.light(rule, column, only=column), run_time=0.5)
        self.hold(seconds)

    def tell_of_networks(self) -> None:
        """Tell who led where slopes were noisy: they are advised; and who holds too much for a network."""
        table, words = self.table, kit.network_in_words(self.scores, self.races, self.spoken)
        led = kit.leaders_in_noise(self.races)
        if words is None or led is None:
            return
        number, leaders = led
        with self.beat("network", **words):
            rates = table.heads[1], *table.frames, *table.bars, *table.shares
            self.play(FadeOut(Group(*rates, self.rings)), run_time=0.4)
            self.play(table.bring(number), *table.light(None), run_time=0.6)
            self.advise(2, *(table.ring(rule, number) for rule in leaders))
            self.hold(1.6)
            held = (FadeIn(part) for part in (table.heads[2], *table.cells, *table.held))
            self.play(*table.light(None, 3, only=3), *held, run_time=0.8)
            self.look_at(kit.holds_least_and_most(self.scores)[1], 3, 1.8)
            self.play(*table.light(None, 3), run_time=0.5)

    def solve_riddle(self) -> None:
        """Let the small maps become a wall, go close to the first valley, and go down there once more."""
        wall, close, frame = self.wall, self.close, self.frame
        plain, fewest, newton = counts = [short(run.steps) for run in self.home]
        self.counts = kit.under(wall.room, list(zip(counts, (run.color for run in self.home), strict=True)))
        frame.save_state()
        with self.beat("riddle", plain=plain, fewest=fewest, newton=newton):
            self.play(kit.all_but(self.mobjects), run_time=0.5)
            self.play(*map(FadeIn, (*wall.maps, close)), run_time=0.7)
            self.add(close.moving)
            self.play(kit.in_time(frame, 1.6).move_to(close.plot.frame).set(width=wall.room.width))
            self.add(close.counts.update())
            self.play(self.home.advance(run_time=WALKED))
            self.hold(0.4)

    def say_farewell(self) -> None:
        """Draw back while all go down on all grounds; those stand out who were first on theirs."""
        wall, close = self.wall, self.close
        with self.beat("farewell", way=kit.way_down(self.races)):
            self.add(*wall.moving)
            back = kit.in_time(self.frame, 2.2).restore()
            gone = FadeOut(close.counts, run_time=0.4, suspend_mobject_updating=False)
            self.play(back, *wall.advance(2.8), gone, FadeIn(self.counts, run_time=2.8))
            self.add(*wall.ways)
            self.play(*wall.stand_out(), *map(FadeIn, (self.title, *wall.winners)), run_time=1.2)
            answer = typography.text(typography.as_is(self.word("answer")), typography.TITLE, palette.POINT)
            answer.next_to(self.title, RIGHT, buff=0.5, aligned_edge=UP)
            self.play(FadeIn(answer), kit.Swell(close.goal, "radius", 0.5, 2), run_time=1.2)
            self.hold(1.6)
