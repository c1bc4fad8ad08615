"""What was learnt, on one picture: the rule, and under it what decides how it goes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, RIGHT, UP, FadeIn, Group, LaggedStart, Line, MathTypst, ValueTracker, smooth

from gdmath import Descent, Objective, descend, double_well, learning_rate_limit, parabola, quadratic_form
from scenes.kit import layout, palette, typography
from scenes.kit.contours import ContourMap
from scenes.kit.layout import Box
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots
from scenes.kit.motion import glide, stepwise
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.strokes import Trail

RULE_SIZE = 2 * typography.TITLE

SECONDS_PER_PANEL = 2.1


class Closing(Lesson):
    """The rule, its two parts by name, and five small descents that show what decides.

    Attributes
    ----------
    curve
        A function of one variable with one minimum, walked down at three learning rates.
    curve_start
        Where these three walks begin.
    rates
        The three learning rates, in shares of the largest at which the walk does not diverge.
    rate_steps
        How many steps these walks take.
    wells
        A function of one variable with two valleys.
    wells_starts
        Where the two walks in it begin.
    wells_rate, wells_steps
        Their learning rate, and how many steps they take.
    bowl
        A function of two variables, narrow across.
    bowl_start
        Where the walk in it begins.
    bowl_rate, bowl_steps
        Its learning rate, and how many steps it takes.
    weights
        How many weights the network has of which the last line speaks.
    """

    curve: Objective = parabola()
    curve_start: float = 2.6
    rates: tuple[float, float, float] = (0.02, 0.25, 1.06)
    rate_steps: int = 8
    wells: Objective = double_well()
    wells_starts: tuple[float, float] = (-0.45, 0.55)
    wells_rate: float = 0.003
    wells_steps: int = 25
    bowl: Objective = quadratic_form([[1, 0], [0, 14]])
    bowl_start: tuple[float, float] = (-3.6, 1.0)
    bowl_rate: float = 0.132
    bowl_steps: int = 30
    weights: int = 1_000_000_000

    def setup(self) -> None:
        """Compute all descents, and build the rule and a panel for each thing that was learnt."""
        super().setup()
        top, bottom = layout.frame().rows(1.1, 1)
        self.rule_box = top
        boxes = bottom.columns(*[1] * 5, gap=0.5)
        captions = (
            ("too small:", "it crawls"),
            ("just right:", "it arrives"),
            ("too large:", "it runs away"),
            ("the start decides", "the valley"),
            ("the shape decides", "the time"),
        )
        self.captions = [typography.lines(*rows, size=typography.TICK, align="center") for rows in captions]
        room = max(caption.height for caption in self.captions)
        for caption, box in zip(self.captions, boxes, strict=True):
            caption.move_to((float(box.center[0]), box.bottom + room, 0.0), aligned_edge=UP)
        inside = [box.inset(bottom=room + 0.25) for box in boxes]
        self.panels = [
            *(self.rate_panel(box, rate) for box, rate in zip(inside[:3], self.rates, strict=True)),
            self.wells_panel(inside[3]),
            self.bowl_panel(inside[4]),
        ]

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.write_rule()
        self.show_limits()
        self.say_farewell()

    def rate_panel(self, box: Box, share: float) -> Panel:
        """Return a walk down the curve at a learning rate, given as a share of the largest."""
        bend = self.curve.hessian(self.curve.minima[0])
        rate = share * learning_rate_limit(np.linalg.eigvalsh(bend))
        walk = descend(self.curve, rate, self.curve_start, iterations=self.rate_steps)
        highest = float(self.curve.value(self.curve.domain.T).min())
        return curve_panel(box, self.curve, highest, [walk], [palette.PATH])

    def wells_panel(self, box: Box) -> Panel:
        """Return the walks from both starts, each in the colour of its valley."""
        walks = [
            descend(self.wells, self.wells_rate, start, iterations=self.wells_steps)
            for start in self.wells_starts
        ]
        highest = 1.3 * max(float(walk.values[0]) for walk in walks)
        return curve_panel(box, self.wells, highest, walks, palette.BASINS[1:3])

    def bowl_panel(self, box: Box) -> Panel:
        """Return the walk across the map of a narrow bowl."""
        walk = descend(self.bowl, self.bowl_rate, self.bowl_start, iterations=self.bowl_steps)
        low, high = walk.points.min(axis=0), walk.points.max(axis=0)
        margin = 0.22 * (high - low)
        (left, right), (lower, upper) = np.stack([low - margin, high + margin], axis=1).tolist()
        plot = Miniature(box, (left, right), (lower, upper))
        heights = self.bowl.value(np.stack(np.meshgrid((left, right), (lower, upper)), axis=-1))
        land = ContourMap(plot, self.bowl.value, float(heights.max()) * np.linspace(0, 1, 8)[1:-1] ** 2)
        return Panel(Group(plot, land.bands, land.lines), plot, [plot.c2p(*walk.points.T)], [palette.PATH])

    def write_rule(self) -> None:
        """Write the rule, then name its two parts."""
        rule = typography.formula(
            "bold(w) <- bold(w) - {{ eta : rate }} thin {{ nabla L(bold(w)) : gradient }}", RULE_SIZE
        )
        rule.move_to(self.rule_box.center + 0.7 * UP)
        with self.beat("rule"):
            self.play(FadeIn(rule, shift=0.2 * UP, run_time=1.8))
            self.name_part(rule, "gradient", palette.GRADIENT, "which way")
            self.name_part(rule, "rate", palette.STEP, "how far")

    def name_part(self, rule: MathTypst, name: str, color: str, words: str) -> None:
        """Give a part of the rule its colour, and a name below."""
        part = rule.select(name)
        label = typography.text(words, typography.TITLE, color).next_to(rule, DOWN, buff=0.45)
        if label.width > part.width:
            label.align_to(part, RIGHT)
        else:
            label.match_x(part)
        foot = part.get_bottom() + 0.1 * DOWN
        tip = (float(foot[0]), float(label.get_top()[1]) + 0.08, 0.0)
        stem = Line(foot, tip, color=color, stroke_width=3)
        self.play(part.animate.set_color(color), FadeIn(stem, label, shift=0.15 * UP), run_time=1.2)
        self.hold(0.5)

    def show_limits(self) -> None:
        """Show each small descent as it is named."""
        with self.beat("limits"):
            for panel, caption in zip(self.panels, self.captions, strict=True):
                self.play(FadeIn(panel, caption), run_time=0.6)
                self.play(glide(panel.moment, panel.steps, SECONDS_PER_PANEL - 0.6, smooth))

    def say_farewell(self) -> None:
        """Write out how many directions a large network feels."""
        count = f"{self.weights:_}".replace("_", " thin ")
        parts = (
            "bold(w) = paren.l w_1 comma",
            "w_2 comma",
            "w_3 comma",
            "dots.h.c comma",
            f"w_({count}) paren.r",
        )
        vector = typography.formula(
            " ".join(f"{{{{ {part} : part{k} }}}}" for k, part in enumerate(parts)), typography.TITLE
        )
        vector.move_to((0.0, self.rule_box.bottom + 0.25, 0.0))
        appear = [FadeIn(vector.select(f"part{k}"), shift=0.15 * UP) for k in range(len(parts))]
        with self.beat("farewell"):
            self.play(LaggedStart(*appear, lag_ratio=0.7, run_time=5))


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
    """

    def __init__(
        self,
        still: Group,
        plot: Plot,
        walks: Sequence[Floats],
        colors: Sequence[str],
    ) -> None:
        self.moment = ValueTracker(0.0)
        self.steps = max(len(walk) for walk in walks) - 1
        super().__init__(still)
        for walk, color in zip(walks, colors, strict=True):
            trail = Trail(walk, color=color, width=2, dots=0.05, window=plot.frame)
            walker = Dots(walk[:1], color=color, radius=0.1, window=plot.frame)
            trail.add_updater(lambda trail: trail.show_until(self.position()))
            walker.add_updater(lambda walker, trail=trail: walker.set_points(trail.walked()[-1]))
            self.add(trail, walker)

    def position(self) -> float:
        """Return where along the iterates the walks are."""
        return stepwise(self.moment.get_value())


def curve_panel(
    box: Box, objective: Objective, highest: float, walks: Sequence[Descent], colors: Sequence[str]
) -> Panel:
    """Return walks on the graph of a function of one variable, up to a height."""
    low, high = (float(end) for end in objective.domain[0])
    x = np.linspace(low, high, 401)
    heights = objective.value(x[:, None])
    bottom = float(heights.min())
    plot = Miniature(box, (low, high), (bottom - 0.12 * (highest - bottom), highest))
    curve = plot.polyline(x, heights, width=4)
    return Panel(
        Group(plot, curve), plot, [plot.c2p(walk.points[:, 0], walk.values) for walk in walks], colors
    )
