"""Words stand where they are set."""

from __future__ import annotations

import pytest
from manim import VMobjectFromSVGPath
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from scenes.kit.style import typography


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
