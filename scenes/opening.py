"""A machine's error shrinks before our eyes; then the question, and a walker in fog who feels the slope."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Animation, FadeIn, FadeOut, Group, Typst

from scenes import kit
from scenes.kit import draw, layout, palette, typography

FEEL, STEP = 0.8, 1.1
"""Seconds in which the first slopes are felt and the first steps taken: slow enough to be told apart."""

QUIET = 0.8
"""Opacity of the rule's rows that are not being followed."""

ERROR, LEARNING = 0.2, 4.4
"""Seconds in which the machine's drawing is nothing but error, and in which it becomes the mountain."""


class Opening(kit.FogLesson):
    """Gradient descent is finding the way down in fog: feel the slope, step, repeat.

    Attributes
    ----------
    learnt
        The record of the network that draws the first picture.
    """

    words = {
        "title": "Gradient descent",
        "question": "How do you find the lowest point,\nwhen you cannot see where it lies?",
        "feel": "Feel the slope.",
        "step": "Take a step downhill.",
        "repeat": "Repeat.",
        "valley": "a valley",
        "deeper": "a deeper one",
    }
    learnt: kit.LearntPicture = kit.learnt_mountain()

    def setup(self) -> None:
        """Build the mountain, the walker and the fog."""
        super().setup()
        self.plot = kit.Mountainside(self.objective, self.walk.path)
        self.stand_on(self.plot)
        self.trail = kit.Trail.of(self.walk, self.plot, dots=0.06)
        self.tangent = kit.Tangent.of(
            self.walk, self.plot, 0.6 * self.sight, lifted=True, width=6, outlined=True
        )
        self.walker = kit.Dots.of(self.walk, self.plot, radius=0.15)

    def construct(self) -> None:
        """Let the error shrink, ask the question, stand in the fog, and walk down until it lifts."""
        self.ask()
        self.stand_in_fog()
        self.walk_down()
        self.lift_fog()

    def ask(self) -> None:
        """Let a network's drawing become the mountain, and ask the question in front of it."""
        title = typography.text(typography.as_is(self.word("title")), 2 * typography.TITLE)
        rows = map(typography.as_is, self.word("question").splitlines())
        question = typography.lines(*rows, size=1.3 * typography.TITLE, align="center")
        self.card = Group(title, question).arrange(DOWN, buff=0.9).center()
        for words in self.card:  # they stand on a picture
            words.set_stroke(palette.OUTLINE, width=6, background=True)
        learning = self.learnt.run()
        self.drawing = kit.NetworkDrawing(layout.whole_frame(), self.learnt).follow(learning)
        self.add(self.drawing)
        with self.beat("question"):
            self.hold(ERROR)
            self.play(learning.advance(run_time=LEARNING), kit.later(1.6, FadeIn(title, run_time=1.2)))
            self.add(self.weather.fog, self.card[0])
            asked = kit.later(1, FadeIn(question, shift=0.15 * UP, run_time=1.2))
            self.play_in_fog(self.weather.thicken(1, 4.5), asked, run_time=4.8)

    def stand_in_fog(self) -> None:
        """Let the ground be seen around the walker only, and its slope be felt."""
        self.rule = self.rule_in_the_sky()
        self.remove(self.drawing)  # behind thick fog
        with self.beat("fog"):
            self.add(self.plot.ground, self.trail, self.weather.fog, self.card)
            appear = kit.later(0.4, FadeIn(self.walker, run_time=1))
            clear = self.weather.clear(self.sight, 2)
            self.play_in_fog(FadeOut(self.card, run_time=0.7), clear, appear, run_time=3)
            self.add(self.tangent, self.walker)
            self.play_in_fog(draw(self.tangent, run_time=1.5), run_time=2)
            swells = kit.Swell(self.tangent, "stroke_width", by=0.5, run_time=2.4)
            self.play_in_fog(swells, run_time=2.4)

    def walk_down(self) -> None:
        """Take two steps, one by one, then all the others."""
        feel, step, repeat = self.rule
        with self.beat("rule"):
            self.feel_slope(FadeIn(feel, shift=0.15 * UP))
            self.take_step(1, FadeIn(step, shift=0.15 * UP), kit.dimmed(feel, QUIET))
            self.feel_slope(kit.dimmed(feel, 1), kit.dimmed(step, QUIET))
            self.take_step(2, kit.dimmed(step, 1), kit.dimmed(feel, QUIET))
            self.feel_slope(kit.dimmed(feel, 1), kit.dimmed(step, QUIET))
            rest = self.walk.advance(run_time=3.3)
            self.play_in_fog(FadeIn(repeat, shift=0.15 * UP), kit.dimmed(step, 1), rest, run_time=3.7)

    def take_step(self, number: int, *words: Animation) -> None:
        """Go to an iterate in one step, and stand there."""
        self.play_in_fog(*words, self.walk.advance(number, STEP), run_time=STEP)
        self.play_in_fog(run_time=0.25)

    def feel_slope(self, *words: Animation) -> None:
        """Point to the slope under the walker: the tangent swells, while words come or go."""
        swell = kit.Swell(self.tangent, "stroke_width", by=0.5, run_time=FEEL)
        self.play_in_fog(swell, *words, run_time=FEEL)

    def lift_fog(self) -> None:
        """Show the whole mountain, and name the valley that was reached and the one that was not."""
        lift, thin = self.weather.clear(3 * layout.whole_frame().width, 2.8), self.weather.thicken(0, 2.8)
        self.tangent.clear_updaters()  # they would set the opacity that is to fade
        valleys = kit.reached_valleys(self.plot, self.walk, (self.word("valley"), self.word("deeper")))
        with self.beat("twist"):
            self.play_in_fog(lift, thin, FadeOut(self.tangent, run_time=0.8), run_time=2.8)
            for valley in valleys:
                self.add(valley, self.walker)
                self.play(FadeIn(valley), run_time=0.8)
                self.hold(0.6)
            self.play(*(FadeOut(row) for row in self.rule))
        self.carried = self.walker

    def rule_in_the_sky(self) -> list[Typst]:
        """Return the rule's rows, at the top of the frame where there is most sky."""
        colors = {"feel": palette.GRADIENT, "step": palette.STEP, "repeat": palette.TEXT}
        rows = [  # outlined, for lit fog is behind them
            kit.outlined(self.word(name), color).scale(typography.TITLE / typography.LABEL)
            for name, color in colors.items()
        ]
        self.plot.put_in_sky(Group(*rows).arrange(DOWN, buff=0.35, aligned_edge=LEFT))
        return rows
