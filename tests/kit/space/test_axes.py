"""A space's numbers and labels stay readable from everywhere: in the panel, apart, and clear of the box."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import numpy as np
import pytest
from manim import FadeIn, FadeOut, Scene

from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import DEEPEST, Placed, Space
from scenes.kit.space.box_lines import seen_box
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from tests.conftest import Canvas

PANEL = Box(-6, 6, -3.6, 3.6)
VIEWS = list(product(range(-180, 180, 12), (10, 28, 50, 80)))


@pytest.fixture(scope="module")
def space() -> Space:
    return Space((-12, 8), (-20, 20), (0, 1000), PANEL)


def box_of(placed: Placed) -> tuple[Floats, Floats]:
    return placed.center - placed.label.half, placed.center + placed.label.half


def test_coordinates_become_world_points() -> None:
    space = Space((0, 10), (-1, 1), (5, 7), PANEL, size=(2, 1, 1.5))
    assert space.c2p(0, -1, 5).tolist() == [-1, -0.5, 0]
    assert space.c2p(10, 1, 7).tolist() == [1, 0.5, 1.5]
    assert space.c2p(np.zeros((3, 1)), np.zeros(4), 6).shape == (3, 4, 3)
    assert space.project(3, 0, 6) == pytest.approx(space.view.project(space.c2p(3, 0, 6)))


def test_the_view_comes_first(space: Space) -> None:
    assert space.submobjects[0] is space.view


def test_labels_stay_in_the_panel(space: Space) -> None:
    for azimuth, elevation in VIEWS:
        space.view.turn_to(azimuth, elevation)
        low, high = (np.array(ends) for ends in zip(*map(box_of, space.axes.placed_labels()), strict=True))
        assert low.min(axis=0)[0] >= PANEL.left
        assert low.min(axis=0)[1] >= PANEL.bottom
        assert high.max(axis=0)[0] <= PANEL.right
        assert high.max(axis=0)[1] <= PANEL.top


def test_no_label_covers_another(space: Space) -> None:
    for azimuth, elevation in VIEWS:
        space.view.turn_to(azimuth, elevation)
        seen = [placed for placed in space.axes.placed_labels() if placed.opacity > 0.3]
        for one, other in combinations(seen, 2):
            apart = np.abs(one.center - other.center) >= one.label.half + other.label.half - 1e-9
            assert apart.any(), (azimuth, elevation)


def test_labels_are_clear_of_the_box(space: Space) -> None:
    """So the surface, which is painted over them, never covers one."""
    inside = space.c2p(*np.meshgrid(*np.linspace([-12, -20, 0], [8, 20, 1000], 9).T)).reshape(-1, 3)
    for azimuth, elevation in VIEWS:
        box = space.view.turn_to(azimuth, elevation).project(inside)[:, :2]
        for placed in space.axes.placed_labels():
            low, high = box_of(placed)
            assert not ((box > low) & (box < high)).all(axis=1).any(), (azimuth, elevation)


@pytest.mark.parametrize("azimuth", [-90, -55, 0, 45, 90, 135, 180])
def test_all_axes_are_labelled_where_a_lesson_may_rest(space: Space, azimuth: float) -> None:
    space.view.turn_to(azimuth, 28)
    names = {id(name) for name in space.axes.names}
    placed_names = [placed for placed in space.axes.placed_labels() if id(placed.label) in names]
    assert len(placed_names) == 3
    assert all(placed.opacity == 1 for placed in placed_names)


def test_labels_fade_and_never_jump(space: Space) -> None:
    """A label that appears or goes does so at next to no opacity."""

    def opacities(azimuth: float) -> dict[int, float]:
        space.view.turn_to(azimuth, 28)
        totals: dict[int, float] = {}
        for placed in space.axes.placed_labels():
            totals[id(placed.label)] = totals.get(id(placed.label), 0.0) + placed.opacity
        return totals

    steps = [opacities(azimuth) for azimuth in np.arange(-100, 100, 0.25)]
    for before, after in pairwise(steps):
        for label in before.keys() | after.keys():
            assert abs(before.get(label, 0.0) - after.get(label, 0.0)) < 0.25


def test_the_axes_are_seen(space: Space, canvas: Canvas) -> None:
    space.view.turn_to(-55, 28)
    canvas.draw(space)
    assert canvas.at(space.project(0, 0, 0)).any()
    assert not canvas.at((-6.8, -3.8, 0)).any()
    foot = space.project(-2.0, -20.0, 0.0)
    assert canvas.at(foot).sum() > 1.5 * canvas.at(space.project(-2.0, 1.0, 0.0)).sum()


def test_fading_in_the_whole_space(space: Space) -> None:
    scene = Scene()
    scene.add(space)
    for animation, end in ((FadeIn(space), 1.0), (FadeOut(space), 0.0)):
        animation.begin()
        animation.interpolate(1)
        assert space.axes.opacity == pytest.approx(end)
    space.axes.set_opacity(1)


@pytest.mark.parametrize("limits", [(1.7e9, 1.7001e9), (0.5, 0.50001), (0.0, 4.5e10), (-1e-5, 1e-5)])
def test_numbers_on_an_axis_differ(limits: tuple[float, float]) -> None:
    for labels in Space(limits, limits, limits, PANEL).axes.numbers:
        outlines = {b"".join(path.tobytes() for path in label.subpaths) for label in labels}
        assert len(outlines) == len(labels) >= 2


def test_a_copy_looks_through_its_own_view(space: Space) -> None:
    clone = space.copy()
    assert clone.axes.view is clone.view
    assert clone.view is not space.view


@pytest.mark.parametrize("limits", [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_impossible_ranges_are_refused(limits: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="The z range"):
        Space((0, 1), (0, 1), limits, PANEL)


def test_a_panel_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        Space((0, 1), (0, 1), (0, 1), Box(0, 1, 0, 1))


def test_the_axis_of_heights_shows_which_height_has_which_colour(canvas: Canvas) -> None:
    space = Space((0, 1), (0, 1), (-40, 100), PANEL, size=(2, 2, 2), elevation=5, numbered_from=0)
    canvas.draw(space.axes)
    seen_edges = seen_box(space.view, space.axes.ticks, space.axes.lowest, space.axes.next_turn).edges
    (edge,) = (edge for edge in seen_edges if edge.axis == 2)
    foot = np.array(edge.sides) * space.view.size[:2] / 2
    heights = np.array([10.0, 50.0, 90.0])
    wanted = dict(zip(heights, palette.level_colors(DEEPEST + (1 - DEEPEST) * heights / 100), strict=True))
    for height, color in {**wanted, -20.0: palette.rgb(palette.AXIS)}.items():
        seen = canvas.at(space.view.project([*foot, float(space.c2p(0, 0, height)[2])]))
        assert seen / seen.sum() == pytest.approx(color / color.sum(), abs=0.02)  # it is mixed with black


def test_a_height_of_0_is_numbered() -> None:
    for top in (3.0, 7.68, 550.0):
        space = Space.above_floor((0, 1), (0, 1), (0.02 * top, top), PANEL)
        assert space.axes.ticks[2][0] == pytest.approx(space.axes.lowest)
        assert space.axes.lowest == pytest.approx(space.c2p(0, 0, 0)[2])
        assert len(space.axes.ticks[2]) >= 3
