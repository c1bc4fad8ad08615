"""Roles can be told apart, and what is written can be read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from scenes.kit.style import palette

WRITTEN = ("TEXT", "MUTED", "OBJECTIVE", "POINT", "GRADIENT", "STEP", "RESIDUAL", "MINIMUM", "WARNING",
           "FIRST_PARAMETER", "SECOND_PARAMETER")  # fmt: skip


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = palette.rgb(color)
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("role", WRITTEN)
@pytest.mark.parametrize("ground", ["BACKGROUND", "PANEL"])
def test_text_contrast(role: str, ground: str) -> None:
    light, dark = luminance(getattr(palette, role)), luminance(getattr(palette, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_roles_have_colors_of_their_own() -> None:
    for one, other in combinations((getattr(palette, role) for role in WRITTEN), 2):
        assert np.abs(palette.rgb(one) - palette.rgb(other)).max() > 0.1


def test_levels_grow_lighter() -> None:
    lights = [luminance(color) for color in palette.LEVELS]
    assert lights == sorted(lights)


def test_level_colors_run_from_lowest_to_highest() -> None:
    colors = palette.level_colors(np.array([[-1.0, 0.0], [1.0, 2.0]]))
    assert colors.shape == (2, 2, 3)
    assert colors[0] == pytest.approx(np.array([palette.rgb(palette.LEVELS[0])] * 2))
    assert colors[1] == pytest.approx(np.array([palette.rgb(palette.LEVELS[-1])] * 2))
