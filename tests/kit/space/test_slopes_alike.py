"""The slopes at both ends of a walk stand beside the places where they are, and are true."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, gaussian_difference
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.slopes_alike import slopes_alike
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall
from scenes.kit.style.layout import Box


@pytest.mark.parametrize("start", [(1.2, -0.6), (-1.2, -0.6)])
def test_each_stands_beside_its_place_away_from_the_other(start: tuple[float, float]) -> None:
    objective = gaussian_difference()
    run = Run(descend(objective, 0.1, start, iterations=60))
    space = Space((-2, 2), (-2, 2), (-4, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=60)
    ball = SurfaceBall.of(run, HeightField(space, objective, (16, 16)))
    ring, *labels = slopes_alike(ball, run, "s")
    ends = run.path[[0, -1]]
    np.testing.assert_allclose(ring.points[0], ball.seen(*ends[0]))
    places = [ball.seen(*end) for end in ends.tolist()]
    for label, place, other in zip(labels, places, places[::-1], strict=True):
        if place[0] > other[0]:
            assert label.get_left()[0] > place[0] + ball.radius
        else:
            assert label.get_right()[0] < place[0] - ball.radius
        np.testing.assert_allclose(label.get_y(), place[1])
