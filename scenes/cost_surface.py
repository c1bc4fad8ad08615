"""The cost of all lines as a landscape: the ball falls down the wall and creeps along the valley."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, Group, smooth

from gdmath import geometric
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

HIGHER = 1.15
"""How high the landscape is, in heights of the start above the minimum."""

ALONG, ACROSS, NEAR_LIMIT = palette.CATEGORIES[:3]
"""Colours of the directions along and across the valley, and of the descent near the rate's limit."""

LIMIT_SHARE = 0.9
"""Share of the learning-rate limit at which steps swing from wall to wall, and still arrive."""

SWUNG = 60
"""So many of its epochs are shown."""


class CostSurface(kit.RegressionLesson):
    """The cost over the plane of slope and intercept: a bowl with two curvatures, hence two speeds.

    Attributes
    ----------
    turn
        Degrees by which the camera goes round while the ball rolls and the cuts are compared.
    """

    words = {
        "title": "The cost as a landscape",
        "across": "across",
        "along": "along",
        "condition": "condition number",
        "distance": "distance from the minimum",
        "narrow_distance": "from the minimum",
        "limit": "limit of",
        "standardised": "(standardised)",
        "share_across": "across",
        "share_along": "along",
        "covers": "of the distance, a step covers",
        "narrow_covers": "a step covers across, along",
    }
    turn: float = 30.0
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Choose the epochs that are shown, and put the landscape on the stage."""
        super().setup()
        self.run.show(geometric(self.last_epoch(lost=HIGHER), SHOWN_EPOCHS))
        hessian = self.cost.hessian(self.best)
        self.curvatures, ways = np.linalg.eigh(hessian)
        self.along, self.across = ways.T
        self.away = np.asarray(self.start) - self.best
        self.top = self.least + HIGHER * (float(self.run.series("value")[:2].max()) - self.least)
        self.window = self.parameter_window(HIGHER)
        self.lay_out()
        self.space = kit.space_from_above(self.space_box, self.window, self.least, self.top)
        self.azimuth, self.whole_turn = kit.turn_to_wall(
            hessian, self.away, self.window, self.turn, kit.MAP_AZIMUTH
        )
        self.space.axes.next_turn = self.azimuth - kit.MAP_AZIMUTH
        self.surface = kit.HeightField(self.space, self.cost)
        finer = kit.valley_levels(self.cost, self.window, below=float(self.surface.levels[0]))
        self.contours = [
            kit.FloorContours(self.space, self.cost, lines, dash=dash)
            for lines, dash in ((self.surface.levels, None), (finer, kit.DASH))
        ]
        self.floor_path, self.trail = (
            mark.of(self.run, self.surface) for mark in (kit.FloorPath, kit.SurfaceTrail)
        )
        self.ball = kit.SurfaceBall.of(self.run, self.surface).set_z_index(1)
        self.drop = kit.DropLine.of(self.run, self.surface)
        self.numbers = self.readouts(self.numbers_box, "epoch", "w", "J", "b")
        self.formulas = self.definitions()

    def lay_out(self) -> None:
        """Give the landscape, the live numbers, the cuts and the words about them their boxes."""
        match layout.shape():
            case kit.Shape.WIDE:
                left, right = layout.stage().columns(1.5, 1)
                beside_title = replace(right, top=layout.frame().top)
                self.space_box = left.inset(left=0.25)
                self.numbers_box, self.formulas_box, _ = beside_title.rows(1.1, 3.5, 2.3, gap=0.15)
                self.section_box, words_box = beside_title.rows(3.7, 3.2, gap=0.3)  # numbers are gone
            case kit.Shape.TALL:
                self.space_box, self.section_box, words_box = layout.stage().rows(5.7, 3.4, 2.8, gap=0.2)
                self.formulas_box, self.numbers_box = self.section_box, words_box.inset(bottom=1.7)
            case kit.Shape.SQUARE:
                self.space_box, lower = layout.stage().rows(3.8, 3.1, gap=0.1)
                self.section_box, right = lower.columns(1, 1.36)
                words_box = right.inset(top=0.35)
                self.numbers_box, self.formulas_box, _ = lower.rows(1.1, 1.1, 0.6, gap=0.15)
        self.is_narrow = layout.shape() is kit.Shape.SQUARE
        self.rows = kit.Rows(words_box, 5, typography.TICK if self.is_narrow else typography.BODY)

    def construct(self) -> None:
        """Let the map rise, the ball roll, and the bowl's two curvatures explain its two speeds."""
        self.raise_surface()
        self.roll()
        self.turn_around()
        self.give_reason()

    def definitions(self) -> Group:
        """Return what is the height here: the cost, and the line it is the cost of."""
        cost = typography.formula(f"J(w, b) = {kit.formula_of(self.cost)}", color=palette.OBJECTIVE)
        line = typography.formula("hat(y)_i = w x_i + b", color=palette.FIT)
        cost.move_to((self.formulas_box.left, self.formulas_box.center[1], 0.0), aligned_edge=LEFT)
        return Group(cost, line.next_to(cost, DOWN, buff=0.35, aligned_edge=LEFT))

    def raise_surface(self) -> None:
        """Show the map from above, then give it height while the camera comes down."""
        with self.beat("surface"):
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), FadeIn(self.space))
            self.play(*(draw(lines, run_time=1.5) for lines in self.contours), FadeIn(self.formulas))
            self.add(self.surface)
            down = self.space.view.animate.turn_to(azimuth=self.azimuth, elevation=34, zoom=1.2)
            self.play(kit.rise(self.surface, self.least, rate_func=smooth), down, run_time=4)

    def roll(self) -> None:
        """Let the ball go down the wall and along the valley, the camera turning all the while."""
        with self.beat("roll"):
            self.play(*map(FadeIn, (self.drop, self.ball, self.numbers, kit.caution(self.fit, self.title))))
            marks = self.floor_path, self.drop, self.trail, self.ball
            self.add(self.space, *self.contours, self.surface, *marks)
            turning = self.space.view.animate.turn_by(azimuth=0.5 * self.whole_turn)
            self.play(self.run.advance(run_time=12), turning, run_time=12)

    def turn_around(self) -> None:
        """Lay a cut across the valley and one along it, and compare how they bend."""
        plot, ratio = self.section_plot(), short(self.cost.condition_number)
        curves, (flat, steep) = plot.curves((ACROSS, ALONG)), map(short, self.curvatures)
        words = [f'{self.quoted(way)}":" {bend}' for way, bend in (("across", steep), ("along", flat))]
        names = plot.names(words, (ACROSS, ALONG), self.rows.size)
        self.cuts = [
            kit.SurfaceTrail(self.surface, self.best + plot.distances[:, None] * way, color=color)
            for way, color in ((self.across, ACROSS), (self.along, ALONG))
        ]
        condition = self.rows.write(0, f"{self.quoted('condition')} = {ratio}")
        with self.beat("turn", condition=ratio):
            self.play(
                self.space.view.animate.turn_by(azimuth=0.5 * self.whole_turn),
                *(FadeOut(part, rate_func=kit.during(0, 0.05)) for part in (self.formulas, self.numbers)),
                FadeIn(plot, rate_func=kit.during(0.05, 0.12)),
                *(draw(cut, rate_func=kit.during(0.1, 0.35)) for cut in (self.cuts[0], curves[0])),
                FadeIn(names[0], rate_func=kit.during(0.3, 0.4)),
                *(draw(cut, rate_func=kit.during(0.45, 0.7)) for cut in (self.cuts[1], curves[1])),
                FadeIn(names[1], rate_func=kit.during(0.65, 0.75)),
                FadeIn(condition, rate_func=kit.during(0.85, 0.95)),
                run_time=10,
            )

    def section_plot(self) -> kit.SectionPlot:
        """Return a plot of the cuts; where they end, the steep one is half as high as the landscape."""
        height = 0.5 * (self.top - self.least)
        below = 0.32 if layout.shape() is kit.Shape.WIDE else 0.5  # where the lower name stands
        label = self.quoted("narrow_distance" if self.is_narrow else "distance")
        ways = [self.across, self.along]
        return kit.SectionPlot(
            self.section_box, self.cost, self.best, ways, height, below, x_label=label, y_label="J"
        )

    def give_reason(self) -> None:
        """Compare what a step covers across and along, at the lesson's learning rate and near the limit."""
        flat, steep = np.linalg.eigvalsh(self.fit.descended_cost.hessian(self.best))
        swing = self.swinging_run()
        trail = kit.SurfaceTrail.of(swing, self.surface, width=2)
        ball = kit.SurfaceBall.of(swing, self.surface).set_z_index(1)
        limit = rf"{self.quoted('limit')} eta = 2 \/ {short(steep)} = {short(2 / steep)}"
        if self.fit.standardized and not self.is_narrow:  # the title's row says so too
            limit += f" {self.quoted('standardised')}"
        words = self.quoted("narrow_covers" if self.is_narrow else "covers")
        rates = self.fit.learning_rate, swing.now("rate")
        usual, near = (
            self.rows.write(3 + k, self.covered(rate, steep, flat), color)
            for k, (rate, color) in enumerate(zip(rates, (palette.PATH, NEAR_LIMIT), strict=True))
        )
        with self.beat("reason", ratio=short(steep / flat), near=short(rates[1])):
            self.play(*map(FadeOut, self.cuts), FadeIn(self.rows.write(1, limit, palette.STEP)))
            self.play(FadeIn(self.rows.write(2, words, palette.MUTED)))
            self.play(FadeIn(usual, shift=0.15 * RIGHT))
            self.wait(1.5)
            self.play(FadeIn(ball), FadeIn(near, shift=0.15 * RIGHT))
            self.add(trail, ball)
            self.play(swing.advance(SWUNG, run_time=11))

    def covered(self, rate: float, steep: float, flat: float) -> str:
        """Return in Typst mathematics what shares of the ways across and along a step at a rate covers."""
        shares = [f"{short(100 * rate * curvature, 2)} %" for curvature in (steep, flat)]
        if not self.is_narrow:
            ways = map(self.quoted, ("share_across", "share_along"))
            shares = [f"{share} {way}" for share, way in zip(shares, ways, strict=True)]
        return f'eta = {short(rate)}":" ' + '", "'.join(shares)

    def swinging_run(self) -> kit.Run:
        """Return a run near the limit that begins as high on the wall as its swings stay on the map."""
        rate = float(f"{LIMIT_SHARE * self.fit.learning_rate_limit:.2g}")
        along, across = (way * (way @ self.away) for way in (self.along, self.across))
        low, high = np.transpose(self.window)
        for share in np.linspace(1, 0.1, 19):
            start = self.best + along + share * across
            fit = self.fitted(start, SWUNG, rate, self.fit.standardized)
            inside = (fit.path >= low) & (fit.path <= high) & (fit.values <= self.top)[:, None]
            if inside.all():
                break
        return kit.Run.of_fit(fit, color=NEAR_LIMIT, eased=False)
