"""Whether what is drawn can be seen on its ground, and everyone can tell its colours apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from coloraide import Color
from manim import Mobject, VMobject
from numpy.typing import NDArray

from scenes.kit.painted.painted import Painted
from scenes.kit.style import palette
from scenes.production.studio.checking.finding import Fault
from scenes.production.studio.checking.layers import Layer
from scenes.production.studio.checking.texts import AnyText

Floats = NDArray[np.float64]

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

CROSSED, HIDDEN = 0.1, 0.4
"""Share of a text, and of a line, that may lie on a ground of less contrast, as where it crosses a line."""

HALO = 2.0
"""Stroke width from which on an outline behind a text is what it is read on."""

LEAST_DIFFERENCE = 5.0
"""CIEDE2000; two colours of lines or dots that differ by less look the same."""

FAINT = 0.6
"""Opacity up to which something is set back on purpose."""

VISIONS = {"deuteranopes": "deutan", "protanopes": "protan"}

_GROUNDS = (palette.BACKGROUND, palette.PANEL)
"""Of plates and outlines, on which others are seen."""

_QUIET = (palette.AXIS, palette.GRID, palette.MUTED)
"""Of lines that carry no meaning by themselves: axes, grids, contours."""


class Ink(NamedTuple):
    """What is drawn with: red, green and blue, 0 to 1, shape (3,), and opacity."""

    rgb: Floats
    opacity: float

    def over(self, ground: Floats) -> Floats:
        """Return the colours that are seen on grounds, shape (n, 3)."""
        return self.opacity * self.rgb + (1 - self.opacity) * ground


def is_ink(mobject: Mobject) -> bool:
    """Return whether a mobject is a text, or a line, dot or arrow: not what others are seen on."""
    if isinstance(mobject, AnyText):
        return True
    if isinstance(mobject, Painted):
        return not mobject.is_ground and not _is_one_of(_GROUNDS, mobject.rgb)
    is_line = isinstance(mobject, VMobject) and mobject.get_stroke_width() > 0
    return is_line and not all(_is_one_of(_GROUNDS, ink.rgb) for ink, _ in _inks(mobject))


def contrast_faults(layers: Iterable[Layer]) -> Iterator[Fault]:
    """Yield what has too little contrast with what lies behind it.

    Parameters
    ----------
    layers
        Of what `is_ink`.
    """
    for mobject, behind, behind_lines in layers:
        is_text = isinstance(mobject, AnyText)
        if len(behind) == 0 or not (is_text or _is_mark(mobject)) or _is_outlined(mobject):
            continue
        ground, share = (behind, CROSSED) if is_text else (behind_lines, HIDDEN)
        lowest = min(
            (
                _contrast(ink, halo, ground / 255, share)
                for ink, halo in _inks(mobject)
                if ink.opacity > FAINT
            ),
            default=LEAST_CONTRAST,
        )
        if lowest < LEAST_CONTRAST - 0.005:
            yield (
                mobject,
                (
                    f"has a contrast of {lowest:.1f} : 1 to what lies behind it, below {LEAST_CONTRAST} : 1: "
                    f"choose another colour, or put {'a plate behind' if is_text else 'an outline around'} it"
                ),
            )


def look_alike_faults(layers: Sequence[Layer]) -> Iterator[Fault]:
    """Yield marks of one kind in one plot whose colours alone tell them apart, but not for everybody."""
    marks = [layer.mobject for layer in layers if _is_mark(layer.mobject) and len(layer.behind)]
    looks: dict[tuple[tuple[type, int | None], str], Mobject] = {}
    for mark in marks:
        place = type(mark), id(mark.window) if isinstance(mark, Painted) else None
        looks |= {(place, _hex(ink.rgb)): mark for ink, _ in _inks(mark) if ink.opacity > FAINT}
    for ((place, color), one), ((other_place, other_color), _) in combinations(looks.items(), 2):
        confused = [who for who in VISIONS if _difference(color, other_color, who) < LEAST_DIFFERENCE]
        if place == other_place and color != other_color and confused:
            yield (
                one,
                (
                    f"in {color} and another {type(one).__name__} in {other_color} look the same to "
                    f"{' and '.join(confused)}: choose other colours"
                ),
            )


def _is_outlined(mobject: Mobject) -> bool:
    return isinstance(mobject, Painted) and mobject.is_outlined


def _is_mark(mobject: Mobject) -> bool:
    """Return whether the colour of a line, dot or arrow has a meaning."""
    is_quiet = all(_is_one_of(_QUIET, ink.rgb) for ink, _ in _inks(mobject))
    return not (isinstance(mobject, AnyText) or is_quiet)


def _inks(mobject: Mobject) -> Iterator[tuple[Ink, Ink | None]]:
    """Yield the colours of a mobject, and for each what it is outlined with, if it is."""
    if isinstance(mobject, Painted):
        yield Ink(mobject.rgb, mobject.opacity), None
        return
    found: dict[bytes, tuple[Ink, Ink | None]] = {}
    for part in mobject.family_members_with_points():
        assert isinstance(part, VMobject)
        is_stroked = not isinstance(mobject, AnyText) and part.get_stroke_width() > 0
        red, green, blue, opacity = (part.stroke_rgbas if is_stroked else part.fill_rgbas)[0].tolist()
        halo = part.background_stroke_rgbas[0] if part.background_stroke_width >= HALO else None
        ink = Ink(np.array([red, green, blue]), opacity)
        found[np.append(ink.rgb, opacity).tobytes()] = ink, None if halo is None else Ink(halo[:3], halo[3])
    yield from found.values()


def _contrast(ink: Ink, halo: Ink | None, ground: Floats, share: float) -> float:
    """Return the contrast that all but a share of the pixels have, on a ground of shape (n, 3)."""
    on = ground if halo is None else halo.over(ground)
    return float(np.quantile(_contrasts(ink.over(on), on), share))


def _contrasts(colors: Floats, grounds: Floats) -> Floats:
    """Return the contrast ratios of colours to grounds, shape (n, 3) each."""
    one, other = _luminances(colors), _luminances(grounds)
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))


def _luminances(colors: Floats) -> Floats:
    table, shares = _luminance_table()
    return np.asarray(table[np.round(255 * colors).astype(int)] @ shares)


@cache
def _luminance_table() -> tuple[Floats, Floats]:
    """Return the relative luminance of every grey, and the shares of red, green and blue in that of white.

    Millions of pixels are looked up in it; one colour at a time would take minutes.
    """
    greys = [Color("srgb", [value / 255] * 3).luminance() for value in range(256)]
    return np.array(greys), np.array([Color(name).luminance() for name in ("red", "lime", "blue")])


@cache
def _difference(one: str, other: str, who: str) -> float:
    """Return how different two colours look to somebody, by Brettel, Viénot and Mollon's simulation."""
    seen = (Color(color).filter(VISIONS[who], method="brettel").clip("srgb") for color in (one, other))
    first, second = seen
    return float(first.delta_e(second, method="2000"))


def _is_one_of(roles: Iterable[palette.Role], rgb: Floats) -> bool:
    return _hex(rgb) in {_hex(palette.rgb(role)) for role in roles}


def _hex(rgb: Floats) -> str:
    return "#" + "".join(f"{round(255 * float(channel)):02X}" for channel in np.clip(rgb, 0, 1))
