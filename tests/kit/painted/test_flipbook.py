"""Pictures of pixels: where each pixel lies, what is between two pages, and how they come and go."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, parabola
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box
from tests.conftest import Canvas

BOX = Box(-2, 2, -1, 1)
RED, GREEN, BLUE, WHITE = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
CORNERS = np.array([[[RED, GREEN], [BLUE, WHITE]], [[GREEN, GREEN], [WHITE, WHITE]]])
PLACES = {(-1, 0.5): RED, (1, 0.5): GREEN, (-1, -0.5): BLUE, (1, -0.5): WHITE}


def test_rows_go_from_top_to_bottom_and_columns_from_left_to_right(canvas: Canvas) -> None:
    book = Flipbook(BOX, CORNERS, is_smooth=False)
    canvas.draw(book)
    for (x, y), color in PLACES.items():
        np.testing.assert_array_equal(canvas.at((x, y, 0.0)), 255 * color)
        np.testing.assert_array_equal(book.color_at(np.array([x, y, 0.0])), color)
    for beside in ((-2.1, 0.0, 0.0), (2.1, 0.0, 0.0), (0.0, 1.1, 0.0), (0.0, -1.1, 0.0)):
        np.testing.assert_array_equal(canvas.at(beside), 0)


def test_a_smooth_one_has_its_colours_at_the_middles_of_pixels_and_changes_between(canvas: Canvas) -> None:
    canvas.draw(Flipbook(BOX, CORNERS))
    for (x, y), color in PLACES.items():
        np.testing.assert_allclose(canvas.at((x, y, 0.0)), 255 * color, atol=10)
    np.testing.assert_allclose(canvas.at((0.0, 0.8, 0.0)), [127, 127, 0], atol=10)


def test_between_two_pages_both_are_seen(canvas: Canvas) -> None:
    book = Flipbook(BOX, CORNERS, is_smooth=False).turn_to(0.25)
    canvas.draw(book)
    np.testing.assert_allclose(canvas.at((-1, 0.5, 0.0)), [191, 64, 0], atol=1)
    np.testing.assert_array_equal(book.turn_to(9).color_at(np.array([-1, 0.5, 0])), GREEN)


def test_what_is_clear_and_what_fades_lets_the_ground_through(canvas: Canvas) -> None:
    half = np.array([[[[1.0, 1, 1, 0.5], [1, 1, 1, 0]]]])
    canvas.draw(Flipbook(BOX, half, is_smooth=False))
    np.testing.assert_allclose(canvas.at((-1, 0, 0.0)), 128, atol=1)
    np.testing.assert_array_equal(canvas.at((1, 0, 0.0)), 0)
    canvas.draw(Flipbook(BOX, CORNERS, is_smooth=False).fade(0.75))
    np.testing.assert_allclose(canvas.at((1, -0.5, 0.0)), 64, atol=1)


def test_it_is_drawn_from_left_to_right_and_goes_to_other_boxes(canvas: Canvas) -> None:
    book = Flipbook(BOX, CORNERS, is_smooth=False)
    canvas.draw(book.copy().pointwise_become_partial(book, 0.0, 0.25))
    np.testing.assert_array_equal(canvas.at((-1.5, 0.5, 0.0)), 255 * RED)
    np.testing.assert_array_equal(canvas.at((-0.5, 0.5, 0.0)), 0)
    canvas.draw(book.fill(Box(2, 6, 1, 3)))
    np.testing.assert_array_equal(canvas.at((3, 2.5, 0.0)), 255 * RED)


def test_it_follows_a_run() -> None:
    run = Run(descend(parabola(), 0.1, 1.0, iterations=3), eased=False)
    book = Flipbook(BOX, np.concatenate([CORNERS, CORNERS])).follow(run)
    for time in (0.0, 1.5, 3.0):
        run.clock.set_value(time)
        book.update()
        assert book.place == pytest.approx(run.position) == time
