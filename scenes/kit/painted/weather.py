"""Fog around the point of a run, and the animations that change it."""

from __future__ import annotations

from manim import Animation, ValueTracker, smooth

from scenes.kit.painted.fog import Fog
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.style.motion import glide


class Weather:
    """Fog that drifts, with a clearing that goes along with a run's point.

    At first there is no fog, and no clearing in it.

    Parameters
    ----------
    run
        Whose point stands in the clearing.
    view
        Where the run is seen.

    Attributes
    ----------
    fog
        What is drawn, in front of all that it hides.
    """

    def __init__(self, run: Run, view: RunView) -> None:
        self.sight, self.drifted, self.density = (ValueTracker(0.0) for _ in range(3))
        self.fog = Fog()
        self.fog.add_updater(
            lambda fog: fog.put(
                view.place(run),
                self.sight.get_value(),
                self.drifted.get_value(),
                self.density.get_value(),
            )
        )

    def drift(self, seconds: float) -> Animation:
        """Return the animation in which the fog drifts on for so long: play it along with every other one."""
        return glide(self.drifted, self.drifted.get_value() + seconds, seconds)

    def thicken(self, density: float, run_time: float) -> Animation:
        """Return the animation that makes the fog as dense as told: 0 for none, 1 for thick fog."""
        return glide(self.density, density, run_time, smooth)

    def clear(self, sight: float, run_time: float) -> Animation:
        """Return the animation that lets one see so far from the run's point, in scene units."""
        return glide(self.sight, sight, run_time, smooth)
