"""One curve, one start, several learning rates: too small, good, large, and past the limit."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Mobject,
    Typst,
    ValueTracker,
    smooth,
)

from gdmath import Descent, Objective, StopReason, at, descend, learning_rate_limit, shifted_parabola
from scenes.kit import layout, palette, typography
from scenes.kit.layout import Box
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Areas, Dots, Pointer
from scenes.kit.motion import draw, glide, stepwise
from scenes.kit.numbers import Readout, column, short
from scenes.kit.painted import Floats, Painted
from scenes.kit.plot import Plot
from scenes.kit.strokes import Segments, Stroke, Trail
from scenes.kit.ticks import padded_range


class StepSize(Lesson):
    """Three learning rates step at the same pace; then the limit, and one rate beyond it.

    Attributes
    ----------
    objective
        A function of one variable.
    start
        Where all descents start.
    learning_rates
        One panel each.
    diverging_rate
        Shown at the end, in a window that has to grow.
    step_tolerance
        A descent has arrived once a step is no longer than this.
    cap
        The most steps that are waited for.
    raced
        Iterations that are watched one by one.
    growth
        The diverging descent is followed until it is this many times as far from the minimum as at
        its start, but for no more iterations than are raced.
    """

    objective: Objective = shifted_parabola()
    start: float = 25.0
    learning_rates: tuple[float, ...] = (0.01, 0.2, 0.8)
    diverging_rate: float = 1.05
    step_tolerance: float = 0.001
    cap: int = 1000
    raced: int = 24
    growth: float = 6.0

    def setup(self) -> None:
        """Compute all descents and the limit, and build the panels."""
        super().setup()
        self.walks = [self.walk(rate, self.cap) for rate in self.learning_rates]
        self.lowest = self.minimum()
        self.curvature = float(self.objective.hessian(np.array([self.lowest]))[0, 0])
        self.limit = learning_rate_limit([self.curvature])
        self.moment = ValueTracker(0.0)
        self.upper, self.strip = layout.stage().rows(2.65, 1, gap=0.15)
        boxes = self.upper.columns(*[1.0] * len(self.walks))
        self.plots = [self.panel_plot(box) for box in boxes]
        self.curves = [plot.graph(self.height) for plot in self.plots]
        self.bottoms = [self.bottom(plot) for plot in self.plots]
        racers = list(zip(self.plots, self.walks, strict=True))
        self.dots = [self.racer(plot, walk) for plot, walk in racers]
        self.trails = [trail for plot, walk in racers for trail in self.racer_trails(plot, walk)]

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_panels()
        self.race()
        self.count_steps()
        self.show_limit()
        self.diverge()

    def walk(self, rate: float, iterations: int) -> Descent:
        """Return the descent with a learning rate, until its steps are short enough."""
        return descend(
            self.objective, rate, self.start, iterations=iterations, step_tolerance=self.step_tolerance
        )

    def minimum(self) -> float:
        """Return the minimum that the flattest end of the descents is nearest to."""
        flattest = min(self.walks, key=lambda walk: abs(walk.gradients[-1, 0]))
        known = self.objective.minima[:, 0]
        end = float(flattest.points[-1, 0])
        return float(known[np.argmin(np.abs(known - end))]) if known.size else end

    def height(self, x: Floats) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def is_parabola(self) -> bool:
        """Return whether the curvature is the same everywhere, so that the limit holds everywhere."""
        low, high = self.objective.domain[0]
        grid = np.linspace(low, high, 101)[:, None]
        return bool(np.allclose(self.objective.hessian(grid), self.curvature, rtol=1e-6))

    def panel_plot(self, box: Box) -> Plot:
        """Return axes that show the objective's domain and the start: the same in all panels."""
        x_range = padded_range(np.append(self.objective.domain[0], self.start), 0.03)
        heights = self.height(np.linspace(*x_range, 401))
        return Plot(box, x_range, padded_range(heights, 0.05), "x", "f(x)")

    def bottom(self, plot: Plot) -> Dots:
        """Return the mark of the minimum."""
        return Dots(self.on(plot, np.array(self.lowest)), palette.MINIMUM, 0.13, ring=0.05)

    def racer(self, plot: Plot, walk: Descent) -> Dots:
        """Return the point of one descent, which slides along its curve."""
        x = walk.points[:, 0]
        dot = Dots(plot.c2p(x[:1], walk.values[:1]), palette.POINT, 0.12, window=plot.frame)

        dot.add_updater(lambda dot: dot.set_points(self.on(plot, at(x, stepwise(self.moment.get_value())))))
        return dot

    def on(self, plot: Plot, x: Floats) -> Floats:
        """Return the scene points of a plot's curve above x."""
        return plot.c2p(x, self.height(x))

    def racer_trails(self, plot: Plot, walk: Descent) -> list[Trail]:
        """Return the jumps from iterate to iterate, and the iterates."""
        places = plot.c2p(walk.points[:, 0], walk.values)
        trails = step_trails(places, plot)
        for trail in trails:
            trail.add_updater(lambda trail: trail.show_until(stepwise(self.moment.get_value())))
        return trails

    def show_panels(self) -> None:
        """Draw the same curve and start once for each learning rate."""
        rates = [
            typography.formula(f"eta = {short(rate)}", color=palette.STEP) for rate in self.learning_rates
        ]
        for label, plot in zip(rates, self.plots, strict=True):
            label.next_to(plot.frame, UP, buff=0.15)
            label.shift(max(0.0, plot.y_label.get_right()[0] + 0.25 - label.get_left()[0]) * RIGHT)
        self.panels = Group(*self.plots, *rates, *self.bottoms, *self.curves)
        with self.beat("same"):
            self.play(FadeIn(self.heading("How large a step?")), *map(FadeIn, self.plots))
            self.play(*(draw(curve, run_time=2) for curve in self.curves))
            self.play(*map(FadeIn, (*self.bottoms, *rates)))
            self.play(*map(FadeIn, self.dots))

    def race(self) -> None:
        """Let all descents step at the same pace, and say what each of them did."""
        self.counter = Readout("k", 0, 0)
        corner = layout.frame()
        self.counter.move_to((corner.right - 0.5, corner.top, 0.0), aligned_edge=RIGHT + UP)
        self.counter.number.add_updater(lambda number: number.set_value(np.floor(self.moment.get_value())))
        self.verdicts = Group()
        for walk, plot in zip(self.walks, self.plots, strict=True):
            word = typography.text(self.verdict(walk))
            self.verdicts.add(word.move_to(self.below(plot, 0.78)))
        self.places = Group(*map(self.live_x, self.walks, self.plots))
        with self.beat("race"):
            self.play(FadeIn(self.counter), FadeIn(self.places))
            self.add(*self.trails, *self.dots)
            self.play(glide(self.moment, self.raced, run_time=13))
            self.play(FadeIn(self.verdicts, shift=0.15 * DOWN))

    def below(self, plot: Plot, distance: float) -> Floats:
        """Return the scene point in the strip below a panel, at a distance from the strip's top."""
        return np.array([plot.frame.get_center()[0], self.strip.top - distance, 0.0])

    def live_x(self, walk: Descent, plot: Plot) -> Group:
        """Return where a descent is, as a live number; nothing if the number gets too long to be read."""
        x = walk.points[:, 0]
        if np.abs(x).max() >= 1e6:
            return Group()
        readout = Readout("x_k", self.start, 3).move_to(self.below(plot, 0.25))
        readout.number.add_updater(
            lambda number: number.set_value(float(at(x, np.floor(self.moment.get_value()))))
        )
        return Group(readout)

    def verdict(self, walk: Descent) -> str:
        """Return in a word or two what a descent did while it was raced."""
        x = walk.points[:, 0]
        steps = np.diff(x)
        if walk.stop is not StopReason.CONVERGED and abs(steps[-1]) > abs(steps[0]):
            return "runs away"
        if np.any(steps[1:] * steps[:-1] < 0):
            return "overshoots"
        slopes = np.abs(walk.gradients[:, 0])
        return "crawls" if at(slopes, self.raced) > 0.1 * slopes[0] else "walks straight in"

    def count_steps(self) -> None:
        """Let the slow ones go on, fast, until all have arrived, and count."""
        counters = [self.step_counter(walk, plot) for walk, plot in zip(self.walks, self.plots, strict=True)]
        spoken = [str(walk.iterations) if arrived(walk) else f"more than {self.cap}" for walk in self.walks]
        last = max(walk.iterations for walk in self.walks)
        late = [k for k, walk in enumerate(self.walks) if not arrived(walk)]
        missed: list[Typst] = []
        with self.beat("count", counts=listed(spoken), tolerance=short(self.step_tolerance)):
            self.play(*map(FadeIn, counters))
            if last > self.raced:
                self.play(glide(self.moment, last, run_time=5, rate_func=smooth))
            if late:
                missed += [
                    typography.text(f"not within {self.cap} steps", color=palette.WARNING).move_to(
                        counters[k]
                    )
                    for k in late
                ]
                self.play(*(FadeOut(counters[k]) for k in late), *map(FadeIn, missed))
        self.results = Group(
            self.places, self.verdicts, *(set(counters) - {counters[k] for k in late}), *missed
        )

    def step_counter(self, walk: Descent, plot: Plot) -> Readout:
        """Return a live count of a descent's steps, which stops when it has arrived."""
        counter = Readout('"steps"', walk.iterations, 0)
        counter.move_to(self.below(plot, 1.3))
        counter.number.add_updater(
            lambda number: number.set_value(min(np.floor(self.moment.get_value()), walk.iterations))
        )
        return counter

    def show_limit(self) -> None:
        """Show on a gauge of learning rates where the limit lies."""
        self.gauge = Gauge(self.strip, self.limit, (*self.learning_rates, self.diverging_rate))
        markers = [self.gauge.marker(rate, palette.STEP) for rate in self.learning_rates]
        where = "limit:" if self.is_parabola() else "limit near the minimum:"
        words = f"2 \\/ f''({short(self.lowest)}) = 2 \\/ {short(self.curvature)} = {short(self.limit)}"
        label = self.gauge.below_limit(typography.formula(f'"{where}" quad {words}'))
        with self.beat("limit", limit=short(self.limit)):
            self.play(FadeOut(self.results), FadeOut(self.counter))
            self.play(FadeIn(self.gauge.bar))
            self.play(FadeIn(Group(*markers), shift=0.2 * DOWN), run_time=1.5)
            self.play(draw(self.gauge.edge))
            self.play(FadeIn(label, shift=0.15 * UP))
            self.play(FadeIn(self.gauge.zones), run_time=1.5)

    def diverge(self) -> None:
        """Follow the rate beyond the limit, in a window that has to grow."""
        self.build_runaway()
        first = min(2, self.swings)
        with self.beat("diverge", rate=short(self.diverging_rate)):
            self.play(*map(FadeOut, (self.panels, *self.dots, *self.trails)))
            self.play(FadeIn(self.near), *map(FadeIn, self.riders), FadeIn(self.readouts))
            self.play(FadeIn(self.gauge.marker(self.diverging_rate, palette.WARNING), shift=0.2 * DOWN))
            self.add(*self.runaway_trails, self.riders[-1])
            self.play(glide(self.swing, first, run_time=1.5 * first))
            if self.swings > first:
                self.widen_window()
                self.play(FadeIn(self.swing_note()))
                self.play(glide(self.swing, self.swings, run_time=9))
                self.hold(1)

    def widen_window(self) -> None:
        """Zoom out: the small window's numbers draw together and fade, then the large one's appear."""
        axes = Segments(*self.axis_ends(), palette.AXIS, 2.5)
        self.add(axes)
        fading = [FadeOut(number, shift=self.drift(number)) for number in self.near.numbers]
        self.play(FadeOut(self.near.lines), *fading, glide(self.view, 1, 2.5, smooth), run_time=2.5)
        self.play(FadeIn(self.far.lines, self.far.numbers))
        self.remove(axes)
        self.bring_to_front(*self.riders[:2], *self.runaway_trails, self.riders[-1])

    def axis_ends(self) -> tuple[Floats, Floats]:
        """Return from where to where the axes run, shape (2, 3) each."""
        (left, right), (low, high) = self.far.x_range, self.far.y_range
        corner = self.far.c2p(left, low)
        return np.stack([corner, corner]), np.stack([self.far.c2p(right, low), self.far.c2p(left, high)])

    def drift(self, number: Mobject) -> Floats:
        """Return how far a number of the small window's axes moves as the window grows."""
        place = number.get_center()
        corner = self.near.c2p(self.near.x_range[0], self.near.y_range[0])
        x, y = np.array([self.near.x_range[0], self.near.y_range[0]]) + (place - corner)[:2] / self.near.unit
        way = self.far.c2p(x, y) - place
        return way * ([1, 0, 0] if place[1] < corner[1] else [0, 1, 0])

    def build_runaway(self) -> None:
        """Compute the diverging descent, and build its windows, its point and its numbers."""
        self.runaway = self.walk(self.diverging_rate, self.raced)
        away = np.abs(self.runaway.points[:, 0] - self.lowest)
        far_off = np.flatnonzero(away >= self.growth * away[0])
        self.swings = int(far_off[0]) if far_off.size else self.runaway.iterations
        self.swing, self.view = ValueTracker(0.0), ValueTracker(0.0)
        left, self.side = self.upper.columns(2.8, 1)
        self.far = self.window_plot(left, self.swings)
        self.near = self.window_plot(left, min(2, self.swings), beside=self.far)
        self.runaway_trails = step_trails(
            self.far.c2p(self.runaway.points[:, 0], self.runaway.values), self.far
        )
        for trail in self.runaway_trails:
            trail.add_updater(lambda trail: self.show_swings(trail))
        self.riders = self.runaway_riders()
        self.readouts = self.runaway_readouts()

    def window_plot(self, box: Box, swings: int, beside: Plot | None = None) -> Plot:
        """Return axes that show so many swings, if asked with the frame of another plot."""
        x = self.runaway.points[: swings + 1, 0]
        reach = 1.12 * float(np.abs(x - self.lowest).max())
        heights = self.height(np.append(x, self.lowest))
        ranges = (self.lowest - reach, self.lowest + reach), padded_range(heights, 0.07)
        plot = Plot(box, *ranges, "x", "f(x)")
        if beside is None:
            return plot
        missing = beside.frame.get_left()[0] - plot.frame.get_left()[0]
        spare = plot.frame.get_right()[0] - beside.frame.get_right()[0]
        return Plot(box.inset(left=missing, right=spare), *ranges, "x", "f(x)")

    def seen(self, x: Floats) -> Floats:
        """Return the scene points of the curve above x, in the window as it is at this moment."""
        share = self.view.get_value()
        heights = self.height(x)
        return (1 - share) * self.near.c2p(x, heights) + share * self.far.c2p(x, heights)

    def show_swings(self, trail: Trail) -> None:
        """Show a trail of the diverging descent as it is at this moment."""
        trail.set_points(self.seen(self.runaway.points[:, 0])).show_until(stepwise(self.swing.get_value()))

    def runaway_riders(self) -> list[Painted]:
        """Return the curve, the minimum and, last, the point: all stay on the curve as the window grows."""
        x = self.runaway.points[:, 0]
        samples = np.sort(np.concatenate([np.linspace(*plot.x_range, 401) for plot in (self.near, self.far)]))
        curve = Stroke(window=self.far.frame)
        curve.add_updater(lambda curve: curve.set_points(self.seen(samples)))
        bottom = Dots((), palette.MINIMUM, 0.13, ring=0.05, window=self.far.frame)
        bottom.add_updater(lambda dot: dot.set_points(self.seen(np.array([self.lowest]))))
        point = Dots((), palette.POINT, 0.13, window=self.far.frame)
        point.add_updater(lambda dot: dot.set_points(self.seen(at(x, [stepwise(self.swing.get_value())]))))
        riders: list[Painted] = [curve, bottom, point]
        for rider in riders:
            rider.update()
        return riders

    def runaway_readouts(self) -> Group:
        """Return the learning rate and the live numbers of the diverging descent."""
        rate = typography.formula(f"eta = {short(self.diverging_rate)}", color=palette.WARNING)
        values = {"k": (np.arange(self.swings + 1.0), 0)}
        values["x_k"] = self.runaway.points[:, 0], 1
        values["f(x_k)"] = self.runaway.values, 0
        readouts = [Readout(label, table[0], decimals) for label, (table, decimals) in values.items()]
        for readout, (table, _) in zip(readouts, values.values(), strict=True):
            readout.number.add_updater(
                lambda number, table=table: number.set_value(table[int(self.swing.get_value())])
            )
        group = Group(rate, column(*readouts)).arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        return group.move_to((self.side.left, self.side.top - 0.1, 0.0), aligned_edge=LEFT + UP)

    def swing_note(self) -> Typst:
        """Return by how much each step is longer than the one before; the same on a parabola."""
        steps = np.abs(np.diff(self.runaway.points[: self.swings + 1, 0]))
        ratios = steps[1:] / steps[:-1]
        rows = ["each swing is", f"{short(ratios[0])} times as wide", "as the last one"]
        if not np.allclose(ratios, ratios[0]):
            rows = [f"last swing: {short(ratios[-1])} times", "as wide as the", "one before"]
        note = typography.lines(*rows)
        return note.next_to(self.readouts, DOWN, buff=0.5, aligned_edge=LEFT)


class Gauge(Group):
    """A bar of learning rates: below the limit plain, beyond it hatched.

    Parameters
    ----------
    box
        What it may fill.
    limit
        Where the zones meet.
    rates
        All rates that will be marked: the bar reaches beyond the largest.

    Attributes
    ----------
    bar, edge, zones
        The outline with its zero, the limit, and the two zones with their names: shown one by one.
    """

    def __init__(self, box: Box, limit: float, rates: tuple[float, ...]) -> None:
        super().__init__()
        self.box, self.limit = box, limit
        self.high = max(1.3 * limit, 1.15 * max(rates))
        self.top, self.bottom = box.top - 0.8, box.top - 1.25
        zero = typography.formula("0", typography.TICK, palette.MUTED).next_to(self.at(0), LEFT, buff=0.15)
        symbol = typography.formula("eta", color=palette.STEP).next_to(self.at(self.high), RIGHT, buff=0.15)
        corners = np.array([self.at(0, self.bottom), self.at(self.high, self.top)])
        outline = Areas(corners[:1], corners[1:], palette.AXIS, fill=0)
        self.bar = Group(outline, zero, symbol)
        self.edge = Segments(
            [self.at(limit, self.top + 0.12)], [self.at(limit, self.bottom - 0.12)], palette.TEXT, 6
        )
        self.zones = Group(
            *self.zone(0, limit, "arrives", palette.MINIMUM),
            *self.zone(limit, self.high, "runs away", palette.WARNING, hatched=True),
        )
        self.labels = self.spread_labels(rates)

    def at(self, rate: float, y: float | None = None) -> Floats:
        """Return the scene point of a learning rate; at half the bar's height unless told."""
        left, right = self.box.left + 0.4, self.box.right - 0.45
        middle = (self.top + self.bottom) / 2
        return np.array([left + rate / self.high * (right - left), middle if y is None else y, 0.0])

    def zone(self, low: float, high: float, name: str, color: str, hatched: bool = False) -> list[Mobject]:
        """Return a stretch of the bar, with its name where that fits."""
        area = Areas([self.at(low, self.bottom)], [self.at(high, self.top)], color, fill=0.25)
        parts: list[Mobject] = [area]
        if hatched:
            feet = np.arange(self.at(low)[0] - 0.5, self.at(high)[0], 0.22)
            steep = np.stack([feet, 0 * feet + self.bottom, 0 * feet], axis=1)
            parts.append(
                Segments(
                    steep,
                    steep + np.array([0.45, self.top - self.bottom, 0]),
                    color,
                    1.5,
                    opacity=0.6,
                    window=area,
                )
            )
        words = typography.text(name, typography.LABEL)
        if words.width + 0.3 < self.at(high)[0] - self.at(low)[0]:
            words.move_to((self.at(low) + self.at(high)) / 2)
            ground = words.get_corner(DOWN + LEFT) - 0.08, words.get_corner(UP + RIGHT) + 0.08
            parts += (
                [Areas([ground[0]], [ground[1]], palette.BACKGROUND, fill=1), words] if hatched else [words]
            )
        return parts

    def spread_labels(self, rates: tuple[float, ...]) -> dict[float, Floats]:
        """Return where each rate's label stands, so that none covers another."""
        ordered = sorted(set(rates))
        widths = np.array([typography.formula(short(rate)).width + 0.25 for rate in ordered])
        apart = np.concatenate([[0.0], np.cumsum((widths[1:] + widths[:-1]) / 2)])
        wanted = np.array([self.at(rate)[0] for rate in ordered])
        # Pushed to the right as far as the neighbours ask for, and back inside the box.
        places = np.maximum.accumulate(wanted - apart) + apart
        limits = self.box.right - widths[-1] / 2 - (apart[-1] - apart)
        places = np.minimum(places, limits)
        return {rate: np.array([x, self.box.top - 0.2, 0.0]) for rate, x in zip(ordered, places, strict=True)}

    def marker(self, rate: float, color: str) -> Group:
        """Return a rate's number, and an arrow from it to its place on the bar."""
        label = typography.formula(short(rate), color=color).move_to(self.labels[rate])
        arrow = Pointer(label.get_bottom() + 0.06 * DOWN, self.at(rate, self.top), color, 4)
        return Group(label, arrow)

    def below_limit(self, words: MathTypst) -> MathTypst:
        """Put words below the limit, inside the box."""
        words.next_to(self.edge, DOWN, buff=0.12)
        words.shift(min(0.0, self.box.right - words.get_right()[0]) * RIGHT)
        return words.shift(max(0.0, self.box.left - words.get_left()[0]) * RIGHT)


def arrived(walk: Descent) -> bool:
    """Return whether a descent came to steps as short as asked for."""
    return walk.stop is StopReason.CONVERGED


def listed(words: list[str]) -> str:
    """Return words as one would say them: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def step_trails(places: Floats, plot: Plot) -> list[Trail]:
    """Return trails through scene points: straight jumps, and over them a dot at each iterate."""
    jumps = Trail(places, color=palette.STEP, width=2.5, dots=0, window=plot.frame)
    return [jumps, Trail(places, width=0, dots=0.055, window=plot.frame)]
