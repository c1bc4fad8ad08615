"""A vector of very many components, of which the first ones and the last one are written."""

from __future__ import annotations

from manim import Mobject

from scenes.kit.style import typography
from scenes.kit.style.layout import Box

WIDTH = 0.92
"""Share of the box's width that the vector fills at most."""


def long_vector(name: str, count: int, box: Box, size: float = typography.TITLE) -> list[Mobject]:
    """Return ``w = (w_1, w_2, w_3, ..., w_n)`` in a box, in the pieces in which it is written.

    Parameters
    ----------
    name
        A letter, in Typst mathematics.
    count
        How many components it has, more than 3; its digits stand in groups of three.
    box
        In whose middle it stands.
    size
        Manim font size; smaller if the box is not wide enough.
    """
    last = f"{count:_}".replace("_", " thin ")
    parts = (
        f"bold({name}) = paren.l {name}_1 comma",
        f"{name}_2 comma",
        f"{name}_3 comma",
        "dots.h.c comma",
        f"{name}_({last}) paren.r",
    )
    named = " ".join(f"{{{{ {part} : part{k} }}}}" for k, part in enumerate(parts))
    vector = typography.fitted(typography.formula(named, size), WIDTH * box.width).move_to(box.center)
    return [vector.select(f"part{k}") for k in range(len(parts))]
