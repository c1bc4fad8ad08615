"""Labels find places where they can be read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import Rectangle

from scenes.kit.plots.labels import (
    around,
    behind_ends,
    below_one_another,
    beside,
    holds,
    in_emptiest_place,
    large_number,
    line_key,
    outlined,
    overlap,
    roomiest,
    with_leader,
)
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box


def test_words_stand_below_one_another_no_wider_than_their_box() -> None:
    box = Box(1.0, 4.0, -3.0, 2.0)
    texts = below_one_another(box, [("a long reason that takes two rows", "#ff0000"), ("short", "#00ff00")])
    assert texts[0].get_top()[1] == pytest.approx(box.top)
    assert texts[0].get_bottom()[1] > texts[1].get_top()[1]
    assert texts[0].height > 1.5 * texts[1].height
    assert all(text.get_left()[0] == pytest.approx(box.left) and text.width <= box.width for text in texts)
    assert below_one_another(box, []) == []


def test_a_number_stands_large_above_what_it_counts() -> None:
    label, below = large_number("500 steps a second"), typography.text("steps a second")
    assert below.width <= label.width < 1.05 * below.width
    assert label.height > 2.5 * below.height


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


def test_the_emptiest_place_of_a_frame_is_taken() -> None:
    frame, note = Rectangle(width=6.0, height=3.0), typography.text("a note", typography.LABEL)
    x = np.linspace(-3, 3, 300)
    falling = np.stack([x, -x / 2, 0 * x], axis=-1)  # from the upper left to the lower right
    in_emptiest_place(note, frame, falling)
    assert note.get_center()[0] > 1
    assert note.get_center()[1] > 0.5
    assert holds(frame, note)
    rising = falling * [1, -1, 1]
    in_emptiest_place(note, frame, rising)
    half = np.array([note.width, note.height]) / 2
    assert not (np.abs(rising - note.get_center())[:, :2] < half).all(axis=1).any()


def test_a_key_shows_the_line_that_it_names() -> None:
    key: Any = line_key("exact", palette.MINIMUM)
    line, name = key
    assert line.ends[0, 0] < name.get_left()[0]
    assert line.ends[0, 1] == name.get_left()[1]


def test_a_label_stands_beside_its_place_where_there_is_more_room() -> None:
    frame, label = Rectangle(width=6.0, height=3.0), outlined("here")
    beside(label, np.array([-1.0, 0.5, 0.0]), frame, 0.5)
    assert label.get_left()[0] == pytest.approx(-0.5)
    beside(label, np.array([1.0, 0.5, 0.0]), frame, 0.5)
    assert label.get_right()[0] == pytest.approx(0.5)


def test_points_around_a_place_lie_within_the_radius() -> None:
    place = np.array([1.0, 2.0, 0.0])
    away = np.linalg.norm(around(place, 0.9) - place, axis=1)
    assert away.max() == pytest.approx(0.9)
    assert away.min() == pytest.approx(0.3)


@pytest.mark.parametrize("x", [-3.0, 3.0])
def test_a_leader_goes_from_the_side_of_its_label_to_the_place(x: float) -> None:
    line: Any
    line, label = with_leader(Rectangle(width=2, height=1), np.array([x, 1.0, 0.0]))
    np.testing.assert_allclose(line.ends, [[x, 1.0, 0.0]])
    np.testing.assert_allclose(line.starts, [[np.copysign(1.0, x), 0.0, 0.0]], atol=1e-9)
    assert isinstance(label, Rectangle)
