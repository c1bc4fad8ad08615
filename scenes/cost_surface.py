"""The cost of all lines as a landscape: the ball falls down the wall and creeps along the valley."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

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
    ValueTracker,
    smooth,
    squish_rate_func,
)

from gdmath import Fit, at, geometric
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.painted.live_numbers import short
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Stroke
from scenes.kit.plots.contours import valley_levels
from scenes.kit.plots.plot import Plot
from scenes.kit.space.axes import Space
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import DropLine, FloorPath, SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.formulas import formula_of
from scenes.kit.style.layout import Shape
from scenes.kit.style.motion import draw, glide
from scenes.kit.style.ticks import nice_ticks

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

HIGHER = 1.15
"""How high the landscape is, in heights of the start above the minimum."""

LEVELS = 8
"""About how many evenly spaced contours are on the floor."""

CLOSED = 0.4
"""Share of its height from which on the rising landscape is opaque: it begins as clear as glass."""

TURN = 10.0
"""Seconds of the camera's turn while the cuts are compared."""

ROWS = 5
"""Of formulas in the lower right."""

ROOM_BELOW = 0.5
"""How far the floor lies below the valley, in heights of the landscape: so far that it is seen."""

MAP_AZIMUTH = -90.0
"""From straight above, this shows the map as it was: w to the right, b upwards."""

MAP_ZOOM = 1.5
"""Magnification from there, where the box has no height to make room for."""

ACROSS, ALONG = palette.CATEGORIES[1], palette.CATEGORIES[0]
"""Colours of the two directions: across the valley, and along it."""

NEAR_LIMIT = palette.CATEGORIES[2]
"""Colour of the descent near the learning rate's limit."""

SWUNG = 60
"""So many of its epochs are shown."""


class CostSurface(RegressionLesson):
    """The cost over the plane of slope and intercept: a bowl with two curvatures, hence two speeds.

    Attributes
    ----------
    turn
        Degrees by which the camera goes round while the ball rolls and the cuts are compared.
    """

    turn: float = 30.0

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.show_only(geometric(self.last_epoch(lost=HIGHER), SHOWN_EPOCHS))
        self.curvatures, ways = np.linalg.eigh(self.cost.hessian(self.best))
        self.along, self.across = ways.T
        self.top = self.least + HIGHER * (float(self.costs[:2].max()) - self.least)
        self.window = self.plane_window(HIGHER)
        self.lay_out()
        self.space = self.get_space(self.space_box)
        self.first_azimuth = self.get_first_azimuth()
        self.space.axes.next_turn = self.first_azimuth - MAP_AZIMUTH
        self.build_landscape()
        self.readouts = self.get_readouts(self.numbers_box)
        self.formulas = self.get_formulas()

    def lay_out(self) -> None:
        """Give the landscape, the live numbers, the cuts and the words about them their boxes."""
        match layout.shape():
            case Shape.WIDE:
                left, right = layout.stage().columns(1.5, 1)
                beside_title = replace(right, top=layout.frame().top)
                self.space_box = left.inset(left=0.25)
                self.numbers_box, self.formulas_box, _ = beside_title.rows(1.1, 3.5, 2.3, gap=0.15)
                self.section_box, self.words_box = beside_title.rows(3.7, 3.2, gap=0.3)  # numbers are gone
            case Shape.TALL:
                self.space_box, self.section_box, self.words_box = layout.stage().rows(5.7, 3.4, 2.8, gap=0.2)
                self.formulas_box, self.numbers_box = self.section_box, self.words_box.inset(bottom=1.7)
            case Shape.SQUARE:
                self.space_box, lower = layout.stage().rows(3.8, 3.1, gap=0.1)
                self.section_box, right = lower.columns(1, 1.36)
                self.words_box = right.inset(top=0.35)
                self.numbers_box, self.formulas_box, _ = lower.rows(1.1, 1.1, 0.6, gap=0.15)

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.raise_surface()
        self.roll()
        self.turn_around()
        self.give_reason()

    def get_space(self, box: layout.Box) -> Space:
        """Return axes for slope, intercept and cost, seen from straight above."""
        low = self.least - ROOM_BELOW * (self.top - self.least)
        space = Space(*self.window, (low, self.top), box, azimuth=MAP_AZIMUTH, elevation=90)
        space.view.turn_to(zoom=MAP_ZOOM)
        space.drop_ticks_below(min(0.0, self.least))
        return space

    def get_first_azimuth(self) -> float:
        """Return where the eye stands as the ball starts: past the valley's end, facing the start's wall."""
        scale = 1 / np.ptp(self.window, axis=1)
        away = np.asarray(self.start) - self.best
        along = self.along * scale * (np.sign(self.along @ away) or 1.0)
        across = self.across * scale * (np.sign(self.across @ away) or 1.0)
        valley_end = math.degrees(math.atan2(along[1], along[0]))
        side = np.sign(along[0] * across[1] - along[1] * across[0])
        self.whole_turn = self.turn * side
        first = valley_end - 28 * side - self.whole_turn
        return MAP_AZIMUTH + float((first - MAP_AZIMUTH + 180) % 360) - 180  # the shorter way round

    def build_landscape(self) -> None:
        """Build the surface, and what stands and moves on it and on its floor."""
        self.surface = Surface(self.space, self.cost, (56, 40), lines_every=8)
        self.contours, self.dashes = self.get_contours()
        self.floor_path = FloorPath(self.surface, self.path, until=0)
        self.trail = SurfaceTrail(self.surface, self.path, until=0)
        self.ball = SurfaceBall(self.surface, *self.path[0]).set_z_index(1)
        self.drop = DropLine(self.surface, *self.path[0])
        for path in (self.floor_path, self.trail):
            path.add_updater(lambda path: path.set(until=self.position))
        for mark in (self.ball, self.drop):
            mark.add_updater(lambda mark: mark.set_xy(*self.parameters()))

    def get_contours(self) -> tuple[FloorContours, FloorContours]:
        """Return the map on the floor: evenly spaced contours, and dashed ones of the valley's own."""
        even, _ = nice_ticks(self.least, self.top, LEVELS)
        floor = valley_levels(self.cost, np.array(self.window), below=even[0])
        solid = FloorContours(self.space, self.cost, even)
        return solid, FloorContours(self.space, self.cost, floor, dash=DASH)

    def get_formulas(self) -> Group:
        """Return what is the height here: the cost, and the line it is the cost of."""
        cost = typography.formula(f"J(w, b) = {formula_of(self.cost)}", color=palette.OBJECTIVE)
        line = typography.formula("hat(y)_i = w x_i + b", color=palette.FIT)
        cost.move_to((self.formulas_box.left, self.formulas_box.center[1], 0.0), aligned_edge=LEFT)
        return Group(cost, line.next_to(cost, DOWN, buff=0.35, aligned_edge=LEFT))

    def raise_surface(self) -> None:
        """Show the map from above, then give it height while the camera comes down."""
        heights, floor = self.surface.heights, float(self.space.c2p(0.0, 0.0, self.least)[2])
        risen = ValueTracker(0.0)

        def rise(surface: Mobject) -> None:
            share = risen.get_value()
            surface.set(heights=floor + share * (heights - floor), opacity=min(1.0, share / CLOSED))

        self.surface.add_updater(rise, call_updater=True)
        with self.beat("surface"):
            self.title = self.heading("The cost as a landscape")
            self.play(FadeIn(self.title), FadeIn(self.space))
            self.play(
                draw(self.contours, run_time=1.5), draw(self.dashes, run_time=1.5), FadeIn(self.formulas)
            )
            self.add(self.surface)
            self.play(
                glide(risen, 1.0, run_time=4, rate_func=smooth),
                self.space.view.animate.turn_to(azimuth=self.first_azimuth, elevation=34, zoom=1.2),
                run_time=4,
            )
            self.surface.clear_updaters()

    def roll(self) -> None:
        """Let the ball go down the wall and along the valley, the camera turning all the while."""
        with self.beat("roll"):
            self.play(*map(FadeIn, (self.drop, self.ball, self.readouts, self.get_caution(self.title))))
            self.add(
                self.space,
                self.contours,
                self.dashes,
                self.floor_path,
                self.surface,
                self.drop,
                self.trail,
                self.ball,
            )
            self.play(
                glide(self.moment, len(self.shown) - 1, run_time=12),
                self.space.view.animate.turn_by(azimuth=0.5 * self.whole_turn),
                run_time=12,
            )

    def turn_around(self) -> None:
        """Lay a cut across the valley and one along it, and compare how they bend."""
        ratio = self.cost.condition_number
        flat, steep = map(short, self.curvatures)
        plot, curves, names = self.get_sections(steep, flat)
        self.cuts = cuts = [self.get_cut(self.across, ACROSS), self.get_cut(self.along, ALONG)]
        condition = self.get_row(0, f'"condition number" = {short(ratio)}')
        with self.beat("turn", condition=short(ratio)):
            self.play(
                self.space.view.animate.turn_by(azimuth=0.5 * self.whole_turn),
                *(FadeOut(part, rate_func=between(0, 0.05)) for part in (self.formulas, self.readouts)),
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
        words = typography.formula(mathematics, self.word_size(), color)
        if words.width > row.width:
            words.scale_to_fit_width(row.width)
        return words.move_to((row.left, row.center[1], 0.0), aligned_edge=LEFT)

    def is_narrow(self) -> bool:
        """Return whether the cuts and the words about them stand side by side, with little room for each."""
        return layout.shape() is Shape.SQUARE

    def word_size(self) -> float:
        """Return the size of the words on the cuts."""
        return typography.TICK if self.is_narrow() else typography.BODY

    def get_sections(self, steep: str, flat: str) -> tuple[Plot, list[Stroke], list[MathTypst]]:
        """Return a plot of the two cuts, at one scale, through the minimum: axes, curves, names."""
        reach = self.section_reach()
        t = np.linspace(-reach, reach, 201)
        heights = [self.cost.value(self.best + t[:, None] * way) for way in (self.across, self.along)]
        rise = np.ptp(heights[0])
        below = 0.32 if layout.shape() is Shape.WIDE else 0.5  # where the lower name stands
        y_range = self.least - below * rise, self.least + 1.1 * rise
        distance = '"from the minimum"' if self.is_narrow() else '"distance from the minimum"'
        plot = Plot(self.section_box, (-reach, reach), y_range, distance, "J")
        curves = [plot.polyline(t, cut, color) for cut, color in zip(heights, (ACROSS, ALONG), strict=True)]
        across = typography.formula(f'"across:" {steep}', self.word_size(), ACROSS)
        along = typography.formula(f'"along:" {flat}', self.word_size(), ALONG)
        if self.is_narrow():
            across.next_to(plot.frame, UP, buff=0.15).align_to(plot.frame, RIGHT)
            across.shift(max(0.0, plot.y_label.get_right()[0] + 0.2 - across.get_left()[0]) * RIGHT)
        else:
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
        return math.sqrt(0.5 * (self.top - self.least) / bend)

    def give_reason(self) -> None:
        """Compare what a step covers across and along, at the lesson's learning rate and near the limit."""
        flat, steep = np.linalg.eigvalsh(self.fit.walked.hessian(self.best))
        swing = self.get_swing()
        trail, ball = self.get_swinging(swing)
        limit = rf'"limit of" eta = 2 \/ {short(steep)} = {short(2 / steep)}'
        if self.fit.standardized and not self.is_narrow():  # the title's row says so too
            limit += ' "(standardised)"'
        words = '"a step covers across, along"' if self.is_narrow() else '"of the distance, a step covers"'
        header = self.get_row(2, words, palette.MUTED)
        first, second = (
            self.get_row(row, self.covered(fit.learning_rate, steep, flat), color)
            for row, fit, color in ((3, self.fit, palette.PATH), (4, swing, NEAR_LIMIT))
        )
        with self.beat("reason", ratio=short(steep / flat), near=short(swing.learning_rate)):
            self.play(*map(FadeOut, self.cuts), FadeIn(self.get_row(1, limit, palette.STEP)))
            self.play(FadeIn(header))
            self.play(FadeIn(first, shift=0.15 * RIGHT))
            self.wait(1.5)
            self.play(FadeIn(ball), FadeIn(second, shift=0.15 * RIGHT))
            self.add(trail, ball)
            self.play(glide(self.swung, SWUNG, run_time=11))

    def covered(self, rate: float, steep: float, flat: float) -> str:
        """Return in Typst mathematics what shares of the ways across and along a step at a rate covers."""
        shares = [f"{short(100 * rate * curvature, 2)} %" for curvature in (steep, flat)]
        if not self.is_narrow():
            shares = [f'{share} "{way}"' for share, way in zip(shares, ("across", "along"), strict=True)]
        return f'eta = {short(rate)}":" ' + '", "'.join(shares)

    def get_swing(self) -> Fit:
        """Return a descent near the limit that begins as high on the wall as its swings stay on the map."""
        away = np.asarray(self.start) - self.best
        low, high = np.transpose(self.window)
        for share in np.linspace(1, 0.1, 19):
            start = self.best + self.along * (self.along @ away) + share * self.across * (self.across @ away)
            swing = self.fit_near_limit(start, SWUNG)
            inside = (swing.path >= low) & (swing.path <= high) & (swing.values <= self.top)[:, None]
            if inside.all():
                break
        return swing

    def get_swinging(self, swing: Fit) -> tuple[SurfaceTrail, SurfaceBall]:
        """Return that descent's trail and its ball."""
        self.swung = ValueTracker(0.0)
        trail = SurfaceTrail(self.surface, swing.path, until=0, color=NEAR_LIMIT, width=2)
        x, y = swing.path[0].tolist()
        ball = SurfaceBall(self.surface, x, y, color=NEAR_LIMIT).set_z_index(1)
        trail.add_updater(lambda path: path.set(until=self.swung.get_value()))
        ball.add_updater(lambda ball: ball.set_xy(*at(swing.path, self.swung.get_value())))
        return trail, ball


def between(begin: float, end: float) -> Callable[[float], float]:
    """Return the pace of an animation that plays only between two shares of its run time."""
    return squish_rate_func(smooth, begin, end)
