"""The points of the lesson on many starts: their fates, and the ridge between two of them."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import GaussianDifference, descend, gaussian_difference
from scenes.kit.space.crowd import HARDLY
from scenes.many_starts import ManyStarts


@pytest.fixture(scope="module")
def scene() -> ManyStarts:
    lesson = ManyStarts(skip_animations=True)
    lesson.setup()
    return lesson


def test_the_starts_of_the_course_are_among_the_points(scene: ManyStarts) -> None:
    starts = scene.crowd.paths[:, 0].tolist()
    for start in ([0.8, 1.31], [0.8, 1.41], [-1.2, 1.0], [-2.0, 1.0]):
        assert start in starts
    assert 190 <= len(starts) <= 220


def test_each_walk_is_that_of_plain_gradient_descent(scene: ManyStarts) -> None:
    for k in (1, 2, 100):
        walk = descend(gaussian_difference(), 0.1, scene.crowd.paths[k, 0], iterations=60)
        assert scene.crowd.paths[k] == pytest.approx(walk.points, abs=1e-12)


def test_fates_are_where_walks_end(scene: ManyStarts) -> None:
    fates, ends = scene.crowd.fates, scene.crowd.paths[:, -1]
    pit = np.linalg.norm(ends - scene.objective.minima[0], axis=1) < 0.3
    assert pit.sum() > 50
    assert (fates[pit] == 0).all()
    assert (fates[scene.crowd.moved < 0.25] == HARDLY).all()
    assert fates[1:3].tolist() == [0, 1]  # the neighbours part


def test_the_ridge_is_the_border_of_the_colours(scene: ManyStarts) -> None:
    line = np.vstack([scene.ridges[0][::-1], scene.ridges[1]])
    starts, fates = scene.crowd.paths[:, 0], scene.crowd.fates
    order = np.argsort(line[:, 0])
    border = np.interp(starts[:, 0], line[order, 0], line[order, 1])
    assert (starts[fates == 0, 1] < border[fates == 0]).all()
    assert (starts[fates == 1, 1] > border[fates == 1]).all()


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
