"""The question of the lecture, and a walker in fog who can feel nothing but the slope."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Group,
    Mobject,
    Succession,
    Typst,
    ValueTracker,
    Wait,
    smooth,
    there_and_back,
)

from gdmath import Descent, Objective, at, descend, from_function
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.fog import Fog, Ground
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke, Trail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.motion import draw, glide, stepwise

CURVE_POINTS = 401

FEEL, STEP = 0.8, 1.1
"""Seconds in which the first slopes are felt and the first steps taken: slow enough to be told apart."""

LONG_STEP = 0.8
"""Scene units across: in so long a step the tangent is lifted off the ground, in shorter ones less."""

QUIET = 0.45
"""Opacity of the rule's rows that are not being followed."""


def mountain(x: Any) -> Any:
    """Return the height of a mountainside with a high valley, a pass, and a deeper valley behind it."""
    summit = 2.9 * np.exp(-(((x - 1.0) / 1.5) ** 2))
    crossing = 2.0 * np.exp(-(((x - 6.0) / 0.95) ** 2))
    far_side = 1.9 * np.exp(-(((x - 10.7) / 1.3) ** 2))
    return summit + crossing + far_side + 0.24 * (8.2 - x) + 0.05 * np.sin(2.9 * x)


class Opening(Lesson):
    """Gradient descent is finding the way down in fog: feel the slope, step, repeat.

    Attributes
    ----------
    title, question
        What the title card says; the question a row for each string.
    rule
        What the walker does, a row for each string: feels, steps, repeats.
    objective
        A function of one variable, whose graph is the mountain.
    start
        Where the walker stands at first.
    learning_rate
        Positive.
    iterations
        How many steps are taken.
    sight
        How far one sees in the fog, in scene units.
    """

    title: str = "Gradient descent"
    question: tuple[str, ...] = ("How do you find the lowest point,", "when you cannot see where it lies?")
    rule: tuple[str, str, str] = ("Feel the slope.", "Take a step downhill.", "Repeat.")
    objective: Objective = from_function(mountain, (0.0, 10.0))
    start: float = 1.8
    learning_rate: float = 0.4
    iterations: int = 12
    sight: float = 2.1

    def setup(self) -> None:
        """Compute the whole descent, and build the mountain, the walker and the fog."""
        super().setup()
        self.descent: Descent = descend(
            self.objective, self.learning_rate, self.start, iterations=self.iterations
        )
        self.x = self.descent.points[:, 0]
        self.moment, self.clock = ValueTracker(0.0), ValueTracker(0.0)
        self.clearing, self.density = ValueTracker(0.0), ValueTracker(0.0)
        self.felt = ValueTracker(0.0)
        self.fit_to_frame()
        self.ground = Ground(self.on_curve(self.samples))
        self.trail = Trail(self.on_curve(self.x), between=self.curve_pieces(), dots=0.06)
        self.fog = Fog()
        self.tangent = Stroke(self.tangent_ends(), color=palette.GRADIENT, width=6)
        self.walker = Dots(self.on_curve(self.x[:1]), color=palette.POINT, radius=0.15)
        self.trail.add_updater(lambda trail: trail.show_until(stepwise(self.moment.get_value())))
        self.fog.add_updater(lambda fog: fog.put(self.walker_place(), *self.weather()))
        self.tangent.add_updater(lambda tangent: self.put_tangent(tangent))
        self.walker.add_updater(lambda walker: walker.set_points(self.walker_place()))

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.ask()
        self.stand_in_fog()
        self.walk_down()

    def height(self, x: Floats) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def fit_to_frame(self) -> None:
        """Let the domain span the frame from side to side, and leave room for words above and below."""
        low, high = self.objective.domain[0]
        self.x_range = float(min(low, self.x.min())), float(max(high, self.x.max()))
        self.samples = np.linspace(*self.x_range, CURVE_POINTS)
        heights = self.height(self.samples)
        self.y_range = float(heights.min()), float(heights.max())
        self.box = layout.whole_frame().inset(bottom=1.5, top=1.1)
        spans = (np.diff(self.x_range)[0], np.diff(self.y_range)[0])
        self.unit = np.array([self.box.width, self.box.height]) / spans

    def on_curve(self, x: Floats) -> Floats:
        """Return the scene points of the ground above x, shape (*x.shape, 3)."""
        across = self.box.left + (np.asarray(x) - self.x_range[0]) * self.unit[0]
        up = self.box.bottom + (self.height(x) - self.y_range[0]) * self.unit[1]
        return np.stack([across, up, np.zeros_like(up)], axis=-1)

    def current_x(self) -> Floats:
        """Return where the walker is at this moment, shape (1,)."""
        return at(self.x, stepwise(self.moment.get_value()))[None]

    def walker_place(self) -> Floats:
        """Return the walker's scene point, shape (1, 3)."""
        return self.on_curve(self.current_x())

    def curve_pieces(self) -> Floats:
        """Return the ground from each iterate to the next in scene points, shape (k, 17, 3)."""
        shares = np.linspace(0, 1, 17)
        return self.on_curve(self.x[:-1, None] + shares * np.diff(self.x)[:, None])

    def tangent_ends(self) -> Floats:
        """Return both ends of the tangent under the walker, as long on screen whatever its slope."""
        foot = self.walker_place()[0]
        slope = self.objective.gradient(self.current_x())[0]
        along = np.array([self.unit[0], slope * self.unit[1], 0.0])
        reach = 0.6 * self.sight * along / np.linalg.norm(along)
        return np.stack([foot - reach, foot + reach])

    def put_tangent(self, tangent: Stroke) -> None:
        """Lay the tangent under the walker; it is felt where he stands, not while he steps."""
        done, share = divmod(stepwise(self.moment.get_value()), 1)
        length = self.unit[0] * abs(float(at(self.x, done + 1) - at(self.x, done)))
        lifted = min(1.0, length / LONG_STEP) * min(1.0, 8 * share * (1 - share))
        tangent.set_points(self.tangent_ends()).set_opacity(1 - lifted)
        tangent.stroke_width = 6 + 5 * self.felt.get_value()

    def weather(self) -> tuple[float, float, float]:
        """Return how far one sees, how far the fog has drifted, and how dense it is."""
        return self.clearing.get_value(), self.clock.get_value(), self.density.get_value()

    def play_in_fog(self, *animations: Animation, run_time: float) -> None:
        """Play animations for so long, while the fog drifts on."""
        self.play(glide(self.clock, self.clock.get_value() + run_time, run_time), *animations)

    def ask(self) -> None:
        """Show the title, and then the question, in the fog."""
        self.add(self.fog)
        title = typography.text(self.title, 2 * typography.TITLE)
        question = typography.lines(*self.question, size=1.3 * typography.TITLE, align="center")
        self.card = Group(title, question).arrange(DOWN, buff=1.1).center()
        with self.beat("question"):
            thicken = glide(self.density, 1, 2.2, smooth)
            self.play_in_fog(thicken, later(0.6, FadeIn(title, run_time=1.8)), run_time=4.6)
            self.play_in_fog(FadeIn(question, shift=0.15 * UP, run_time=2), run_time=6.2)

    def stand_in_fog(self) -> None:
        """Let the ground be seen around the walker only, and its slope be felt."""
        self.words = self.words_in_the_sky()
        with self.beat("fog"):
            self.add(self.ground, self.trail, self.fog, self.card)
            appear = later(0.4, FadeIn(self.walker, run_time=1))
            clear = glide(self.clearing, self.sight, 2.4, smooth)
            self.play_in_fog(FadeOut(self.card, run_time=0.9), clear, appear, run_time=5.6)
            self.add(self.tangent, self.walker)
            feel = later(1.2, FadeIn(self.words[0], shift=0.15 * UP, run_time=1))
            self.play_in_fog(draw(self.tangent, run_time=1.5), feel, run_time=5)

    def walk_down(self) -> None:
        """Take two steps, one by one, then all the others; and let the fog lift over where they have led."""
        feel, step, repeat = self.words
        with self.beat("rule"):
            self.take_step(1, FadeIn(step, shift=0.15 * UP), dimmed(feel, QUIET))
            self.feel_slope()
            self.take_step(2, dimmed(step, 1), dimmed(feel, QUIET))
            self.feel_slope()
            rest = glide(self.moment, self.descent.iterations, 3.6)
            self.play_in_fog(FadeIn(repeat, shift=0.15 * UP), dimmed(step, 1), rest, run_time=4.3)
            self.lift_fog()

    def take_step(self, number: int, *words: Animation) -> None:
        """Go to an iterate in one step, and stand there."""
        self.play_in_fog(*words, glide(self.moment, number, STEP), run_time=STEP)
        self.play_in_fog(run_time=0.25)

    def feel_slope(self) -> None:
        """Point to the slope under the walker: the row of the rule, and the tangent, which swells."""
        feel, step, _ = self.words
        swell = glide(self.felt, 1, FEEL, there_and_back)
        self.play_in_fog(swell, dimmed(feel, 1), dimmed(step, QUIET), run_time=FEEL)

    def lift_fog(self) -> None:
        """Show the whole mountain, then name its valleys, and leave time to read."""
        lift = glide(self.clearing, 3 * layout.whole_frame().width, 2.8, smooth)
        thin = glide(self.density, 0, 2.8, smooth)
        self.tangent.clear_updaters()  # they would set the opacity that is to fade
        self.play_in_fog(lift, thin, FadeOut(self.tangent, run_time=0.8), run_time=2.8)
        valleys = self.valleys()
        self.add(valleys, self.walker)
        for valley in valleys:
            self.play(FadeIn(valley), run_time=0.8)
        self.hold(3.2)

    def words_in_the_sky(self) -> list[Typst]:
        """Return the rule's rows, at the top of the frame where there is most sky."""
        colors = (palette.GRADIENT, palette.STEP, palette.TEXT)
        rows = [
            typography.text(row, typography.TITLE, color)
            for row, color in zip(self.rule, colors, strict=True)
        ]
        block = Group(*rows).arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        frame = layout.frame()
        reach = float(block.width) / 2 + 0.3
        places = np.linspace(frame.left + reach, frame.right - reach, 41)
        across, up = self.ground.points[:, 0], self.ground.points[:, 1]
        peaks = [up[np.abs(across - place) <= reach].max() for place in places]
        block.move_to((float(places[np.argmin(peaks)]), frame.top - 0.2, 0.0), aligned_edge=UP)
        return rows

    def valleys(self) -> Group:
        """Return marks on where the walk has led, and on the deepest valley if that is another one."""
        known = self.objective.minima[:, 0]
        if len(known) == 0:
            return Group()
        reached = known[np.abs(known - self.x[-1]).argmin()]
        gap = float(self.height(reached) - self.height(known[0]))
        marks: list[Mobject] = [self.valley(float(reached), "a valley")]
        if gap > 0.02 * (self.y_range[1] - self.y_range[0]):
            marks.append(self.valley(float(known[0]), "a deeper one"))
        return Group(*marks)

    def valley(self, x: float, words: str) -> Group:
        """Return a ring at a minimum, and words below it, inside the ground."""
        place = self.on_curve(np.array([x]))
        ring = Dots(place, color=palette.MINIMUM, radius=0.24, ring=0.05)
        return Group(ring, typography.text(words).next_to(place[0], DOWN, buff=0.4))


def later(seconds: float, animation: Animation) -> Succession:
    """Return an animation that begins after so long."""
    return Succession(Wait(seconds), animation)


def dimmed(words: Typst, opacity: float) -> Animation:
    """Return the animation that takes words to an opacity."""
    builder: Any = words.animate
    return cast(Animation, builder.set_opacity(opacity).build())
