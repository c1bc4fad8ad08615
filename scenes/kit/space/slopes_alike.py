"""The slopes at both ends of a walk, each beside its ball: whether they tell one place from the other."""

from __future__ import annotations

from manim import LEFT, RIGHT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.plots.labels import plated
from scenes.kit.runs.run import Run
from scenes.kit.space.surface_marks import SurfaceBall
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import NumberFormat

BESIDE, RING = 0.25, 0.05
"""Scene units from a ball to its slope; width of the ring that stands where the walk began."""


def slopes_alike(ball: SurfaceBall, run: Run, slope: str) -> Group:
    """Return the slope at a run's start, beside a ring where the ball lay, and that at its end.

    They stand away from each other, for less of the ground is hidden then.

    Parameters
    ----------
    ball
        As it is seen now, so are they.
    run
        Whose ball it is.
    slope
        What slopes are called, as Typst mathematics.
    """
    slopes = run.series("slope")[run.shown[[0, -1]]]
    number_format = NumberFormat.of(slopes[:1], 2)
    places = ball.seen(*run.path[0]), ball.seen(*run.path[-1])
    ring = Dots([places[0]], palette.POINT, ball.radius, RING)
    told = Group(ring)
    sides = (RIGHT, LEFT) if places[1][0] < places[0][0] else (LEFT, RIGHT)
    for place, value, side in zip(places, slopes.tolist(), sides, strict=True):
        words = f"{slope} = {number_format.typst(value)}"
        label = plated(typography.formula(words, color=palette.GRADIENT))
        label[0].set_fill(palette.BACKGROUND, 1)  # on a bright ground the gradient's colour asks for it
        told.add(label.next_to(place, side, buff=ball.radius + BESIDE))
    return told
