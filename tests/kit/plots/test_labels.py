"""Labels find places where they can be read."""

from __future__ import annotations

import numpy as np

from scenes.kit.plots.labels import behind_ends, outlined, overlap, roomiest


def test_the_roomiest_place_covers_no_line_and_is_far_from_what_is_held() -> None:
    label = outlined("plain")
    places = np.array([[x, 0.0, 0.0] for x in (-4, 0, 2, 4)])
    line = np.array([[4.0, y, 0.0] for y in np.linspace(-3, 3, 200)])
    held = np.array([[-3.0, 0.0, 0.0]])
    assert roomiest(label, places, line, held).tolist() == [2, 0, 0]


def test_names_of_curves_that_end_together_stand_side_by_side() -> None:
    names = [outlined(letter) for letter in "ABCD"]
    ends = [np.array([0.0, y, 0.0]) for y in (-1.5, 0.01, -1.5, 0.03)]
    behind_ends(names, ends)
    a, b, c, d = (name.get_center() for name in names)
    assert 0 < a[0] < c[0]
    assert 0 < b[0] < d[0]
    assert abs(a[1] - c[1]) < 0.05
    assert not any(overlap(names[0], name) for name in names[1:])
