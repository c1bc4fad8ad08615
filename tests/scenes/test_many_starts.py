"""The points of the lesson on many starts: their fates, and the ridge between two of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from coloraide import Color
from manim import ManimColor

from gdmath import GaussianDifference, descend, gaussian_difference
from scenes import kit
from scenes.kit.painted.painted import Floats
from scenes.kit.space.crowd import ELSEWHERE, HARDLY, fate_color
from scenes.kit.space.eye import seen_corners
from scenes.kit.space.late_walk import ALIKE
from scenes.kit.style import layout, palette
from scenes.many_starts import MAPPED, PARTED, ROLLED, ROLLING, ManyStarts
from scenes.production.studio.checking.colors import VISIONS


@pytest.fixture(scope="module")
def scene() -> ManyStarts:
    lesson = ManyStarts(skip_animations=True)
    lesson.setup()
    return lesson


def test_the_starts_of_the_course_are_among_the_points(scene: ManyStarts) -> None:
    starts = scene.crowd.paths[:, 0].tolist()
    for start in ([0.8, 1.31], [0.8, 1.41], [-1.2, 1.0], [-2.0, 1.0]):
        assert start in starts
    assert 90 <= len(starts) <= 120


def test_each_walk_is_that_of_plain_gradient_descent(scene: ManyStarts) -> None:
    for k in (1, 2, 90):
        walk = descend(gaussian_difference(), 0.1, scene.crowd.paths[k, 0], iterations=60)
        assert scene.crowd.paths[k] == pytest.approx(walk.points, abs=1e-12)


def test_fates_are_where_walks_end(scene: ManyStarts) -> None:
    fates, ends = scene.crowd.fates, scene.crowd.paths[:, -1]
    pit = np.linalg.norm(ends - scene.objective.minima[0], axis=1) < 0.3
    assert pit.sum() > 25
    assert (fates[pit] == 0).all()
    assert (fates[(scene.crowd.moved < 0.25) & ~pit] == HARDLY).all()
    assert fates[1:3].tolist() == [0, ELSEWHERE]  # the neighbours part
    assert set(fates.tolist()) == {0, ELSEWHERE, HARDLY}  # the hollow beyond the hill is no pit


def shares_of_fates(colors: Floats) -> Floats:
    """Return how much green and violet are in colours, shape (..., 4), besides that of what hardly moves."""
    green, violet, plain = (palette.rgb(fate_color(fate)) for fate in (0, ELSEWHERE, HARDLY))
    away = (colors[..., :3] - plain).reshape(-1, 3)
    shares = np.linalg.lstsq(np.stack([green - plain, violet - plain], axis=1), away.T)[0].T
    return np.asarray(shares.reshape(*colors.shape[:-1], 2))


def test_the_ridge_is_the_whole_border_of_the_colours(scene: ManyStarts) -> None:
    line = scene.ridge[np.argsort(scene.ridge[:, 0])]
    places = kit.spread_over(scene.objective.domain, 129, 129).reshape(129, 129, 2).swapaxes(0, 1)
    shares = shares_of_fates(scene.fates)
    is_green, clear = shares[..., 0] > shares[..., 1], shares.sum(axis=-1) < 0.6
    above = places[..., 1] - np.interp(places[..., 0], line[:, 0], line[:, 1])
    near = np.abs(above) < 0.1
    assert (is_green == (above < 0))[~clear & ~near].all()
    changes = np.argwhere((is_green[:, :-1] != is_green[:, 1:]) & ~clear[:, :-1])
    ends = np.array([places[row, column] for row, column in changes])[:, 0]
    assert line[0, 0] < ends.min() + 0.1
    assert line[-1, 0] > ends.max() - 0.1


def test_the_ground_has_the_colour_of_every_start_on_it(scene: ManyStarts) -> None:
    low, high = scene.objective.domain.T
    close = [1, 2, 3, 4]  # neighbours are closer together than its grid
    starts, fates = np.delete(scene.crowd.paths[:, 0], close, axis=0), np.delete(scene.crowd.fates, close)
    rows, columns = np.round((starts - low) / (high - low) * 128).astype(int).T
    shares = shares_of_fates(scene.fates[rows, columns])
    for column, fate in enumerate((0, ELSEWHERE)):
        assert (shares[fates == fate].argmax(axis=1) == column).all()
    dyed = shares.sum(axis=1)
    assert dyed[fates != HARDLY].mean() > 0.9
    assert (dyed[fates == HARDLY] < 1).all()
    assert dyed[0] < 0.1  # below the ball


def test_all_have_one_colour_until_their_fates_are_told(scene: ManyStarts) -> None:
    for told, colors in ((0, {palette.TEXT}), (1, set(map(fate_color, scene.crowd.kinds)))):
        scene.told.set_value(told)
        seen = {tuple(dots.update().rgb.round(6)) for dots in scene.points}
        assert seen == {tuple(palette.rgb(color).round(6)) for color in colors}
    scene.told.set_value(0)


@pytest.mark.parametrize("vision", [None, *VISIONS.values()])
def test_all_see_fates_apart_and_none_takes_one_for_a_gradient(scene: ManyStarts, vision: str | None) -> None:
    roles = *map(fate_color, scene.crowd.kinds), palette.GRADIENT
    told = [Color(ManimColor(role).to_hex()) for role in roles]
    seen = [color.filter(vision) if vision else color for color in told]
    assert min(one.delta_e(other, method="2000") for one, other in combinations(seen, 2)) > 15


def test_points_lie_on_the_surface_where_the_walks_are(scene: ManyStarts) -> None:
    scene.run.clock.set_value(20)
    for fate, dots in zip(scene.crowd.kinds, scene.points, strict=True):
        dots.update()
        places = scene.crowd.paths[scene.crowd.fates == fate, 20]
        feet = scene.surface.lift(*places.T)
        feet = feet[np.isfinite(feet).all(axis=1)]
        away = np.linalg.norm(dots.world - feet, axis=1)
        assert away == pytest.approx(dots.radius / scene.space.view.scale_factor)
    scene.run.clock.set_value(0)


def test_the_far_point_arrives_after_as_many_steps_as_are_told(scene: ManyStarts) -> None:
    assert scene.late.arrived == 17895
    walk = descend(scene.objective, 0.1, scene.far, iterations=17895)
    assert np.linalg.norm(walk.points[-1] - scene.objective.minima[0]) < 0.014
    first, *last = np.linalg.norm(walk.gradients[[0, -2, -1]], axis=1)
    assert last[1] < first <= last[0]
    assert (f"{first:.4f}", f"{last[1]:.4f}") == ("0.0023", "0.0021")
    assert scene.late.alike == ALIKE
    np.testing.assert_allclose(scene.run.path[-1], walk.points[-1])
    assert scene.run.shown[:61].tolist() == list(range(61))  # the first ones are seen one by one


@pytest.mark.parametrize("way", [ROLLING, ROLLED, MAPPED, PARTED])
def test_no_corner_of_the_landscape_leaves_the_frame_or_lies_under_captions(
    scene: ManyStarts, way: tuple[float, float]
) -> None:
    view = scene.space.view
    pose, points = view.pose.copy(), view.points.copy()
    going = scene.eye_over(way)
    going.begin()
    going.finish()
    seen, frame = seen_corners(scene.surface, view), layout.frame()
    view.set(pose=pose, points=points)
    low, high = seen.min(axis=0) + 1e-9, seen.max(axis=0) - 1e-9
    assert frame.left <= low[0] < high[0] <= frame.right
    assert frame.bottom <= low[1] < high[1] <= frame.top


def test_no_ball_leaves_the_landscape(scene: ManyStarts) -> None:
    low, high = scene.objective.domain.T
    assert ((low <= scene.crowd.paths) & (scene.crowd.paths <= high)).all()


def test_neighbours_stand_on_both_sides_of_the_ridge_and_end_apart(scene: ManyStarts) -> None:
    line = scene.ridge[np.argsort(scene.ridge[:, 0])]
    border = [np.interp(x, line[:, 0], line[:, 1]) for x, _ in scene.neighbours]
    assert scene.neighbours[0][1] < border[0]
    assert scene.neighbours[1][1] > border[1]
    ends = [run.path[-1] for run in scene.pair]
    assert np.linalg.norm(np.subtract(*ends)) > 3


def test_how_little_the_far_point_moves_is_computed(scene: ManyStarts) -> None:
    walk = descend(gaussian_difference(), 0.1, scene.far, iterations=60)
    assert float(scene.moved) == pytest.approx(np.linalg.norm(walk.points[-1] - walk.points[0]), rel=0.05)


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"neighbours": ((0.0, 0.0), (0.1, 0.0))}, "two neighbours end in one valley"),
        ({"far": (0.5, 0.5)}, "far must be where it is flat"),
        ({"learning_rate": 0}, "the learning rate must be positive"),
    ],
)
def test_bad_attributes_are_told_in_a_line(attributes: dict[str, object], told: str) -> None:
    lesson = type("Mine", (ManyStarts,), attributes)(skip_animations=True)
    with pytest.raises(ValueError, match=told):
        lesson.setup()


def test_a_difference_of_bells_is_what_is_shown_in_the_end() -> None:
    points = np.random.default_rng(1).uniform(-2, 2, (20, 2))
    form = gaussian_difference().form
    assert isinstance(form, GaussianDifference)
    hill, pit = form.bells(points)
    assert hill - pit == pytest.approx(gaussian_difference().value(points))
