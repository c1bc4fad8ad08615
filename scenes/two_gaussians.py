"""A landscape that is no bowl: neighbours part ways, and on the plain a walk all but stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    FadeIn,
    FadeOut,
    Group,
    Mobject,
    Rectangle,
    Typst,
    ValueTracker,
)

from gdmath import Descent, Objective, at, descend, gaussian_difference
from scenes.kit import layout, palette, typography
from scenes.kit.contours import ContourMap, quantile_levels
from scenes.kit.floor_contours import FloorContours
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots
from scenes.kit.motion import glide, stepwise
from scenes.kit.numbers import LiveNumber, Readout, short
from scenes.kit.on_surface import SurfaceBall, SurfaceTrail
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.space import Space
from scenes.kit.strokes import DASH, Segments, Trail
from scenes.kit.surface import Surface
from scenes.kit.ticks import nice_ticks, padded_range

COLORS = (palette.POINT, palette.GRADIENT, palette.RESIDUAL, palette.FIRST_PARAMETER)
"""One for each walk, in order; its letter says the same."""

LABEL_ROOM = 0.35
"""Scene units from a contour's number to the walks and their letters, at least."""

LETTER_SIDES = (RIGHT, UP, DOWN, UP)
"""On which side of its ball in space each walk's letter is: two that meet do not cover each other."""

LENS = 2.2
"""Height of what the lens shows, in distances of the two neighbours."""


class Walk(NamedTuple):
    """A descent with its letter, its colour, and the tracker that says how many of its steps are done."""

    letter: str
    color: str
    descent: Descent
    moment: ValueTracker

    @property
    def done(self) -> float:
        """Steps done at this moment."""
        return stepwise(min(self.moment.get_value(), float(self.descent.iterations)))

    @property
    def place(self) -> Floats:
        """Where the walk is at this moment, shape (2,)."""
        return self.now(self.descent.points)

    def now(self, values: Floats) -> Floats:
        """Return what one of the descent's arrays has at this moment."""
        return at(values, self.done)


class TwoGaussians(Lesson):
    """Two neighbours that end far apart, and a walk that finds its pit beside one that finds nothing.

    Attributes
    ----------
    objective
        A function of two variables.
    starts
        Two neighbours, then one start that arrives and one that stalls.
    learning_rate
        The same for all.
    steps
        How many each takes.
    landmarks
        Words for the lowest, the highest and the flattest place of the map; empty for none.
    """

    objective: Objective = gaussian_difference()
    starts: ClassVar[Sequence[tuple[float, float]]] = ((0.8, 1.31), (0.8, 1.41), (-1.2, 1.0), (-2.0, 1.0))
    learning_rate: float = 0.1
    steps: int = 60
    landmarks: ClassVar[Sequence[str]] = ("pit", "hill", "plain")

    def setup(self) -> None:
        """Compute all walks, and build the stage for them."""
        super().setup()
        moments = [ValueTracker(0.0), ValueTracker(0.0)]
        self.walks = [
            Walk(letter, color, self.descent_from(start), moments[k // 2])
            for k, (letter, color, start) in enumerate(zip("ABCD", COLORS, self.starts, strict=True))
        ]
        self.window = self.map_window()
        self.left, right = layout.stage().columns(1.3, 1)
        beside_title = replace(right, top=layout.frame().top)
        self.formula_box, self.middle, self.table_box = beside_title.rows(0.8, 3.3, 2.6, gap=0.15)
        self.plot = Plot(self.left, *self.window, grid=False)
        self.letters = self.get_letters()
        self.contours = self.get_contours()
        self.trails = [self.get_trail(walk, self.plot) for walk in self.walks]
        self.points = [self.get_point(walk, self.plot, 0.12) for walk in self.walks]
        self.rows = [self.get_row(k) for k in range(len(self.walks))]

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_terrain()
        self.release_neighbours()
        self.reach_plateau()
        self.see_in_space()

    def descent_from(self, start: tuple[float, float]) -> Descent:
        """Return the walk from a start."""
        return descend(self.objective, self.learning_rate, start, iterations=self.steps)

    def map_window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges that hold the objective's domain and the walks, unless they run far away."""
        low, high = self.objective.domain.T
        size = high - low
        points = np.vstack([walk.descent.points for walk in self.walks])
        tame = points[((points > low - 0.5 * size) & (points < high + 0.5 * size)).all(axis=1)]
        margin = 0.05 * size
        bottom = np.minimum(low, tame.min(axis=0) - margin)
        top = np.maximum(high, tame.max(axis=0) + margin)
        return (float(bottom[0]), float(top[0])), (float(bottom[1]), float(top[1]))

    def sampled(self) -> tuple[Floats, Floats]:
        """Return a grid of points over the map, shape (n, n, 2), and the heights there."""
        points = np.stack(np.meshgrid(*(np.linspace(*side, 121) for side in self.window)), axis=-1)
        return points, self.objective.value(points)

    def levels(self) -> Floats:
        """Return even levels where heights are spread evenly enough, and else levels of equal areas."""
        heights = self.sampled()[1]
        low, high = float(heights.min()), float(heights.max())
        if 0.15 < (np.median(heights) - low) / (high - low) < 0.85:
            return nice_ticks(low, high, 10)[0]
        return quantile_levels(heights)

    def get_contours(self) -> ContourMap:
        """Return the map; its numbers keep clear of the walks and their letters."""
        contours = ContourMap(self.plot, self.objective.value, self.levels())
        contours.bands.set_opacity(0.65)
        paths = [self.plot.c2p(*walk.descent.points.T) for walk in self.walks]
        self.words, self.facts = self.get_landmarks(np.vstack(paths))
        held = [*paths, *(mark.get_all_points() for mark in (*self.letters, *self.words))]
        move_labels(contours, self.plot, np.vstack(held))
        return contours

    def get_landmarks(self, paths: Floats) -> tuple[Group, Group]:
        """Return words for the lowest, the highest and a flat place far from all else, and their numbers."""
        grid, heights = self.sampled()
        points, heights = grid.reshape(-1, 2), heights.ravel()
        slopes = np.linalg.norm(self.objective.gradient(points), axis=-1)
        places = self.plot.c2p(*points.T)
        margin = np.array([0.9, 0.5, -1.0])
        inside = (places > self.plot.frame.get_corner(DL) + margin).all(axis=1)
        inside &= (places < self.plot.frame.get_corner(UR) - margin).all(axis=1)
        points, places, heights, slopes = (part[inside] for part in (points, places, heights, slopes))
        flat = slopes <= np.quantile(slopes, 0.15)
        picks = [int(heights.argmin()), int(heights.argmax())]
        held = np.vstack([paths, places[picks]])
        away = np.linalg.norm(places[:, None] - held[None], axis=-1).min(axis=1)
        picks.append(int(np.where(flat, away, 0).argmax()))
        words, facts = Group(), Group()
        for word, pick in zip(self.landmarks, picks, strict=False):
            words.add(outlined(word).move_to(places[pick]))
            slope = rf", quad norm(nabla f) = {slopes[pick]:.2f}" if pick == picks[-1] else ""
            facts.add(typography.formula(f'"{word}:" quad f = {heights[pick]:.2f}{slope}'))
        facts.arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        facts.move_to((self.middle.left, self.middle.top, 0.0), aligned_edge=UL)
        return words, facts

    def get_letters(self) -> list[Typst]:
        """Return the walks' letters beside their starts, on the side that is farthest from all else."""
        held = np.vstack([self.plot.c2p(*walk.descent.points.T) for walk in self.walks])
        turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        ring = 0.4 * np.stack([np.cos(turns), np.sin(turns), np.zeros(16)], axis=-1)
        letters = []
        for walk, start in zip(self.walks, self.starts, strict=True):
            spots = self.plot.c2p(*start) + ring
            room = np.linalg.norm(spots[:, None] - held[None], axis=-1).min(axis=1)
            letters.append(outlined(walk.letter, walk.color).move_to(spots[room.argmax()]))
            held = np.vstack([held, spots[room.argmax()]])
        return letters

    def get_trail(self, walk: Walk, plot: Plot, dots: float = 0.045) -> Trail:
        """Return a walk's path in a plot, as far as it has come."""
        path = plot.c2p(*walk.descent.points.T)
        trail = Trail(path, color=walk.color, width=3.5, dots=dots, window=plot.frame)
        return trail.add_updater(lambda trail: trail.show_until(walk.done))

    def get_point(self, walk: Walk, plot: Plot, radius: float) -> Dots:
        """Return the point that takes a walk in a plot."""
        dot = Dots(plot.c2p(*walk.descent.points[:1].T), color=walk.color, radius=radius, window=plot.frame)
        return dot.add_updater(lambda dot: dot.set_points(plot.c2p(*walk.place[:, None])))

    def table_columns(self, row: int) -> list[Floats]:
        """Return where a row of the table has its mark, and where its four numbers end."""
        line = self.table_box.rows(*[1] * (1 + len(self.walks)), gap=0.0)[row]
        cells = line.columns(0.75, 1, 1, 1.2, 1.2, gap=0.0)
        return [np.array([cells[0].left + 0.15, line.center[1], 0.0])] + [
            np.array([cell.right, line.center[1], 0.0]) for cell in cells[1:]
        ]

    def get_header(self) -> Group:
        """Return what the table's columns are: position, height, and length of the gradient."""
        header = Group()
        names = ("x", "y", "f", "norm(nabla f)")
        colors = (palette.MUTED, palette.MUTED, palette.OBJECTIVE, palette.GRADIENT)
        for name, color, place in zip(names, colors, self.table_columns(0)[1:], strict=True):
            header.add(typography.formula(name, typography.LABEL, color).move_to(place, aligned_edge=RIGHT))
        return header

    def get_row(self, index: int) -> Group:
        """Return a walk's row of the table: its mark, and live numbers."""
        walk = self.walks[index]
        mark, *ends = self.table_columns(index + 1)
        letter = typography.text(f"*{walk.letter}*", typography.LABEL, walk.color)
        letter.next_to(mark, RIGHT, buff=0.25)
        descent = walk.descent
        slopes = np.linalg.norm(descent.gradients, axis=1)
        arrays = (descent.points[:, 0], descent.points[:, 1], descent.values, slopes)
        row = Group(Dots(mark[None], color=walk.color, radius=0.12), letter)
        for values, end, decimals in zip(arrays, ends, (2, 2, 3, 4), strict=True):
            anchor = end - np.array([0.0, 0.11, 0.0])
            number = LiveNumber(values[0], decimals, anchor, size=typography.LABEL, right=True)
            row.add(live(number, walk, values))
        return row

    def get_counter(self, moment: ValueTracker) -> Readout:
        """Return the number of steps done, above the map's right end."""
        counter = Readout('"step"', 0, 0)
        corner = self.plot.frame.get_corner(UR)
        counter.move_to(corner + np.array([-1.5, 0.15, 0.0]), aligned_edge=DL)
        return counter.add_updater(lambda row: row.set_value(int(moment.get_value() + 1e-6)))

    def show_terrain(self) -> None:
        """Show the map, and what is to be found on it."""
        formula = typography.formula(f"f(x, y) = {self.objective.formula}", color=palette.OBJECTIVE)
        if formula.width > self.formula_box.width:
            formula.scale_to_fit_width(self.formula_box.width)
        formula.move_to((self.formula_box.left, self.formula_box.top, 0.0), aligned_edge=UL)
        with self.beat("terrain"):
            self.play(FadeIn(self.heading("Pits, ridges and plains")), FadeIn(self.plot), FadeIn(formula))
            self.play(FadeIn(self.contours, run_time=2))
            for word, fact in zip(self.words, self.facts, strict=True):
                self.play(FadeIn(word, scale=0.8), FadeIn(fact, shift=0.15 * RIGHT), run_time=0.9)
                self.wait(0.4)

    def release_neighbours(self) -> None:
        """Show under a lens how close two starts are, and let both walk."""
        moment = self.walks[0].moment
        apart = float(np.linalg.norm(np.subtract(self.starts[0], self.starts[1])))
        lens, gap, seen = self.get_lens(apart)
        self.counter = self.get_counter(moment)
        with self.beat("neighbours", apart=short(apart)):
            self.play(FadeOut(self.words, self.facts), *map(FadeIn, (*self.points[:2], *self.letters[:2])))
            self.play(FadeIn(lens), *map(FadeIn, seen))
            self.play(FadeIn(gap))
            self.play(*map(FadeIn, (self.get_header(), *self.rows[:2], self.counter)))
            self.add(*self.trails[:2], *self.points[:2])
            self.play(glide(moment, self.steps, run_time=9))
        self.lens = Group(lens, gap, *seen)

    def get_lens(self, apart: float) -> tuple[Group, Group, list[Mobject]]:
        """Return a plot of the neighbours with its outline on the map, the gap between, and their walks."""
        middle = np.mean(self.starts[:2], axis=0)
        reach = LENS * apart / 2
        probe = self.get_lens_plot(middle, np.array([reach, reach])).frame
        reaches = reach * np.array([probe.width / probe.height, 1.0])  # alike along both axes
        plot = self.get_lens_plot(middle, reaches)
        corners = [self.plot.c2p(*(middle + sign * reaches)) for sign in (-1, 1)]
        size = corners[1] - corners[0]
        outline = Rectangle(width=size[0], height=size[1], color=palette.TEXT, stroke_width=2)
        outline.move_to(self.plot.c2p(*middle))
        starts = plot.c2p(*np.transpose(self.starts[:2]))
        line = Segments(starts[:1], starts[1:], color=palette.TEXT, width=2.5, dash=DASH)
        label = typography.formula(short(apart), typography.LABEL)
        label.next_to(line, RIGHT, buff=0.2)
        seen: list[Mobject] = [self.get_trail(walk, plot, 0.07) for walk in self.walks[:2]]
        seen += [self.get_point(walk, plot, 0.14) for walk in self.walks[:2]]
        return Group(plot, outline), Group(line, label), seen

    def get_lens_plot(self, middle: Floats, reaches: Floats) -> Plot:
        """Return axes of a small window around a point."""
        (left, bottom), (right, top) = middle - reaches, middle + reaches
        return Plot(self.middle, (left, right), (bottom, top), "", "")

    def reach_plateau(self) -> None:
        """Let the other two walk: one finds the pit, one hardly moves; their heights against the step."""
        later = self.walks[2].moment
        chart, curves = self.get_chart()
        with self.beat("plateau", steps=self.steps):
            self.play(FadeOut(self.lens), *map(FadeIn, (*self.points[2:], *self.letters[2:], *self.rows[2:])))
            self.remove(self.counter)
            self.counter = self.get_counter(later)
            self.add(self.counter)
            self.play(FadeIn(chart), *map(FadeIn, curves))
            self.add(*self.trails, *self.points)
            self.play(glide(later, self.steps, run_time=9))

    def get_chart(self) -> tuple[Plot, list[Trail]]:
        """Return axes of the height against the step, and each walk's curve."""
        heights = np.concatenate([walk.descent.values for walk in self.walks])
        chart = Plot(self.middle, (0, self.steps), padded_range(heights, 0.1), "k", "f")
        curves = []
        for walk in self.walks:
            values = walk.descent.values
            curve = Trail(chart.c2p(np.arange(len(values)), values), color=walk.color, width=3.5, dots=0)
            curves.append(curve.add_updater(lambda curve, walk=walk: curve.show_until(walk.done)))
        return chart, curves

    def see_in_space(self) -> None:
        """Give the map its height, and let all four walk once more while the camera goes round."""
        space, surface, floor = self.get_landscape()
        trails, balls, letters = self.get_walkers(surface)
        flat = [self.plot, self.contours, *self.trails, *self.points, *self.letters]
        heights = surface.heights
        surface.set(heights=np.zeros_like(heights), opacity=0.0)
        moments = [self.walks[0].moment, self.walks[2].moment]
        with self.beat("space"):
            self.play(*map(FadeOut, (*flat, self.counter)))
            for moment in moments:
                moment.set_value(0.0)
            self.play(*map(FadeIn, (space, floor, *balls, *letters)))
            self.add(space, floor, surface, *trails, *balls, *letters)
            rise = surface.animate.set(heights=heights, opacity=0.94)
            self.play(rise, space.view.animate.turn_to(elevation=38, azimuth=-105), run_time=3)
            walking = [glide(moment, self.steps, run_time=12) for moment in moments]
            self.play(*walking, space.view.animate.turn_by(azimuth=-60), run_time=12)

    def get_landscape(self) -> tuple[Space, Surface, FloorContours]:
        """Return the objective in space, seen from above as the map was."""
        heights = padded_range(self.sampled()[1], 0.12)
        space = Space(*self.window, heights, self.left, "x", "y", "f", azimuth=-90, elevation=75)
        space.view.turn_to(zoom=1.25)
        surface = Surface(space, self.objective, resolution=(56, 56), opacity=0.94)
        return space, surface, FloorContours(space, self.objective, self.levels())

    def get_walkers(self, surface: Surface) -> tuple[list[SurfaceTrail], list[SurfaceBall], list[Typst]]:
        """Return each walk's path, ball and letter on the surface."""
        trails, balls, letters = [], [], []
        for walk, side in zip(self.walks, LETTER_SIDES, strict=True):
            points = walk.descent.points
            trail = SurfaceTrail(surface, points, until=0, color=walk.color)
            ball = SurfaceBall(surface, float(points[0, 0]), float(points[0, 1]), color=walk.color)
            letter = outlined(walk.letter, walk.color)
            trails.append(trail.add_updater(lambda trail, walk=walk: trail.set(until=walk.done)))
            balls.append(ball.add_updater(lambda ball, walk=walk: ball.set_xy(*walk.place)))
            letters.append(letter.add_updater(above(surface, walk, 0.38 * side), call_updater=True))
        return trails, balls, letters


def outlined(word: str, color: str = palette.TEXT) -> Typst:
    """Return a word that can be read on any ground."""
    label = typography.text(f"*{word}*", typography.LABEL, color)
    return label.set_stroke(palette.OUTLINE, width=4, background=True)


def above(surface: Surface, walk: Walk, offset: Floats) -> Callable[[Mobject], Mobject]:
    """Return the updater that keeps a label beside a walk's place on a surface as it is seen."""

    def follow(label: Mobject) -> Mobject:
        place = surface.space.view.project(surface.lift(*walk.place))
        return label.move_to(place + offset) if np.isfinite(place).all() else label

    return follow


def live(number: LiveNumber, walk: Walk, values: Floats) -> LiveNumber:
    """Let a number show what one of a walk's arrays has at the moment."""
    return number.add_updater(lambda number: number.set_value(float(walk.now(values))))


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
