"""Numbers that change every frame: glyphs are set once by Typst, then painted from their outlines."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple, Self

import cairo
import numpy as np
from manim import LEFT, Group, MathTypst, VMobject

from scenes.kit.painted.painted import (
    Floats,
    Painted,
    PaintingCamera,
    box_around,
    outline_words,
    set_source,
)
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import RAISED, NumberFormat

TWO_DECIMALS = NumberFormat(2)

CHARACTERS = "0123456789.,\u2212+/%×\u2009" + "".join(RAISED)

_SET_SIZE = 96.0  # an em of one scene unit, so that glyph measures are in ems


class Glyph(NamedTuple):
    """A character's outline: cubic curves in ems, from the origin on the baseline, and its advance."""

    subpaths: tuple[Floats, ...]
    advance: float


@cache
def glyph(character: str) -> Glyph:
    """Return the outline of one of `CHARACTERS`.

    Its origin and advance are read off a row of three: zeros are alike and stand on the baseline.
    """
    if character not in CHARACTERS:
        raise ValueError(f"A live number shows {CHARACTERS!r}, not {character!r}.")
    if character in RAISED:
        return _raised(glyph(RAISED[character]))
    markup = f'#text(number-width: "tabular")[0{character}0]'
    zero_width = _left_edges("00")[1] - _left_edges("00")[0]
    row = typography.text(markup, size=_SET_SIZE)
    first, last = row.submobjects[0], row.submobjects[-1]
    marks = row.submobjects[1:-1]
    origin = np.array([first.get_left()[0] + zero_width, first.get_bottom()[1] + _zero_overshoot(), 0.0])
    side = first.get_left()[0]
    advance = last.get_left()[0] - side - zero_width
    subpaths = tuple(
        np.asarray(part, dtype=float)[:, :2] - origin[:2] + [first.get_left()[0] - side, 0.0]
        for mark in marks
        for part in mark.get_subpaths()
    )
    return Glyph(subpaths, float(advance))


def _raised(upright: Glyph) -> Glyph:
    """Return a glyph as an exponent has it: as small and as high as Typst sets it."""
    size, lift = 0.7, np.array([0.0, 0.363])
    return Glyph(tuple(size * path + lift for path in upright.subpaths), size * upright.advance)


def _left_edges(row: str) -> list[float]:
    return [part.get_left()[0] for part in typography.text(row, size=_SET_SIZE).submobjects]


@cache
def _zero_overshoot() -> float:
    """How far a zero reaches below the baseline, on which an H stands, in ems."""
    zero, upright = typography.text("0H", size=_SET_SIZE).submobjects
    return float(upright.get_bottom()[1] - zero.get_bottom()[1])


class LiveNumber(Painted):
    """A number that is painted anew in every frame at next to no cost.

    Parameters
    ----------
    value
        What it shows first.
    number_format
        How all of its values are written: the `NumberFormat.of` them.
    anchor
        Scene point, shape (3,), on the baseline, where the number begins (or ends, if ``right``).
    size
        Manim font size.
    right
        Whether the number ends at the anchor and grows to the left.

    Notes
    -----
    ``points`` are the lower left and upper right corner of the box that the number fills,
    so that layout and tests see its true size.
    """

    def __init__(
        self,
        value: float = 0.0,
        number_format: NumberFormat = TWO_DECIMALS,
        anchor: Any = (0.0, 0.0, 0.0),
        *,
        size: float = typography.BODY,
        color: palette.Color = palette.TEXT,
        right: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(color=color, **kwargs)
        self.number_format, self.right = number_format, right
        self.written = ""
        em = size * typography.EM_PER_SIZE
        self.points = np.asarray(anchor, dtype=float) + np.array([[0, 0, 0], [0, CAP_HEIGHT * em, 0]])
        self.set_value(value)

    @property
    def em(self) -> float:
        """Scene units of an em."""
        return float(self.points[1, 1] - self.points[0, 1]) / CAP_HEIGHT

    def set_value(self, value: float) -> Self:
        """Show another number."""
        return self.set_written(self.number_format.characters(value))

    def follow(self, run: Run, series: str, component: int | None = None) -> Self:
        """Show what a run's series says at the last iteration that the run has reached, from now on.

        Parameters
        ----------
        run
            What is read, at its clock.
        series, component
            As for `Run.now`.
        """
        self.add_updater(lambda number: number.set_value(run.now(series, component)), call_updater=True)
        return self

    def tell(self, value: Callable[[], float]) -> Self:
        """Show what a function returns, from now on and nothing else."""
        self.clear_updaters()
        self.add_updater(lambda number: number.set_value(value()), call_updater=True)
        return self

    def set_written(self, characters: str) -> Self:
        """Show other characters, all of them among `CHARACTERS`."""
        self.written = characters
        width = self.em * sum(placed.advance for placed in map(glyph, characters))
        if self.right:
            self.points[0, 0] = self.points[1, 0] - width
        else:
            self.points[1, 0] = self.points[0, 0] + width
        return self

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, 0.5 * self.em + typography.OUTLINE * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the glyphs' outlines one after the other."""
        ctx.translate(*self.points[0, :2])
        ctx.scale(self.em, self.em)
        for character in self.written:
            here = ctx.get_matrix()
            ctx.identity_matrix()
            ctx.append_path(_outline(character, tuple(here)))  # type: ignore[arg-type]  # six floats
            ctx.set_matrix(here)
            ctx.translate(glyph(character).advance, 0)
        if camera.is_clear:
            outline_words(ctx, camera, self.em, self.opacity)
        set_source(ctx, self.rgb, self.opacity)
        ctx.fill()


CAP_HEIGHT = 0.69
"""Height of the digits, in ems."""


@lru_cache(maxsize=1000)
def _outline(character: str, place: tuple[float, ...]) -> cairo.Path:
    """Return a glyph's outline on the picture, in pixels as Cairo rounds them, which it takes over at once.

    Parameters
    ----------
    character
        The glyph's.
    place
        The matrix that takes ems to pixels: most digits change where they stand.
    """
    ctx = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
    ctx.set_matrix(cairo.Matrix(*place))
    for curves in glyph(character).subpaths:
        _trace_curves(ctx, curves)
    ctx.identity_matrix()
    return ctx.copy_path()


def _trace_curves(ctx: cairo.Context[Any], curves: Floats) -> None:
    ctx.move_to(*curves[0])
    for k in range(0, len(curves) - 3, 4):
        ctx.curve_to(*curves[k + 1], *curves[k + 2], *curves[k + 3])
    ctx.close_path()


class Readout(Group):
    """A formula, an equals sign and a live number behind it: ``J = 42.67``.

    Parameters
    ----------
    label
        Typst mathematics of what the number is.
    value
        What it shows first.
    number_format
        How all of its values are written: the `NumberFormat.of` them.
    relation
        The sign between them.
    """

    def __init__(
        self,
        label: str,
        value: float = 0.0,
        number_format: NumberFormat = TWO_DECIMALS,
        *,
        size: float = typography.BODY,
        color: palette.Color = palette.TEXT,
        relation: str = "=",
    ) -> None:
        # The zero is set with the label, shows where the number belongs, and is taken away again.
        self.label: MathTypst = typography.formula(f"{label} {relation} 0", size, color)
        zero: VMobject = self.label.submobjects[-1]
        whole = self.label.height
        self.label.remove(zero)
        self.label.initial_height *= self.label.height / whole  # Typst tells the font size by this
        overshoot = _zero_overshoot() * size * typography.EM_PER_SIZE
        anchor = [
            zero.get_left()[0] - 0.04 * size * typography.EM_PER_SIZE,
            zero.get_bottom()[1] + overshoot,
            0,
        ]
        self.number = LiveNumber(value, number_format, anchor, size=size, color=color)
        super().__init__(self.label, self.number)

    def set_value(self, value: float) -> Self:
        """Show another number."""
        self.number.set_value(value)
        return self

    def follow(self, run: Run, series: str, component: int | None = None) -> Self:
        """Show what a run's series says as it goes on; see `LiveNumber.follow`."""
        self.number.follow(run, series, component)
        return self

    def tell(self, value: Callable[[], float]) -> Self:
        """Show what a function returns; see `LiveNumber.tell`."""
        self.number.tell(value)
        return self


def column(*readouts: Readout, spacing: float = 0.55) -> Group:
    """Stack readouts, their numbers beginning below one another; returns the group, centred at the origin."""
    for row, readout in enumerate(readouts):
        baseline = readout.number.points[0]
        readout.shift(np.array([-baseline[0], -baseline[1] - spacing * row, 0.0]))
    return Group(*readouts).center()


def two_columns(box: Box, *readouts: Readout, first: float = 1.2) -> Group:
    """Put readouts into a box, row by row in two columns, of which the first is so many times as wide."""
    columns, rows = box.columns(first, 1), box.rows(*[1] * -(-len(readouts) // 2), gap=0.0)
    for number, readout in enumerate(readouts):
        column, row = columns[number % 2], rows[number // 2]
        readout.scale(min(1.0, column.width / readout.width))
        readout.move_to((column.left, row.center[1], 0.0), aligned_edge=LEFT)
    return Group(*readouts)
