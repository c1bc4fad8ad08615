"""A long vector keeps to its box, and says how many components it has."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scenes.kit.style.layout import Box
from scenes.kit.style.long_vector import long_vector

BOX = Box(-6, 6, -3, 1)


@pytest.mark.parametrize(("count", "size"), [(1000, 46.0), (1_000_000_000, 92.0)])
def test_it_stands_in_the_middle_of_its_box_in_one_row(count: int, size: float) -> None:
    parts = long_vector("w", count, BOX, size)
    left, right = parts[0].get_left()[0], parts[-1].get_right()[0]
    assert BOX.left < left < right < BOX.right
    assert (left + right) / 2 == pytest.approx(BOX.center[0], abs=0.05)
    edges = [(part.get_left()[0], part.get_right()[0]) for part in parts]
    assert all(end < begin for (_, end), (begin, _) in pairwise(edges))


def test_the_last_piece_is_as_long_as_the_count() -> None:
    short, long = (long_vector("w", count, BOX)[-1] for count in (1000, 1_000_000_000))
    assert len(long.family_members_with_points()) - len(short.family_members_with_points()) == 6
