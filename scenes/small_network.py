"""How the picture of the beginning was drawn: a small network, its thousands of weights, and the answer."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, TransformFromCopy, rush_from, rush_into

from scenes import kit
from scenes.kit import draw, layout, palette, typography

ROLES = palette.POINT, palette.OBJECTIVE, palette.GRADIENT, palette.STEP
LOOP = dict(zip(("predict", "cost", "gradients", "update"), ROLES, strict=True))
"""What is done again and again, each in the colour of what it is about."""

THIN, SHARE = 0.4, 0.95
"""How dense the fog is when it has lifted a little; share of the cost that the first steps take off."""

SPOT, WAVES = (0.35, 0.3), (2, 13, 19)
"""A place in the drawing, in shares of its width and height; waves, long and short, that are seen there."""

LOWER, ASIDE = 1.2, 0.75
"""Scene units by which the chain stands lower until a unit needs room below it, and the grid farther left
until the goal has its place there."""


class SmallNetwork(kit.FogLesson):
    """Predict, cost, gradients, update: so a network has learnt to draw the mountain of the fog.

    Attributes
    ----------
    learnt
        The network, the picture that it has learnt, and the record of its training.
    """

    words = {
        "title": "A network learns",
        "in": "place",
        "waves": "{count} waves",
        "out": "colour",
        "sum": "sum",
        "bend": "bent",
        "from": "from layer {number}",
        "more": "+ {count} more",
        "layer": "layer {number}",
        "weights": "{count} weights",
        "changes": "changes so far",
        "slopes": "{count} slopes",
        "prediction": "prediction",
        "goal": "goal",
        "error": "error: pink is far off",
        "predict": "predict",
        "cost": "cost",
        "gradients": "gradients",
        "update": "update",
        "step": "step",
        "question": "How do you find the lowest point,\nwhen you cannot see where it lies?",
        "answer": "Feel the slope. Step. Repeat.",
        "low": "You find a low point, not always the lowest.",
        "decide": "Ends well? How soon?",
        "open": "Still open",
        "start": "The start:\nwhich valley?",
        "terrain": "The terrain:\nnarrow is slow",
        "rate": "The rate:\ntoo large fails",
        "faster": "Faster, without\nrescaling?",
        "curvature": "Which rate, without\nthe curvature?",
        "noise": "Noisy slopes\nfrom a few data?",
        "next": "Next: better descents",
    }
    learnt: kit.LearntPicture = kit.learnt_mountain()

    def setup(self) -> None:
        """Lay the drawing, the weights, the loop and the chart out, and build the mountain."""
        super().setup()
        self.run = self.learnt.run()
        left, right = layout.stage().columns(1.3, 1)
        drawing_box, loop_box = left.rows(1.6, 1)
        grid_box, chart_box = right.rows(1, 1.2, gap=0.2)
        names = list(map(self.word, ("prediction", "goal", "error")))
        self.pictures = kit.PredictionBesideGoal(drawing_box, self.learnt, self.run, names)
        self.drawing = self.pictures.drawing
        self.count, ends = self.learnt.network.dimension, (self.word("in"), self.word("out"))
        words = [self.word(name, count=self.count) for name in ("weights", "slopes", "changes")]
        self.grids = kit.TrainingGrids(grid_box.inset(bottom=0.5), self.learnt, self.run, ends, words)
        self.charts = kit.CostCharts(chart_box, right.inset(top=0.2), self.learnt, self.run, SHARE)
        self.mountain = kit.Mountainside(self.objective, self.walk.path)
        self.stand_on(self.mountain)
        loop = {self.word(name): role for name, role in LOOP.items()}
        self.ring = kit.WordRing(loop_box.inset(left=0.3, right=0.3, top=0.2, bottom=0.3), loop)

    def construct(self) -> None:
        """Show the network, go through its loop, train it, and end in the fog with an answer."""
        self.show_network()
        self.go_through_loop()
        self.train()
        self.answer()
        self.tell_what_decides()
        self.ask_on()

    def show_network(self) -> None:
        """Tell how numbers go through the layers, what a single unit does, and how many weights there are."""
        grid, weights = self.grids.weights, self.grids.named
        held = Group(grid, weights).shift(ASIDE * LEFT)
        waves = self.learnt.network.sizes[0]
        ends = self.word("in"), self.word("waves", count=waves), self.word("out")
        layers = [self.word("layer", number=number) for number in (1, 2, 3)]
        chain = kit.LayerChain(grid, self.learnt, self.drawing, SPOT, ends, layers, WAVES)
        unit, pictures = self.build_unit(), (self.drawing, self.pictures.edge)
        row, frame = grid.part(unit.weights), grid.framed(unit.weights).set_z_index(1)
        shown = Group(*pictures, chain.parts).shift(LOWER * DOWN)
        self.run.clock.set_value(self.run.end)
        with self.beat("network", count=self.count, waves=waves):
            self.play(FadeIn(self.heading(self.word("title")), *pictures), self.take_over(chain.point))
            self.play(chain.tell_waves(2.4))
            self.hold(0.8)
            self.play(chain.flow(2.2))
            self.play(shown.animate.shift(LOWER * UP), run_time=0.8)
            self.play(FadeIn(row, frame), run_time=0.5)
            self.play(TransformFromCopy(frame, unit.frame), run_time=0.6)
            self.play(unit.work(run_time=4.2))
            self.hold(2)
            self.play(draw(grid, run_time=1.2), kit.later(0.5, FadeIn(weights)))
        gone = FadeOut(unit, unit.frame, row, frame, chain.parts, rate_func=kit.during(0, 0.5))
        self.play(gone, held.animate.shift(ASIDE * RIGHT), FadeIn(self.grids.ends), run_time=0.6)

    def build_unit(self) -> kit.Unit:
        """Return the unit that is looked at, with its numbers at a place, below the chain."""
        more = self.word("more", count=kit.Unit.others(self.learnt))
        words = self.word("sum"), self.word("bend"), self.word("from", number=kit.Unit.before), more
        below = layout.stage().rows(1, 1, gap=0.9)[1].inset(left=3.0, right=1.0)
        return kit.Unit(below, self.learnt, SPOT, words)

    def go_through_loop(self) -> None:
        """Take the first step slowly, word by word, and the next ones ever faster."""
        eta, early = kit.short(self.learnt.training.rate), self.charts.early
        self.step, self.cost = early.readouts(self.quoted("step"))
        rate = typography.formula(f"eta = {eta}", color=palette.STEP).move_to(self.ring)
        grids, pictures, (predicted, goal, error) = self.grids, self.pictures, self.pictures.names
        trail, dot = self.charts.trail, self.charts.dot
        with self.beat("loop", rate=eta):
            self.play(kit.glide(self.run.clock, 0, 0.8, rush_from))
            self.play(FadeIn(self.ring), *self.ring.light(0), run_time=0.7)
            self.remove(self.drawing).play(draw(self.drawing), FadeIn(predicted), run_time=1.1)
            self.play(*self.ring.light(1), FadeIn(pictures.goal, goal), run_time=0.8)
            seen = pictures.errors, early.plot, self.cost, dot
            self.play(FadeIn(*seen), *kit.follows(predicted, error, 0), run_time=0.8)
            self.add(trail, dot).hold(1.6)
            self.play(FadeOut(grids.named, pictures.errors), *kit.follows(error, predicted, 0), run_time=0.5)
            self.play(*self.ring.light(2), grids.slopes.come_backwards(2.0), FadeIn(grids.steep))
            self.play(*self.ring.light(3), FadeIn(self.step, rate))
            self.remove(grids.weights).add(grids.changes, grids.slopes)  # they are seen as the slopes fade
            gone = FadeOut(grids.slopes, grids.steep, grids.ends)
            self.play(self.run.advance(1, 1.5), gone, FadeIn(grids.moved))
            self.ring.follow(self.run)
            self.play(self.run.advance(min(7, self.charts.kept), 1.9, rush_into))

    def train(self) -> None:
        """Go through the loop thousands of times, while the drawing sharpens and its cost falls."""
        charts, late = self.charts, self.charts.late
        (trail, dot), curve = late.marks(), late.curve(0, charts.kept)
        first, share = self.learnt.steps_to_lose(SHARE), round(100 * SHARE)
        with self.beat("train", early=first, share=share, rest=self.learnt.steps - first):
            self.play(self.run.advance(charts.kept, 1.6))
            self.play(draw(charts.gone[0]), FadeIn(charts.gone[1]), run_time=0.9)
            self.hold(1.2)
            self.remove(charts.trail).play(charts.stretch(1.2))
            self.play(draw(charts.flat, run_time=1.8))
            self.hold(1.8)
            self.play(FadeOut(charts.leveled, self.grids.changes, self.grids.moved), run_time=0.4)
            told = Group(self.step, self.cost).animate.shift(charts.up)
            self.play(FadeIn(late.plot, late.beginning()), told, run_time=0.5)
            self.play(draw(curve), FadeIn(dot), run_time=0.5)
            self.remove(curve).add(trail, dot).play(self.run.advance(run_time=5.3))
            self.hold(0.9)

    def answer(self) -> None:
        """Let the finished drawing become the mountain in fog, and ask the lecture's question again."""
        question = Group(*self.mountain.write_in_sky(self.word("question").splitlines()))
        self.said = self.mountain.write_in_sky([self.word("answer"), self.word("low")])
        self.tangent = kit.Tangent.of(self.walk, self.mountain, 1.25, lifted=True, width=6, outlined=True)
        self.walker = kit.Dots.of(self.walk, self.mountain, radius=0.15)
        with self.beat("answer"):
            self.play(kit.all_but(self.mobjects, self.drawing), run_time=0.5)
            self.play(self.drawing.animate.fill(layout.whole_frame()), run_time=1.1, rate_func=rush_into)
            self.remove(self.drawing)
            self.add(self.mountain.ground, self.drawing, self.weather.fog)
            self.play_in_fog(self.weather.thicken(1, 1.3), FadeOut(self.drawing, run_time=1.3), run_time=1.3)
            clear, appear = self.weather.clear(self.sight, 1.8), FadeIn(self.walker, question, run_time=1.2)
            self.play_in_fog(clear, appear, run_time=2.6)
            self.add(self.tangent, self.walker)
            self.play_in_fog(FadeOut(question, run_time=0.4), draw(self.tangent, run_time=0.8), run_time=0.8)
            self.play_in_fog(self.walk.advance(1, 1), FadeIn(self.said[0], run_time=0.6), run_time=1.1)
            arrive, thin = self.walk.advance(run_time=3.0), self.weather.thicken(THIN, 2.4)
            self.play_in_fog(arrive, thin, kit.later(1.8, FadeIn(self.said[1])), run_time=3.9)

    def tell_what_decides(self) -> None:
        """Show, each in a small picture, how start, terrain and rate decide."""
        self.title = self.heading(self.word("decide"))
        captions = list(map(self.word, ("start", "terrain", "rate")))
        self.reminders = shown = kit.Reminders(layout.stage(), captions)
        with self.beat("decide"):
            self.tangent.clear_updaters()  # they would set the opacity that is to fade
            self.play(kit.all_but(self.mobjects), run_time=0.6)
            self.play(FadeIn(self.title), run_time=0.4)
            for number, (picture, walk) in enumerate(zip(shown.pictures, shown.walks(2.0), strict=True)):
                self.play(FadeIn(picture), *shown.light(number), run_time=0.5)
                self.add(*shown.shades).play(walk)

    def ask_on(self) -> None:
        """Ask what the next lecture answers, below the pictures of it; then see the whole mountain."""
        [then], asked = self.mountain.write_in_sky([self.word("next")]), self.reminders
        self.mountain.put_in_sky(then.scale(1.5)).shift(DOWN)
        with self.beat("next"):
            titles = kit.follows(self.title, self.heading(self.word("open")), 0)
            self.play(*titles, *asked.ask_of_noise(self.word("noise")), run_time=0.8)
            self.play(asked.noisy.advance(run_time=2.2))
            for number, name, seconds in (1, "faster", 1.8), (2, "curvature", 1.0):
                self.add(*asked.shades).play(*asked.ask(number, self.word(name)), run_time=0.7)
                self.hold(seconds)
            self.return_to_fog(self.mountain.ground, self.walker, said=then, density=THIN)
            self.play_in_fog(run_time=1.6)
