"""The model of a line and its two numbers stand in the middle of their box, whatever its shape."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ManimColor

from scenes.kit.lessons.line_in_words import line_in_words
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


@pytest.mark.parametrize("box", [Box(1, 6, -3, 3), Box(-4, 4, -3, -1)])
def test_it_fills_the_middle_of_its_box(box: Box) -> None:
    rows = line_in_words(box)
    assert len(rows) == 3
    np.testing.assert_allclose(rows.get_center(), box.center, atol=1e-9)
    filled = rows.width / (0.9 * box.width), rows.height / (0.7 * box.height)
    assert max(filled) == pytest.approx(1.0)
    letters = rows[1].select("first_parameter"), rows[2].select("second_parameter")
    colors = [ManimColor(letter.family_members_with_points()[0].get_fill_color()) for letter in letters]
    assert colors == [palette.FIRST_PARAMETER, palette.SECOND_PARAMETER]
