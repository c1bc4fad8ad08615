"""Colours by role: what a thing is decides what colour it has, the same in every lesson.

The hues start from the set of Okabe and Ito (https://jfly.uni-koeln.de/color/), which stays apart
under the common forms of colour blindness, lightened where text contrast on the dark background
asks for it. Roles that can stand beside each other also differ in shape or label, so that no
meaning hangs on colour alone.
"""

from __future__ import annotations

import numpy as np
from manim import ManimColor
from numpy.typing import NDArray

BACKGROUND = "#0E1116"
PANEL = "#171C24"
TEXT = "#ECEFF4"
MUTED = "#A9B4C0"
AXIS = "#7D8A99"
GRID = "#232B36"
OUTLINE = BACKGROUND

OBJECTIVE = "#56B4E9"
DATUM = TEXT
POINT = "#F0E442"
FIT = POINT  # the line is the current point, seen among the data
PATH = POINT
GRADIENT = "#E9622E"  # dark enough that deuteranopes tell it from STEP and WARNING
STEP = "#E69F00"
RESIDUAL = "#E08FBF"
MINIMUM = "#2FC79A"
WARNING = "#FF6B6B"
FIRST_PARAMETER = "#B9A4FF"
SECOND_PARAMETER = "#7FDDE9"

CATEGORIES = (SECOND_PARAMETER, RESIDUAL, FIRST_PARAMETER, POINT)
"""Things of one kind that are told apart: basins, walks, sample lines. Each also has a letter or number."""

LEVELS = ("#10263B", "#164A66", "#1F6E85", "#4C9192", "#8FB39A", "#D5D1A4")
"""Low to high objective, for filled contours and surfaces; lightness rises with the value."""


def rgb(color: str | ManimColor) -> NDArray[np.float64]:
    """Return a colour's red, green and blue, each in 0..1, as an array of shape (3,)."""
    return np.array(ManimColor(color).to_rgb(), dtype=float)


_STOPS = np.array([rgb(color) for color in LEVELS])


def level_colors(fractions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the colours of heights along `LEVELS`.

    Parameters
    ----------
    fractions
        Array of any shape, 0 for the lowest level and 1 for the highest; clipped to that range.

    Returns
    -------
    Array of shape ``(*fractions.shape, 3)``, each channel in 0..1.
    """
    places = np.linspace(0, 1, len(_STOPS))
    return np.stack([np.interp(fractions, places, _STOPS[:, channel]) for channel in range(3)], axis=-1)
