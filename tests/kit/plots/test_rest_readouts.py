"""Numbers beside a point that hardly moves are those of its walk."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, gaussian_difference
from scenes.kit.plots.rest_readouts import rest_readouts
from scenes.kit.runs.run import Run


@pytest.mark.parametrize("step", [0, 20, 60])
def test_step_slope_and_way_are_those_of_the_walk(step: int) -> None:
    objective = gaussian_difference()
    walk = descend(objective, 0.1, (2.6, -1.7), iterations=60)
    run = Run(walk)
    rows = rest_readouts(run, 0.013, "k", "s", "m").submobjects
    run.clock.set_value(step)
    written = [row.submobjects[-1].update().written for row in rows]
    slope = float(np.linalg.norm(objective.gradient(walk.points[step])))
    moved = float(np.linalg.norm(walk.points[step] - walk.points[0]))
    assert written == ["0.1", str(step), f"{slope:.4f}", f"{moved:.3f}"]
