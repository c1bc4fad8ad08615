"""A walker on a mountain in fog, who feels the slope and goes down: how a lecture begins and ends."""

from __future__ import annotations

from manim import Animation, FadeIn, Mobject

from gdmath import Objective, Schedule, descend, gradient_descent, mountainside
from scenes.kit.lessons.attribute_checks import check_moves, check_objective, check_schedule, check_start
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.weather import Weather
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style import layout


class FogLesson(Lesson):
    """A lesson in which the same walker goes down the same mountain, and sees only what is near.

    Attributes
    ----------
    objective
        A function of one variable, whose graph is the mountain.
    start
        Where the walker stands at first.
    learning_rate
        Positive, or a schedule.
    iterations
        How many steps are taken.
    sight
        How far one sees in the fog, in scene units.
    """

    objective: Objective = mountainside()
    start: float = 1.8
    learning_rate: float | Schedule = 0.4
    iterations: int = 12
    sight: float = 2.1
    shapes = (layout.Shape.WIDE,)

    def setup(self) -> None:
        """Compute the whole walk."""
        super().setup()
        check_objective(self.objective, variables=1)
        check_start("start", self.start)
        check_schedule("learning_rate", self.learning_rate)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.iterations)
        check_moves(descent, self.objective)
        self.walk = Run(descent)

    def stand_on(self, mountain: RunView) -> None:
        """Let fog lie over the mountain where the walk is seen."""
        self.weather = Weather(self.walk, mountain)

    def play_in_fog(self, *animations: Animation, run_time: float) -> None:
        """Play animations for so long, while the fog drifts on."""
        self.play(self.weather.drift(run_time), *animations)

    def return_to_fog(self, *shown: Mobject, said: Mobject, density: float) -> None:
        """Let fog close over all that is on the screen; after a breath it opens again, over something else.

        Parameters
        ----------
        shown
            What is then seen, around the walk's point, in fog that has grown thinner.
        said
            Words that come before the fog opens, and stay.
        density
            How thick that fog stays.
        """
        self.weather.density.set_value(0)
        self.weather.sight.set_value(0)
        covered, fog = list(self.mobjects), self.weather.fog
        self.add(fog.update())
        self.play_in_fog(self.weather.thicken(1, 1.1), run_time=1.1)
        self.remove(*covered, fog).add(*shown, fog)
        self.play_in_fog(FadeIn(said, run_time=0.6), run_time=0.6)
        lift = self.weather.thicken(density, 1.6), self.weather.clear(self.sight, 1.4)
        self.play_in_fog(*lift, run_time=1.6)
