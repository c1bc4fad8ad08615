"""What is tried moves one parameter, and comes back to the start exactly."""

from __future__ import annotations

from scenes.kit.runs.trial import Trial


def test_one_parameter_is_moved_and_comes_back() -> None:
    trial = Trial((3.0, -1.0))
    for change, reached in ((0.5, [3.0, -0.5]), (0.0, [3.0, -1.0])):
        animation = trial.move(1, change, run_time=1)
        animation.begin()
        animation.interpolate(1.0)
        assert trial.point.tolist() == reached
