"""A spring hangs between its two ends, with as many turns however far it is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.spring import RADIUS, TURNS, Spring


@pytest.mark.parametrize("length", [0.3, 1.0, 4.0])
def test_it_leads_from_end_to_end_and_keeps_its_turns(length: float) -> None:
    spring = Spring([1, 2, 0], [1, 1, 0]).put([1, 2, 0], [1, 2 - length, 0])
    np.testing.assert_allclose(spring.points[[0, -1]], np.array([[1.0, 2.0, 0.0], [1.0, 2.0 - length, 0.0]]))
    aside = spring.points[:, 0] - 1
    assert np.abs(aside).max() == pytest.approx(RADIUS, rel=0.02)
    signs = np.sign(aside[np.abs(aside) > 0.5 * RADIUS])
    assert np.count_nonzero(np.diff(signs)) == 2 * TURNS - 1


def test_no_length_is_a_point() -> None:
    assert np.isfinite(Spring([0, 0, 0], [0, 0, 0]).points).all()
