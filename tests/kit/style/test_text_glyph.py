"""Glyphs on their way between two others: where Manim has them, and where they stay, to the last bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import RIGHT, FadeIn, Transform, VMobject

from scenes.kit.style import palette, typography

SHARES = 0.0, 0.3, 0.9, 1.0
STYLE = "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "stroke_width", "background_stroke_width"


@pytest.mark.parametrize("share", SHARES)
def test_a_text_that_fades_stays_where_it_is_to_the_last_bit(share: float) -> None:
    text = typography.text("downhill")
    before = [glyph.points.copy() for glyph in text]
    fade = FadeIn(text, rate_func=lambda time: time)
    fade.begin()
    fade.interpolate(share)
    for glyph, points in zip(text, before, strict=True):
        assert np.array_equal(glyph.points, points)
        np.testing.assert_allclose(glyph.fill_rgbas[0, 3], share)


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("outline", [0.0, 3.0])
def test_between_two_texts_a_glyph_is_what_manim_makes_of_it(share: float, outline: float) -> None:
    first, last = typography.text("up"), typography.text("up", color=palette.FIT).shift(RIGHT).scale(2)
    last.set_stroke(palette.OUTLINE, width=outline, background=True)
    plain = VMobject().interpolate(first[0].copy(), last[0].copy(), share)
    Transform(first, last, rate_func=lambda time: time).begin()
    glyph = first[0].copy()
    glyph.interpolate(first[0].copy(), last[0], share)
    np.testing.assert_allclose(glyph.points, plain.points, atol=1e-12)
    for name in STYLE if outline or share in (0.0, 1.0) else STYLE[:1]:  # else no stroke is seen
        np.testing.assert_allclose(getattr(glyph, name), getattr(plain, name), err_msg=name)


def test_what_a_glyph_has_become_is_moved_alone() -> None:
    first, last = typography.text("a")[0], typography.text("a")[0]
    glyph = first.copy().interpolate(first, last, 0.5)
    kept = first.points.copy()
    glyph.shift(RIGHT)
    assert np.array_equal(first.points, kept)


@pytest.mark.parametrize(
    "style", [{"opacity": 0.3}, {"color": palette.FIT}, {"color": palette.FIT, "opacity": 0.3}, {}]
)
def test_a_glyph_is_filled_and_stroked_as_manim_has_it(style: dict[str, Any]) -> None:
    glyph, plain = typography.text("a")[0], VMobject(fill_opacity=1, stroke_width=0)
    assert isinstance(glyph, VMobject)
    for each in (glyph, plain.match_style(glyph)):
        each.set_fill(**style).set_stroke(**style).set_stroke(width=2, **style, background=True)
    for name in STYLE:
        np.testing.assert_array_equal(getattr(glyph, name), getattr(plain, name), err_msg=name)


def test_the_opacity_of_a_text_is_that_of_all_its_glyphs() -> None:
    text = typography.text("down").set_opacity(0.25)
    assert [glyph.get_fill_opacity() for glyph in text] == [0.25] * 4
