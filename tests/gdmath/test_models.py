"""Models predict for their data, or for any other rows of features."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TWO_FEATURES, Dataset, LinearRegression, LogisticRegression, Model

SIGNS = Dataset(TWO_FEATURES.x, np.array([1.0, 0, 1, 0, 0, 1]), ("a", "b"), "positive")
MODELS: list[Model] = [LinearRegression(TWO_FEATURES), LogisticRegression(SIGNS)]
PLANE = np.array([0.5, -2.0, 1.0])


@pytest.mark.parametrize("model", MODELS)
def test_predictions_for_the_datas_own_rows_are_those_without_rows(model: Model) -> None:
    rows = model.dataset.x
    np.testing.assert_array_equal(model.predict(PLANE, rows), model.predict(PLANE))
    np.testing.assert_allclose(model.residuals(PLANE), model.dataset.y - model.predict(PLANE))


def test_a_plane_at_other_rows() -> None:
    assert MODELS[0].predict(PLANE, [(0, 0), (2, 1)]).tolist() == [1.0, 0.0]
