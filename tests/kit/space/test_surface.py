"""Surfaces are drawn where they are, hide what they hide, and what lives on them lies on them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from manim import UR, FadeIn, FadeOut, Group, Mobject, Transform, linear
from manim.utils.hashing import get_json

from gdmath import from_function
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.base import InSpace
from scenes.kit.space.floor_contours import STRAIGHT, FloorContours, without_straight
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import GHOST, DropLine, FloorPath, SurfaceArrow, SurfaceBall, SurfaceTrail
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw
from tests.conftest import Canvas

PLACES = [(float(x), float(y)) for x in (-1.5, 0, 1.5) for y in (-1.5, 0, 1.5)]


def flat(points: Floats) -> Floats:
    return np.full(points.shape[:-1], 2.0)


def bowl(points: Floats) -> Floats:
    return np.asarray((points**2).sum(axis=-1) / 2)


def bump(points: Floats) -> Floats:
    return np.asarray(3.6 * np.exp(-(points**2).sum(axis=-1) / 0.3))


@pytest.fixture
def space() -> Space:
    return Space((-2, 2), (-2, 2), (0, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)


def strong(picture: Any) -> Any:
    return picture.sum(axis=-1) > 0


def test_a_flat_surface_is_one_color_without_seams(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat, (24, 24), rulings=0, contours=0)
    picture = canvas.draw(surface)
    colors, counts = np.unique(picture[strong(picture)], axis=0, return_counts=True)
    inner = colors[counts.argmax()]
    x, y = np.meshgrid(*[np.linspace(-1.85, 1.85, 60)] * 2)
    for point in space.project(x, y, 2.0).reshape(-1, 3):
        assert canvas.at(point) == pytest.approx(inner, abs=1)  # dithered
    assert inner == pytest.approx(
        255 * palette.level_colors(space.axes.level_shares(space.view.size[2] / 2)), abs=6
    )


@pytest.mark.parametrize("azimuth", [-60, 15, 100, 190])
@pytest.mark.parametrize("elevation", [12, 35, 75])
def test_no_gap_lets_the_background_through(
    space: Space, canvas: Canvas, azimuth: float, elevation: float
) -> None:
    space.view.turn_to(azimuth, elevation)
    picture = canvas.draw(HeightField(space, bowl, (30, 30)))
    covered = strong(picture)
    around = covered[:-2, 1:-1] & covered[2:, 1:-1] & covered[1:-1, :-2] & covered[1:-1, 2:]
    assert not (around & ~covered[1:-1, 1:-1]).any()


def test_it_is_drawn_where_it_is(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, bowl)
    space.view.turn_to(elevation=60)
    canvas.draw(surface)
    for x, y in PLACES:
        assert canvas.at(space.project(x, y, (x * x + y * y) / 2)).any()
    for corner in ((-2.3, -2.3), (2.3, -2.3), (2.3, 2.3), (-2.3, 2.3)):
        assert not canvas.at(space.project(*corner, 4.0)).any()


def test_near_cells_cover_far_ones(space: Space, canvas: Canvas) -> None:
    """Behind the bump's top there is the flat; what is seen there is the bump."""
    space.view.turn_to(azimuth=0, elevation=15)
    surface = HeightField(space, bump, (40, 40), rulings=0, contours=0)
    canvas.draw(surface)
    crest = canvas.at(space.project(0.05, 0, 3.3))
    valley = canvas.at(space.project(0.0, 1.9, 0.0))
    assert crest.sum() > 1.5 * valley.sum() > 0


def test_a_function_and_an_objective_give_the_same(space: Space) -> None:
    objective = from_function(lambda x, y: (x**2 + y**2) / 2, [(-2, 2), (-2, 2)])
    assert HeightField(space, objective).heights == pytest.approx(HeightField(space, bowl).heights)


def test_a_height_for_each_point_is_asked_for(space: Space) -> None:
    with pytest.raises(ValueError, match="a height for each point"):
        HeightField(space, lambda points: points)


def test_opacity_is_that_of_the_whole(space: Space, canvas: Canvas) -> None:
    """Folds and overlapping cells do not show through."""
    surface = HeightField(space, bowl, (20, 20))
    space.view.turn_to(elevation=15)
    solid = canvas.draw(surface).copy()
    faint = canvas.draw(surface.set_opacity(0.5))
    assert np.abs(faint - solid / 2).max() <= 2


@pytest.mark.parametrize("azimuth", [-60, 30, 150])
def test_nothing_is_drawn_above_the_top(space: Space, canvas: Canvas, azimuth: float) -> None:
    """A funnel is cut along a circle: the outline of what is drawn is that of the funnel below the top."""

    def funnel(points: Floats) -> Floats:
        return np.asarray(3.0 * np.hypot(points[..., 0], points[..., 1]))

    space.view.turn_to(azimuth, 35)
    surface = HeightField(space, funnel, (40, 40))
    picture = canvas.draw(surface)
    turn, share = np.meshgrid(np.linspace(0, 2 * np.pi, 200), np.linspace(0, 4 / 3, 60))
    seen = space.project(share * np.cos(turn), share * np.sin(turn), 3 * share).reshape(-1, 3)
    rows, columns = np.nonzero(strong(picture))
    places = np.column_stack([(columns + 0.5) / 20 - 7.1, 4 - (rows + 0.5) / 20])
    assert places.min(axis=0) == pytest.approx(seen[:, :2].min(axis=0), abs=0.12)
    assert places.max(axis=0) == pytest.approx(seen[:, :2].max(axis=0), abs=0.12)
    brim = space.project(1.28 * np.cos(turn[0]), 1.28 * np.sin(turn[0]), 3.84)
    brim = brim + 0.04 * (brim.mean(axis=0) - brim)  # from its very edge a pixel inwards
    assert all(canvas.at(point).any() for point in brim)


def test_infinite_and_undefined_heights_are_left_out(space: Space, canvas: Canvas) -> None:
    def broken(points: Floats) -> Floats:
        x, y = points[..., 0], points[..., 1]
        return np.where(x > 1, np.nan, np.where(y > 1, np.inf, 1.0))

    space.view.turn_to(azimuth=90, elevation=60)
    canvas.draw(HeightField(space, broken))
    assert canvas.at(space.project(0, 0, 1.0)).any()
    assert not canvas.at(space.project(1.5, 0, 1.0)).any()
    assert not canvas.at(space.project(0, 1.6, 1.0)).any()


def test_what_is_below_the_floor_is_left_out(space: Space, canvas: Canvas) -> None:
    space.view.turn_to(elevation=60)
    canvas.draw(HeightField(space, lambda points: 3 * points[..., 0]))
    assert canvas.at(space.project(0.5, 0, 1.5)).any()
    assert not canvas.at(space.project(-0.6, 0, -1.8)).any()


def test_a_bump_hides_what_is_behind_it(space: Space) -> None:
    space.view.turn_to(azimuth=0, elevation=15)
    surface = HeightField(space, bump, (60, 60))
    before, behind, beside, above = surface.hides(
        space.c2p([1.5, -1.5, -1.5, -0.5], [0, 0, 1.5, 0], [0.1, 0.1, 0.1, 3.9])
    )
    assert not before
    assert behind
    assert not beside
    assert not above


def test_from_above_a_height_field_hides_nothing_on_it(space: Space) -> None:
    space.view.turn_to(elevation=90)
    for function in (bowl, bump):
        surface = HeightField(space, function)
        x, y = np.random.default_rng(3).uniform(-1.9, 1.9, (2, 300))
        assert not surface.hides(surface.lift(x, y)).any()


def test_it_hides_the_floor_below_it(space: Space) -> None:
    space.view.turn_to(elevation=70)
    x, y = np.array(PLACES).T
    assert HeightField(space, flat).hides(space.c2p(x, y, 0.0)).all()


def test_hidden_is_what_a_ray_meets(space: Space) -> None:
    """Against a march in many small steps over the function itself."""
    space.view.turn_to(azimuth=25, elevation=20)
    surface = HeightField(space, bump, (80, 80))
    floor = np.random.default_rng(5).uniform(-1.9, 1.9, (400, 2))
    points = space.c2p(floor[:, 0], floor[:, 1], bump(floor) + 0.1)
    ray = points[:, None] + np.linspace(0, 0.5, 4000)[:, None] * (space.view.eye - points)[:, None]
    data = ray / (space.view.size / 4)
    inside = (np.abs(data[..., :2]) < 2).all(axis=-1)
    gap = np.where(inside, data[..., 2] - bump(data[..., :2]), np.inf).min(axis=1)
    clear = np.abs(gap) > 0.06
    assert clear.mean() > 0.8
    assert surface.hides(points)[clear].tolist() == (gap < 0)[clear].tolist()


def test_points_on_the_surface(space: Space) -> None:
    surface = HeightField(space, bowl, (64, 64))
    x, y = np.random.default_rng(7).uniform(-1.4, 1.4, (2, 50))
    exact = space.c2p(x, y, (x**2 + y**2) / 2)
    assert surface.lift(x, y) == pytest.approx(exact, abs=1e-3)
    corners = np.linspace(-1, 1, 33)
    assert surface.lift(corners, 0.5) == pytest.approx(
        space.c2p(corners, 0.5, (corners**2 + 0.25) / 2), abs=1e-12
    )
    assert np.isnan(surface.lift(2.5, 0)[2])


def test_the_normal_is_square_to_the_slopes(space: Space) -> None:
    surface = HeightField(space, lambda points: 2 + 0.5 * points[..., 0] - 0.25 * points[..., 1])
    one, other = (surface.lift(*ends) - surface.lift(0, 0) for ends in ((1, 0), (0, 1)))
    normal = surface.normal(np.zeros(2))
    assert normal @ one == pytest.approx(0, abs=1e-12)
    assert normal @ other == pytest.approx(0, abs=1e-12)
    assert normal[2] > 0


def test_create_lets_it_grow_along_x(space: Space, canvas: Canvas) -> None:
    space.view.turn_to(azimuth=-90, elevation=60)
    surface = HeightField(space, flat, (10, 10))
    animation = draw(surface, rate_func=linear)
    animation.begin()
    animation.interpolate(0.63)
    canvas.draw(surface)
    edge = -2 + 0.63 * 4
    assert canvas.at(space.project(edge - 0.1, 0, 2)).any()
    assert not canvas.at(space.project(edge + 0.1, 0, 2)).any()
    animation.interpolate(0)
    assert not canvas.draw(surface).any()


def test_transform_takes_the_heights_along(space: Space) -> None:
    surface = HeightField(space, bowl)
    ball = SurfaceBall(surface, 0, 0)
    animation = Transform(surface, HeightField(space, flat), rate_func=linear)
    animation.begin()
    animation.interpolate(0.5)
    assert surface.lift(1.0, 0.0) == pytest.approx(space.c2p(1.0, 0.0, 1.25))
    assert ball.foot == pytest.approx(space.c2p(0, 0, 1.0))
    animation.interpolate(1)
    assert surface.heights == pytest.approx(HeightField(space, flat).heights)


def test_a_stain_is_seen_as_far_as_it_is_stained(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat, (16, 16), rulings=0, contours=0)
    left, right = space.project([-1.0, 1.0], 0.0, 2.0)
    canvas.draw(surface)
    plain = canvas.at(left)
    colors = np.zeros((17, 17, 4))
    colors[:8] = [1.0, 0.2, 0.2, 1.0]
    surface.stain(colors)
    reds = []
    for share in (0.0, 0.5, 1.0):
        canvas.draw(surface.set(stained=share))
        reds.append(canvas.at(left)[0])
        assert canvas.at(right) == pytest.approx(plain, abs=1)
    assert reds[0] == pytest.approx(plain[0], abs=1)
    assert reds[1] == pytest.approx((reds[0] + reds[2]) / 2, abs=2)
    assert reds[2] > reds[0] + 20


def test_more_light_makes_it_brighter(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat, (16, 16), rulings=0, contours=0)
    middle = space.project([0.0], 0.0, 2.0)[0]
    canvas.draw(surface)
    before = np.array(canvas.at(middle))
    surface.brightness = 1.4
    canvas.draw(surface)
    assert (np.array(canvas.at(middle)) > before).all()


def test_transform_to_another_resolution_is_refused(space: Space) -> None:
    with pytest.raises(ValueError, match="equal resolution"):
        HeightField(space, flat, (8, 8)).align_points(HeightField(space, flat, (9, 8)))


def inhabitants(surface: HeightField) -> list[InSpace]:
    path = np.array([[1.8, 1.0], [0.9, -0.6], [0.2, 0.2]])
    return [
        surface,
        FloorContours(surface.space, bowl),
        FloorPath(surface, path),
        SurfaceTrail(surface, path),
        DropLine(surface, 1, 1),
        SurfaceArrow(surface, 1, 1, (-0.5, -0.5)),
        SurfaceBall(surface, 1, 1),
    ]


def test_everything_fades(space: Space, canvas: Canvas) -> None:
    for mobject in inhabitants(HeightField(space, bowl, (12, 12))):
        full = canvas.draw(mobject).sum()
        assert full > 0
        for animation, share in ((FadeIn(mobject), 0.0), (FadeOut(mobject), 1.0)):
            animation.begin()
            animation.interpolate(share)
            assert not canvas.draw(mobject).any(), mobject
            animation.interpolate(1 - share)
            assert canvas.draw(mobject).sum() == pytest.approx(full), mobject


def test_a_copy_stays_in_the_space_and_follows_its_view(space: Space, canvas: Canvas) -> None:
    for mobject in inhabitants(HeightField(space, bowl, (12, 12))):
        clone = mobject.copy()
        space.view.turn_by(azimuth=40)
        assert (canvas.draw(clone) == canvas.draw(mobject).copy()).all()
        assert clone.space is space


def test_a_copied_group_is_a_world_of_its_own(space: Space) -> None:
    surface = HeightField(space, bowl, (12, 12))
    group: Any = Group(space, surface, SurfaceBall(surface, 1, 1)).copy()
    assert group[1].space is group[0]
    assert group[2].surface is group[1]
    assert group[0] is not space


def test_layout_sees_the_panel(space: Space) -> None:
    surface = HeightField(space, bowl, (8, 8))
    assert surface.get_corner(UR).tolist() == [6, 3.5, 0]


def test_the_play_hash_is_the_same_for_equal_surfaces(space: Space) -> None:
    first, second, other = (get_json(HeightField(space, function, (8, 8))) for function in (bowl, bowl, flat))
    assert first == second
    assert first != other


@pytest.mark.parametrize("until", [0.0, 0.4, 1.0, 1.75, 2.0])
def test_the_trail_lies_on_the_surface_up_to_its_end(space: Space, until: float) -> None:
    surface = HeightField(space, bowl, (64, 64))
    path = np.array([[1.6, 1.0], [0.9, -0.6], [0.2, 0.2]])
    points = SurfaceTrail(surface, path).show_until(until).world_points()
    assert points == pytest.approx(surface.lifted(points[:, :2]))
    x, y = points[:, :2].T / (space.view.size[:2, None] / 4)
    assert points[:, 2] == pytest.approx(space.c2p(x, y, (x**2 + y**2) / 2)[:, 2], abs=1e-3)
    end = [np.interp(until, range(3), path[:, axis]) for axis in (0, 1)]
    assert points[-1] == pytest.approx(surface.lift(*end), abs=1e-9)
    assert np.linalg.norm(np.diff(points[:, :2], axis=0), axis=1).max(initial=0) < 0.03


def test_a_trail_passes_its_iterates(space: Space) -> None:
    surface = HeightField(space, bowl)
    path = np.array([[1.6, 1.0], [0.9, -0.6], [0.2, 0.2]])
    points = SurfaceTrail(surface, path).world_points()
    for x, y in path:
        assert np.linalg.norm(points - surface.lift(x, y), axis=1).min() < 1e-9


def test_a_long_trail_stays_cheap(space: Space) -> None:
    turn = np.linspace(0, 200, 20_000)
    path = np.column_stack([np.cos(turn), np.sin(turn)]) * np.exp(-turn / 10)[:, None]
    points = SurfaceTrail(HeightField(space, bowl), path).world_points()
    assert len(points) < 2500


def test_a_path_needs_an_iterate(space: Space) -> None:
    with pytest.raises(ValueError, match="at least one iterate"):
        SurfaceTrail(HeightField(space, bowl, (8, 8)), [])


def test_a_path_of_one_iterate_draws_nothing(space: Space, canvas: Canvas) -> None:
    assert not canvas.draw(SurfaceTrail(HeightField(space, bowl, (8, 8)), [[0.0, 0.0]])).any()


def test_a_trail_is_left_out_where_the_surface_is(space: Space) -> None:
    surface = HeightField(space, lambda points: 4 * bowl(points))
    points = SurfaceTrail(surface, [[-1.9, 0], [1.9, 0]]).world_points()
    x = points[:, 0] * 2
    assert np.isnan(points[np.abs(x) > 1.5, 2]).all()
    assert np.isfinite(points[np.abs(x) < 1.3]).all()


@pytest.mark.parametrize(
    "make",
    [
        lambda surface: SurfaceTrail(surface, [[-1.6, -0.2], [-1.6, 0.2]], width=25),
        lambda surface: SurfaceBall(surface, -1.6, 0),
        lambda surface: SurfaceArrow(surface, -1.6, 0, (0, 0.4), width=25),
    ],
)
def test_what_is_hidden_is_a_ghost(
    space: Space, canvas: Canvas, make: Callable[[HeightField], Mobject]
) -> None:
    surface = HeightField(space, bump, (60, 60))
    mobject = make(surface)
    space.view.turn_to(azimuth=0, elevation=15)
    hidden = canvas.draw(mobject).max()
    surface.shown = (0.0, 0.0)  # as before Create: nothing of it is there that could hide
    assert hidden == pytest.approx(GHOST * canvas.draw(mobject).max(), rel=0.05)


def test_the_ball_sits_on_its_foot(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat)
    ball = SurfaceBall(surface, 1.0, -0.5, radius=0.3)
    assert ball.foot == pytest.approx(space.c2p(1.0, -0.5, 2.0))
    rows, columns = np.nonzero(canvas.draw(ball).sum(axis=-1) > 100)  # without its shadow
    middle = np.array([(columns.mean() + 0.5) / 20 - 7.11, 4 - (rows.mean() + 0.5) / 20])
    foot = space.project(1.0, -0.5, 2.0)
    assert middle[0] == pytest.approx(foot[0], abs=0.06)
    assert foot[1] < middle[1] < foot[1] + 0.32
    assert np.ptp(columns) / 20 == pytest.approx(0.7, rel=0.15)


def test_a_ball_beside_the_surface_is_not_drawn(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, lambda points: 4 * bowl(points))
    assert not canvas.draw(SurfaceBall(surface, 1.9, 0)).any()
    assert canvas.draw(SurfaceBall(surface, 1.2, 0)).any()


def test_a_ball_rolls_to_where_it_is_animated(space: Space) -> None:
    surface = HeightField(space, bowl)
    ball = SurfaceBall(surface, 1, 1)
    builder: Any = ball.animate
    animation = builder(rate_func=linear).set_xy(-1, 0).build()
    animation.begin()
    animation.interpolate(0.5)
    assert ball.foot == pytest.approx(surface.lift(0, 0.5))


def test_the_drop_line_reaches_from_the_floor_to_the_surface(space: Space) -> None:
    points = DropLine(HeightField(space, flat), 1.9, 0).world_points()
    assert points[0] == pytest.approx(space.c2p(1.9, 0, 0))
    assert np.nanmax(points[:, 2]) == pytest.approx(space.c2p(1.9, 0, 2)[2], abs=DropLine.dash)
    dashes = np.diff(points[:, 2])[::3]
    assert np.nansum(dashes) == pytest.approx(space.c2p(1.9, 0, 2)[2] / 2, abs=DropLine.dash)


def test_nothing_drops_from_where_the_surface_is_left_out(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, lambda points: 4 * bowl(points))
    assert not canvas.draw(DropLine(surface, 1.9, 0)).any()


def test_an_arrow_along_two_coordinates_lies_on_the_surface(space: Space) -> None:
    surface = HeightField(space, bowl)
    points = SurfaceArrow(surface, 1, 1, (-0.8, -0.4)).world_points()
    assert points == pytest.approx(surface.lifted(points[:, :2]))
    assert points[-1] == pytest.approx(surface.lift(0.2, 0.6))


def test_an_arrow_along_three_coordinates_is_straight(space: Space) -> None:
    surface = HeightField(space, flat)
    points = SurfaceArrow(surface, 1, 1, (-1, 0, 0.5)).world_points()
    assert points[[0, -1]] == pytest.approx(space.c2p([1, 0], [1, 1], [2, 2.5]))


def test_an_arrow_grows_out_of_its_tail(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat)
    tail, tip = space.project([0, 1], [0, 0], [2, 2])[:, :2]
    for length in (0.05, 0.1, 0.2, 0.5, 1.0):
        rows, columns = np.nonzero(strong(canvas.draw(SurfaceArrow(surface, 0, 0, (length, 0)))))
        places = np.column_stack([(columns + 0.5) / 20 - 7.11, 4 - (rows + 0.5) / 20])
        along = (places - tail) @ (tip - tail) / np.linalg.norm(tip - tail)
        assert along.min() > -0.08  # its outline
    assert not canvas.draw(SurfaceArrow(surface, 0, 0, (0, 0))).any()


@pytest.mark.parametrize("function", [flat, bowl, bump])
def test_a_step_leads_from_the_middle_of_the_ball_to_where_it_will_be(
    space: Space, function: Callable[[Floats], Floats]
) -> None:
    surface = HeightField(space, function)
    arrow = SurfaceArrow(surface, 0.4, 0.3, (0.5, -0.4), lift=0.2)
    ends = space.view.project(arrow.world_points()[[0, -1]])
    ball = SurfaceBall(surface, 0.0, 0.0, radius=0.2)
    assert ends == pytest.approx(np.array([ball.seen(0.4, 0.3), ball.seen(0.9, -0.1)]), abs=1e-6)


def test_contours_lie_on_the_floor_where_the_level_is(space: Space) -> None:
    contours = FloorContours(space, bowl, levels=[0.5, 1.0])
    for lines, level in zip(contours.lines, (0.5, 1.0), strict=True):
        for line in lines:
            assert not line[:, 2].any()
            assert bowl(line[:, :2] * 2) == pytest.approx(np.full(len(line), level), abs=2e-3)


def test_contours_above_the_space_fade(space: Space, canvas: Canvas) -> None:
    top = float(space.ranges[2, 1])
    contours = FloorContours(space, lambda points: bowl(points) + top, levels=[top + 0.5], width=12)
    assert canvas.draw(contours).any()
    contours.above = 0.0
    assert not canvas.draw(contours).any()


def test_where_nothing_is_drawn_no_ball_is_seen(space: Space) -> None:
    assert np.isnan(SurfaceBall(HeightField(space, bowl), 0.0, 0.0).seen(99.0, 0.0)).all()


def test_of_a_contour_only_what_is_straight_is_left_out() -> None:
    turn = np.linspace(0, 2 * np.pi, 721)
    points = np.stack([np.cos(turn), 0.02 * np.sin(turn), 0 * turn], axis=1)  # thin, with sharp ends
    kept = without_straight(points)
    assert len(kept) < 100
    assert kept[[0, -1]] == pytest.approx(points[[0, -1]])
    chords, ways = np.diff(kept, axis=0), points[:, None] - kept[None, :-1]
    share = np.clip((ways * chords).sum(axis=2) / (chords**2).sum(axis=1), 0, 1)
    away = np.linalg.norm(ways - share[..., None] * chords, axis=2).min(axis=1)
    assert away.max() < 4 * STRAIGHT


def test_the_floor_path_is_below_the_trail(space: Space, canvas: Canvas) -> None:
    surface = HeightField(space, flat)
    canvas.draw(FloorPath(surface, [[-1, -1], [1, -1]], width=10))
    assert canvas.at(space.project(0, -1, 0)).any()
    assert not canvas.at(space.project(0, -1, 2)).any()


def test_the_same_levels_are_on_the_surface_and_on_the_floor(space: Space) -> None:
    surface = HeightField(space, bowl)
    ticks = space.axes.ticks[2] / space.view.size[2] * np.ptp(space.ranges[2]) + space.ranges[2, 0]
    assert np.isin(np.round(ticks[1:-1], 6), np.round(surface.levels, 6)).all()
    assert np.diff(surface.levels) == pytest.approx((ticks[1] - ticks[0]) / surface.contours)
    assert surface.levels.min() >= bowl(np.zeros((1, 2)))[0] - 1e-9
    assert surface.levels.max() <= space.ranges[2, 1]
    contours = FloorContours(space, bowl, surface.levels)
    for lines, level in zip(contours.lines, surface.levels, strict=True):
        for line in lines:
            lifted = surface.lifted(line[:, :2])
            heights = lifted[:, 2] / space.view.size[2] * np.ptp(space.ranges[2]) + space.ranges[2, 0]
            assert heights == pytest.approx(level, abs=0.02)


def test_a_surface_without_two_numbered_heights_has_no_contours(space: Space) -> None:
    space.axes.ticks = (*space.axes.ticks[:2], np.array([0.5]))
    assert HeightField(space, bowl).levels.size == 0
    assert not FloorContours(space, bowl, HeightField(space, bowl).levels).lines


def test_a_path_that_fades_behind_is_whole_and_the_fainter_and_thinner_the_older(space: Space) -> None:
    zigzag = [[(-1.0) ** k, -1.5 + 0.1 * k] for k in range(31)]
    trail = SurfaceTrail(HeightField(space, bowl), zigzag, width=4.5)
    [(points, width, clearness)] = trail.pieces()
    assert (width, clearness) == (4.5, 1.0)
    pieces = trail.fade_behind(12, 0.2, 1.5).show_until(20.5).pieces()
    for before, after in pairwise(pieces):
        np.testing.assert_allclose(before.points[-1], after.points[0])
        assert before.width < after.width
        assert before.clearness < after.clearness
    np.testing.assert_allclose(pieces[0].points[0], points[0])
    np.testing.assert_allclose(pieces[-1].points[-1], trail.world_points()[-1])
    assert pieces[0][1:] == pytest.approx((1.5, 0.2))
    assert pieces[-1][1:] == pytest.approx((4.5, 1.0))
    end = space.c2p(0.0, -1.5 + 0.1 * 8.5, 0)
    np.testing.assert_allclose(pieces[0].points[-1, :2], end[:2], atol=1e-9)  # twelve steps old


def test_old_lines_of_a_path_are_drawn_faintly(space: Space, canvas: Canvas) -> None:
    trail = SurfaceTrail(HeightField(space, flat, (8, 8)), [[-1.5, 0], [0, 0], [1.5, 0]], color=palette.STEP)
    trail.fade_behind(1, 0.25, 4.5)
    canvas.draw(trail)
    old, new = (canvas.at(space.project(x, 0.0, 2.0)).sum() for x in (-0.9, 1.4))
    assert 0 < old < 0.5 * new


def test_a_fading_path_that_has_not_begun_is_nothing(space: Space) -> None:
    trail = SurfaceTrail(HeightField(space, bowl, (8, 8)), [[0.0, 0.0], [1.0, 0.0]], until=0.0)
    assert trail.fade_behind(3, 0.2, 1.0).pieces() == []
