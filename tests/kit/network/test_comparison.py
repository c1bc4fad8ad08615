"""A prediction and its goal stand side by side, each with its name below, and the error lies over the one."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.network.comparison import PredictionBesideGoal
from scenes.kit.network.learnt import learnt_mountain
from scenes.kit.style import typography
from scenes.kit.style.layout import Box

LEARNT = learnt_mountain()
BOX = Box(-6, 1, -2, 2)


@pytest.fixture(scope="module")
def pictures() -> PredictionBesideGoal:
    return PredictionBesideGoal(BOX, LEARNT, LEARNT.run(), ["prediction", "goal", "error"])


def test_both_stand_on_one_line_within_their_box(pictures: PredictionBesideGoal) -> None:
    drawing, goal = pictures.drawing, pictures.goal
    assert drawing.get_bottom()[1] == pytest.approx(goal.get_bottom()[1])
    assert drawing.get_right()[0] < goal.get_left()[0]
    assert goal.width / goal.height == pytest.approx(drawing.width / drawing.height)
    for name, picture in zip(pictures.names, (drawing, goal, drawing), strict=True):
        assert name.get_center()[0] == pytest.approx(picture.get_center()[0])
        assert name.get_top()[1] < picture.get_bottom()[1]
        assert name.get_bottom()[1] >= BOX.bottom
        assert name.font_size == pytest.approx(typography.BODY)


def test_the_errors_lie_over_the_drawing(pictures: PredictionBesideGoal) -> None:
    np.testing.assert_allclose(pictures.errors.points, pictures.drawing.points)
