"""Words stand where they are set."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import typst
from manim import UP, Typst, VMobjectFromSVGPath, tempconfig
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from scenes.kit.style import palette, typography
from scenes.script.themes import THEMES


@pytest.mark.parametrize("words", ["crawls", "jumps", "*A* gap", "$x = 3$ away", "($3$)"])
def test_words_on_the_baseline_stand_level(words: str) -> None:
    level, plain = typography.on_baseline(words), typography.text(words)
    beside = typography.text(f"#box[H];{words}")
    depth = beside.submobjects[0].get_bottom()[1] - min(part.get_bottom()[1] for part in beside.submobjects)
    assert level.get_bottom()[1] == pytest.approx(-depth, abs=1e-3)
    assert (level.width, level.height) == pytest.approx((plain.width, plain.height), abs=1e-3)
    assert level.font_size == pytest.approx(typography.BODY, abs=1e-3)


def test_texts_that_manim_keeps_for_the_next_of_the_same_words_carry_nothing_of_their_svg_along() -> None:
    kept_before = set(SVG_HASH_TO_MOB_MAP)
    words, mathematics = typography.text("light words"), typography.formula("{{ x : name }} + 2024")
    kept = [SVG_HASH_TO_MOB_MAP[key] for key in SVG_HASH_TO_MOB_MAP if key not in kept_before]
    assert len(kept) == 2
    for text in (words, mathematics, *kept):
        glyphs = text.family_members_with_points()
        assert glyphs
        assert all(isinstance(glyph, VMobjectFromSVGPath) and glyph.path_obj is None for glyph in glyphs)
        assert set(text.id_to_vgroup_dict) <= {"name"}


def test_parts_with_a_name_keep_it() -> None:
    named = typography.formula("{{ x : name }} + 1").select("name")
    assert len(named.family_members_with_points()) == 1


def test_words_in_a_column_are_no_wider_than_it() -> None:
    for width in (2.0, 3.0):
        column = typography.column("words as *they* are, in rows that keep within", width)
        assert column.width <= width + 1e-9
        assert column.height > 2 * typography.text("words", typography.LABEL).height


def fill_of(words: Typst) -> Any:
    """Return the red, green and blue of the first glyph of some words."""
    glyph: Any = words[0]
    return glyph.fill_rgbas[0, :3]


def test_the_same_words_again_are_others_of_the_colour_that_is_asked_for() -> None:
    first = typography.text("again", color=palette.POINT)
    first.set_color(palette.WARNING).shift(UP)
    second = typography.text("again", color=palette.POINT)
    other = typography.text("again", color=palette.STEP)
    assert np.allclose(second.get_center(), 0, atol=1e-9)
    for words, color in ((second, palette.POINT), (other, palette.STEP)):
        np.testing.assert_allclose(fill_of(words), palette.rgb(color))


def test_the_same_words_in_another_theme_have_its_colours() -> None:
    shades = []
    for theme in THEMES:
        with palette.themed(theme):
            words = typography.formula("x + 1", color=palette.GRADIENT)
            np.testing.assert_allclose(fill_of(words), palette.rgb(palette.GRADIENT))
            shades.append(tuple(fill_of(words)))
    assert len(set(shades)) > 1


def test_the_same_words_are_outlined_only_where_the_background_is_left_out() -> None:
    widths = []
    for transparent in (False, True, False):
        with tempconfig({"transparent": transparent}):
            widths.append(typography.text("outlined")[0].background_stroke_width)
    assert widths == [0, typography.OUTLINE, 0]


def test_words_are_set_as_typst_sets_them_without_being_told_of_fonts() -> None:
    formula = typography.formula("sum_(i=1)^n x_i^2 thin #text(fill: red)[mean]")
    outlines = formula.get_file_path()
    source = outlines.with_suffix(".typ")
    plain = typst.compile(str(source), format="svg")
    assert isinstance(plain, bytes)
    assert outlines.read_bytes().startswith(plain)
