"""The cost of all lines as a landscape: the ball falls down the wall and creeps along the valley."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, Group, MathTypst, ValueTracker, smooth, squish_rate_func

from gdmath import SIX_POINTS, Convention, Dataset, Descent, LinearRegression, at, descend, geometric
from scenes.kit import layout, palette, typography
from scenes.kit.lesson import Lesson
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import Readout, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.space import Space
from scenes.kit.strokes import Stroke
from scenes.kit.surface import DropLine, FloorContours, FloorPath, Surface, SurfaceBall, SurfaceTrail
from scenes.kit.ticks import padded_range

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

OTHER_WALL = 0.3
"""How far the landscape reaches beyond the minimum, in distances from it to the start."""

TURN = 10.0
"""Seconds of the camera's turn while the cuts are compared."""

ROWS = 4
"""Of formulas in the lower right."""

ACROSS, ALONG = palette.GRADIENT, palette.MINIMUM
"""Colours of the two directions: across the valley it is steep, along it the minimum lies."""


class CostSurface(Lesson):
    """The cost over the plane of slope and intercept: a bowl with two curvatures, hence two speeds.

    Attributes
    ----------
    dataset
        Points with one feature.
    convention
        Which cost is drawn and whose gradient is followed.
    start
        Slope and intercept of the first line.
    learning_rate
        Below the cost's learning-rate limit; above it the walk is shown until it leaves the landscape.
    epochs
        How many steps are taken.
    turn
        Degrees by which the camera goes round from the first beat to the last.
    """

    dataset: Dataset = SIX_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (3.0, -1.0)
    learning_rate: float = 0.001
    epochs: int = 12_000
    turn: float = 55.0

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.cost = LinearRegression(self.dataset, self.convention)
        self.best = self.cost.closed_form()
        self.least = float(self.cost.value(self.best))
        self.curvatures, ways = np.linalg.eigh(self.cost.hessian(self.best))
        self.along, self.across = ways.T
        self.descent: Descent = descend(self.cost, self.learning_rate, self.start, iterations=self.epochs)
        self.window = self.plane_window()
        self.shown = geometric(self.last_inside(), SHOWN_EPOCHS)
        self.path = self.descent.points[self.shown]
        self.moment = ValueTracker(0.0)
        left, right = layout.stage().columns(1.5, 1)
        beside_title = replace(right, top=layout.frame().top)
        boxes = beside_title.rows(1.1, 3.5, 2.3, gap=0.15)
        self.numbers_box, self.section_box, self.words_box = boxes
        self.space = self.get_space(left.inset(left=0.25))
        self.build_landscape()
        self.readouts = self.get_readouts()
        self.formulas = self.get_formulas()

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.raise_surface()
        self.roll()
        self.turn_around()
        self.give_reason()

    def plane_window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges that hold start, closed form and path, but of a wild path only what is low enough."""
        away = np.asarray(self.start) - self.best
        ends = self.best + np.outer([0.0, 1.0, -OTHER_WALL], away)
        held = np.vstack([ends, self.descent.points[self.descent.values <= self.top()]])
        return padded_range(held[:, 0], 0.15), padded_range(held[:, 1], 0.15)

    def last_inside(self) -> int:
        """Return the last epoch before the walk leaves the landscape for the first time; at least 1."""
        low, high = np.transpose(self.window)
        outside = ((self.descent.points < low) | (self.descent.points > high)).any(axis=1)
        outside |= self.descent.values > self.top()
        return max(1, int(np.argmax(outside)) - 1) if outside.any() else self.descent.iterations

    def top(self) -> float:
        """Return the cost up to which the landscape is drawn."""
        return self.least + 1.15 * (float(self.descent.values[0]) - self.least)

    def get_space(self, box: layout.Box) -> Space:
        """Return axes for slope, intercept and cost, seen from the valley's end, facing the start's wall."""
        floor = max(0.0, self.least - 0.15 * (self.top() - self.least))
        scale = 1 / np.ptp(self.window, axis=1)
        away = np.asarray(self.start) - self.best
        along = self.along * scale * (np.sign(self.along @ away) or 1.0)
        across = self.across * scale * (np.sign(self.across @ away) or 1.0)
        valley_end = math.degrees(math.atan2(along[1], along[0]))
        side = np.sign(along[0] * across[1] - along[1] * across[0])
        self.whole_turn = self.turn * side
        first = valley_end - 28 * side - self.whole_turn
        space = Space(*self.window, (floor, self.top()), box, azimuth=first, elevation=62)
        space.view.turn_to(zoom=1.2)
        return space

    def build_landscape(self) -> None:
        """Build the surface, and what stands and moves on it and on its floor."""
        self.surface = Surface(self.space, self.cost, opacity=0.9)
        self.contours = FloorContours(self.space, self.cost, self.levels())
        self.floor_path = FloorPath(self.surface, self.path, until=0)
        self.trail = SurfaceTrail(self.surface, self.path, until=0)
        self.ball = SurfaceBall(self.surface, *self.path[0]).set_z_index(1)
        self.drop = DropLine(self.surface, *self.path[0])
        for path in (self.floor_path, self.trail):
            path.add_updater(lambda path: path.set(until=self.moment.get_value()))
        for mark in (self.ball, self.drop):
            mark.add_updater(lambda mark: mark.set_xy(*self.parameters()))

    def levels(self) -> Floats:
        """Return rising costs: their excess over the least cost grows by a factor from one to the next."""
        return self.least + np.geomspace(0.003, 0.8, 8) * (self.top() - self.least)

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        return at(self.path, self.moment.get_value())

    def epoch(self) -> int:
        """Return the epoch at this moment."""
        return round(float(at(self.shown, self.moment.get_value())))

    def get_readouts(self) -> Group:
        """Return live numbers in two columns: epoch over J, w over b."""
        w_decimals, b_decimals, j_decimals = (decimals_for(value) for value in (*self.best, self.least))
        epoch = Readout('"epoch"', 0, 0)
        j = Readout("J", self.descent.values[0], j_decimals, color=palette.OBJECTIVE)
        w = Readout("w", self.start[0], w_decimals, color=palette.FIRST_PARAMETER)
        b = Readout("b", self.start[1], b_decimals, color=palette.SECOND_PARAMETER)
        epoch.add_updater(lambda row: row.set_value(self.epoch()))
        j.add_updater(lambda row: row.set_value(float(self.cost.value(self.parameters()))))
        w.add_updater(lambda row: row.set_value(float(self.parameters()[0])))
        b.add_updater(lambda row: row.set_value(float(self.parameters()[1])))
        rows = self.numbers_box.rows(1, 1, gap=0.0)
        columns = self.numbers_box.columns(1.2, 1)
        for readout, row, place in ((epoch, 0, 0), (j, 1, 0), (w, 0, 1), (b, 1, 1)):
            readout.move_to((columns[place].left, rows[row].center[1], 0.0), aligned_edge=LEFT)
        return Group(epoch, j, w, b)

    def get_formulas(self) -> Group:
        """Return what is the height here: the cost, and the line it is the cost of."""
        cost = typography.formula(f"J(w, b) = {self.cost.formula}", color=palette.OBJECTIVE)
        line = typography.formula("hat(y)_i = w x_i + b", color=palette.FIT)
        cost.move_to((self.section_box.left, self.section_box.center[1], 0.0), aligned_edge=LEFT)
        return Group(cost, line.next_to(cost, DOWN, buff=0.35, aligned_edge=LEFT))

    def raise_surface(self) -> None:
        """Show the map from above, then give it height while the camera comes down."""
        heights = self.surface.heights
        self.surface.set(heights=np.zeros_like(heights), opacity=0.0)
        with self.beat("surface"):
            self.play(FadeIn(self.heading("The cost as a landscape")), FadeIn(self.space))
            self.play(draw(self.contours, run_time=1.5), FadeIn(self.formulas))
            self.add(self.surface)
            self.play(
                self.surface.animate.set(heights=heights, opacity=0.9),
                self.space.view.animate.turn_to(elevation=28),
                run_time=3.5,
            )

    def roll(self) -> None:
        """Let the ball go down the wall and along the valley, the camera turning all the while."""
        with self.beat("roll"):
            self.play(*map(FadeIn, (self.drop, self.ball, self.readouts)))
            self.add(
                self.space, self.contours, self.floor_path, self.surface, self.drop, self.trail, self.ball
            )
            self.play(
                glide(self.moment, len(self.shown) - 1, run_time=12),
                self.space.view.animate.turn_by(azimuth=0.6 * self.whole_turn),
                run_time=12,
            )

    def turn_around(self) -> None:
        """Lay a cut across the valley and one along it, and compare how they bend."""
        ratio = self.cost.condition_number
        flat, steep = map(compact, self.curvatures)
        plot, curves, names = self.get_sections(steep, flat)
        cuts = [self.get_cut(self.across, ACROSS), self.get_cut(self.along, ALONG)]
        condition = self.get_row(0, f'"condition number" = {compact(ratio)}')
        with self.beat("turn", condition=short(ratio)):
            self.play(
                self.space.view.animate.turn_by(azimuth=0.4 * self.whole_turn),
                FadeOut(self.formulas, rate_func=between(0, 0.05)),
                FadeIn(plot, rate_func=between(0.05, 0.12)),
                *(draw(cut, rate_func=between(0.1, 0.35)) for cut in (cuts[0], curves[0])),
                FadeIn(names[0], rate_func=between(0.3, 0.4)),
                *(draw(cut, rate_func=between(0.45, 0.7)) for cut in (cuts[1], curves[1])),
                FadeIn(names[1], rate_func=between(0.65, 0.75)),
                FadeIn(condition, rate_func=between(0.85, 0.95)),
                run_time=TURN,
            )

    def get_row(self, number: int, mathematics: str, color: str = palette.TEXT) -> MathTypst:
        """Return a formula in a row of the lower right of the picture."""
        row = self.words_box.rows(*ROWS * [1], gap=0.0)[number]
        words = typography.formula(mathematics, color=color)
        if words.width > row.width:
            words.scale_to_fit_width(row.width)
        return words.move_to((row.left, row.center[1], 0.0), aligned_edge=LEFT)

    def get_sections(self, steep: str, flat: str) -> tuple[Plot, list[Stroke], list[MathTypst]]:
        """Return a plot of the two cuts, at one scale, through the minimum: axes, curves, names."""
        reach = self.section_reach()
        t = np.linspace(-reach, reach, 201)
        heights = [self.cost.value(self.best + t[:, None] * way) for way in (self.across, self.along)]
        rise = np.ptp(heights[0])
        y_range = self.least - 0.32 * rise, self.least + 1.1 * rise
        plot = Plot(self.section_box, (-reach, reach), y_range, '"distance from the minimum"', "J")
        curves = [plot.polyline(t, cut, color) for cut, color in zip(heights, (ACROSS, ALONG), strict=True)]
        across = typography.formula(f'"across:" {steep}', color=ACROSS)
        along = typography.formula(f'"along:" {flat}', color=ALONG)
        across.move_to(plot.c2p(0.0, self.least + 0.75 * rise))
        along.move_to(plot.c2p(0.0, self.least)).shift(0.27 * DOWN)
        return plot, curves, [across, along]

    def get_cut(self, way: Floats, color: str) -> SurfaceTrail:
        """Return the line on the landscape that runs through the minimum along a direction."""
        reach = np.linspace(-1, 1, 101) * self.section_reach()
        return SurfaceTrail(self.surface, self.best + reach[:, None] * way, color=color)

    def section_reach(self) -> float:
        """Return how far from the minimum the cuts go: there the steep one is half as high as the picture."""
        bend = float(self.cost.value(self.best + self.across)) - self.least
        return math.sqrt(0.5 * (self.top() - self.least) / bend)

    def give_reason(self) -> None:
        """Tell what the two curvatures do to a step."""
        steep, flat = self.curvatures[1], self.curvatures[0]
        rows = [
            self.get_row(1, rf'"across:" eta < 2 \/ {compact(steep)} = {compact(2 / steep)}', ACROSS),
            self.get_row(2, f'"across:" {self.half_life(steep)}', ACROSS),
            self.get_row(3, f'"along:" {self.half_life(flat)}', ALONG),
        ]
        with self.beat("reason"):
            for row in rows:
                self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=0.8)
                self.wait(0.8)

    def half_life(self, curvature: float) -> str:
        """Return in Typst mathematics in how many epochs the distance halves along a direction."""
        left = abs(1 - self.learning_rate * curvature)
        if left >= 1:
            return '"never half way"'
        epochs = max(1, round(math.log(0.5) / math.log(max(left, 1e-9))))
        return f'"half way in" {epochs if epochs < 1e5 else compact(epochs)} "epochs"'


def between(begin: float, end: float) -> Callable[[float], float]:
    """Return the pace of an animation that plays only between two shares of its run time."""
    return squish_rate_func(smooth, begin, end)


def compact(value: float) -> str:
    """Return a positive number with three digits as Typst mathematics, in powers of ten if long."""
    if 1e-3 <= value < 1e5:
        return short(value)
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')} dot 10^({int(exponent)})"


def decimals_for(value: float, digits: int = 4) -> int:
    """Return the decimals with which a number has about so many digits."""
    return max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else digits - 1
