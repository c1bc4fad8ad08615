"""Dots and segments in space are seen where they are, and faintly where the surface hides them."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TWO_FEATURES, LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.space_marks import SpaceDots, SpaceSegments
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from tests.conftest import Canvas


@pytest.fixture
def space() -> Space:
    return Space((-2, 2), (-2, 2), (0, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)


@pytest.fixture
def level(space: Space) -> HeightField:
    return HeightField(space, lambda points: np.full(points.shape[:-1], 2.0), (8, 8), rulings=0, contours=0)


ABOVE, BELOW = (0.0, 0.0, 3.0), (0.0, 0.0, 1.0)


def test_dots_are_seen_where_they_are(space: Space, level: HeightField, canvas: Canvas) -> None:
    canvas.draw(SpaceDots(level, [ABOVE, (1.0, -1.0, 2.5)], palette.DATUM, radius=0.12))
    for point in (ABOVE, (1.0, -1.0, 2.5)):
        lit = canvas.at(space.project(*point)) / (255 * palette.rgb(palette.DATUM))
        assert lit == pytest.approx(lit.mean(), abs=0.02)
        assert 0.6 < lit.mean() <= 1


def test_what_the_surface_hides_is_faint(space: Space, level: HeightField, canvas: Canvas) -> None:
    canvas.draw(SpaceDots(level, [ABOVE, BELOW], palette.DATUM, radius=0.12))
    seen, hidden = (canvas.at(space.project(*point)).sum() for point in (ABOVE, BELOW))
    assert 0 < hidden < 0.5 * seen


def test_a_nearer_dot_covers_a_farther_one(space: Space, level: HeightField, canvas: Canvas) -> None:
    eye = space.view.eye
    far = space.c2p(*ABOVE)
    near = far + 0.2 * (eye - far)
    back = (near - space.c2p(0, 0, 0)) / (space.c2p(1, 1, 1) - space.c2p(0, 0, 0))
    for order in ([ABOVE, back], [back, ABOVE]):
        dots = SpaceDots(level, order, radius=0.1)
        painted = canvas.draw(dots)
        alone = canvas.draw(SpaceDots(level, [back], radius=0.1))
        assert np.abs(painted - alone).max() < 30


def test_segments_run_from_start_to_end(space: Space, level: HeightField, canvas: Canvas) -> None:
    segments = SpaceSegments(level, [(-1.0, 0.0, 3.0)], [(1.0, 0.0, 3.5)], palette.RESIDUAL, width=20)
    canvas.draw(segments)
    for share in (0.05, 0.5, 0.95):
        place = space.project(-1 + 2 * share, 0.0, 3 + 0.5 * share)
        assert canvas.at(place) == pytest.approx(255 * palette.rgb(palette.RESIDUAL), abs=8)


def test_residuals_of_a_plane_end_at_data_and_predictions(canvas: Canvas) -> None:
    cost = LinearRegression(TWO_FEATURES)
    best, (x, y), z = cost.closed_form(), TWO_FEATURES.x.T, TWO_FEATURES.y

    def plane(points: Floats) -> Floats:
        return np.asarray(points @ best[:2] + best[2])

    space = Space((0, 8), (-4, 6), (-60, 20), Box(-6, 6, -3.5, 3.5))
    surface = HeightField(space, plane, (10, 10))
    residuals = SpaceSegments(
        surface, np.column_stack([x, y, z]), np.column_stack([x, y, cost.predict(best)])
    )
    lifted = surface.lifted(residuals.ends[:, :2])
    assert residuals.starts == pytest.approx(space.c2p(x, y, z))
    assert residuals.ends == pytest.approx(lifted, abs=1e-9)


def test_as_many_ends_as_starts(level: HeightField) -> None:
    with pytest.raises(ValueError, match="2 segments begin, and 1 end"):
        SpaceSegments(level, [ABOVE, BELOW], [ABOVE])
