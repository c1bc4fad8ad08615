"""A role has the colour that the theme in use says, and is drawn in it."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ManimColor, Square, Typst

from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette, typography
from scenes.script.themes import THEMES
from tests.conftest import Canvas


def test_level_colors_run_from_lowest_to_highest() -> None:
    colors = palette.level_colors(np.array([[-1.0, 0.0], [1.0, 2.0]]))
    assert colors.shape == (2, 2, 3)
    assert colors[0] == pytest.approx(np.array([palette.rgb(palette.LEVELS[0])] * 2))
    assert colors[1] == pytest.approx(np.array([palette.rgb(palette.LEVELS[-1])] * 2))


@pytest.mark.parametrize("name", THEMES)
def test_roles_and_what_is_made_in_them_follow_the_theme(name: str) -> None:
    theme = THEMES[name]
    with palette.themed(name):
        assert ManimColor(theme.text) == palette.TEXT
        assert ManimColor(theme.background) == palette.OUTLINE
        assert [ManimColor(level) for level in palette.LEVELS] == [ManimColor(hue) for hue in theme.levels]
        marks = [Dots([[0, 0, 0]], palette.POINT), Dots([[0, 0, 0]]).set_color(palette.POINT)]
        square, words = Square(color=palette.STEP), typography.text("words")
    assert ManimColor(THEMES["dark"].text) == palette.TEXT
    for dots in marks:
        assert dots.rgb == pytest.approx(palette.rgb(theme.point))
    assert square.get_stroke_color() == ManimColor(theme.step)
    assert isinstance(words, Typst)
    assert words[0].get_fill_color() == ManimColor(theme.text)  # as its default argument says


@pytest.mark.parametrize("name", THEMES)
def test_every_role_is_drawn_in_its_colour(name: str, canvas: Canvas) -> None:
    """A still of all roles, as squares and, below them, as dots."""
    named = [role for role in vars(palette).values() if isinstance(role, palette.Role)]
    roles = list({(role.name, role.stop): role for role in (*named, *palette.LEVELS)}.values())
    places = np.array([[0.5 * (k - len(roles) / 2), 1, 0] for k in range(len(roles))])
    with palette.themed(name):
        pairs = list(zip(roles, places, strict=True))
        squares = [Square(0.4, color=role, fill_opacity=1).move_to(place) for role, place in pairs]
        canvas.draw(*squares, *(Dots([-place], role, radius=0.2) for role, place in pairs))
    for role, place in pairs:
        value = getattr(THEMES[name], role.name)
        wanted = ManimColor(value if role.stop is None else value[role.stop])
        for at in (place, -place):
            assert canvas.at(at) == pytest.approx(255 * wanted.to_rgb(), abs=1)


def test_what_is_computed_from_a_role_stays_as_it_is() -> None:
    half = palette.TEXT.interpolate(palette.BACKGROUND, 0.5)
    dark = half.to_hex()
    with palette.themed("light"):
        assert half.to_hex() == palette.TEXT.into(ManimColor).interpolate(half, 1.0).to_hex() == dark
        assert (
            type(half)
            is type(palette.TEXT.opacity(0.5))
            is type(palette.TEXT.into(palette.Role))
            is ManimColor
        )


def test_an_unknown_theme_is_refused() -> None:
    with (
        pytest.raises(
            ValueError, match="there is no theme 'pink': choose one of dark, light, print, contrast"
        ),
        palette.themed("pink"),
    ):
        pass
