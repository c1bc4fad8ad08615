"""Words beside a surface stay where they are; their line ends where the spot is seen."""

import numpy as np
from manim import UL

from scenes import kit
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField


def test_the_line_goes_from_the_plate_to_the_spot_as_the_view_turns() -> None:
    space = Space((-1, 1), (-1, 1), (0, 2), kit.Box(-3, 3, -3, 3))
    surface = HeightField(space, lambda points: points[..., 0] ** 2 + points[..., 1] ** 2)
    spot, corner = np.array([0.5, -0.5]), (-6.0, 3.0, 0.0)
    tag = kit.SpotTag(surface, spot, ["slope of J", "= 233"], corner)
    for azimuth in (0.0, 40.0):
        space.view.turn_by(azimuth=azimuth)
        tag.leader.update()
        begin, end = tag.leader.points
        np.testing.assert_allclose(end, space.view.project(surface.lift(*spot)))
        np.testing.assert_allclose(tag.dot.points[0], end)
        # The plate stays, and the line begins at its edge: at its right or lower side here.
        np.testing.assert_allclose(tag.plate.get_corner(UL), corner)
        assert begin[0] <= tag.plate.get_right()[0] + 1e-9
        assert begin[1] >= tag.plate.get_bottom()[1] - 1e-9
        assert begin[0] > tag.plate.get_left()[0]
