"""The plane of all lines: contours of the cost, and the descent's walk through them beside the data."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Mobject,
    SurroundingRectangle,
    ValueTracker,
    smooth,
    squish_rate_func,
)

from gdmath import SIX_POINTS, Convention, Dataset, Descent, LinearRegression, at, descend, geometric
from scenes.kit import layout, palette, typography
from scenes.kit.contours import ContourMap
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import Readout, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.strokes import DASH, Segments, Trail
from scenes.kit.ticks import padded_range

PROBES = ((0.8, 0.22), (0.62, 0.8), (0.3, 0.42))
"""Where in the plane the example lines are, as shares of its width and height."""

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

DROPPED = 0.02
"""Share of the cost's excess that is left when the first, fast part of the descent is over."""

LABEL_ROOM = 0.3
"""Scene units from a contour's number to the path and its marks, at least."""

MARK_GAP = 0.75
"""Scene units between the epochs that are written along the path, at least."""


class CostContours(Lesson):
    """Each line is a point of a plane: the descent walks through the contours of its cost.

    Attributes
    ----------
    dataset
        Points with one feature.
    convention
        Which cost is drawn and whose gradient is followed.
    start
        Slope and intercept of the first line.
    learning_rate
        Below the cost's learning-rate limit; above it the walk is shown until it leaves the map.
    epochs
        How many steps are taken.
    """

    dataset: Dataset = SIX_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (3.0, -1.0)
    learning_rate: float = 0.001
    epochs: int = 12_000

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.cost = LinearRegression(self.dataset, self.convention)
        self.best = self.cost.closed_form()
        self.descent: Descent = descend(self.cost, self.learning_rate, self.start, iterations=self.epochs)
        self.window = self.plane_window()
        self.shown = geometric(self.last_inside(), SHOWN_EPOCHS)
        self.path = self.descent.points[self.shown]
        self.moment = ValueTracker(0.0)
        left, right = layout.stage().columns(1.35, 1)
        first, second = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        self.plane = Plot(left, *self.window, "w", "b", x_color=first, y_color=second, grid=False)
        chart, self.panel = right.rows(3.1, 1, gap=0.35)
        self.chart = self.data_chart(chart)
        self.marks = self.epoch_marks()
        self.goal = self.get_goal()
        self.contours = self.get_contours()
        self.build_moving()

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_plane()
        self.walk()
        self.follow_valley()
        self.arrive()

    def plane_window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges that hold start, closed form and path, but of a wild path only its beginning."""
        ends = np.stack([self.best, np.asarray(self.start)])
        reach = 2 * np.ptp(ends, axis=0).max() + np.abs(ends).max()
        tame = self.descent.points[(np.abs(self.descent.points - self.best) <= reach).all(axis=1)]
        held = np.vstack([ends, tame])
        return padded_range(held[:, 0], 0.26), padded_range(held[:, 1], 0.26)

    def last_inside(self) -> int:
        """Return the last epoch before the walk leaves the map for the first time; at least 1."""
        low, high = np.transpose(self.window)
        outside = ((self.descent.points < low) | (self.descent.points > high)).any(axis=1)
        return max(1, int(np.argmax(outside)) - 1) if outside.any() else self.descent.iterations

    def levels(self) -> Floats:
        """Return rising costs: their excess over the least cost grows by a factor from one to the next."""
        least = float(self.cost.value(self.best))
        corners = np.stack(np.meshgrid(*self.window), axis=-1)
        most = float(self.cost.value(corners).max()) - least
        (w_low, w_high), (b_low, b_high) = self.window
        # The lowest contour reaches a fifth of the map's size to either side along the valley.
        _, ways = np.linalg.eigh(self.cost.hessian(self.best))
        along = 0.2 * ways[:, 0] / np.max(np.abs(ways[:, 0]) / [w_high - w_low, b_high - b_low])
        first = float(self.cost.value(self.best + along)) - least
        excess = np.geomspace(first, 0.6 * most, 8)
        return np.unique([rounded(least + step, 0.16 * step) for step in excess])

    def get_contours(self) -> Group:
        """Return the cost's contours and what they show; their numbers keep clear of the walk."""
        contours = ContourMap(self.plane, self.cost.value, self.levels())
        contours.bands.set_opacity(0.65)
        held = [part.get_all_points() for part in (*self.marks, self.goal)]
        move_labels(contours, self.plane, np.vstack([self.on_plane(self.path), *held]))
        title = typography.formula('"contours of" J(w, b)', typography.LABEL, palette.OBJECTIVE)
        return Group(
            contours, title.next_to(self.plane.frame, UP, buff=0.15).align_to(self.plane.frame, RIGHT)
        )

    def data_chart(self, box: layout.Box) -> Plot:
        """Return axes that show the data, and the first and the best line among them."""
        x = self.dataset.x[:, 0]
        y_held = [self.dataset.y, self.cost.predict(self.start), self.cost.predict(self.best)]
        names = [axis_name(name) for name in (*self.dataset.feature_names, self.dataset.target_name)]
        return Plot(box, padded_range(x, 0.12), padded_range(np.concatenate(y_held), 0.08), *names)

    def build_moving(self) -> None:
        """Build what shows the moment, on both sides and below: all of it reads `parameters`."""
        self.point = Dots(
            self.on_plane(self.path[:1]), color=palette.POINT, radius=0.13, window=self.plane.frame
        )
        self.trail = Trail(self.on_plane(self.path), width=4, dots=0, window=self.plane.frame)
        self.line = Segments(
            *self.line_ends(self.path[0]), color=palette.FIT, width=5, window=self.chart.frame
        )
        feet = self.residual_ends(self.path[0])
        fineness = min(1.0, math.sqrt(40 / len(self.dataset.y)))
        self.residuals = Segments(
            *feet, color=palette.RESIDUAL, width=3 * fineness, dash=DASH, window=self.chart.frame
        )
        self.data = self.chart.scatter(self.dataset.x[:, 0], self.dataset.y, radius=0.09 * fineness)
        self.readouts = self.get_readouts()
        self.point.add_updater(lambda dot: dot.set_points(self.on_plane(self.parameters()[None])))
        self.trail.add_updater(lambda trail: trail.show_until(self.moment.get_value()))
        self.line.add_updater(lambda line: line.put(*self.line_ends(self.parameters())))
        self.residuals.add_updater(lambda bundle: bundle.put(*self.residual_ends(self.parameters())))

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        return at(self.path, self.moment.get_value())

    def epoch(self) -> int:
        """Return the epoch at this moment."""
        return round(float(at(self.shown, self.moment.get_value())))

    def on_plane(self, parameters: Floats) -> Floats:
        """Return the plane's scene points of parameters of shape (n, 2)."""
        return self.plane.c2p(parameters[:, 0], parameters[:, 1])

    def line_ends(self, parameters: Floats) -> tuple[Floats, Floats]:
        """Return the scene points where a line begins and ends in the chart, shape (1, 3) each."""
        x = np.array(self.chart.x_range)
        ends = self.chart.c2p(x, parameters[0] * x + parameters[1])
        return ends[:1], ends[1:]

    def residual_ends(self, parameters: Floats) -> tuple[Floats, Floats]:
        """Return the scene points of data and predictions, shape (n, 3) each."""
        x = self.dataset.x[:, 0]
        return self.chart.c2p(x, self.dataset.y), self.chart.c2p(x, self.cost.predict(parameters))

    def get_readouts(self) -> Group:
        """Return live numbers in two columns: epoch over J, w over b."""
        least = float(self.cost.value(self.best))
        w_decimals, b_decimals, j_decimals = (decimals_for(value) for value in (*self.best, least))
        epoch = Readout(typeset("epoch"), 0, 0)
        j = Readout("J", self.descent.values[0], j_decimals, color=palette.OBJECTIVE)
        w = Readout("w", self.start[0], w_decimals, color=palette.FIRST_PARAMETER)
        b = Readout("b", self.start[1], b_decimals, color=palette.SECOND_PARAMETER)
        epoch.add_updater(lambda row: row.set_value(self.epoch()))
        j.add_updater(lambda row: row.set_value(float(self.cost.value(self.parameters()))))
        w.add_updater(lambda row: row.set_value(float(self.parameters()[0])))
        b.add_updater(lambda row: row.set_value(float(self.parameters()[1])))
        rows = self.panel.rows(1, 1, gap=0.0)
        columns = self.panel.inset(left=0.6).columns(1.2, 1)
        for readout, row, place in ((epoch, 0, 0), (j, 1, 0), (w, 0, 1), (b, 1, 1)):
            readout.move_to((columns[place].left, rows[row].center[1], 0.0), aligned_edge=LEFT)
        return Group(epoch, j, w, b)

    def show_plane(self) -> None:
        """Show that points of the plane are lines, draw the cost's contours, and put the start on them."""
        probes = [self.get_probe(number) for number in range(len(PROBES))]
        with self.beat("plane"):
            self.play(*map(FadeIn, (self.heading("A map of all lines"), self.plane, self.chart, self.data)))
            for chip, line, twin in probes:
                self.play(FadeIn(chip, scale=0.5), run_time=0.6)
                self.play(draw(line), FadeIn(twin), run_time=0.9)
            self.play(FadeIn(self.contours, run_time=2))
            self.wait(1.5)
            self.play(*(FadeOut(part) for probe in probes for part in probe))

    def get_probe(self, number: int) -> tuple[Group, Segments, Group]:
        """Return an example: a numbered chip in the plane, its line among the data, a like chip on it."""
        color = palette.BASINS[number % len(palette.BASINS)]
        shares = np.array(PROBES[number])
        low, high = np.transpose(self.window)
        slope, intercept = low + shares * (high - low)
        line = Segments(
            *self.line_ends(np.array([slope, intercept])), color=color, width=4, window=self.chart.frame
        )
        x = np.linspace(*self.chart.x_range, 201)
        y = slope * x + intercept
        pad = 0.06 * (self.chart.y_range[1] - self.chart.y_range[0])
        inside = np.flatnonzero((y > self.chart.y_range[0] + pad) & (y < self.chart.y_range[1] - pad))
        spot = inside[int(0.93 * (len(inside) - 1))] if len(inside) else 0
        twin = numbered(self.chart.c2p(x[spot], y[spot]), number + 1, color)
        chip = numbered(self.plane.c2p(slope, intercept), number + 1, color)
        chip.set_z_index(1)
        return chip, line, twin

    def walk(self) -> None:
        """Put the start on the map and its line among the data; then take the fast part of the walk."""
        with self.beat("walk"):
            self.play(*map(FadeIn, (self.point, self.line, self.residuals, self.readouts)))
            self.add(self.residuals, self.line, self.data, self.trail, self.point)
            self.wait(1)
            self.play(glide(self.moment, self.dropped(), run_time=8))

    def dropped(self) -> int:
        """Return the place along the shown epochs where the cost has lost most of its excess."""
        costs = self.descent.values[self.shown]
        least = float(self.cost.value(self.best))
        below = costs - least <= DROPPED * (costs[0] - least)
        return int(np.argmax(below)) if below.any() else len(costs) // 2

    def follow_valley(self) -> None:
        """Take the slow part of the walk, and write epochs along the path as it passes them."""
        begin, end = self.moment.get_value(), len(self.shown) - 1
        passed = (np.searchsorted(self.shown, self.marked) - begin) / (end - begin)
        paces = (squish_rate_func(smooth, share, share + 0.06) for share in np.clip(passed, 0, 0.94))
        marks = [FadeIn(mark, rate_func=pace) for mark, pace in zip(self.marks, paces, strict=True)]
        with self.beat("valley"):
            self.play(glide(self.moment, end, run_time=10), *marks, run_time=10)

    def epoch_marks(self) -> Group:
        """Return round epochs, beside the path where they are far enough apart."""
        places = self.on_plane(self.descent.points[: self.shown[-1] + 1])
        goal = self.on_plane(self.best[None])[0]
        marks, last = Group(), places[0]
        self.marked: list[int] = []
        for epoch in round_numbers(int(self.shown[-1])):
            place = places[epoch]
            mark = self.get_mark(epoch, place, place - last, named=len(marks) == 0)
            away = min(np.linalg.norm(place - last), np.linalg.norm(place - goal))
            if away >= MARK_GAP and holds(self.plane.frame, mark[1]):
                marks.add(mark)
                self.marked.append(epoch)
                last = place
        return marks

    def get_mark(self, epoch: int, place: Floats, way: Floats, named: bool) -> Group:
        """Return an epoch's number to the right of a path that comes along a way."""
        number = typeset(f"epoch {epoch}" if named else f"{epoch}")
        label = typography.formula(number, typography.TICK, palette.PATH)
        side = np.array([way[1], -way[0], 0.0]) / max(float(np.linalg.norm(way)), 1e-9)
        reach = 0.24 + (abs(side[0]) * label.width + abs(side[1]) * label.height) / 2
        label.move_to(place + reach * side)
        label.set_stroke(palette.OUTLINE, width=5, background=True)
        return Group(Dots(place[None], color=palette.PATH, radius=0.07), label)

    def get_goal(self) -> Group:
        """Return a ring around the closed form, its numbers, and how far the walk ends from it."""
        place = self.on_plane(self.best[None])[0]
        gap = float(np.linalg.norm(self.path[-1] - self.best))
        numbers = ", quad ".join(
            f"{name} = {short(value)}" for name, value in zip("wb", self.best, strict=True)
        )
        label = typography.formula(numbers, color=palette.MINIMUM)
        rest = typography.formula(f'{short(gap, 2)} "away"', color=palette.PATH)
        near, far = (RIGHT, LEFT) if place[0] < self.plane.frame.get_center()[0] else (LEFT, RIGHT)
        label.next_to(place, near, buff=0.6)
        rest.next_to(label, DOWN, buff=0.35, aligned_edge=far)
        ring = Dots(place[None], color=palette.MINIMUM, radius=0.26, ring=0.06)
        return Group(ring, plated(label), plated(rest))

    def arrive(self) -> None:
        """Mark the closed form, and tell how far the walk still is from it."""
        w, b = (float(value) for value in self.best)
        gap = float(np.linalg.norm(self.path[-1] - self.best))
        halo = Segments(
            *self.line_ends(self.best), color=palette.MINIMUM, width=14, opacity=0.6, window=self.chart.frame
        )
        halo.set_z_index(-1)
        with self.beat("arrive", w=short(w), b=short(b), epochs=self.shown[-1], gap=short(gap, 2)):
            ring, numbers, rest = self.goal
            self.play(FadeIn(ring, scale=2), FadeIn(numbers))
            self.play(draw(halo, run_time=3))
            self.play(FadeIn(rest, shift=0.1 * DOWN))


def round_numbers(last: int) -> list[int]:
    """Return 1, 2, 5, 10, 20, 50, ... up to a number."""
    powers = 10 ** np.arange(len(str(last)))
    return [int(number) for number in np.outer(powers, (1, 2, 5)).ravel() if number <= last]


def rounded(value: float, slack: float) -> float:
    """Return the roundest number that is no farther from a value than the slack."""
    power = 10.0 ** math.ceil(math.log10(abs(value) + slack))
    while True:
        for step in (power, power / 2, power / 5):
            nearest = round(value / step) * step
            if abs(nearest - value) <= slack:
                return float(f"{nearest:.12g}")
        power /= 10


def move_labels(contours: ContourMap, plot: Plot, held: Floats) -> None:
    """Move contours' numbers along their lines, as far as may be from scene points and from one another."""
    lines = np.split(contours.lines.points, contours.lines.ends[:-1])
    low, high = plot.frame.points.min(axis=0), plot.frame.points.max(axis=0)
    for label in list(contours.labels):
        line = min(lines, key=lambda line: np.linalg.norm(line - label.get_center(), axis=1).min())
        margin = np.array([label.width, label.height, -1.0]) / 2 + 0.2
        inside = line[((line > low + margin) & (line < high - margin)).all(axis=1)]
        # Labels are wider than high: what is beside them has to be farther away.
        room = np.linalg.norm((inside[:, None] - held[None]) * [0.5, 1.0, 0.0], axis=-1).min(
            axis=1, initial=9.0
        )
        if len(inside) == 0 or room.max() < LABEL_ROOM:
            contours.labels.remove(label)
            continue
        label.move_to(inside[room.argmax()])
        held = np.vstack([held, label.get_center()])


def holds(frame: Mobject, label: Mobject) -> bool:
    """Return whether a label lies within a frame, edges included."""
    corners = np.array([label.get_corner(DL), label.get_corner(UR)])
    return bool((corners[0] >= frame.get_corner(DL)).all() and (corners[1] <= frame.get_corner(UR)).all())


def plated(label: MathTypst) -> Group:
    """Return a formula on a dark plate, to be read on any ground."""
    plate = SurroundingRectangle(label, color=palette.PANEL, buff=0.12, fill_opacity=0.9, stroke_width=0)
    return Group(plate, label)


def numbered(place: Floats, number: int, color: str) -> Group:
    """Return a disc with a number in it."""
    digit = typography.text(f"*{number}*", typography.TICK, palette.BACKGROUND)
    return Group(Dots(place[None], color=color, radius=0.2), digit.move_to(place))


def axis_name(name: str) -> str:
    """Return a column's name as Typst mathematics: a letter as a variable, a word upright."""
    return name if len(name) == 1 else typeset(name)


def typeset(words: str) -> str:
    """Return words as upright text in Typst mathematics."""
    return f'"{words}"'


def decimals_for(value: float, digits: int = 4) -> int:
    """Return the decimals with which a number has about so many digits."""
    return max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else digits - 1
