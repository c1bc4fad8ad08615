"""Quick copies are those that Manim makes: all of it, in common only what nobody changes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from manim import UP, MathTypst, Mobject, VMobject

from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette, typography
from scenes.kit.style.copied import Copied

OF_GLYPHS = "points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction"


def formula() -> MathTypst:
    """Return a formula with all that a lesson may give one: a target, an updater, a part that is named."""
    words = typography.formula("{{ J : cost }} = 1/n sum_i r_i^2", color=palette.OBJECTIVE)
    words.generate_target()
    words.target.shift(UP)
    words[0].add_updater(lambda glyph: glyph)
    return words


def dots() -> Dots:
    """Return dots that refer to another mobject."""
    return Dots([[0, 0, 0], [1, 0, 0]], window=Mobject())


def copied_by_manim(mobject: Mobject, monkeypatch: pytest.MonkeyPatch) -> Mobject:
    """Return the copy that Manim's own method makes."""
    with monkeypatch.context() as patch:
        patch.delattr(Copied, "__deepcopy__")
        return deepcopy(mobject)


def both(one: object, other: object) -> Iterator[tuple[object, object]]:
    """Yield the attributes of two mobjects, those of their parts, and those of what else they hold."""
    pairs, met = [(one, other)], set[int]()
    while pairs:
        first, second = pairs.pop()
        yield first, second
        if id(first) in met:
            continue
        met.add(id(first))
        if isinstance(first, Mobject):
            assert list(vars(first)) == list(vars(second))
            pairs += [
                (vars(first)[name], vars(second)[name]) for name in vars(first) if name != "original_id"
            ]
        elif isinstance(first, list | tuple):
            assert isinstance(second, list | tuple)
            assert len(first) == len(second)
            pairs += zip(first, second, strict=True)
        elif isinstance(first, dict):
            assert isinstance(second, dict)
            assert list(first) == list(second)
            pairs += [(first[key], second[key]) for key in first]


@pytest.mark.parametrize("make", [formula, dots])
def test_a_copy_is_that_of_manim(make: type[Mobject], monkeypatch: pytest.MonkeyPatch) -> None:
    mobject = make()
    compared = 0
    for quick, slow in both(mobject.copy(), copied_by_manim(mobject, monkeypatch)):
        compared += 1
        assert type(quick) is type(slow)
        if isinstance(quick, np.ndarray):
            np.testing.assert_array_equal(quick, slow)
        elif isinstance(quick, str | int | float):
            assert quick == slow
    assert compared > 20


def test_what_is_done_to_a_copy_leaves_the_first_as_it_was() -> None:
    words = formula()
    before = [{name: getattr(glyph, name).copy() for name in OF_GLYPHS} for glyph in words]
    copied = words.copy()
    for glyph in copied:
        for name in OF_GLYPHS:
            getattr(glyph, name)[...] = 0.5
        glyph.add_updater(lambda glyph: glyph)
        glyph.add(VMobject())
    for glyph, kept in zip(words, before, strict=True):
        assert len(glyph.updaters) == (glyph is words[0])
        assert not glyph.submobjects
        for name in OF_GLYPHS:
            np.testing.assert_array_equal(getattr(glyph, name), kept[name])


def test_what_parts_have_in_common_their_copies_have_in_common() -> None:
    words: Any = typography.text("ab")
    shared = np.zeros(3)
    for glyph in words:
        glyph.place, glyph.fellow = shared, words[0]
    copied = words.copy()
    assert copied[0].place is copied[1].place is not shared
    assert copied[0].fellow is copied[1].fellow is copied[0] is not words[0]


def test_a_named_part_of_a_copy_is_of_its_glyphs() -> None:
    copied: Any = formula().copy()
    assert copied.select("cost")[0] is copied[0]
    assert copied.target is not None
    assert copied.target[0] is not copied[0]
