"""Live numbers look as if Typst had set them, and say what they were given."""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
import pytest
from manim import LEFT

from gdmath import descend, parabola
from scenes.kit.painted.live_numbers import CHARACTERS, LiveNumber, Readout, column, glyph
from scenes.kit.painted.painted import PaintingCamera, set_source
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.numbers import RAISED, WHOLE, NumberFormat
from tests.conftest import Canvas


@pytest.mark.parametrize("characters", ["0123456789", "\u22123.14", "42,000.5", "+7/8", "5\u2009×\u200910"])
def test_painted_like_set_by_typst(canvas: Canvas, characters: str) -> None:
    set_text = typography.text(characters, size=96)
    baseline = typography.text("H" + characters, size=96).submobjects[0].get_bottom()[1]
    whole = typography.text("H" + characters, size=96)
    typeset = whole.submobjects[1:]
    left = typeset[0].get_left()[0]
    live = LiveNumber(size=96).set_written(characters)
    live.shift(np.array([left - _ink_left(live), baseline, 0.0]))
    expected, painted = canvas.draw(*typeset), canvas.draw(live)
    assert expected.sum() > 10_000
    assert abs(expected - painted).sum() < 0.1 * expected.sum()
    assert set_text.width == pytest.approx(live.width, abs=0.15)


def _ink_left(number: LiveNumber) -> float:
    first = glyph(number.written[0])
    return float(number.points[0, 0] + number.em * min(path[:, 0].min() for path in first.subpaths))


def test_outlines_that_are_kept_are_those_that_are_traced() -> None:
    camera, random, pictures = PaintingCamera(), np.random.default_rng(1), set()
    for pixels in random.uniform(40, 300, 100):
        number = LiveNumber(random.uniform(-99, 99)).shift(np.append(random.uniform(0, 0.1, 2), 0))
        kept, again, traced = (
            _pixels(paint, number, camera, pixels) for paint in (LiveNumber.paint, LiveNumber.paint, _traced)
        )
        assert kept == again == traced
        pictures.add(kept)
    assert len(pictures) == 100


def _pixels(paint: Any, number: LiveNumber, camera: PaintingCamera, pixels: float) -> bytes:
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 400, 100)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(pixels, 0, 0, -pixels, 5, 80))
    paint(number, context, camera)
    return bytes(surface.get_data())


def _traced(number: LiveNumber, context: Any, camera: PaintingCamera) -> None:
    context.translate(*number.points[0, :2])
    context.scale(number.em, number.em)
    for placed in map(glyph, number.written):
        for curves in placed.subpaths:
            context.move_to(*curves[0])
            for start in range(0, len(curves) - 3, 4):
                context.curve_to(*curves[start + 1 : start + 4].ravel())
            context.close_path()
        context.translate(placed.advance, 0)
    set_source(context, number.rgb, number.opacity)
    context.fill()


def test_digits_are_equally_wide() -> None:
    assert {round(glyph(digit).advance, 6) for digit in "0123456789"} == {0.5}


def test_exponents_are_as_small_and_as_high_as_in_typst() -> None:
    one, _, *exponent = typography.formula("10^25", size=96).submobjects
    for raised, typeset in zip("²⁵", exponent, strict=True):
        outline = np.vstack(glyph(raised).subpaths)
        low, high = typeset.get_bottom()[1], typeset.get_top()[1]
        assert outline[:, 1].min() == pytest.approx(low - one.get_bottom()[1], abs=0.015)
        assert outline[:, 1].max() == pytest.approx(high - one.get_bottom()[1], abs=0.015)
    assert all(glyph(raised).advance < glyph(upright).advance for raised, upright in RAISED.items())


def test_unknown_characters_are_named() -> None:
    with pytest.raises(ValueError, match="not 'x'"):
        glyph("x")
    assert all(glyph(character).advance > 0 for character in CHARACTERS)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        LiveNumber(value)


def test_box_follows_the_number() -> None:
    number = LiveNumber(1.0, WHOLE, anchor=(1.0, 2.0, 0.0))
    narrow = number.width
    number.set_value(100.0)
    assert number.width == pytest.approx(3 * narrow)
    assert number.get_corner(LEFT)[0] == pytest.approx(1.0)
    ending = LiveNumber(7.0, WHOLE, anchor=(1.0, 2.0, 0.0), right=True).set_value(1234)
    assert ending.get_right()[0] == pytest.approx(1.0)


def test_readouts_in_a_column_begin_below_one_another() -> None:
    readouts = [Readout("J", 42.0), Readout("w_1", -2.0), Readout("eta", 0.001, NumberFormat(3))]
    column(*readouts, spacing=0.6)
    starts = np.array([readout.number.points[0] for readout in readouts])
    assert np.ptp(starts[:, 0]) == pytest.approx(0)
    assert np.diff(starts[:, 1]) == pytest.approx([-0.6, -0.6])
    for readout in readouts:
        assert readout.label.get_right()[0] < readout.number.get_left()[0]


def test_a_changing_number_keeps_its_form_and_shows_no_residue() -> None:
    values = [-2.0, -1.25, 3e-17]
    intercept = Readout("b", values[0], NumberFormat.of(values, scale=6.0))
    shown = [intercept.set_value(value).number.written for value in values]
    assert shown == ["\u22122.000", "\u22121.250", "0.000"]


def test_a_readout_follows_a_run_from_iterate_to_iterate() -> None:
    run = Run(descend(parabola(), 0.1, 4.0, iterations=5))
    readout = Readout("x", 0, NumberFormat(2)).follow(run, "point", 0)
    assert readout.number.written == "4.00"
    for time, characters in ((0.9, "4.00"), (1.0, "3.20"), (2.5, "2.56")):
        run.clock.set_value(time)
        readout.update()
        assert readout.number.written == characters


def test_all_that_a_format_writes_can_be_painted() -> None:
    for value in (-1.7e9, 2.5e-12, 60_000, 0.0, -41.5, 8e123):
        number = LiveNumber(value, NumberFormat.of(value))
        assert set(number.written) <= set(CHARACTERS)
        assert number.width > 0
