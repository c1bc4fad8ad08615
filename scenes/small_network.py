"""How the picture of the beginning was drawn: a small network, its thousands of weights, and the answer."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, ManimColor, Square, rush_from, rush_into

from scenes import kit
from scenes.kit import draw, layout, palette, typography

ROLES = (palette.POINT, palette.OBJECTIVE, palette.GRADIENT, palette.STEP)
LOOP = dict(zip(("predict", "cost", "gradients", "update"), ROLES, strict=True))
"""What is done again and again, each in the colour of what it is about."""

ANSWERS, QUESTIONS = ("answer", "low", "ends", "soon"), ("rate", "noise", "valley", "billion")

THIN, SHARE, TOLD = 0.4, 0.95, (0.8, 3.0, 5.0)
"""How dense the fog is while it lifts a little, the share of the cost that the first steps take off, and
seconds after which the walker's answers are told."""

SPOTS = ((0.1, 0.75), (0.35, 0.3), (0.8, 0.55))
"""Places in the drawing that are asked for their colours, in shares of its width and height."""


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
        "out": "colour",
        "weights": "{count} weights",
        "changes": "changes so far",
        "error": "error",
        "target": "what it should be",
        "predict": "predict",
        "cost": "cost",
        "gradients": "gradients",
        "update": "update",
        "step": "step",
        "question": "How do you find the lowest point,\nwhen you cannot see where it lies?",
        "answer": "Feel the slope. Step. Repeat.",
        "low": "You find a low point, not always the lowest.",
        "ends": "Ends well? Start, terrain and rate decide.",
        "soon": "How soon? The same three decide.",
        "rate": "Which rate, if the curvature is unknown?",
        "noise": "What if the slope is noisy?",
        "valley": "How to cross a narrow valley faster?",
        "billion": "And who computes a billion slopes?",
        "next": "Next: better descents",
    }
    learnt: kit.LearntPicture = kit.learnt_mountain()

    def setup(self) -> None:
        """Lay the drawing, the weights, the loop and the chart out, and build the mountain."""
        super().setup()
        self.run = self.learnt.run()
        left, right = layout.stage().columns(1, 1)
        drawing_box, loop_box = left.rows(1.85, 1)
        grid_box, chart_box = right.rows(1, 1.1, gap=0.2)
        picture, cells = drawing_box.holding(16 / 9), grid_box.inset(bottom=0.6)
        self.drawing = kit.NetworkDrawing(picture, self.learnt).follow(self.run)
        self.edge = Square(color=palette.AXIS, stroke_width=2).replace(self.drawing, stretch=True)
        self.truth = kit.picture_of(picture, self.learnt)
        self.errors = kit.differences(picture, self.learnt).follow(self.run)
        self.grid = kit.WeightGrid.of_weights(cells, self.learnt).follow(self.run)
        self.slopes = kit.WeightGrid.of_slopes(cells, self.learnt).follow(self.run)
        self.changes = kit.WeightGrid.of_changes(cells, self.learnt).follow(self.run)
        words = self.word("weights", count=self.learnt.network.dimension), self.word("changes")
        into, out = self.word("in"), self.word("out")
        self.names, (_, self.moved, _) = (self.grid.named(into, each, out) for each in words)
        early = kit.CostChart(chart_box, self.learnt, self.run, 3 * self.learnt.steps_to_lose(SHARE))
        self.charts = [early, kit.CostChart(chart_box, self.learnt, self.run, self.learnt.steps, "log")]
        self.mountain = kit.Mountainside(self.objective, self.walk.path)
        self.stand_on(self.mountain)
        loop = {self.word(name): role for name, role in LOOP.items()}
        self.ring = kit.WordRing(loop_box.inset(left=0.6, right=0.6, top=0.3, bottom=0.1), loop)

    def construct(self) -> None:
        """Show the network, go through its loop, train it, and end in the fog with an answer."""
        self.show_network()
        self.go_through_loop()
        self.train()
        self.answer()
        self.ask_on()

    def show_network(self) -> None:
        """Tell of the drawing, of what goes into the network and comes out, and of what stands in between."""
        parts = Group(self.drawing, self.edge), Group(self.grid, *self.names)
        above, below = layout.stage().inset(right=0.6).rows(3.4, 1)
        back = list(map(kit.enlarge, parts, above.columns(1.25, 1)))
        waves = kit.ToldWaves(below.columns(1.25, 1)[0], self.learnt)
        (into, weights, out), ways = self.names, kit.flow(self.names)
        low, high = self.drawing.points
        first, second, third = (low + (high - low) * (*spot, 0.0) for spot in SPOTS)
        point = kit.Dots([first], palette.POINT, radius=0.13).set_z_index(1)
        waves.follow(point, self.drawing)
        swatch = Square(0.36, stroke_color=palette.AXIS, stroke_width=2).next_to(out, RIGHT, buff=0.14)
        swatch.add_updater(lambda each: each.set_fill(ManimColor(self.drawing.color_at(point.points[0])), 1))
        self.run.clock.set_value(self.run.end)
        with self.beat("network", count=self.learnt.network.dimension):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.edge, self.drawing)), self.take_over(point))
            self.play(FadeIn(waves, into), run_time=1)
            self.play(point.animate.move_to(second), run_time=2)
            self.play(FadeIn(Group(out, swatch)), run_time=0.7)
            seen = draw(self.grid), FadeIn(weights), *map(draw, ways)
            self.play(*seen, point.animate.move_to(third), run_time=2.6)
        swatch.clear_updaters()  # it would set the opacity that is to fade
        self.play(FadeOut(point, waves, swatch, *ways, run_time=0.3), *(animation() for animation in back))

    def go_through_loop(self) -> None:
        """Take the first step slowly, word by word, and the next ones ever faster."""
        costs = kit.NumberFormat.of(self.learnt.training.costs, 2)
        self.step = kit.Readout(f"{self.quoted('step')} k", 0, kit.WHOLE).follow(self.run, kit.TRAINING_STEP)
        self.cost = kit.Readout("J", 0, costs, color=palette.OBJECTIVE).follow(self.run, "value")
        self.step.number.set_value(self.learnt.steps)  # its longest number
        corner = self.charts[1].plot.frame.get_corner(UP + RIGHT)
        kit.column(self.step, self.cost).next_to(corner, DOWN + LEFT, buff=0.1)
        self.step.number.set_value(0)
        rate = typography.formula(f"eta = {kit.short(self.learnt.training.rate)}", color=palette.STEP)
        rate.move_to(self.ring)
        error, target = (kit.outlined(self.word(word)).scale(1.4) for word in ("error", "target"))
        for word in (error, target):
            word.next_to(self.drawing.get_corner(DOWN + RIGHT), UP + LEFT, buff=0.2)
        early = self.charts[0]
        trail, dot = self.costs = early.marks()
        with self.beat("loop"):
            self.play(kit.glide(self.run.clock, 0, 1.5, rush_from))
            self.play(FadeIn(self.ring), *self.ring.light(0), run_time=0.8)
            self.remove(self.drawing)
            self.play(draw(self.drawing), run_time=1.4)
            self.play(*self.ring.light(1), draw(self.truth), FadeIn(target), run_time=1.2)
            self.hold(0.4)
            compared = map(FadeIn, (self.errors, early.plot, self.cost, dot))
            self.play(FadeOut(self.truth, target), *compared, FadeIn(error), run_time=1.2)
            self.add(trail, dot)
            self.play(*self.ring.light(2), draw(self.slopes), FadeOut(self.errors, error), run_time=1.6)
            self.hold(0.5)
            gone, come = (self.grid, self.slopes, *self.names), (self.changes, self.moved, self.step, rate)
            self.play(*self.ring.light(3), FadeOut(*gone, run_time=0.4), kit.later(0.4, FadeIn(*come)))
            self.play(self.run.advance(1, 1.6))
            self.ring.follow(self.run)
            self.play(self.run.advance(min(7, self.learnt.kept_when_lost(SHARE)), 3, rush_into))

    def train(self) -> None:
        """Go through the loop thousands of times, while the drawing sharpens and its cost falls."""
        charts, kept = self.charts, self.learnt.kept_when_lost(SHARE)
        (trail, dot), (whole_trail, whole_dot) = self.costs, charts[1].marks()
        gone, still_gone = (chart.fallen(kept, SHARE) for chart in charts)
        curve, whole_curve = (chart.curve_to(kept) for chart in charts)
        early, count = self.learnt.steps_to_lose(SHARE), self.learnt.network.dimension
        with self.beat("train", early=early, share=round(100 * SHARE), steps=self.learnt.steps, count=count):
            self.play(self.run.advance(kept, 2))
            self.play(draw(gone[0]), FadeIn(gone[1]), run_time=0.9)
            self.hold(0.9)
            self.remove(trail)
            self.add(curve, dot)
            narrow = kit.reshaped(Group(curve, dot), Group(whole_curve, whole_dot))
            old, new = map(FadeOut, (charts[0].plot, gone)), map(FadeIn, (charts[1].plot, still_gone))
            self.play(narrow, *old, *new, run_time=1.4)
            self.remove(whole_curve).add(whole_trail, whole_dot)
            self.play(self.run.advance(run_time=7))
            self.hold(2.2)

    def answer(self) -> None:
        """Let the finished drawing become the mountain in fog, and ask the lecture's question again."""
        question = Group(*self.mountain.write_in_sky(self.word("question").splitlines()))
        self.said = self.mountain.write_in_sky([self.word(name) for name in ANSWERS])
        self.tangent = kit.Tangent.of(self.walk, self.mountain, 1.25, lifted=True, width=6, outlined=True)
        self.walker = kit.Dots.of(self.walk, self.mountain, radius=0.15)
        others = [mobject for mobject in self.mobjects if mobject is not self.drawing]
        with self.beat("answer"):
            self.play(*map(FadeOut, others), run_time=0.5)
            self.play(self.drawing.animate.fill(layout.whole_frame()), run_time=1.1)
            self.remove(self.drawing)
            self.add(self.mountain.ground, self.drawing, self.weather.fog)
            self.play_in_fog(self.weather.thicken(1, 1.3), FadeOut(self.drawing, run_time=1.3), run_time=1.3)
            clear, appear = self.weather.clear(self.sight, 1.8), FadeIn(self.walker, question, run_time=1.2)
            self.play_in_fog(clear, appear, run_time=2.4)
            self.add(self.tangent, self.walker)
            self.play_in_fog(FadeOut(question, run_time=0.4), draw(self.tangent, run_time=0.8), run_time=0.8)
            self.play_in_fog(self.walk.advance(1, 1), FadeIn(self.said[0], run_time=0.6), run_time=1.2)
            arrive, thin = self.walk.advance(run_time=3.4), self.weather.thicken(THIN, 2.4)
            told = [kit.later(at, FadeIn(row)) for at, row in zip(TOLD, self.said[1:], strict=True)]
            self.play_in_fog(arrive, thin, *told, run_time=6.6)

    def ask_on(self) -> None:
        """Ask what the next lecture answers, while the walker goes down once more."""
        rows = self.mountain.write_in_sky([self.word(name) for name in QUESTIONS])
        ends = np.geomspace(1, self.walk.steps, len(rows)).round().astype(int).tolist()
        with self.beat("next"):
            hide = self.weather.thicken(1, 0.8), self.weather.clear(0, 0.8)
            self.remove(self.tangent)
            self.play_in_fog(*hide, FadeOut(*self.said, self.walker), run_time=0.8)
            self.walk.clock.set_value(0)
            self.add(self.tangent, self.walker)
            for row, end in zip(rows, ends, strict=True):
                appear = FadeIn(row, shift=0.15 * UP, run_time=0.8)
                clear, go = self.weather.clear(self.sight, 0.8), self.walk.advance(end, 2.3)
                self.play_in_fog(clear, go, appear, run_time=2.4)
            self.tangent.clear_updaters()  # they would set the opacity that is to fade
            away, [then] = (*rows, self.tangent), self.mountain.write_in_sky([self.word("next")])
            lift, thin = self.weather.clear(3 * layout.whole_frame().width, 2.5), self.weather.thicken(0, 2.5)
            come = kit.later(0.8, FadeIn(then, run_time=1))
            self.play_in_fog(lift, thin, FadeOut(*away, run_time=0.7), come, run_time=3)
