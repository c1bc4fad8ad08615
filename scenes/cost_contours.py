"""The plane of all lines: contours of the cost, and the descent's walk through them beside the data."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Mobject

from gdmath import geometric
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Trail
from scenes.kit.plots.contours import ContourMap, valley_levels
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.labels import CHIP, holds, numbered, overlap, plated
from scenes.kit.plots.plot import Plot
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Shape
from scenes.kit.style.motion import draw, glide
from scenes.kit.style.numbers import LARGE, NumberFormat, short
from scenes.kit.style.ticks import nice_ticks

PROBES = ((0.8, 0.22), (0.62, 0.8), (0.3, 0.42))
"""Where in the plane the example lines are, as shares of its width and height."""

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

DROPPED = 0.02
"""Share of the cost's excess that is left when the first, fast part of the descent is over."""

LEVELS = 10
"""About how many evenly spaced contours there are."""

ARROW = 0.22
"""How far the first gradient's arrow reaches, in widths or heights of the map, whichever is more."""

BEYOND = 0.05
"""Room around that arrow, in the same."""

CLEAR = 1.0
"""Scene units around the best line in which the map has no numbers."""

FADE = 4.0
"""Of the shown epochs, within which an epoch's number appears as the walk has passed it."""

OFF_THE_MAP = 4.0
"""A walk is shown until its cost's excess is so many times the first one."""

MARK_GAP = 0.75
"""Scene units between the epochs that are written along the path, at least."""


class CostContours(RegressionLesson):
    """Each line is a point of a plane: the descent walks through the contours of its cost."""

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.show_only(geometric(self.last_epoch(lost=OFF_THE_MAP), SHOWN_EPOCHS))
        self.arrow_scale, self.window = self.arrow_window()
        self.lay_out()
        first, second = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        self.plane = Plot(self.plane_box, *self.window, "w", "b", x_color=first, y_color=second, grid=False)
        self.chart = FitPlot(self.chart_box, self.cost, self.start)
        self.chart.follow(self.parameters)
        self.goal = self.get_goal()
        self.marks = self.epoch_marks()
        self.contours = self.get_contours()
        self.point, self.trail = self.get_walk()
        self.arrow = self.get_arrow()
        self.readouts = self.get_readouts(self.numbers_box)
        self.slopes = self.get_slopes(self.slopes_box)

    def lay_out(self) -> None:
        """Give the map, the data and the live numbers their boxes."""
        match layout.shape():
            case Shape.WIDE:
                self.plane_box, right = layout.stage().columns(1.35, 1)
                self.chart_box, self.numbers_box, self.slopes_box = right.rows(2.4, 1, 1, gap=0.2)
            case Shape.TALL:
                rows = layout.stage().rows(5.6, 3.2, 1.1, 0.9, gap=0.2)
                self.plane_box, self.chart_box, self.numbers_box, self.slopes_box = rows
            case Shape.SQUARE:
                self.plane_box, lower = layout.stage().rows(1.3, 1, gap=0.2)
                self.chart_box, right = lower.columns(1, 1.5)
                self.numbers_box, self.slopes_box = right.rows(1, 1, gap=0.2)

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_plane()
        self.walk()
        self.follow_valley()
        self.arrive()

    def arrow_window(self) -> tuple[float, tuple[tuple[float, float], tuple[float, float]]]:
        """Return the change of the parameters that stands for a gradient of 1, and the map's ranges.

        The first gradient's arrow lies on the map with its head, uphill and downhill.
        """
        low, high = np.transpose(self.plane_window(OFF_THE_MAP))
        start, gradient, span = np.asarray(self.start), self.cost.gradient(self.start), high - low
        scale = ARROW / float(np.abs(gradient / span).max())
        reach = scale * np.abs(gradient) + BEYOND * span
        low, high = np.minimum(low, start - reach), np.maximum(high, start + reach)
        slopes, intercepts = ((float(a), float(b)) for a, b in zip(low, high, strict=True))
        return scale, (slopes, intercepts)

    def get_contours(self) -> Group:
        """Return the cost's contours, and what they show; their numbers keep clear of the walk."""
        corners = np.stack(np.meshgrid(*self.window), axis=-1)
        even, _ = nice_ticks(self.least, float(self.cost.value(corners).max()), LEVELS)
        floor = valley_levels(self.cost, np.array(self.window), below=even[0])
        contours = ContourMap(self.plane, self.cost.value, even, floor.tolist())
        contours.bands.set_opacity(0.65)
        held = [part.get_all_points() for part in (*self.marks, self.goal)]
        angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        ring = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=-1)
        rings = np.vstack([share * CLEAR * ring for share in (1 / 3, 2 / 3, 1)])
        around = self.on_plane(self.best[None]) + rings
        contours.keep_clear(np.vstack([self.on_plane(self.path), around, *held]))
        named = f'J(w, b)": every" {short(even[1] - even[0])}'
        if len(floor):
            named += f'", dashed every" {short(floor[1] - floor[0])}'
        title = typography.formula(named, typography.LABEL, palette.OBJECTIVE)
        title.next_to(self.plane.frame, UP, buff=0.15).align_to(self.plane.frame, RIGHT)
        return Group(contours, title)

    def get_walk(self) -> tuple[Dots, Trail]:
        """Return the point that walks on the plane, and its trail."""
        path, window = self.on_plane(self.path), self.plane.frame
        point = Dots(path[:1], color=palette.POINT, radius=0.13, window=window)
        trail = Trail(path, width=4, dots=0, window=window)
        point.add_updater(lambda dot: dot.set_points(self.on_plane(self.parameters()[None])))
        trail.add_updater(lambda trail: trail.show_until(self.position))
        return point, trail

    def get_arrow(self) -> Pointer:
        """Return the arrow downhill from the point: the gradient turned round, all at one scale."""
        start = self.on_plane(np.array([self.start]))[0]
        arrow = Pointer(start, start, color=palette.STEP, window=self.plane.frame)

        def point_downhill(arrow: Mobject) -> None:
            place = self.parameters()
            ends = np.array([place, place - self.arrow_scale * self.cost.gradient(place)])
            arrow.set_points(self.on_plane(ends))

        return arrow.add_updater(point_downhill, call_updater=True)

    def get_gradient(self) -> list[Pointer]:
        """Return the first gradient's numbers as arrows, one behind the other, and the whole."""
        start = np.asarray(self.start)
        tip = start + self.arrow_scale * self.cost.gradient(start)
        corner = np.array([tip[0], start[1]])
        pieces = (
            (start, corner, palette.FIRST_PARAMETER),
            (corner, tip, palette.SECOND_PARAMETER),
            (start, tip, palette.GRADIENT),
        )
        arrows = []
        for *ends, color in pieces:
            tail, head = self.on_plane(np.array(ends))
            arrows.append(Pointer(tail, head, color, window=self.plane.frame))
        return arrows

    def get_slopes(self, box: layout.Box) -> list[Readout]:
        """Return the gradient's two numbers and its length, at the epoch that is shown."""
        gradients = self.cost.gradient(self.fit.path)
        lengths = np.linalg.norm(gradients, axis=-1)
        # A power of ten takes the room of two digits.
        number_format = NumberFormat.of(lengths[0], 4 if lengths[0] < LARGE else 2)
        columns, rows = box.columns(1.2, 1), box.rows(1, 1, gap=0.0)
        slopes = []
        for label, values, places, color, row, column in (
            ("partial J \\/ partial w", gradients[:, 0], number_format, palette.FIRST_PARAMETER, 0, 0),
            ("partial J \\/ partial b", gradients[:, 1], number_format, palette.SECOND_PARAMETER, 0, 1),
            ("norm(nabla J)", lengths, number_format.finer(1), palette.GRADIENT, 1, 0),
        ):
            readout = Readout(label, values[0], places, color=color)
            readout.move_to((columns[column].left, rows[row].center[1], 0.0), aligned_edge=LEFT)
            readout.add_updater(lambda row, values=values: row.set_value(float(values[self.epoch])))
            slopes.append(readout)
        return slopes

    def on_plane(self, parameters: Floats) -> Floats:
        """Return the plane's scene points of parameters of shape (n, 2)."""
        return self.plane.c2p(parameters[:, 0], parameters[:, 1])

    def show_plane(self) -> None:
        """Show that points of the plane are lines, draw the cost's contours, and put the start on them."""
        probes = self.get_probes()
        with self.beat("plane"):
            self.title = self.heading("A map of all lines")
            self.play(*map(FadeIn, (self.title, self.plane, self.chart, self.chart.data)))
            for chip, line, twin in probes:
                self.play(FadeIn(chip, scale=0.5), run_time=0.6)
                self.play(draw(line), FadeIn(twin), run_time=0.9)
            self.play(FadeIn(self.contours, run_time=2))
            self.wait(1.5)
            self.play(*(FadeOut(part) for probe in probes for part in probe))

    def get_probes(self) -> list[tuple[Group, Segments, Group]]:
        """Return examples: a numbered chip in the plane, its line among the data, a like chip on it."""
        probes, taken = [], np.empty((0, 3))
        for number, shares in enumerate(PROBES, 1):
            slope, intercept, spots = self.get_sample(shares)
            room = np.linalg.norm(spots[:, None] - taken, axis=-1).min(axis=1, initial=np.inf)
            place = spots[(room > 2.2 * CHIP).argmax()]
            taken = np.vstack([taken, place])
            chip = numbered(self.plane.c2p(slope, intercept), number).set_z_index(1)
            line = self.chart.line_of((slope, intercept), palette.MUTED, 4)
            probes.append((chip, line, numbered(place, number)))
        return probes

    def get_sample(self, shares: tuple[float, float]) -> tuple[float, float, Floats]:
        """Return slope and intercept at a place of the plane, and where they are seen, from right to left.

        If hardly anything of the line would be seen in the chart, its slope comes nearer to the data's.
        """
        low, high = np.transpose(self.window)
        slope, intercept = low + np.array(shares) * (high - low)
        bend = self.cost.hessian(self.best)[0]
        fitting = self.best[0] - (intercept - self.best[1]) * bend[1] / bend[0]
        x = np.linspace(*self.chart.x_range, 201)
        bottom, top = self.chart.y_range
        for nearer in fitting + (slope - fitting) * 0.5 ** np.arange(30):
            heights = nearer * x + intercept
            inside = np.abs(heights - (bottom + top) / 2) < 0.44 * (top - bottom)
            if inside.mean() > 1 / 3:
                break
        seen = self.chart.c2p(x, heights)[inside if inside.any() else slice(None)]
        return float(nearer), float(intercept), seen[int(0.93 * (len(seen) - 1)) :: -1]

    def walk(self) -> None:
        """Put the start on the map and its line among the data; then take the fast part of the walk."""
        line, residuals = self.chart.line, self.chart.residuals
        with self.beat("walk"):
            self.play(
                *map(FadeIn, (self.point, line, residuals, self.readouts, self.get_caution(self.title)))
            )
            gradient = self.get_gradient()
            for arrow, slope in zip(gradient, self.slopes, strict=True):
                self.play(draw(arrow), FadeIn(slope))
            self.wait(1)
            self.play(draw(self.arrow), *map(FadeOut, gradient[:2]))
            self.wait(1)
            self.play(FadeOut(gradient[2]), run_time=0.5)
            self.add(residuals, line, self.chart.data, self.trail, self.marks, self.arrow, self.point)
            self.play(glide(self.moment, self.dropped(), run_time=8))

    def dropped(self) -> int:
        """Return the place along the shown epochs where the cost has lost most of its excess."""
        excess = self.costs - self.least
        below = excess <= DROPPED * excess[0]
        return int(np.argmax(below)) if below.any() else len(excess) // 2

    def follow_valley(self) -> None:
        """Take the slow part of the walk, in which the gradient is all but nothing."""
        begin, end = self.dropped(), len(self.shown) - 1
        first, later = self.path[[0, (begin + end) // 2]]
        slopes = np.linalg.norm(self.cost.gradient(np.array([first, later])), axis=-1)
        with self.beat("valley", shorter=short(slopes[0] / slopes[1], 2)):
            self.play(glide(self.moment, end, run_time=11))
            for mark in self.marks:
                mark.clear_updaters()  # for the end, when all fades

    def epoch_marks(self) -> Group:
        """Return round epochs, beside the path where they are far enough apart."""
        places = self.on_plane(self.fit.path[: self.shown[-1] + 1])
        goal = self.on_plane(self.best[None])[0]
        marks, last = Group(), places[0]
        for epoch in round_numbers(int(self.shown[-1])):
            place = places[epoch]
            mark = self.get_mark(epoch, place, place - last, named=len(marks) == 0)
            away = min(np.linalg.norm(place - last), np.linalg.norm(place - goal))
            is_covered = any(overlap(mark[1], part) for part in self.goal)
            if away >= MARK_GAP and holds(self.plane.frame, mark[1]) and not is_covered:
                marks.add(self.appearing(mark, epoch))
                last = place
        return marks

    def appearing(self, mark: Group, epoch: int) -> Group:
        """Let an epoch's mark appear as the walk has passed it."""
        passed = float(np.searchsorted(self.shown, epoch))

        def appear(mark: Mobject) -> None:
            opacity = float(np.clip((self.moment.get_value() - passed) / FADE, 0, 1))
            for part in mark:
                part.set_opacity(opacity)

        return mark.add_updater(appear, call_updater=True)

    def get_mark(self, epoch: int, place: Floats, way: Floats, named: bool) -> Group:
        """Return an epoch's number to the right of a path that comes along a way."""
        number = typography.name(f"epoch {epoch}" if named else f"{epoch}")
        label = typography.formula(number, typography.TICK, palette.PATH)
        side = np.array([way[1], -way[0], 0.0]) / max(float(np.linalg.norm(way)), 1e-9)
        reach = 0.24 + (abs(side[0]) * label.width + abs(side[1]) * label.height) / 2
        label.move_to(place + reach * side)
        label.set_stroke(palette.OUTLINE, width=5, background=True)
        return Group(Dots(place[None], color=palette.PATH, radius=0.07), label)

    def get_goal(self) -> Group:
        """Return a ring around the closed form, and its numbers."""
        place = self.on_plane(self.best[None])[0]
        numbers = ", quad ".join(
            f"{name} = {value}" for name, value in zip("wb", self.best_in_words(), strict=True)
        )
        label = typography.formula(numbers, color=palette.MINIMUM)
        is_left = place[0] < self.plane.frame.get_center()[0]
        label.next_to(place, RIGHT if is_left else LEFT, buff=0.6)
        ring = Dots(place[None], color=palette.MINIMUM, radius=0.26, ring=0.06)
        return Group(ring, plated(label))

    def best_in_words(self) -> list[str]:
        """Return the closed form's slope and intercept as they are written and spoken."""
        return [short(value, scale=scale) for value, scale in zip(self.best, self.scales[:2], strict=True)]

    def arrive(self) -> None:
        """Mark the closed form, and tell how near the walk has come to it."""
        w, b = self.best_in_words()
        w_format, b_format, _ = self.number_formats()
        w_reached, b_reached = (
            number_format.typst(value)
            for value, number_format in zip(self.path[-1], (w_format, b_format), strict=True)
        )
        halo = self.chart.line_of(self.best, palette.MINIMUM, 14, opacity=0.6)
        halo.set_z_index(-1)
        with self.beat("arrive", w=w, b=b, epochs=self.shown[-1], w_reached=w_reached, b_reached=b_reached):
            ring, numbers = self.goal
            self.play(FadeIn(ring, scale=2), FadeIn(numbers))
            self.play(draw(halo, run_time=4))


def round_numbers(last: int) -> list[int]:
    """Return 1, 2, 5, 10, 20, 50, ... up to a number."""
    powers = 10 ** np.arange(len(str(last)))
    return [int(number) for number in np.outer(powers, (1, 2, 5)).ravel() if number <= last]
