"""One dimension: a point on a curve, its tangent, one step written out, and then all of them."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, FadeIn, FadeOut, Group, rate_functions

from gdmath import Objective, Schedule, descend, gradient_descent, parabola
from scenes import kit
from scenes.kit import draw, layout, palette, short

REACH = 2.3
"""Scene units of the tangent to either side."""

SLOW = 6
"""So many steps are taken slowly, so that each can be seen."""


class CurveDescent(kit.Lesson):
    """Gradient descent on a curve: the slope says which way, the learning rate how far.

    Attributes
    ----------
    objective
        A function of one variable.
    start
        Where the point stands at first.
    learning_rate
        Positive; too large a one diverges, and is shown to. Or a schedule, which gives each step's.
    iterations
        How many steps are taken.
    """

    words = {"title": "One step at a time"}
    objective: Objective = parabola()
    start: float = 4.3
    learning_rate: float | Schedule = 0.1
    iterations: int = 25
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute the whole descent, and put the curve and the notes on the stage."""
        super().setup()
        kit.check_objective(self.objective, variables=1)
        kit.check_start("start", self.start)
        kit.check_schedule("learning_rate", self.learning_rate)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.iterations)
        kit.check_moves(descent, self.objective)
        self.run = kit.Run(descent)
        self.is_wide = layout.shape() is kit.Shape.WIDE
        plot_box, self.side = layout.beside(1.35, 1.25, gap=0.3)
        self.plot = kit.CurvePlot(plot_box, self.objective, self.start)
        self.point = kit.Dots.of(self.run, self.plot)
        self.notes = kit.Notes(self.side)
        self.first = kit.worked_step(self.start, self.run.now("rate"), self.run.now("gradient", 0))
        self.eta = "eta_0" if callable(self.learning_rate) else "eta"
        self.x, self.slopes = self.run.path[:, 0], self.run.series("gradient")[:, 0]

    def construct(self) -> None:
        """Play the beats."""
        self.show_point()
        self.show_slope()
        self.show_step()
        self.write_arithmetic()
        self.descend()
        self.show_result()

    def show_point(self) -> None:
        """Draw the curve, and put the point on it."""
        title, function = self.heading(self.word("title")), kit.named_formula("f(x)", self.objective)
        if self.is_wide:
            formula = self.notes.write(function, palette.OBJECTIVE)
        else:
            formula = kit.formula_in_title_row(function, title, kit.SIZE)
        start = self.notes.write(f"x_0 = {self.first.point}", palette.POINT)
        with self.beat("point", x0=self.first.point):
            self.play(FadeIn(title), FadeIn(self.plot))
            self.play(draw(self.plot.curve(), run_time=2), FadeIn(formula))
            self.play(FadeIn(self.point), FadeIn(start))
        self.stays = Group(*[formula] * self.is_wide)

    def show_slope(self) -> None:
        """Lay the tangent on the curve, name its slope, and point uphill and then downhill along it."""
        slope = float(self.slopes[0])
        ends, here = self.plot.tangent(self.start, REACH), self.plot.on(self.start)
        self.tangent = kit.Stroke(ends, palette.GRADIENT, 3.5, window=self.plot.frame)
        way = 0.6 * (ends[1 if slope > 0 else 0] - here)
        uphill = kit.Pointer(here, here + way, palette.GRADIENT, 8, window=self.plot.frame)
        self.downhill = kit.Pointer(here, here - way, palette.STEP, 8, window=self.plot.frame)
        with self.beat("slope", slope=self.first.slope):
            self.play(draw(self.tangent, run_time=1.5))
            self.bring_to_front(self.point)
            note = self.notes.write(f"f'(x_0) = {self.first.slope}", palette.GRADIENT)
            self.play(FadeIn(note, shift=0.2 * DOWN))
            self.play(draw(uphill), run_time=1.2)
            self.play(FadeOut(uphill), draw(self.downhill), run_time=1.6)

    def show_step(self) -> None:
        """Draw the step along the x axis as an arrow, and where on the curve it leads."""
        rate, step, pair = self.first.rate, self.first.step, self.x[:2]
        self.drops = kit.Segments(
            self.plot.on(pair), self.plot.feet(pair), palette.MUTED, 2, kit.DASH, window=self.plot.frame
        )
        tail, tip = self.plot.step_on_axis(self.run)
        self.arrow = kit.Pointer(tail, tip, palette.STEP, window=self.plot.frame)
        with self.beat("step", rate=rate, step=step):
            note = self.notes.write(f"{self.eta} = {rate}", palette.STEP)
            self.play(FadeOut(self.downhill), FadeIn(note, shift=0.2 * DOWN))
            note = self.notes.write(f"- {self.eta} f'(x_0) {self.first.step_sign} {step}", palette.STEP)
            self.play(FadeIn(note, shift=0.2 * DOWN))
            self.play(draw(self.drops, run_time=1.2))
            self.play(draw(self.arrow, run_time=1.2))

    def write_arithmetic(self) -> None:
        """Write the rule and its first step with numbers, and take that step."""
        x0, rate, slope, *_, sign, x1 = self.first
        rows = self.notes.write_block(
            f"x_1 {{{{ = : eq }}}} x_0 - {self.eta} f'(x_0)",
            f"{{{{ = : eq }}}} {x0} - {rate} dot {kit.bracketed(slope)}",
            f"{{{{ {sign} : eq }}}} {x1}",
            beside=not self.is_wide,
        )
        y0, y1 = map(short, self.run.series("value")[:2])
        with self.beat("arithmetic", x0=x0, rate=rate, slope=slope, x1=x1, y0=y0, y1=y1):
            for row in rows:
                self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=1.4)
            self.play(self.run.advance(1, run_time=1.8))

    def descend(self) -> None:
        """Take all the other steps, beside them x and f(x) against the iteration."""
        charts = self.iteration_charts()
        trails = [kit.Trail.of(self.run, chart, width=2.5, dots=0.06) for chart in charts]
        self.arrow.add_updater(lambda arrow: arrow.put(*self.plot.step_on_axis(self.run)))
        self.tangent.add_updater(lambda line: line.set_points(self.plot.tangent(self.run.point[0], REACH)))
        written = [note for note in self.notes if note not in self.stays]
        with self.beat("descend"):
            self.play(FadeOut(self.drops), *map(FadeOut, written))
            self.play(FadeIn(Group(*charts)))
            self.add(kit.Trail.of(self.run, self.plot), *trails, self.tangent, self.arrow, self.point)
            self.play(self.run.advance(min(SLOW, self.run.steps), run_time=6))
            self.play(self.run.advance(run_time=8, rate_func=rate_functions.ease_in_sine))
            self.play(FadeOut(self.tangent), FadeOut(self.arrow))

    def iteration_charts(self) -> list[kit.RunChart]:
        """Return charts of x and f(x) against the iteration, one above the other where there is room."""
        boxes = self.side.inset(top=0.8).rows(1, 1.15, gap=0.15) if self.is_wide else self.side.columns(1, 1)
        upper = "" if self.is_wide else None
        charts = [
            kit.RunChart(boxes[0], [self.run], "point", component=0, x_label=upper, y_label="x_k"),
            kit.RunChart(boxes[1], [self.run], y_label="f(x_k)"),
        ]
        if self.is_wide:
            kit.align(*charts)
        return charts

    def show_result(self) -> None:
        """Tell where the descent has arrived."""
        steps, end, value = self.run.steps, float(self.x[-1]), float(self.run.series("value")[-1])
        four = kit.NumberFormat(4)
        rows = ("k", steps, kit.WHOLE), ("x_k", end, four), ("f(x_k)", value, four)
        readouts = kit.column(*(kit.Readout(*row) for row in rows))
        room = 0.4 if self.is_wide else 0.1
        readouts.move_to(self.plot.frame.get_top() + room * DOWN, aligned_edge=UP)
        with self.beat("result", steps=steps, x=short(end, 2)):
            self.play(FadeIn(readouts))
            self.play(FadeIn(self.plot.rings(end, palette.POINT, 0.3), scale=2), run_time=1.5)
