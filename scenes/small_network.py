"""How the picture of the beginning was drawn: a small network, its thousands of weights, and the answer."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Group,
    ManimColor,
    Square,
    Typst,
    rush_into,
)

from gdmath import Objective, descend, gradient_descent, mountainside
from scenes import kit
from scenes.kit import draw, layout, palette, typography

LOOP = ("predict", "cost", "gradients", "update")

SEEN = 7
"""So many steps are taken, ever faster, before the training is told of."""

SPOTS = ((0.1, 0.75), (0.35, 0.3), (0.8, 0.55))
"""Places in the drawing that are asked for their colours, in shares of its width and height."""


class SmallNetwork(kit.Lesson):
    """Predict, cost, gradients, update: so a network has learnt to draw the mountain of the fog.

    Attributes
    ----------
    learnt
        The network, the picture that it has learnt, and the record of its training.
    objective
        A function of one variable, whose graph is the mountain.
    start, learning_rate, iterations
        Of the walker on the mountain: small steps, that go on as long as there are questions.
    sight
        How far one sees in the fog, in scene units.
    """

    words = {
        "title": "A network learns",
        "in": "place",
        "out": "colour",
        "weights": "{count} weights",
        "predict": "predict",
        "cost": "cost",
        "gradients": "gradients",
        "update": "update",
        "step": "step",
        "question": "How do you find the lowest point,\nwhen you cannot see where it lies?",
        "answer": "Feel the slope. Step. Repeat.",
        "rate": "How to choose the rate?",
        "noise": "What if the slope is noisy?",
        "valley": "How to get through a narrow valley faster?",
        "billion": "And who computes a billion slopes?",
    }
    learnt: kit.LearntPicture = kit.learnt_mountain()
    objective: Objective = mountainside()
    start: float = 1.8
    learning_rate: float = 0.06
    iterations: int = 30
    sight: float = 2.1
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Lay the drawing, the weights, the loop and the chart out, and compute the walk on the mountain."""
        super().setup()
        kit.check_objective(self.objective, variables=1)
        kit.check_start("start", self.start)
        kit.check_rate("learning_rate", self.learning_rate)
        self.run = self.learnt.run()
        left, right = layout.stage().columns(1, 1)
        drawing_box, self.loop_box = left.rows(1.85, 1)
        grid_box, self.readout_box, chart_box = right.rows(3.2, 0.5, 2.1, gap=0.15)
        self.drawing = kit.NetworkDrawing(drawing_box.holding(16 / 9), self.learnt).follow(self.run)
        self.errors = kit.differences(drawing_box.holding(16 / 9), self.learnt).follow(self.run)
        self.grid = kit.WeightGrid.of_weights(grid_box.inset(bottom=0.6), self.learnt).follow(self.run)
        self.slopes = kit.WeightGrid.of_slopes(grid_box.inset(bottom=0.6), self.learnt).follow(self.run)
        self.chart = kit.RunChart(chart_box, [self.run], x=kit.TRAINING_STEP, y_label="J", y_scale="log")
        rule = gradient_descent(self.learning_rate)
        self.walk = kit.Run(descend(self.objective, rule, self.start, iterations=self.iterations))
        self.mountain = kit.Mountainside(self.objective, self.walk.path)
        self.weather = kit.Weather(self.walk, self.mountain)
        self.ring = self.loop()

    def construct(self) -> None:
        """Show the network, go through its loop, train it, and end in the fog, with an answer and questions."""
        self.show_network()
        self.go_through_loop()
        self.train()
        self.answer()
        self.ask_on()

    def loop(self) -> kit.WordRing:
        """Return the loop's words, each in the colour of what it is about."""
        colors = (palette.POINT, palette.OBJECTIVE, palette.GRADIENT, palette.STEP)
        words = [
            typography.text(typography.as_is(self.word(name)), typography.TITLE, color)
            for name, color in zip(LOOP, colors, strict=True)
        ]
        return kit.WordRing(self.loop_box.inset(left=0.6, right=0.6, top=0.3, bottom=0.1), words)

    def labels(self) -> list[Typst]:
        """Return what stands below the weights: what goes in, how many they are, and what comes out."""
        below = self.grid.get_bottom()[1] - 0.15
        into, count, out = (
            typography.text(typography.as_is(words), typography.LABEL, color)
            for words, color in (
                (self.word("in"), palette.POINT),
                (self.word("weights", count=self.learnt.network.dimension), palette.FIRST_PARAMETER),
                (self.word("out"), palette.TEXT),
            )
        )
        into.move_to((self.grid.get_left()[0], below, 0), aligned_edge=LEFT + UP)
        count.move_to((self.grid.get_center()[0], below, 0), aligned_edge=UP)
        out.move_to((self.grid.get_right()[0] - 0.5, below, 0), aligned_edge=RIGHT + UP)
        return [into, count, out]

    def show_network(self) -> None:
        """Tell of the drawing, of what goes into the network and comes out, and of what stands in between."""
        into, count, out = self.labels()
        point = kit.Dots([layout.whole_frame().center], palette.POINT, radius=0.13)
        swatch = Square(0.36, stroke_color=palette.AXIS, stroke_width=2).next_to(out, RIGHT, buff=0.14)
        swatch.add_updater(
            lambda square: square.set_fill(ManimColor(self.drawing.color_at(point.points[0])), 1)
        )
        low, high = self.drawing.points
        first, second, third = (low + (high - low) * (*spot, 0.0) for spot in SPOTS)
        with self.beat("network", count=self.learnt.network.dimension):
            self.add(point)
            self.play(FadeIn(self.heading(self.word("title"))), draw(self.drawing), run_time=2)
            self.add(self.drawing, point)
            self.play(point.animate.move_to(first), FadeIn(into), run_time=1.5)
            self.play(FadeIn(Group(out, swatch)), run_time=0.7)
            self.play(point.animate.move_to(second), run_time=1.3)
            self.play(draw(self.grid), FadeIn(count), point.animate.move_to(third), run_time=2.6)
        self.play(FadeOut(Group(point, swatch)), run_time=0.5)
        self.labelled = Group(into, count, out)

    def go_through_loop(self) -> None:
        """Take the first step slowly, word by word, and the next ones ever faster."""
        costs = kit.NumberFormat.of(self.learnt.training.costs)
        self.step = kit.Readout(f"{self.quoted('step')} k", 0, kit.WHOLE).follow(self.run, kit.TRAINING_STEP)
        self.cost = kit.Readout("J", 0, costs, color=palette.OBJECTIVE).follow(self.run, "value")
        self.step.number.set_value(self.learnt.training.steps[-1])
        kit.two_columns(self.readout_box, self.step, self.cost)
        trail = kit.Trail.of(self.run, self.chart, color=palette.OBJECTIVE, dots=0)
        dot = kit.Dots.of(self.run, self.chart)
        with self.beat("loop"):
            self.play(FadeIn(self.ring), *self.ring.light(0), run_time=0.8)
            self.remove(self.drawing)
            self.play(draw(self.drawing), run_time=1.4)
            self.play(
                *self.ring.light(1), FadeIn(self.errors), FadeIn(self.chart), FadeIn(self.cost), run_time=1.2
            )
            self.add(trail)
            self.play(FadeIn(dot), run_time=0.8)
            self.play(*self.ring.light(2), draw(self.slopes), FadeOut(self.errors), run_time=1.6)
            self.hold(0.8)
            self.play(*self.ring.light(3), FadeOut(self.slopes), FadeIn(self.step), run_time=0.9)
            self.play(self.run.advance(1, 1.6))
            self.ring.follow(self.run)
            self.play(self.run.advance(SEEN, 5, rush_into))
        self.shown = Group(self.labelled, self.ring, self.step, self.cost, self.chart, trail, dot, self.grid)

    def train(self) -> None:
        """Go through the loop thousands of times, while the drawing sharpens and its cost falls."""
        training = self.learnt.training
        with self.beat("train", steps=training.steps[-1], count=self.learnt.network.dimension):
            self.play(self.run.advance(run_time=11))
            self.hold(1)

    def play_in_fog(self, *animations: Animation, run_time: float) -> None:
        """Play animations for so long, while the fog drifts on."""
        self.play(self.weather.drift(run_time), *animations)

    def answer(self) -> None:
        """Let the finished drawing become the mountain in fog, ask the lecture's question again, and answer."""
        rows = map(typography.as_is, self.word("question").splitlines())
        question = self.in_sky(typography.lines(*rows, size=typography.TITLE, align="center"))
        answer = self.in_sky(typography.text(typography.as_is(self.word("answer")), typography.TITLE))
        tangent = kit.Tangent.of(
            self.walk, self.mountain, 0.6 * self.sight, lifted=True, width=6, outlined=True
        )
        walker = kit.Dots.of(self.walk, self.mountain, radius=0.15)
        others = [mobject for mobject in self.mobjects if mobject is not self.drawing]
        with self.beat("answer"):
            self.play(*map(FadeOut, others), self.drawing.animate.fill(layout.whole_frame()), run_time=1.6)
            self.remove(self.drawing)
            self.add(self.mountain.ground, self.drawing, self.weather.fog)
            thicken = self.weather.thicken(1, 2.4)
            self.play_in_fog(thicken, FadeOut(self.drawing, run_time=2.4), run_time=2.4)
            clear = self.weather.clear(self.sight, 2)
            self.play_in_fog(clear, FadeIn(walker, run_time=1.5), FadeIn(question, run_time=1.5), run_time=4)
            self.add(tangent, walker)
            self.play_in_fog(FadeOut(question), draw(tangent, run_time=1), FadeIn(answer), run_time=2)
            for step in (1, 2, 3):
                self.play_in_fog(self.walk.advance(step, 1.1), run_time=1.1)
                self.play_in_fog(run_time=0.3)
        self.said = Group(answer)

    def ask_on(self) -> None:
        """Ask what the next lecture answers, while the walker goes on."""
        rows = [
            typography.text(typography.as_is(self.word(name)), typography.TITLE)
            for name in ("rate", "noise", "valley", "billion")
        ]
        self.in_sky(Group(*rows).arrange(DOWN, buff=0.35, aligned_edge=LEFT), *rows)
        with self.beat("next"):
            steps = (self.walk.steps - 3) / len(rows)
            for number, row in enumerate(rows, 1):
                gone = [FadeOut(self.said, run_time=0.8)] if number == 1 else []
                on = self.walk.advance(3 + round(number * steps), 3.2)
                self.play_in_fog(on, *gone, kit.later(0.5, FadeIn(row, shift=0.15 * UP)), run_time=3.2)

    def in_sky(self, words: Group | Typst, *rows: Typst) -> Group | Typst:
        """Put words into the sky, each row outlined, for lit fog is behind them."""
        for row in rows or (words,):
            row.set_stroke(palette.OUTLINE, width=4, background=True)
        return self.mountain.put_in_sky(words)
