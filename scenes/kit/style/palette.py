"""Colours by role: what a thing is decides what colour it has, the same in every lesson.

Which colour that is, the theme says (`scenes.script.themes`). A role is looked up when something is drawn
in it, so that one lesson has as many looks as there are themes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeAlias

import numpy as np
from manim import ManimColor
from manim.typing import ManimColorInternal
from numpy.typing import NDArray

from scenes.script.themes import THEME, Theme, theme_named

Color: TypeAlias = str | ManimColor
"""A role, or any other colour as Manim writes it."""

_in_use: list[Theme] = [theme_named(THEME)]
"""The last one is that by which roles are looked up."""


class Role(ManimColor):
    """A colour of the theme in use: a colour space of its own, by the methods that Manim names for one.

    Whatever is computed from it, as by an interpolation, is a plain colour.

    Parameters
    ----------
    name
        Of an attribute of `Theme`.
    stop
        Which of the attribute's colours, if it has several.
    """

    def __init__(self, name: str, stop: int | None = None) -> None:
        self.name, self.stop = name, stop

    @property
    def code(self) -> str:
        """What it is in the theme in use, as ``#RRGGBB``."""
        found = getattr(theme(), self.name)
        return str(found if self.stop is None else found[self.stop])

    @property  # type: ignore[misc]  # a theme sets it, and nobody else
    def _internal_value(self) -> ManimColorInternal:
        return ManimColor(self.code).to_rgba()

    @classmethod
    def _from_internal(cls, value: ManimColorInternal) -> ManimColor:  # type: ignore[override]
        return ManimColor(value)

    @classmethod
    def _construct_from_space(cls, _space: ManimColorInternal) -> ManimColor:  # type: ignore[override]
        return ManimColor(_space)


BACKGROUND, PANEL, TEXT, MUTED = Role("background"), Role("panel"), Role("text"), Role("muted")
AXIS, GRID = Role("axis"), Role("grid")
OUTLINE = BACKGROUND
BRIGHT, SHADE, FOG = Role("bright"), Role("shade"), Role("fog")

OBJECTIVE = Role("objective")
DATUM = TEXT
POINT = Role("point")
FIT = POINT  # the line is the current point, seen among the data
PATH = POINT
GRADIENT = Role("gradient")
STEP = Role("step")
RESIDUAL = Role("residual")
MINIMUM = Role("minimum")
WARNING = Role("warning")
FIRST_PARAMETER, SECOND_PARAMETER = Role("first_parameter"), Role("second_parameter")

CATEGORIES = (SECOND_PARAMETER, RESIDUAL, FIRST_PARAMETER, POINT)
"""Things of one kind that are told apart: basins, walks, sample lines. Each also has a letter or number."""

LEVELS = tuple(Role("levels", stop) for stop in range(6))
"""Low to high objective, for filled contours and surfaces; lightness rises with the value."""


def theme() -> Theme:
    """Return the theme in use: the dark one, unless a lesson that is being rendered has another."""
    return _in_use[-1]


@contextmanager
def themed(name: str) -> Iterator[None]:
    """Draw what is drawn inside in a theme.

    Parameters
    ----------
    name
        One of `scenes.script.themes.THEMES`.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    _in_use.append(theme_named(name))
    try:
        yield
    finally:
        _in_use.pop()


def rgb(color: Color) -> NDArray[np.float64]:
    """Return a colour's red, green and blue, each in 0..1, as an array of shape (3,)."""
    return np.array(
        _channels(color.code) if isinstance(color, Role) else ManimColor(color).to_rgb(), dtype=float
    )


@cache  # a picture asks for some fifty, and Manim reads a code for as long as it takes to stroke a line
def _channels(code: str) -> tuple[float, ...]:
    return tuple(ManimColor(code).to_rgb().tolist())


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
    stops = np.array([rgb(color) for color in LEVELS])
    places = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(fractions, places, stops[:, channel]) for channel in range(3)], axis=-1)


def level_line_colors(fractions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the same for thin lines on a panel, into which those of `LEVELS` that are like it would sink.

    Parameters
    ----------
    fractions
        As for `level_colors`.

    Returns
    -------
    As of `level_colors`.
    """
    share = theme().line_shade
    return (1 - share) * level_colors(0.35 + 0.65 * fractions) + share * rgb(SHADE)
