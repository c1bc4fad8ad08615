"""A landscape that is no bowl: neighbours part ways, and on the plain a walk all but stands still."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

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
    MathTypst,
    Mobject,
    Rectangle,
    Typst,
    ValueTracker,
)

from gdmath import Objective, descend, gaussian_difference, ridge_between
from scenes.kit.lessons.attribute_checks import check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Trail
from scenes.kit.plots.contours import ContourMap, Polylines, quantile_levels
from scenes.kit.plots.labelled_runs import LETTER_AWAY, Walk, following, letter_offsets, walk_table
from scenes.kit.plots.labels import behind_ends, outlined, roomiest
from scenes.kit.plots.plot import Plot
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.motion import glide
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.ticks import nice_ticks, padded_range

RADII = (0.16, 0.13, 0.1, 0.13)
"""Of each walk's point: of two that end in one pit, the later leaves a ring of the other to be seen."""

LENS = 2.2
"""Height of what the lens shows, in distances of the two neighbours."""

TILTED = {"elevation": 52.0, "azimuth": -105.0, "zoom": 1.2}
"""How the landscape is seen once the view has left the zenith."""

TURN = -35.0
"""Degrees by which the view then goes round."""


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
        check_objective(self.objective, variables=2)
        if len(self.starts) != 4:
            raise ValueError(
                f"there must be four starts, two neighbours and two others, not {len(self.starts)}"
            )
        moments = [ValueTracker(0.0), ValueTracker(0.0)]
        rate, steps = self.learning_rate, self.steps
        descents = [descend(self.objective, rate, start, iterations=steps) for start in self.starts]
        self.walks = [
            Walk("ABCD"[k], palette.CATEGORIES[k], RADII[k], descent, moments[k // 2])
            for k, descent in enumerate(descents)
        ]
        self.walking = self.walks[0]
        self.window = self.map_window()
        self.left, right = layout.stage().columns(1.3, 1)
        beside_title = replace(right, top=layout.frame().top)
        rows = beside_title.rows(0.6, 0.6, 3.2, 2.7, gap=0.15)
        self.formula_box, self.status_box, self.middle, self.table_box = rows
        self.plot = Plot(self.left, *self.window, grid=False)
        self.paths = [self.plot.c2p(*walk.descent.points.T) for walk in self.walks]
        self.offsets = letter_offsets(self.paths)
        self.ridge = self.get_ridge()
        self.contours = self.get_contours()
        self.trails = [self.get_trail(walk, self.plot) for walk in self.walks]
        self.points = [self.get_point(walk, self.plot) for walk in self.walks]
        self.letters = self.get_letters(self.plot.c2p)
        self.header, self.rows = walk_table(self.table_box, self.walks)

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_terrain()
        self.release_neighbours()
        self.reach_plateau()
        self.see_in_space()

    def map_window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges that hold the objective's domain and the walks, unless they run far away."""
        low, high = self.objective.domain.T
        points = np.vstack([walk.descent.points for walk in self.walks])
        margin, most = 0.12 * (high - low), 0.5 * (high - low)
        bottom = np.clip(points.min(axis=0) - margin, low - most, low)
        top = np.clip(points.max(axis=0) + margin, high, high + most)
        return (float(bottom[0]), float(top[0])), (float(bottom[1]), float(top[1]))

    def get_ridge(self) -> Floats:
        """Return what of the ridge between the neighbours is on the map, shape (n, 2)."""
        ridge, (low, high) = ridge_between(self.objective, *self.starts[:2]), np.transpose(self.window)
        on_map: Floats = ridge[((ridge > low) & (ridge < high)).all(axis=1)]
        return on_map

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
        """Return the map; its numbers keep clear of the walks, their letters, the landmarks and the ridge."""
        contours = ContourMap(self.plot, self.objective.value, self.levels())
        contours.bands.set_opacity(0.65)
        lettered = [path + offset for path, offset in zip(self.paths, self.offsets, strict=True)]
        held = np.vstack([*self.paths, *lettered])
        self.words, self.facts = self.get_landmarks(contours.lines.points, held)
        self.crest = self.get_crest(contours.lines.points, held)
        words = [word.get_all_points() for word in (*self.words, *self.crest)]
        return contours.keep_clear(np.vstack([held, *words]))

    def get_crest(self, lines: Floats, held: Floats) -> Group:
        """Return the ridge between the neighbours on the map, and its name where it has room."""
        if len(self.ridge) == 0:
            return Group()
        line = ridge_line(self.plot, self.ridge)
        name = outlined("ridge")
        away = [side * (name.height / 2 + gap) * UP for side in (1, -1) for gap in (0.15, 0.3)]
        low, high = self.plot.frame.get_corner(DL), self.plot.frame.get_corner(UR)
        margin = np.array([name.width / 2 + 0.1, name.height / 2 + 0.1, -1.0])
        places = np.vstack([line.points + offset for offset in away])
        places = places[((places > low + margin) & (places < high - margin)).all(axis=1)]
        return Group(line, name.move_to(roomiest(name, places, np.vstack([lines, line.points]), held)))

    def get_landmarks(self, lines: Floats, held: Floats) -> tuple[Group, Group]:
        """Return words for the lowest, the highest and a flat place far from all else, and their numbers."""
        grid, heights = (values[12:-12, 12:-12] for values in self.sampled())  # whole words fit in here
        grid, heights = grid.reshape(-1, 2), heights.ravel()
        places = self.plot.c2p(*grid.T)
        slopes = np.linalg.norm(self.objective.gradient(grid), axis=-1)
        picks = [int(heights.argmin()), int(heights.argmax())]
        flat = places[slopes <= np.quantile(slopes, 0.15)]
        widest = outlined(max(self.landmarks, key=len, default=""))
        place = roomiest(widest, flat, lines, np.vstack([held, places[picks]]))
        picks.append(int(np.linalg.norm(places - place, axis=1).argmin()))
        words, facts = Group(), Group()
        for word, pick in zip(self.landmarks, picks, strict=False):
            words.add(outlined(word).move_to(places[pick]))
            height, slope = map(NumberFormat(2).typst, (heights[pick], slopes[pick]))
            flat = f', quad "slope" {slope}' if pick == picks[-1] else ""
            facts.add(typography.formula(f'"{word}:" quad f = {height}{flat}'))
        facts.arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        facts.move_to((self.middle.left, self.middle.top, 0.0), aligned_edge=UL)
        return words, facts

    def get_formula(self) -> tuple[MathTypst, Group]:
        """Return the function, and what its bells are, if it has any."""
        words = re.sub(r"cal\(N\)\(mu_(.), Sigma_.\)", r'"bell"_\1', self.objective.formula)
        formula = typography.formula(f"f(x, y) = {words}", color=palette.OBJECTIVE)
        formula = typography.fitted(formula, self.formula_box.width)
        formula.move_to((self.formula_box.left, self.formula_box.top, 0.0), aligned_edge=UL)
        bells = typography.text("each bell: a normal (Gaussian) density", typography.TICK, palette.MUTED)
        bells.next_to(formula, DOWN, buff=0.2, aligned_edge=LEFT)
        return formula, Group(*[bells] * (words != self.objective.formula))

    def get_letters(self, seen: Callable[..., Floats]) -> list[Typst]:
        """Return the walks' letters, each beside its point, wherever x and y are seen."""
        letters = []
        for walk, offset in zip(self.walks, self.offsets, strict=True):
            letter = outlined(walk.letter, walk.color)
            letters.append(letter.add_updater(following(walk, seen, offset), call_updater=True))
        return letters

    def get_trail(self, walk: Walk, plot: Plot, dots: float = 0.045) -> Trail:
        """Return a walk's path in a plot, as far as it has come."""
        path = plot.c2p(*walk.descent.points.T)
        trail = Trail(path, color=walk.color, width=3.5, dots=dots, window=plot.frame)
        return trail.add_updater(lambda trail: trail.show_until(walk.done))

    def get_point(self, walk: Walk, plot: Plot) -> Dots:
        """Return the point that takes a walk in a plot."""
        dot = Dots(plot.c2p(*walk.place[:, None]), color=walk.color, radius=walk.radius, window=plot.frame)
        return dot.add_updater(lambda dot: dot.set_points(plot.c2p(*walk.place[:, None])))

    def get_status(self) -> Group:
        """Return the learning rate, and the number of steps done by those that walk now."""
        rate = typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP)
        rate.move_to((self.status_box.left, self.status_box.center[1], 0.0), aligned_edge=LEFT)
        counter = Readout('"step" k', 0, WHOLE).next_to(rate, RIGHT, buff=0.8)
        counter.shift((0, rate.submobjects[-1].get_bottom()[1] - counter.number.get_bottom()[1], 0))
        return Group(rate, counter.add_updater(lambda row: row.set_value(self.walking.landed)))

    def show_terrain(self) -> None:
        """Show the map, and what is to be found on it."""
        formula, self.bells = self.get_formula()
        with self.beat("terrain"):
            self.play(
                FadeIn(self.heading("Pits, ridges and plains")),
                FadeIn(self.plot),
                FadeIn(formula, self.bells),
            )
            self.play(FadeIn(self.contours, run_time=2))
            for word, fact in zip(self.words, self.facts, strict=True):
                self.play(FadeIn(word, scale=0.8), FadeIn(fact, shift=0.15 * RIGHT), run_time=0.9)
                self.wait(0.4)

    def release_neighbours(self) -> None:
        """Show under a lens how close two starts are, and let both walk."""
        apart = float(np.linalg.norm(np.subtract(self.starts[0], self.starts[1])))
        lens, gap, seen = self.get_lens(apart)
        with self.beat("neighbours", apart=short(apart)):
            passing = FadeOut(self.words, self.facts, self.bells)
            self.play(passing, *map(FadeIn, (*self.points[:2], *self.letters[:2])))
            self.play(FadeIn(lens), *map(FadeIn, seen))
            self.play(FadeIn(gap), FadeIn(self.crest))
            self.play(*map(FadeIn, (self.header, *self.rows[:2], self.get_status())))
            self.add(*self.trails[:2], *self.points[:2], *self.letters[:2])
            self.play(glide(self.walking.moment, self.steps, run_time=9))
        self.lens = Group(lens, gap, *seen)

    def get_lens(self, apart: float) -> tuple[Group, Group, list[Mobject]]:
        """Return a plot of the neighbours with its outline on the map, the gap between, and their walks."""
        middle = np.mean(self.starts[:2], axis=0)
        reach = LENS * apart / 2 * np.array([self.middle.width / self.middle.height, 1.0])
        (left, bottom), (right, top) = middle - reach, middle + reach
        plot = Plot(self.middle, (left, right), (bottom, top), "", "")
        size = 2 * reach * self.plot.unit
        outline = Rectangle(width=size[0], height=size[1], color=palette.TEXT, stroke_width=2)
        outline.move_to(self.plot.c2p(*middle))
        starts = plot.c2p(*np.transpose(self.starts[:2]))
        line = Segments(starts[:1], starts[1:], color=palette.MUTED, width=2.5)
        side = RIGHT if line.height > line.width else UP
        label = typography.formula(short(apart), typography.LABEL).next_to(line, side, buff=0.2)
        seen: list[Mobject] = [self.get_trail(walk, plot, 0.07) for walk in self.walks[:2]]
        seen += [self.get_point(walk, plot) for walk in self.walks[:2]]
        ways = zip(starts, np.sign(starts - starts[::-1]), strict=True)
        names = [
            outlined(walk.letter, walk.color).move_to(start + LETTER_AWAY * way * [0, 1, 0] + 0.3 * RIGHT)
            for walk, (start, way) in zip(self.walks, ways, strict=False)
        ]
        ridge = [ridge_line(plot, self.ridge)] * (len(self.ridge) > 0)
        return Group(plot, outline), Group(*ridge, line, label, *names), seen

    def reach_plateau(self) -> None:
        """Let the other two walk: one finds the pit, one hardly moves; their heights against the step."""
        last = self.walks[-1]
        moved = float(np.linalg.norm(last.descent.points[-1] - last.descent.points[0]))
        numbers = {"slope": short(last.slopes[0], 2), "moved": short(moved, 2)}
        chart, curves, letters = self.get_chart()
        with self.beat("plateau", steps=self.steps, **numbers):
            self.walking = last
            self.play(FadeOut(self.lens), *map(FadeIn, (*self.points[2:], *self.letters[2:], *self.rows[2:])))
            self.play(FadeIn(chart, letters), *map(FadeIn, curves))
            self.add(*self.trails, *self.points, *self.letters)
            self.play(glide(last.moment, self.steps, run_time=9))

    def get_chart(self) -> tuple[Plot, list[Trail], Group]:
        """Return axes of the height against the step, each walk's curve, and its letter behind its end."""
        heights = np.concatenate([walk.descent.values for walk in self.walks])
        names = [outlined(walk.letter, walk.color) for walk in self.walks]
        room = 0.0
        for _ in range(2):  # at first, to see how much room the letters take
            box = self.middle.inset(right=room)
            chart = Plot(box, (0, self.steps), padded_range(heights, 0.1), '"step" k', "f")
            ends = [chart.c2p(self.steps, walk.descent.values[-1]) for walk in self.walks]
            letters = behind_ends(names, ends)
            room = letters.get_right()[0] - chart.frame.get_right()[0]
        curves = []
        for walk in self.walks:
            values = walk.descent.values
            curve = Trail(chart.c2p(np.arange(len(values)), values), color=walk.color, width=3.5, dots=0)
            curves.append(curve.add_updater(lambda curve, walk=walk: curve.show_until(walk.done)))
        return chart, curves, letters

    def see_in_space(self) -> None:
        """Look at the finished walks from straight above, in the map's place, then from the side."""
        space = self.get_space()
        surface = Surface(space, self.objective, resolution=(56, 56))
        trails = [SurfaceTrail(surface, walk.descent.points, color=walk.color) for walk in self.walks]
        balls = [SurfaceBall(surface, w.place[0], w.place[1], w.color, w.radius) for w in self.walks]
        crest = [SurfaceTrail(surface, self.ridge, color=palette.TEXT, width=2.5)] if len(self.ridge) else []
        letters = self.get_letters(lambda x, y: space.view.project(surface.lift(x, y)))
        to_panel = self.left.center - space.view.get_center()
        with self.beat("space"):
            self.remove(*self.trails, *self.points, *self.letters, self.crest)
            self.add(space, surface, *crest, *trails, *balls, *letters)  # where those of the map were
            self.play(FadeIn(surface), FadeOut(self.plot), run_time=1.5)
            self.remove(self.contours)
            tilt = space.view.animate.shift(to_panel).turn_to(**TILTED)
            self.play(tilt, space.axes.animate.set_opacity(1.0), run_time=4)
            self.play(space.view.animate.turn_by(azimuth=TURN), run_time=8)

    def get_space(self) -> Space:
        """Return axes, not seen yet, with the eye where it sees the plain just as the map shows it."""
        frame, heights = self.plot.frame, self.sampled()[1]
        size = (2.0, 2.0 * frame.height / frame.width, 1.2)
        limits, plain = padded_range(heights, 0.12), np.median(heights)
        space = Space(*self.window, limits, self.left, "x", "y", "f", size, azimuth=-90, elevation=90)
        space.axes.set_opacity(0.0)
        *floor, height = space.axes.names  # x and y are nobody's colour here
        space.axes.names = (*(name._replace(rgb=palette.rgb(palette.TEXT)) for name in floor), height)
        view, (x, y) = space.view, np.array(self.window)
        view.turn_to(zoom=frame.width / float(np.ptp(space.project(x, y, plain)[:, 0])))
        view.shift(frame.get_center() - space.project(x, y, plain).mean(axis=0))
        return space


def ridge_line(plot: Plot, ridge: Floats) -> Polylines:
    """Return a ridge, shape (n, 2), as a dashed line in a plot."""
    return Polylines([plot.c2p(*ridge.T)], palette.TEXT, 3, dash=DASH, window=plot.frame)
