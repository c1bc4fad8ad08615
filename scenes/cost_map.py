"""The map of all lines: the gradient on it, why a line first turns the wrong way, and how the map rises."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, Group, LaggedStart, Typst, smooth

from gdmath import geometric
from scenes import kit
from scenes.kit import draw, follows, layout, palette, typography

PROBES = ((0.8, 0.6), (0.2, 0.3))
"""Where on the map the example lines are, as shares of its width and height."""

STEP_SHARE = 0.3
"""Length of the first step in the close-up, in widths of the map."""

ACROSS, SLOW, ALONG, SHOWN = 13, 0.25, 3.0, 160
"""So many steps are shown slowly, each in so many seconds: across the valley, and on its floor some that are
hardly seen; the seconds of all others, about; and how many are shown in all: first each, then ever fewer."""

NAMED, BELOW = 1 / 3, 0.65
"""The floor's name stands at this share of its way, from the end that is farther from the best line; and
scene units from the map down to the row of its axis's name."""

AT_ONCE = kit.during(0.75, 1.0)
"""A plate fades in quickly, when what it names is there."""

STEEPER = 2.0
"""At least so many times as steep across as along must the ground be for a descent to run across first."""


class CostMap(kit.TenPointsLesson):
    """Each line is a point of a map; its valley is steep across, so that a descent runs across it first."""

    words = {
        "title": "A map of all lines",
        "floor": "floor of the valley",
        "best": "best line",
        "units": "equal scales",
        "scales": "unequal scales",
        "drawn": "drawn times {share}",
    }
    shapes = tuple(kit.Shape)
    goes_on = True

    def setup(self) -> None:
        """Choose the steps that are shown, and lay the map, the data and the numbers out."""
        super().setup()
        kit.check_valley(self.fit)
        gradient = self.run.series("gradient")[0]
        steep, flat = np.abs(self.cost.spectrum.axes.T @ gradient)
        self.ratio = float(steep / max(flat, 1e-9 * steep))
        if self.ratio < STEEPER:
            raise ValueError(
                f"at the start it is only {self.ratio:.2g} times as steep across the valley as along it: "
                "choose a start farther up its wall"
            )
        shown = geometric(self.last_epoch(), SHOWN)
        self.pace = kit.steps_a_second(int(shown[-1]) - ACROSS, ALONG)
        self.run.show(shown, times=kit.paced(shown, ACROSS, SLOW, self.pace))  # the clock counts seconds
        self.lay_out()
        self.terrain = kit.cost_terrain(self.map_box, self.cost, self.start)
        self.chart = kit.FitPlot(self.chart_box, self.cost, self.start)
        self.chart.follow(self.run)
        surface = self.terrain.surface
        self.trail, self.ball = kit.SurfaceTrail.of(self.run, surface), kit.SurfaceBall.of(self.run, surface)
        self.numbers = self.readouts(self.numbers_box, "w", "J", "b", "k")
        self.goal = kit.goal_ring(self.terrain, self.best)

    def lay_out(self) -> None:
        """Give the map, the data and the live numbers their boxes."""
        match layout.shape():
            case kit.Shape.WIDE:
                self.map_box, right = layout.stage().columns(1.35, 1)
                self.chart_box, self.numbers_box = right.rows(3.4, 1)
            case kit.Shape.TALL:
                self.map_box, self.chart_box, self.numbers_box = layout.stage().rows(6, 3.6, 1.3)
            case kit.Shape.SQUARE:
                upper, lower = layout.stage().rows(1.5, 1, gap=0.15)
                self.map_box, self.names_box = upper.columns(1.3, 1, gap=0.0)
                self.chart_box, self.numbers_box = lower.columns(1.1, 1)

    def construct(self) -> None:
        """Read the map, look at the gradient closely, walk to the best line, and let the map rise."""
        self.read_map()
        self.look_closer()
        self.walk()
        self.rise()

    def read_map(self) -> None:
        """Show lines and their points in pairs, the first of them the ball's; then what lines cost."""
        space, floor, surface = self.terrain.parts
        samples = kit.probes(self.terrain, self.chart, self.cost, PROBES)
        pairs = [part for sample in samples for part in sample]
        point = kit.Dots(self.ball.seen(*self.start), palette.POINT).set_z_index(1)
        marked = np.vstack([point.get_center(), *(chip.get_center() for chip, *_ in samples)])
        contours, levels = kit.map_contours(self.terrain, self.cost, marked)
        higher = kit.told_top(self.terrain, self.cost)
        with self.beat("plane"):
            self.title = self.heading(self.word("title"))
            scenery = FadeIn(self.title, space, self.chart, self.chart.data)
            self.play(self.take_over(point), scenery, run_time=1.5)
            self.play(draw(self.chart.prediction), run_time=1)
            for chip, line, twin in samples:
                self.play(FadeIn(chip, scale=0.5), draw(line), FadeIn(twin), run_time=1.3)
            self.remove(point)
            self.add(space, surface, *pairs, self.ball)
            self.play(FadeIn(surface), FadeIn(higher), run_time=1.5)
            self.add(space, floor, surface, higher, *contours, *pairs, self.ball)
            self.play(LaggedStart(*map(draw, contours), lag_ratio=0.1), run_time=1.4)
            self.play(FadeIn(levels))
            self.hold(0.4)
            self.play(*map(FadeOut, [*pairs, *contours, levels, higher]))

    def look_closer(self) -> None:
        """Stand the gradient on its contour, in equal units, and lay the step against it."""
        gradient, step = (self.run.series(name)[0] for name in ("gradient", "step"))
        self.whole = self.terrain.sight.window
        close = kit.around_step(self.start, step, STEP_SHARE)
        line = self.cost.spectrum.contour(float(self.cost.value(self.start)) - self.least)
        contour = kit.SurfaceTrail(self.terrain.surface, line, color=palette.TEXT, width=4)
        drawn = self.word("drawn", share=kit.drawn_in_words(gradient, step))
        note = typography.text(f"$nabla J$: {typography.as_is(drawn)}", color=palette.MUTED)
        typography.fitted(note, self.numbers_box.width).move_to(self.numbers_box.center)
        self.units = self.note_of_scales("units")
        with self.beat("gradient"):
            self.play(self.terrain.travel(window=close, run_time=2.5, rate_func=smooth))
            self.add(contour, self.ball)
            self.play(draw(contour), FadeIn(self.units))
            self.arrows = kit.steepest(self.terrain.on, self.start, gradient, step)
            named = FadeIn(self.arrows.name, rate_func=AT_ONCE)
            self.play(draw(self.arrows.gradient), named, FadeIn(note), run_time=1.2)
            self.play(draw(self.arrows.corner), run_time=0.6)
            self.hold(1.5)
            self.play(draw(self.arrows.step), FadeIn(self.arrows.step_name, rate_func=AT_ONCE), run_time=1.2)
        self.near, self.close_up = close, [*self.arrows, contour, note]

    def note_of_scales(self, name: str) -> Typst:
        """Return words on the scales below the map's right corner, in the row of its axis's name."""
        words = typography.text(typography.as_is(self.word(name)), typography.LABEL, palette.MUTED)
        corner = self.terrain.on([self.terrain.x_range[1], self.terrain.y_range[0]])
        if layout.shape() is kit.Shape.SQUARE:
            return words.move_to((self.names_box.left, corner[1], 0.0), aligned_edge=LEFT + DOWN)
        return words.move_to(corner + BELOW * DOWN, aligned_edge=RIGHT)

    def walk(self) -> None:
        """Run across the valley to its floor, creep along that, and in fast motion to the best line."""
        near, far = sorted(self.whole[1].tolist(), key=lambda end: abs(end - self.best[1]))
        intercepts = np.linspace(far, near, 61)
        line = np.stack([self.cost.best_slope(intercepts), intercepts], axis=-1)
        floor = kit.SurfaceTrail(self.terrain.surface, line, color=palette.TEXT, width=2.5)
        scales = self.note_of_scales("scales")
        with self.beat("answer", question=self.question()):
            stretched = kit.stretched_window(self.near, self.whole)
            stretching = self.terrain.travel(window=stretched, rate_func=smooth)
            self.play(stretching, *follows(self.units, scales, shift=0), run_time=2)
            self.hold(2.6)  # the right angle does not look right
            self.play(*map(FadeOut, self.close_up), run_time=0.5)
            back = self.terrain.travel(window=self.whole, rate_func=smooth)
            self.play(back, FadeIn(self.numbers), run_time=1.5)
            self.add(floor, self.ball)
            named, best = self.name_of_floor(line), self.name_of_best()
            pace = kit.plated(kit.large_number(kit.pace_in_words(self.pace)))
            kit.in_highest_corner(pace, self.terrain, self.cost)
            self.play(draw(floor), FadeIn(named, rate_func=AT_ONCE), run_time=1.2)
            self.add(floor, self.chart.prediction, self.chart.data, self.trail, self.ball)
            across = min(SLOW * ACROSS, self.run.end)
            self.play(self.run.advance(across, run_time=across))
            aim = FadeIn(self.goal, scale=2), FadeIn(best, rate_func=AT_ONCE)  # where it creeps to
            self.play(*follows(named, pace, shift=0), *aim, run_time=0.5)  # time is sped up
            self.add(self.goal, self.ball)
            if across < self.run.end:
                self.play(self.run.advance(run_time=self.run.end - across))
            self.play(FadeOut(pace), kit.Swell(self.goal, "radius", 0.5))
        self.flat, self.named_best = (floor, scales), best

    def question(self) -> str:
        """Return the question that the descent gives rise to."""
        way, step = self.best[0] - self.start[0], self.run.series("step")[0, 0]
        return "Why the wrong way first?" if way * step < 0 else "Why fast first, and then slowly?"

    def name_of_best(self) -> Group:
        """Return the best line's name and numbers, beside its ring."""
        w, b = map(self.best_in_words, ("w", "b"))
        rows = typography.as_is(self.word("best")), f"$w = {w}, space b = {b}$"
        label = typography.lines(*rows, size=typography.LABEL, color=palette.MINIMUM)
        return self.named(kit.plated(label), self.best)

    def name_of_floor(self, line: np.ndarray) -> Group:
        """Return the name of the floor, with a line to a place of it where nothing else stands."""
        words = typography.text(typography.as_is(self.word("floor")), typography.LABEL)
        place = line[int(NAMED * len(line))]
        return kit.with_leader(self.named(kit.plated(words), place), self.terrain.on(place))

    def named(self, label: Group, place: np.ndarray) -> Group:
        """Put a label beside a place of the map, and not over its edge."""
        there = self.terrain.on(place)
        if layout.shape() is kit.Shape.SQUARE:  # the map is too narrow for words
            return label.move_to((self.names_box.left, there[1], 0.0), aligned_edge=LEFT)
        corners = np.transpose([self.terrain.x_range, self.terrain.y_range])
        kit.beside(label, there, kit.Dots(self.terrain.on(corners)), 0.4)
        return label

    def rise(self) -> None:
        """Let the map rise where it is: contours, run and ball go along."""
        with self.beat("rise"):
            panels = self.chart, self.chart.data, self.chart.prediction, self.numbers
            first, last = kit.valley_sights(self.cost, self.start)
            self.play(
                *(FadeOut(part, rate_func=kit.during(0, 0.25)) for part in (*panels, *self.flat)),
                FadeOut(self.named_best, rate_func=kit.during(0, 0.06)),
                self.terrain.travel(**first, panel=layout.stage(), run_time=4.8, rate_func=smooth),
            )
            gone = FadeOut(self.title, rate_func=kit.during(0.8, 1))  # the next lesson has its own
            self.play(self.terrain.travel(**last, run_time=2.6, rate_func=smooth), gone)
