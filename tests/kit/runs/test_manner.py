"""What a walk does is told by its heights alone."""

from __future__ import annotations

import doctest

import numpy as np

from scenes.kit.runs import manner as module
from scenes.kit.runs.manner import manner


def test_examples() -> None:
    assert doctest.testmod(module).failed == 0


def test_heights_without_end_run_away_and_rounding_is_no_jump() -> None:
    assert manner([4, np.inf], least=1) == "runs away"
    assert manner([4, 1, 1 + 1e-9], least=1) == "comes down"
