"""AdaGrad, RMSProp and Adam in formulas, with the numbers that they are given."""

from __future__ import annotations

from manim import DOWN, LEFT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.plots.labels import plated
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes, formulas_by_role
from scenes.kit.style.numbers import short

SLOPES, SQUARES = "{{{{ {} : second_parameter }}}}", "{{{{ {} : gradient }}}}"
"""What belongs to the average of slopes, which has the heavy ball's colour, and to that of their squares."""

SLOPE, SQUARE = "{{ g_i : gradient }}", SQUARES.format("g_i^2")
"""As Typst mathematics."""

ETA = "{{ eta : step }}"
"""The learning rate in its colour."""

AT_FIRST = 'k = 0":" quad '
"""Before what holds for the first step."""

LARGE = 50.0
"""Size of formulas that have their box for themselves."""


def adagrad_rule(box: Box, rate: float) -> Notes:
    """Return AdaGrad's sum of squares and its step, at the top of a box."""
    slope = f"{SLOPE} = partial J \\/ partial w_i"
    return formulas_by_role(box, f"{slope}, quad s_i <- s_i + {SQUARE}", _step("g_i / sqrt(s_i)", rate))


def rmsprop_average(box: Box, decay: float) -> Notes:
    """Return RMSProp's average of squares, at the top of a box; its step is AdaGrad's."""
    return formulas_by_role(box, _average("s_i", short(decay), short(1 - decay), SQUARE))


def adam_formulas(
    box: Box, betas: tuple[float, float], rate: float, stride: float
) -> tuple[Notes, Notes, Notes]:
    """Return Adam's formulas, two at a time: its averages, its step without correction, and that with it.

    Below each of the steps stands how long the first one is.

    Parameters
    ----------
    box
        At whose top each two of them stand.
    betas, rate
        The shares of the averages that are kept, and the learning rate.
    stride
        The first step without correction, in learning rates.
    """
    new, square = SLOPES.format(short(1 - betas[0])), SQUARES.format(short(1 - betas[1]))
    kept = SLOPES.format(short(betas[0])), SQUARES.format(short(betas[1]))
    averages = (
        _average(SLOPES.format("m_i"), kept[0], new, SLOPE),
        _average("s_i", kept[1], square, SQUARE),
    )
    rule = _step(f"{SLOPES.format('m_i')} / sqrt(s_i)", rate)
    first = f"{new} / sqrt({square}) thin {ETA} approx {short(stride, 2)} thin {ETA}"
    slopes, squares = (f"(1 - {each}^(k+1))" for each in kept)
    corrected = _moved(f"({SLOPES.format('m_i')} \\/ {slopes}) / sqrt(s_i \\/ {squares})")
    first_corrected = f"({new} \\/ {new}) / sqrt({square} \\/ {square}) thin {ETA} = {ETA}"
    return (
        formulas_by_role(box, *averages, size=LARGE),
        formulas_by_role(box, rule, AT_FIRST + first, size=LARGE),
        formulas_by_role(box, corrected, AT_FIRST + first_corrected, size=LARGE),
    )


def first_stride_mark(plot: MapPlot, run: Run, stride: float) -> Group:
    """Return a ring where a run's first step ends on a map, and how many learning rates that is long."""
    place = plot.on(run.path[1])
    ring = Dots(place[None], run.color, 0.22, ring=0.05)
    told = plated(typography.formula(f"{short(stride, 2)} thin eta", SIZE, run.color))
    return Group(ring, told.next_to(ring, DOWN + LEFT, buff=0.05))


def _average(name: str, kept: str, share: str, new: str) -> str:
    return f"{name} <- {kept} thin {name} + {share} thin {new}"


def _step(direction: str, rate: float) -> str:
    return f"{_moved(direction)} quad {_rate(rate)}"


def _moved(direction: str) -> str:
    return f"w_i <- w_i - {ETA} thin {direction}"


def _rate(rate: float) -> str:
    return f"{{{{ eta = {short(rate)} : step }}}}"
