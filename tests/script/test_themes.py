"""Every theme can be read, and by everyone; and its names are checked."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations

import pytest
from coloraide import Color

from scenes.script.themes import THEME, THEMES, Theme, theme_named

WRITTEN = ("text", "muted", "objective", "point", "gradient", "step", "residual", "minimum", "warning",
           "first_parameter", "second_parameter")  # fmt: skip
MEANING = WRITTEN[2:]
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_OF_LINES = 3.0  # success criterion 1.4.11
LEAST_DIFFERENCE = 7.5  # CIEDE2000

BESIDE = [
    *combinations(("second_parameter", "residual", "first_parameter", "point"), 2),  # categories
    ("gradient", "step"), ("gradient", "point"), ("step", "point"), ("step", "warning"), ("step", "minimum"),
    ("minimum", "warning"), ("minimum", "point"), ("minimum", "objective"), ("objective", "point"),
    ("objective", "gradient"), ("gradient", "first_parameter"), ("gradient", "second_parameter"),
]  # fmt: skip
"""Roles that stand beside each other in a plot, as marks of one kind."""

NEW = [name for name in THEMES if name != THEME]


def seen(color: str, who: str) -> Color:
    """Return a colour as somebody sees it, by Brettel, Viénot and Mollon's simulation."""
    return Color(color) if who == "all" else Color(color).filter(who, method="brettel").clip("srgb")


def difference(one: str, other: str, who: str) -> float:
    return float(seen(one, who).delta_e(seen(other, who), method="2000"))


@pytest.mark.parametrize("role", WRITTEN)
@pytest.mark.parametrize("name", THEMES)
def test_what_is_written_can_be_read(name: str, role: str) -> None:
    theme = THEMES[name]
    for ground in (theme.background, theme.panel):
        assert Color(getattr(theme, role)).contrast(ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", THEMES)
def test_axes_can_be_seen_and_grids_stay_behind_them(name: str) -> None:
    theme = THEMES[name]
    for ground in (theme.background, theme.panel):
        assert Color(theme.axis).contrast(ground) >= LEAST_OF_LINES
        assert 1.1 < Color(theme.grid).contrast(ground) < Color(theme.axis).contrast(ground)


@pytest.mark.parametrize("who", ["all", "deutan", "protan"])
@pytest.mark.parametrize("name", THEMES)
def test_roles_that_stand_beside_each_other_are_told_apart(name: str, who: str) -> None:
    theme = THEMES[name]
    pairs = BESIDE if name == THEME else combinations(MEANING, 2)
    for one, other in pairs:
        assert difference(getattr(theme, one), getattr(theme, other), who) >= LEAST_DIFFERENCE, (one, other)


@pytest.mark.parametrize("name", THEMES)
def test_levels_grow_lighter(name: str) -> None:
    lights = [Color(level).luminance() for level in THEMES[name].levels]
    assert lights == sorted(lights)


@pytest.mark.parametrize("name", ["light", "print"])
def test_numbers_and_points_can_be_read_on_all_levels_of_light_themes(name: str) -> None:
    theme = THEMES[name]
    for level in theme.levels:
        assert Color(theme.text).contrast(level) >= LEAST_CONTRAST
        assert Color(theme.point).contrast(level) >= LEAST_OF_LINES


def test_print_is_black_on_white_and_its_levels_are_greys() -> None:
    theme = THEMES["print"]
    assert (theme.text, theme.background, theme.panel) == ("#000000", "#FFFFFF", "#FFFFFF")
    for level in theme.levels:
        assert Color(level).is_achromatic()


def test_contrast_has_more_of_it_than_any_other() -> None:
    for role in WRITTEN:
        theme = THEMES["contrast"]
        assert Color(getattr(theme, role)).contrast(theme.background) >= 7  # criterion 1.4.6


def test_a_theme_is_found_by_its_name_alone() -> None:
    assert {theme_named(name) for name in THEMES} == set(THEMES.values())
    for name in ("Light", "", "white"):
        with pytest.raises(
            ValueError, match=f"^there is no theme {name!r}: choose one of dark, light, print, "
        ):
            theme_named(name)


@pytest.mark.parametrize("name", THEMES)
def test_every_role_is_a_colour(name: str) -> None:
    theme: Theme = THEMES[name]
    found = [
        value for value in (getattr(theme, role.name) for role in fields(theme)) if isinstance(value, str)
    ]
    assert len(found) == 18
    for color in (*found, *theme.levels):
        assert Color(color).to_string(hex=True, upper=True) == color
