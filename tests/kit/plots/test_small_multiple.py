"""Small multiples keep to their columns, their captions stand level, and their runs are in place."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Typst

from gdmath import SIX_POINTS, LinearRegression, descend, double_well, parabola
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.small_multiple import SmallMultiple, captioned_columns
from scenes.kit.runs.race import Race
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

BOX = Box(-6, 6, -3, 2)


def test_captions_begin_at_one_height_below_pictures_of_one_size() -> None:
    columns = captioned_columns(BOX, [("one row",), ("two", "rows"), ("of", "gyp")])
    pictures, captions = zip(*columns, strict=True)
    assert len({(round(picture.bottom, 9), round(picture.width, 9)) for picture in pictures}) == 1
    tops = [caption.get_top()[1] for caption in captions]
    assert tops == pytest.approx([tops[0]] * 3)
    assert min(caption.get_bottom()[1] for caption in captions) >= BOX.bottom - 1e-6
    for picture, caption in columns:
        assert caption.get_center()[0] == pytest.approx(picture.center[0])
        assert caption.get_top()[1] < picture.bottom
    assert (pictures[0].left, pictures[-1].right) == pytest.approx((BOX.left, BOX.right))


def points_of(panel: SmallMultiple) -> list[Dots]:
    """Return the moving points: single full dots."""
    return [part for part in panel if isinstance(part, Dots) and not part.ring]


def test_a_run_stands_on_the_small_curve_and_the_picture_fills_its_box() -> None:
    (box, caption), *_ = captioned_columns(BOX, [("one",), ("other",)])
    run = Run(descend(parabola(), 0.1, 4.0, iterations=5))
    panel = SmallMultiple.of_curve(box, caption, parabola(), [run], highest=25.0)
    plot, (point,) = panel[0], points_of(panel)
    assert (plot.width, plot.height) == pytest.approx((box.width, box.height))
    assert not [
        part for part in panel if isinstance(part, Typst) and part is not caption
    ]  # no name, no letter
    for time in (0.0, 2.0, 5.0):
        run.clock.set_value(time)
        point.update()
        x = run.path[int(time), 0]
        share = (x + 5) / 10, (x**2 + 3) / 28  # 0.12 * 25 is left below
        np.testing.assert_allclose(point.points[0, 0], box.left + share[0] * box.width)
        np.testing.assert_allclose(point.points[0, 1], box.bottom + share[1] * box.height)


def test_named_runs_have_their_letters_on_the_outer_side() -> None:
    (box, caption), *_ = captioned_columns(BOX, [("one",), ("other",)])
    pair = Race(
        {letter: descend(double_well(), 0.003, x, iterations=25) for letter, x in (("A", -1), ("B", 1))}
    )
    panel = SmallMultiple.of_curve(box, caption, double_well(), pair, highest=120.0)
    pair.clock.set_value(25.0)
    panel.update()
    letters = [part for part in panel if isinstance(part, Typst) and part is not caption]
    (left, right), (first, second) = letters, points_of(panel)
    assert left.get_center()[0] < first.points[0, 0] < second.points[0, 0] < right.get_center()[0]


def test_the_map_of_a_cost_holds_the_run_and_the_best_line() -> None:
    (box, caption), *_ = captioned_columns(BOX, [("one",), ("other",)])
    cost = LinearRegression(SIX_POINTS)
    run = Run(descend(cost, 0.04, (3.0, -1.0), iterations=4000), shown=[0, 1, 10, 4000])
    panel = SmallMultiple.of_cost(box, caption, cost, [run])
    ring = next(part for part in panel if isinstance(part, Dots) and part.ring)
    (point,) = points_of(panel)
    assert box.left < point.points[0, 0] < box.right
    assert box.bottom < point.points[0, 1] < box.top
    run.clock.set_value(3.0)
    point.update()
    np.testing.assert_allclose(point.points, ring.points, atol=1e-6)  # there after 4000 steps
