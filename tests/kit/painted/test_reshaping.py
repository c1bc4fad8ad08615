"""What is painted in one picture goes to its place in another, or fades where it cannot."""

from __future__ import annotations

import numpy as np
from manim import FadeOut, Group, Square

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.painted.strokes import Stroke


def test_it_goes_there_and_is_seen_whole_on_its_way() -> None:
    first = Group(Stroke([[0, 0, 0], [1, 0, 0]], window=Square(0.1)), Dots([[0, 1, 0]], radius=0.1))
    second = Group(Stroke([[0, 2, 0], [3, 2, 0]], window=Square(9)), Dots([[4, 1, 0]], radius=0.3))
    animation = reshaped(first, second)
    animation.begin()
    animation.interpolate(0.5)
    line, dot = animation.mobject
    assert isinstance(line, Stroke)
    assert line.window is None
    np.testing.assert_allclose(line.points, [[0, 1, 0], [2, 1, 0]])
    np.testing.assert_allclose(dot.points, [[2, 1, 0]])
    assert second[0].window is not None


def test_where_the_points_are_others_the_one_fades_and_the_other_appears() -> None:
    first, second = Stroke(np.zeros((2, 3))), Stroke(np.zeros((3, 3)))
    leaving, coming = reshaped(first, second).animations  # type: ignore[attr-defined]
    assert isinstance(leaving, FadeOut)
    assert coming.mobject is second
