"""Points slide and squeeze along their axis, and their best line with them."""

from __future__ import annotations

import numpy as np

from gdmath import TEN_POINTS
from scenes.kit.plots.rescaled_data import RescaledData
from scenes.kit.style.layout import Box


def test_points_are_where_their_changed_feature_is_and_the_line_goes_along() -> None:
    plot = RescaledData(Box(-3, 3, -2, 2), TEN_POINTS)
    before = plot.line.points.copy()
    for shares in ((0.0, 0.0), (0.4, 0.0), (1.0, 0.0), (1.0, 1.0)):
        changed = TEN_POINTS.partly_standardized(*shares)
        plot.change(changed)
        np.testing.assert_allclose(plot.data.points, plot.c2p(changed.dataset.x[:, 0], TEN_POINTS.y))
        np.testing.assert_allclose(plot.line.points[:, 1], before[:, 1])  # the same line
        assert plot.x_range[0] < changed.dataset.x.min()
        assert changed.dataset.x.max() < plot.x_range[1]
