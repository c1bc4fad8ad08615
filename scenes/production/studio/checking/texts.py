"""What of a picture is a text, what it says, and how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from manim import (
    DecimalNumber,
    MarkupText,
    Mobject,
    SingleStringMathTex,
    SVGMobject,
    Text,
    Typst,
    VMobject,
)

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.painted import Painted
from scenes.kit.style import typography

AnyText: TypeAlias = DecimalNumber | LiveNumber | MarkupText | SingleStringMathTex | Text | Typst
"""Manim's texts and ours; each is looked at as a whole."""

FAINTEST = 0.02
"""Opacity up to which nothing can be seen."""

PANGO = 1.5
"""How many times as large as Typst and LaTeX, at one font size, Pango sets Manim's `Text`."""

_SAYS = (
    (Typst, "typst_code"),
    (LiveNumber, "written"),
    (MarkupText, "text"),
    (Text, "original_text"),
    (SingleStringMathTex, "tex_string"),
    (DecimalNumber, "number"),
)

LONGEST = 60
"""Characters of a text that a finding repeats."""


def visible(mobject: Mobject) -> Iterator[Mobject]:
    """Yield texts as wholes and everything else in pieces, leaving out what cannot be seen."""
    if isinstance(mobject, SVGMobject | DecimalNumber):
        if mobject.has_points() or any(_seen(glyph) for glyph in mobject.family_members_with_points()):
            yield mobject
        return
    if mobject.has_points() and _seen(mobject):
        yield mobject
    for part in mobject.submobjects:
        yield from visible(part)


def em(text: AnyText) -> float:
    """Return the scene units of a text's em."""
    if isinstance(text, LiveNumber):
        return text.em
    size = float(text.font_size) * typography.EM_PER_SIZE
    return PANGO * size if isinstance(text, Text | MarkupText) else size


def named(mobject: Mobject) -> str:
    """Return what a finding calls a mobject: a text by what it says, all else by its class."""
    says = source(mobject)
    if says is None:
        return type(mobject).__name__
    says = " ".join(says.split())
    shown = repr(says if len(says) <= LONGEST else f"{says[: LONGEST - 1]}…")
    return f"{type(mobject).__name__} {shown}" if isinstance(mobject, LiveNumber) else shown


def source(mobject: Mobject) -> str | None:
    """Return what a text says, as it was written; None if it is none."""
    return next((str(getattr(mobject, name)) for kind, name in _SAYS if isinstance(mobject, kind)), None)


def _seen(mobject: Mobject) -> bool:
    if isinstance(mobject, Painted):
        return mobject.opacity > FAINTEST
    if isinstance(mobject, VMobject):
        stroked = mobject.get_stroke_width() > 0 and mobject.get_stroke_opacity() > FAINTEST
        return bool(mobject.get_fill_opacity() > FAINTEST or stroked)
    return False
