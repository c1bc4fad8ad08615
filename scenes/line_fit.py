"""A line among data: its mean squared error, the gradient, and a descent that begins the wrong way."""

from __future__ import annotations

import numpy as np
from manim import DL, LEFT, UP, UR, FadeIn, FadeOut, Group, GrowFromPoint, LaggedStart

from scenes import kit
from scenes.kit import draw, follows, layout, palette, short, typography

PAIR = "({{ w : first_parameter }}, {{ b : second_parameter }})"
RULE = f"{PAIR} <- {PAIR} - {{{{ eta : step }}}} thin {{{{ nabla J : gradient }}}}"
"""One step of both numbers."""

FIRST, SHOWN, SLOW, STAND, REST = 3, 160, 2.4, 0.45, 3.6
"""So many steps at least are taken one by one, and so many of all others are shown. Seconds of the first one,
the share of them for which the line stands and its numbers are read, and seconds of all the others, about."""

ROW, SQUARE_OVER_FORMULA = 0.5, (2.2, 1.0)
"""Height of the row of numbers, in scene units; shares of the height for the square and the formula below."""

LONG_DASH, ROOM = (0.22, 0.22), 0.15
"""Dashes of the best line, and the gaps in which the descent's line is seen; room below and above it all."""


class LineFit(kit.TenPointsLesson):
    """Gradient descent turns a bad line into the best one, though its first steps tip it the wrong way."""

    words = {
        "title": "Fitting a line",
        "slope": "slope",
        "best": "best",
        "line": "best line",
        "wrong": "the wrong way",
        "until": "the wrong way, up to step {k}",
        "mean": "mean",
    }
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Choose the steps that are shown, and put the line, its numbers and its cost on the stage."""
        super().setup()
        last = self.last_epoch()
        self.first = kit.steps_past_turn(self.run, self.best, FIRST)
        shown = kit.first_then_evenly(last, self.first, SHOWN)
        self.pace = kit.steps_a_second(last - self.first, REST)
        self.run.show(shown, times=kit.paced(shown, self.first, SLOW, self.pace))  # the clock counts seconds
        self.lay_out()
        self.trial = kit.Trial(self.start)
        self.plot = kit.FitPlot(self.plot_box, self.cost, self.start, residual_width=4, glows=True, room=ROOM)
        self.plot.follow(self.trial)
        self.squared = kit.SquaredResiduals(self.plot, self.square_box, self.rows_box)
        parameters = [kit.QUANTITIES[name] for name in "wb"]
        self.sections = kit.parameter_sections(self.views, self.cost, self.trial, parameters, self.least)

    def lay_out(self) -> None:
        """Give the line and its numbers one part of the picture, and all that is said of them the other."""
        stage = kit.stage_below_legend()
        if layout.shape() is kit.Shape.WIDE:
            main, self.side = stage.columns(1, 1)
            self.views = self.side.inset(top=self.side.top - layout.frame().top).rows(1, 1, gap=0.15)
            self.boxes = self.side.rows(1, 1.25, gap=0.1)
            self.square_box, self.formula_box = self.side.rows(*SQUARE_OVER_FORMULA, gap=0.1)
            self.rows_box = self.square_box
        else:
            main, self.side = stage.rows(1.3, 1, gap=0.2)
            self.views = self.boxes = self.side.columns(1, 1, gap=0.8)
            self.square_box, self.formula_box = self.views
            self.rows_box = self.side
        self.row, self.plot_box = main.rows(ROW, main.height - ROW, gap=0.1)

    def construct(self) -> None:
        """Meet the line, its cost and the gradient of that; then descend, the wrong way at first."""
        self.show_data()
        self.show_squares()
        self.nudge()
        self.show_gradient()
        self.ask_riddle()
        self.answer_riddle()
        self.descend()

    def rows(self) -> Group:
        """Return the run's slope, intercept and cost, where they stand."""
        line, place = self.row.columns(2, 1.1, gap=0.2)
        cost = self.readout("J", digits=3)
        cost.scale(min(1.0, place.width / cost.width))
        cost.move_to((place.left, place.center[1], 0.0), aligned_edge=LEFT)
        return Group(*self.readouts(line, "w", "b"), cost)

    def show_data(self) -> None:
        """Draw the data and a first line, and show what each of its two numbers does."""
        self.tried = self.rows()
        for row, tell in zip(self.tried, (lambda x: x[0], lambda x: x[1], self.cost.value), strict=True):
            row.tell(lambda tell=tell: float(tell(self.trial.point)))
        middle = self.plot.points_of(self.start).mean(axis=0)
        point = kit.Ball([middle], palette.POINT, window=self.plot.frame)
        self.model = kit.line_in_words(self.side)
        with self.beat("data", count=len(self.dataset.y)):
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), FadeIn(self.plot), self.take_over(point))
            self.play(draw(self.plot.data, run_time=1.4))
            self.play(GrowFromPoint(self.plot.prediction, middle), FadeOut(point), FadeIn(self.model[0]))
            for number, row in enumerate(self.tried[:2]):
                shown = FadeIn(row.update()), FadeIn(self.model[number + 1])
                self.play(*shown, self.trial.move(number, self.plot.change_to_see(number), run_time=1.9))
                if number == 0:  # lifted it stays, for gaps above it and below
                    self.play(self.trial.move(number, 0.0, run_time=1.3))

    def show_squares(self) -> None:
        """Line squares up until all are as large as their mean; that grows as the line goes back down."""
        formula = typography.formula(f"J = {kit.formula_of(self.cost)}", kit.SIZE, palette.OBJECTIVE)
        typography.fitted(formula, self.formula_box.width).move_to(self.formula_box.center)
        model = kit.legend(self.title, "", kit.by_role(kit.LINE))
        sampled = Group(*(note.next_to(formula, UP, buff=0.4) for note in self.squared.sampling_note()))
        mean = typography.formula(self.quoted("mean"), color=palette.OBJECTIVE)
        with self.beat("squares", cost=kit.COST_OF_SQUARES[self.convention]):
            self.play(draw(self.plot.residuals.update()), *follows(self.model, model, shift=0), run_time=0.9)
            self.add(self.squared.squares, self.plot.residuals, self.plot.prediction, self.plot.data)
            self.play(kit.later(0.5, self.squared.grow(run_time=1.5)))
            self.hold(0.5)  # all are seen at their gaps
            row_note, note = self.squared.row_note(), self.squared.scale_note()
            self.play(*map(FadeIn, [*sampled, *row_note]), self.squared.fly(run_time=1.5))
            self.play(self.squared.share_out(run_time=0.9))
            cost = FadeIn(self.tried[2].update(), target_position=mean.move_to(self.square_box.center))
            named = FadeIn(formula, mean, rate_func=kit.during(0.5, 1)), *map(FadeIn, note)
            self.play(self.squared.meet(run_time=1.0), cost, *named, *map(FadeOut, row_note), run_time=1.0)
            self.hold(3.6)  # one square, and its formula
            self.play(self.trial.move(1, 0.0, run_time=1.4))
        self.told = Group(formula, sampled, model, mean, self.squared.squares, *note)

    def nudge(self) -> None:
        """Move one number at a time a little: J goes along a curve, which has a slope."""
        slopes = [section.slope for section in self.sections]
        self.names = [section.slope_named(self.quoted("slope")) for section in self.sections]
        with self.beat("nudge", **kit.slopes_in_words(*slopes)):
            self.play(FadeOut(self.told), run_time=0.5)
            for section, name in zip(self.sections, self.names, strict=True):
                self.play(FadeIn(section), draw(section.curve), FadeIn(section.dial), run_time=1.2)
                self.play(self.trial.move(section.number, section.nudge, run_time=1.4))
                self.play(self.trial.move(section.number, 0.0, run_time=0.9))
                self.add(section.tangent, section.dial)
                self.play(draw(section.tangent), FadeIn(name))

    def show_gradient(self) -> None:
        """Give the slopes their signs, and put them together: the gradient."""
        signs = [f"partial J \\/ partial {name}" for name in "wb"]
        named = [section.slope_named(sign) for section, sign in zip(self.sections, signs, strict=True)]
        values = [short(section.slope) for section in self.sections]
        formula = f"nabla J = vec(gap: #0.7em, {', '.join(signs)}) = vec(gap: #0.7em, {', '.join(values)})"
        self.gradient = typography.formula(formula, kit.SIZE, palette.GRADIENT)
        typography.fitted(self.gradient, self.side.width).move_to(Group(*self.sections))
        with self.beat("gradient"):
            self.hold(1.8)  # both slopes are read
            self.play(*follows(Group(*self.names), Group(*named), shift=0), run_time=0.9)
            self.hold(1.6)
            still = [Group(each, each.curve, each.tangent, each.dial) for each in self.sections]
            self.play(*map(FadeOut, [*still, *named]), run_time=0.7)
            self.play(FadeIn(self.gradient), run_time=0.8)

    def ask_riddle(self) -> None:
        """Take the first step, or the first ones, and see which way the line turns, and what J does."""
        first = 1 if kit.lift_in_words(self.fit) else FIRST
        self.plot.follow(self.run)
        self.target = self.plot.prediction_of(self.best, palette.MINIMUM, 6, dash=LONG_DASH)
        turn, words, passed = Group(), Group(), self.run.path[: FIRST + 1][-1]  # or where it was lost before
        if kit.is_riddle(self.fit):
            turn.add(kit.TurnArrow(self.plot, self.start))
            words.add(turn[0].named(self.plot, self.word("wrong"), passed))
        key = self.plot.key_to(self.target, self.word("line"), palette.MINIMUM, passed)
        given = self.run, self.best, self.first + 0.4, self.quoted("best")
        self.charts, marks = kit.fit_charts(self.boxes, *given)
        self.trails = kit.fit_trails(self.charts, self.run)
        with self.beat("riddle", riddle=kit.first_steps_in_words(self.fit)):
            self.run.rest = STAND
            self.remove(*self.tried).add(self.rows().update())
            rate = kit.fitted_rate_note(self.fit, self.title)
            rule, numbers = kit.legend(self.title, "", kit.by_role(RULE)), self.first_step(self.side)
            self.play(FadeOut(self.gradient, run_time=0.5), kit.later(0.4, FadeIn(rule, rate, numbers)))
            self.hold(2.6)  # the numbers are checked
            self.add(self.plot.prediction, self.target, self.plot.data.set_z_index(1))
            counter = kit.counter_above(self.charts[1], self.run, self.readout("epoch", "k"))
            shown = *map(FadeIn, [*self.charts, marks, counter, key]), draw(self.target, run_time=1.2)
            self.play(FadeOut(numbers, run_time=0.4), *shown)
            self.add(*self.trails, turn)
            steps = self.run.advance(min(first * SLOW, self.run.end), run_time=first * SLOW)
            self.play(steps, kit.later(0.5 * SLOW, FadeIn(words)))
        self.still, self.hint, self.run.rest = Group(*self.charts, marks), Group(turn, words), 0.0

    def answer_riddle(self) -> None:
        """See how much the first step has moved the line at each point; then take the next steps."""
        if not (why := kit.lift_in_words(self.fit)):
            return
        first = self.plot.prediction_of(self.start, palette.MUTED, 3)
        moves, end = self.plot.moves(*self.run.path[:2]), min(self.first // 2 * SLOW, self.run.end)
        with self.beat("lift", lifted=why):
            self.play(FadeOut(self.hint), FadeIn(first), run_time=0.6)
            self.play(LaggedStart(*map(draw, moves), lag_ratio=0.3), run_time=2.2)
            self.hold(0.7)  # it is seen where the line has risen most
            self.play(FadeOut(moves, first, run_time=0.4), self.run.advance(end, run_time=2.6))
        self.hint = Group()

    def descend(self) -> None:
        """Take all the other steps: the line turns around, and J creeps towards its least."""
        last = int(self.run.shown[-1])
        frame, middle = self.plot.frame, self.plot.points_of(self.run.path[-1]).mean(axis=0)
        self.carried = kit.Ball([np.clip(middle, frame.get_corner(DL), frame.get_corner(UR))], palette.POINT)
        charts, marks = kit.fit_charts(self.boxes, self.run, self.best, last, self.quoted("best"))
        pace = typography.column(kit.pace_in_words(self.pace), 0.75 * charts[1].frame.width)
        kit.in_emptiest_place(pace, charts[1].frame, charts[1].nodes(self.run))
        with self.beat("descend", ending=kit.all_steps_in_words(self.fit, last)):
            if last > self.first:
                mark = kit.turn_mark(self.charts[0], self.run, self.best, lambda k: self.word("until", k=k))
                self.play(self.run.advance(self.first * SLOW, run_time=1.4))
                self.play(FadeIn(mark, rate_func=kit.during(0, 0.3)), run_time=1.2)
                self.hint.add(mark)
                moved = [self.trails[k].animate.see_in(self.run, charts[k]) for k in (0, 1)]
                self.play(FadeOut(self.still, self.hint), *map(FadeIn, [*charts, marks, pace]), *moved)
                self.play(self.run.advance(run_time=self.run.end - self.first * SLOW))
            swell = kit.Swell(self.target, "stroke_width", by=0.6, run_time=1.0)
            self.play(swell, FadeIn(self.carried, rate_func=kit.during(0.6, 1)))
