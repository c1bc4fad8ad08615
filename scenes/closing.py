"""What was learnt, on one picture: the rule, and under it what decides how it goes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    ORIGIN,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Line,
    MathTypst,
    Mobject,
    Typst,
    ValueTracker,
    VGroup,
)

from gdmath import (
    SIX_POINTS,
    Dataset,
    Descent,
    LinearRegression,
    Objective,
    at,
    descend,
    double_well,
    learning_rate_limit,
    parabola,
)
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.levels import valley_levels
from scenes.kit.plots.plot import Plot
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide, stepwise
from scenes.kit.style.ticks import nice_ticks, padded_range

RULE_SIZE = 2 * typography.TITLE

ALONE = 1.35
"""How much larger the rule is while nothing else is on the screen."""

SECONDS = (2.0, 2.6, 2.6, 4.4)
"""For each panel in turn: as long as its words take, and the walk in it needs."""

SHOWN_EPOCHS = 60
"""How many of the epochs are shown, ever fewer: the fall is over soon, the creeping takes the time."""


class Closing(Lesson):
    """The rule, its parts by name, and four small descents that show what decides.

    Attributes
    ----------
    curve
        A function of one variable with one minimum, walked down at two learning rates.
    curve_starts
        Where these walks begin.
    rates
        The two learning rates, in shares of the largest at which the walk does not diverge.
    rate_steps
        How many steps these walks take.
    wells
        A function of one variable with two valleys.
    wells_starts
        Where the two walks in it begin.
    wells_rate, wells_steps
        Their learning rate, and how many steps they take.
    dataset
        One input column: the cost of its lines is the narrow valley.
    line_start, line_rate, epochs
        The line that the walk along it begins with, its learning rate, and how many epochs it takes.
    weights
        How many weights the network has of which the last line speaks.
    """

    curve: Objective = parabola()
    curve_starts: tuple[float, float] = (4.3, 2.4)
    rates: tuple[float, float] = (0.02, 1.06)
    rate_steps: int = 7
    wells: Objective = double_well()
    wells_starts: tuple[float, float] = (-0.45, 0.55)
    wells_rate: float = 0.003
    wells_steps: int = 25
    dataset: Dataset = SIX_POINTS
    line_start: tuple[float, float] = (3.0, -1.0)
    line_rate: float = 0.001
    epochs: int = 12_000
    weights: int = 1_000_000_000

    def setup(self) -> None:
        """Compute all descents, and build the rule and a panel for each thing that was learnt."""
        super().setup()
        self.rule_box, self.panels_box = layout.frame().rows(1, 1.6)
        boxes = self.panels_box.columns(*[1] * 4, gap=0.6)
        captions = (
            ("too small:", "it crawls"),
            ("too large:", "it runs away"),
            ("the start decides", "which valley"),
            ("the shape decides", "how long"),
        )
        self.captions = [typography.lines(*rows, size=typography.LABEL, align="center") for rows in captions]
        room = max(caption.height for caption in self.captions)
        for caption, box in zip(self.captions, boxes, strict=True):
            caption.move_to((float(box.center[0]), box.bottom + room, 0.0), aligned_edge=UP)
        inside = [box.inset(bottom=room + 0.25) for box in boxes]
        self.panels = [
            self.rate_panel(inside[0], 0),
            self.rate_panel(inside[1], 1),
            self.wells_panel(inside[2]),
            self.valley_panel(inside[3]),
        ]

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.write_rule()
        self.show_limits()
        self.say_farewell()

    def rate_panel(self, box: Box, number: int) -> Panel:
        """Return a walk down the curve at one of the learning rates."""
        bend = self.curve.hessian(self.curve.minima[0])
        rate = self.rates[number] * learning_rate_limit(np.linalg.eigvalsh(bend))
        walk = descend(self.curve, rate, self.curve_starts[number], iterations=self.rate_steps)
        highest = float(self.curve.value(self.curve.domain.T).min())
        return curve_panel(box, self.curve, highest, [walk], [palette.PATH])

    def wells_panel(self, box: Box) -> Panel:
        """Return the walks from both starts, each in the colour of its valley."""
        walks = [
            descend(self.wells, self.wells_rate, start, iterations=self.wells_steps)
            for start in self.wells_starts
        ]
        highest = 1.3 * max(float(walk.values[0]) for walk in walks)
        return curve_panel(box, self.wells, highest, walks, palette.CATEGORIES[:2])

    def valley_panel(self, box: Box) -> Panel:
        """Return the walk across the map of all lines: down the steep side, then along the valley."""
        cost = LinearRegression(self.dataset)
        walk = descend(cost, self.line_rate, self.line_start, iterations=self.epochs)
        shown = np.rint(walk.iterations * np.linspace(0, 1, SHOWN_EPOCHS) ** 3).astype(int)
        path = walk.points[np.unique(shown)]
        held = np.vstack([path, cost.closed_form()])
        window = padded_range(held[:, 0], 0.3), padded_range(held[:, 1], 0.3)
        plot = Miniature(box, *window)
        highest = float(cost.value(np.stack(np.meshgrid(*window), axis=-1)).max())
        levels, _ = nice_ticks(float(cost.value(cost.closed_form())), highest, 10)
        floor = valley_levels(cost, np.array(window), below=levels[0])
        land = ContourMap(plot, cost.value, levels, floor.tolist())
        goal = Dots(plot.c2p(*cost.closed_form())[None], color=palette.MINIMUM, radius=0.2, ring=0.04)
        nodes = plot.c2p(*path.T)
        return Panel(
            Group(plot, land.bands, land.lines, land.dashes, goal), plot, [nodes], [palette.PATH], dots=0
        )

    def get_rule(self) -> VGroup:
        """Return the rule, and what its parts are called, the rate above it and the others below."""
        rule = typography.formula(
            "{{ bold(w) : weights }} <- bold(w) - {{ eta : rate }} thin {{ nabla L(bold(w)) : gradient }}",
            RULE_SIZE,
        )
        names = (
            ("weights", palette.TEXT, "all the weights", DOWN),
            ("gradient", palette.GRADIENT, "up, and how steep", DOWN),
            ("rate", palette.STEP, "makes it a step", UP),
        )
        return VGroup(rule, *(self.name_of(rule, *name) for name in names))

    def name_of(self, rule: MathTypst, name: str, color: str, words: str, side: Floats) -> VGroup:
        """Colour a part of the rule, and return a name below or above it with a stem to it."""
        part = rule.select(name).set_color(color)
        label = typography.text(words, typography.TITLE, color)
        stem = Line(ORIGIN, 0.3 * side, color=color, stroke_width=3)
        stem.next_to(rule, side, buff=0.1).match_x(part)
        label.next_to(stem, side, buff=0.1)
        return VGroup(stem, label)

    def write_rule(self) -> None:
        """Write the rule, name its parts, and put it where it leaves room."""
        self.rule = self.get_rule()
        formula, weights, slope, step = self.rule
        self.rule.move_to(self.rule_box.center)
        self.rule.save_state()
        self.rule.scale(ALONE).center()
        with self.beat("rule"):
            self.play(FadeIn(formula, shift=0.2 * UP), FadeIn(weights, shift=0.2 * UP), run_time=1.6)
            self.hold(0.6)
            for name in (slope, step):
                self.play(FadeIn(name, shift=0.15 * UP), run_time=1)
                self.hold(0.6)
            self.play(self.rule.animate.restore(), run_time=1.4)

    def show_limits(self) -> None:
        """Show each small descent as it is named."""
        with self.beat("limits"):
            for panel, caption, seconds in zip(self.panels, self.captions, SECONDS, strict=True):
                walk = glide(panel.moment, panel.steps, seconds - 0.5)
                self.play(FadeIn(panel, caption), run_time=0.5)
                self.play(walk)

    def say_farewell(self) -> None:
        """Write out how many directions a large network feels; then return to the whole picture."""
        vector = self.get_vector()
        panels = Group(*self.panels, *self.captions)
        appear = LaggedStart(*(FadeIn(part, shift=0.15 * UP) for part in vector), lag_ratio=0.7, run_time=4)
        with self.beat("farewell"):
            self.play(FadeOut(panels), run_time=0.8)
            self.play(appear)
            self.hold(1)
            self.play(FadeOut(Group(*vector)), run_time=0.8)
            self.play(FadeIn(panels), run_time=0.8)
            self.hold(1.5)

    def get_vector(self) -> list[Mobject]:
        """Return a vector of so many weights, in the pieces in which it is written."""
        count = f"{self.weights:_}".replace("_", " thin ")
        parts = (
            "bold(w) = paren.l w_1 comma",
            "w_2 comma",
            "w_3 comma",
            "dots.h.c comma",
            f"w_({count}) paren.r",
        )
        named = " ".join(f"{{{{ {part} : part{k} }}}}" for k, part in enumerate(parts))
        vector = typography.fitted(typography.formula(named, RULE_SIZE), 0.92 * self.panels_box.width)
        vector.move_to(self.panels_box.center)
        return [vector.select(f"part{k}") for k in range(len(parts))]


class Miniature(Plot):
    """A plot without axes that fills its box."""

    def __init__(self, box: Box, x_range: tuple[float, float], y_range: tuple[float, float]) -> None:
        super().__init__(box, x_range, y_range, grid=False)
        self.remove(self.lines, self.numbers, self.x_label, self.y_label)
        self.frame.stretch_to_fit_width(box.width).stretch_to_fit_height(box.height).move_to(box.center)
        self.frame.set_fill(palette.PANEL, 1)


class Panel(Group):
    """A small picture with walks in it that share one moment, counted in steps.

    Parameters
    ----------
    still
        What the walks are drawn on.
    plot
        What they are clipped to.
    walks
        Iterates in scene points, shape (k + 1, 3) each.
    colors
        One for each walk.
    ways
        Points from each iterate to the next, shape (k, m, 3) for each walk, if the walker does not
        go there straight; the straight line is then drawn when he has arrived.
    dots
        Radius of the dots at the iterates, in scene units.
    """

    def __init__(
        self,
        still: Group,
        plot: Plot,
        walks: Sequence[Floats],
        colors: Sequence[str],
        ways: Sequence[Floats] | None = None,
        dots: float = 0.05,
    ) -> None:
        self.moment = ValueTracker(0.0)
        self.steps = max(len(walk) for walk in walks) - 1
        super().__init__(still)
        for number, (walk, color) in enumerate(zip(walks, colors, strict=True)):
            way = walk if ways is None else np.concatenate([*ways[number][:, :-1], walk[-1:]])
            trail = Trail(walk, color=color, width=3, dots=dots, window=plot.frame)
            walker = Dots(walk[:1], color=color, radius=0.12, window=plot.frame)
            every = (len(way) - 1) // (len(walk) - 1)
            trail.add_updater(lambda trail, whole=ways is not None: trail.show_until(self.position(whole)))
            walker.add_updater(
                lambda walker, way=way, every=every: walker.set_points(at(way, every * self.position()))
            )
            self.add(trail, walker)
            if len(walks) > 1:
                side = np.sign(walk[-1, 0] - plot.frame.get_center()[0]) * RIGHT
                self.add(lettered(walker, "ABCD"[number], color, 0.38 * side))

    def position(self, whole: bool = False) -> float:
        """Return where along the iterates the walks are, or at which iterate they were last."""
        return stepwise(self.moment.get_value() // 1 if whole else self.moment.get_value())


def lettered(walker: Dots, letter: str, color: str, offset: Floats) -> Typst:
    """Return a walker's letter, which stays beside it."""
    label = typography.text(f"*{letter}*", typography.TICK, color)
    return label.add_updater(lambda label: label.move_to(walker.points[0] + offset), call_updater=True)


def curve_panel(
    box: Box, objective: Objective, highest: float, walks: Sequence[Descent], colors: Sequence[str]
) -> Panel:
    """Return walks on the graph of a function of one variable, up to a height."""
    low, high = (float(end) for end in objective.domain[0])
    x = np.linspace(low, high, 401)
    heights = objective.value(x[:, None])
    bottom = float(heights.min())
    plot = Miniature(box, (low, high), (bottom - 0.12 * (highest - bottom), highest))
    still = Group(plot, plot.polyline(x, heights, width=4))
    shares = np.linspace(0, 1, 33)
    nodes, ways = [], []
    for walk in walks:
        x = walk.points[:-1] + shares * np.diff(walk.points, axis=0)
        ways.append(plot.c2p(x, objective.value(x[..., None])))
        nodes.append(plot.c2p(walk.points[:, 0], walk.values))
    return Panel(still, plot, nodes, colors, ways)
