"""Ways to move: exact at both ends."""

from __future__ import annotations

import pytest

from scenes.kit.painted.marks import Dots
from scenes.kit.style.motion import Swell


def test_what_swells_ends_as_it_was() -> None:
    dot = Dots([[0, 0, 0]], radius=0.1)
    swell = Swell(dot, "radius", by=0.5, times=2, run_time=1)
    swell.begin()
    for alpha, radius in ((0.0, 0.1), (0.25, 0.15), (0.5, 0.1), (0.75, 0.15), (1.0, 0.1)):
        swell.interpolate(alpha)
        assert dot.radius == pytest.approx(radius)
