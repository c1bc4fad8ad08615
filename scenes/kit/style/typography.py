"""Type by role: every word and formula on screen is Typst, in the fonts that come with it.

Sizes are Manim font sizes; an em is ``size / 96`` scene units. A wide frame is 8 units high, a
tall or square one 8.7 wide, and the smallest role here is 28: so no text is smaller than 1/30 of the
picture's shorter side.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self, TypeVar, cast
from xml.etree import ElementTree

import numpy as np
import svgelements
from manim import DOWN, RIGHT, ManimColor, MathTypst, SVGMobject, Typst, VGroup, VMobject, config
from typst import Fonts, TypstError

from scenes.kit.style import palette
from scenes.kit.style.copied import Copied
from scenes.kit.style.outlines import KeptOutlines, Outline
from scenes.kit.style.text_glyph import TextGlyph

TITLE: Final = 46.0
BODY: Final = 36.0
LABEL: Final = 32.0
TICK: Final = 28.0

FONT: Final = '#set text(font: "New Computer Modern")'

EM_PER_SIZE: Final = 1 / 96
"""Scene units of an em, for each point of font size."""

Words = TypeVar("Words", bound=Typst)

OUTLINE = 4.0
"""Stroke width of an outline around words: half of it is seen."""

_UNNAMED = re.compile(r"root|numbered_group_\d+|g[0-9A-F]{32}")
"""What Manim and Typst call the groups of an SVG that have no label."""


class _Light(Copied, SVGMobject):
    """Reads an SVG once, and forgets what is left over of it, which each animation would copy along.

    That is the outlines as they were read, and the groups that have no label to `select` them by. Manim
    itself copies each text that it has set, and copies that again for each of the same words. What was read
    is kept for the next process as `KeptOutlines`.
    """

    @property
    def hash_seed(self) -> tuple[Any, ...]:
        """What Manim knows an SVG again by that this process has read: its name tells its content."""
        # A process may be the fork of one whose files lie in another folder.
        return tuple(each.name if isinstance(each, Path) else each for each in super().hash_seed)

    def generate_mobject(self) -> Self:
        """Read the SVG, or take from its kept outlines what was read before."""
        path = self.get_file_path()
        tree: Any = ElementTree.parse(path)
        svg = ElementTree.tostring(cast(Any, self.modify_xml_tree(tree).getroot()))
        kept = KeptOutlines(path.parent, svg + repr(sorted(self.path_string_config.items())).encode())
        known = kept.read()
        if known is None:
            self._outlines: list[Outline] = []
            mobjects, groups = self.get_mobjects_from(svgelements.SVG.parse(BytesIO(svg)))
            places = {id(mobject): place for place, mobject in enumerate(mobjects)}
            if len(self._outlines) == len(mobjects):  # all of them are paths
                kept.write(
                    self._outlines,
                    {key: [places[id(each)] for each in group] for key, group in groups.items()},
                )
            del self._outlines
        else:
            outlines, members = known
            mobjects = [cast(VMobject, self.get_mob_from_shape_element(outline)) for outline in outlines]
            groups = {key: VGroup(*(mobjects[place] for place in places)) for key, places in members.items()}
        self.add(*mobjects)
        self.id_to_vgroup_dict = groups
        self.flip(RIGHT)  # in an SVG, y goes downwards
        return self

    def get_mob_from_shape_element(self, shape: Any) -> VMobject | None:
        """Convert an element; a path's outline is noted."""
        mobject = super().get_mob_from_shape_element(shape)
        if mobject is not None and isinstance(shape, svgelements.Path) and not isinstance(shape, Outline):
            self._outlines.append(Outline.of(shape, mobject.points))
        return mobject

    def path_to_mobject(self, path: Any) -> TextGlyph:
        """Convert a path."""
        glyph = TextGlyph(path, **self.path_string_config)
        if isinstance(path, Outline):
            glyph.points = path.points
        glyph.path_obj = None
        return glyph

    def get_mobjects_from(self, svg: Any) -> tuple[list[VMobject], dict[str, VGroup]]:
        """Convert all elements."""
        mobjects, groups = super().get_mobjects_from(svg)
        return mobjects, {key: group for key, group in groups.items() if not _UNNAMED.fullmatch(key)}


class _LightTypst(_Light, Typst):
    """Words."""


class _LightMathTypst(_Light, MathTypst):
    """A formula."""


def text(words: str, size: float = BODY, color: palette.Color = palette.TEXT) -> Typst:
    """Set words (Typst markup: ``*bold*``, ``_italic_``, ``$x^2$`` for mathematics).

    Raises
    ------
    ValueError
        If it is not Typst markup. Words that somebody else chooses are put in by `as_is`.
    """
    return _markup(words, words, size, color, FONT)


def lines(*rows: str, size: float = BODY, color: palette.Color = palette.TEXT, align: str = "left") -> Typst:
    """Set several rows of words as one text, aligned ``left``, ``center`` or ``right``."""
    body = f"#align({align})[{' #linebreak() '.join(rows)}]"
    spaced = FONT + "\n#set par(leading: 0.7em)"
    return _markup(body, " ".join(rows), size, color, spaced)


def column(words: str, width: float, color: palette.Color = palette.TEXT, size: float = LABEL) -> Typst:
    """Set words, as they are, in rows at most so many scene units wide."""
    ems = width / (size * EM_PER_SIZE)
    return _markup(f"#box(width: {ems:.3f}em)[{as_is(words)}]", words, size, color, FONT)


def on_baseline(words: str, size: float = BODY, color: palette.Color = palette.TEXT) -> Typst:
    """Set words with their baseline at y = 0, so that different words beside one another stand level."""
    # An H stands on the baseline: it is set before the words, shows where that is, and is taken away.
    whole = text(f"#box[H];{words}", size, color)
    upright, height = whole.submobjects[0], whole.height
    whole.shift(upright.get_bottom()[1] * DOWN)
    whole.remove(upright)
    whole.initial_height *= whole.height / height  # Typst tells the font size by this
    return whole


def as_is(words: str) -> str:
    r"""Return words as Typst markup that shows them as they are, without a meaning of ``#``, ``$`` or ``*``.

    Examples
    --------
    >>> as_is("5 $ for *C#*")
    '#"5 $ for *C#*"'
    """
    return f"#{quoted(words)}"


def formula(mathematics: str, size: float = BODY, color: palette.Color = palette.TEXT) -> MathTypst:
    """Set a formula (Typst mathematics); name its parts as ``{{ part : name }}`` and `select` them.

    Raises
    ------
    ValueError
        If it is not Typst mathematics.
    """
    try:
        return _set(_LightMathTypst, mathematics, size, color)
    except TypstError as error:
        raise ValueError(
            f"{mathematics!r} is not Typst mathematics ({_reason(error)}): "
            r'write 1/2, sqrt(x), "name" rather than LaTeX'
        ) from error


def _markup(markup: str, words: str, size: float, color: palette.Color, preamble: str) -> Typst:
    try:
        return _set(_LightTypst, markup, size, color, preamble)
    except TypstError as error:
        raise ValueError(
            f"{words!r} is not Typst markup ({_reason(error)}): put a backslash before #, $, *, _, @ and <, "
            "or let typography.as_is do so"
        ) from error


def _reason(error: TypstError) -> str:
    return " ".join(str(error).split())


def _set(kind: type[Words], markup: str, size: float, color: palette.Color, preamble: str = "") -> Words:
    """Set words; outline them if the background is left out: then anything may come to lie behind them."""
    rgba = ManimColor(color).to_rgba().tobytes()  # a role has another colour in another theme
    words: Words = set_once(kind, markup, size, rgba, preamble).copy()
    if config.transparent:
        words.set_stroke(palette.OUTLINE, width=OUTLINE, background=True)
    return words


@lru_cache(maxsize=500)
def set_once(kind: type[Words], markup: str, size: float, rgba: bytes, preamble: str) -> Words:
    """Set words once: to copy them takes a small part of the time, and a lesson is gone through again."""
    color = ManimColor(np.frombuffer(rgba))
    return kind(markup, font_size=size, color=color, typst_preamble=preamble, font_paths=_fonts())


@cache
def _fonts() -> Any:
    """Return the fonts that Typst finds, read once: for each text anew takes it five times as long to set."""
    return Fonts()


def name(words: str) -> str:
    """Return a name as Typst mathematics: a letter as a variable, anything longer as upright text.

    Examples
    --------
    >>> name("x"), name("area")
    ('x', '"area"')
    """
    if len(words) == 1 and words.isalpha():
        return words
    return quoted(words)


def quoted(words: str) -> str:
    """Return words in quotes, as Typst code and mathematics take them, on one row."""
    shown = "".join(
        letter if letter.isprintable() else " " for letter in words
    )  # no line breaks, no controls
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def fitted(words: Words, width: float) -> Words:
    """Return words, made smaller if they are wider than they may be: numbers can be of any length."""
    if words.width > width:
        words.scale(width / words.width)
    return words
