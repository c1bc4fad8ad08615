"""A descent's large steps: it jumps from point to point of the surface, straight through the air."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from gdmath import at
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import palette


def jumped(surface: HeightField, path: Floats, positions: Floats) -> Floats:
    """Return world points, shape (n, 3), at positions along a path that is straight between its iterates."""
    return at(surface.lift(path[:, 0], path[:, 1]), positions)


def jumps_of(
    run: Run, surface: HeightField, radius: float, width: float = 4.5
) -> tuple[JumpTrail, JumpingBall]:
    """Return trail and ball of a run that jumps, the trail in the colour of steps."""
    trail = JumpTrail.of(run, surface, width=width).set_color(palette.STEP)
    return trail, JumpingBall.of(run, surface, radius=radius)


class JumpTrail(SurfaceTrail):
    """The path of a descent as its steps are: straight in space from iterate to iterate."""

    def _between(self, first: float, last: float) -> Floats:
        low, high = max(first, self.shown[0] * self.until), min(last, self.shown[1] * self.until)
        if low > high:
            return np.empty((0, 3))
        inner = np.arange(np.floor(low) + 1, np.ceil(high))
        return jumped(self.surface, self.iterates, np.concatenate([[low], inner, [high]]))


class JumpingBall(SurfaceBall):
    """A ball that jumps with each step, and lies on the surface where it lands."""

    @classmethod
    def of(cls, run: Run, surface: HeightField, **kwargs: Any) -> Self:
        """Return the ball of a run, in its colour: it is where the run is at its clock."""
        ball = super().of(run, surface, **kwargs)
        return ball.add_updater(lambda jumping: jumping.jump(run), call_updater=True)

    def jump(self, run: Run) -> Self:
        """Be above the surface where a run's step is at its clock."""
        over = jumped(self.surface, run.path, np.array([run.position]))[0]
        self.air = float(np.nan_to_num(over[2] - self.foot[2]))
        return self

    def set_xy(self, x: float, y: float) -> Self:
        """Lie at a point of the space's floor."""
        self.air = 0.0
        return super().set_xy(x, y)
