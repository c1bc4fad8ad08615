"""AdaGrad, RMSProp and Adam in formulas, with the numbers that they are given."""

from __future__ import annotations

from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Notes, formulas_by_role
from scenes.kit.style.numbers import short
from scenes.kit.style.rule_colors import RULE_COLORS

SQUARE = "{{ g_i^2 : gradient }}"
"""Of a slope, as Typst mathematics."""

AVERAGE = "{{{{ {} : velocity }}}}"
"""Of slopes: it has momentum's colour."""


def adagrad_rule(box: Box, rate: float) -> Notes:
    """Return AdaGrad's sum of squares and its step, at the top of a box."""
    slope = "{{ g_i : gradient }} = partial J \\/ partial w_i"
    return formulas_by_role(box, f"{slope}, quad s_i <- s_i + {SQUARE}", _step("g_i / sqrt(s_i)", rate))


def rmsprop_average(box: Box, decay: float, rate: float) -> Notes:
    """Return RMSProp's average of squares and its rate, at the top of a box; its step is AdaGrad's."""
    return formulas_by_role(box, f"{_average('s_i', decay, SQUARE)} quad {_rate(rate)}")


def adam_averages(box: Box, betas: tuple[float, float]) -> Notes:
    """Return Adam's two averages, at the top of a box."""
    slopes = _average(AVERAGE.format("m_i"), betas[0], "{{ g_i : gradient }}")
    return _colored(formulas_by_role(box, slopes, _average("s_i", betas[1], SQUARE)))


def adam_corrected(box: Box, betas: tuple[float, float], rate: float) -> Notes:
    """Return both averages corrected for their beginning at zero, in the same places, and Adam's step."""
    slopes, squares = (f"(1 - {short(kept)}^(k+1))" for kept in betas)
    m, hat = AVERAGE.format("m_i"), AVERAGE.format("hat(m)_i")
    corrected = f"{hat} = {m} \\/ {slopes}", f"hat(s)_i = s_i \\/ {squares}"
    return _colored(formulas_by_role(box, *corrected, _step("hat(m)_i / sqrt(hat(s)_i)", rate)))


def _colored(notes: Notes) -> Notes:
    notes[0].select("velocity").set_color(RULE_COLORS["heavy_ball"])
    return notes


def _average(name: str, kept: float, new: str) -> str:
    return f"{name} <- {short(kept)} thin {name} + {short(1 - kept)} thin {new}"


def _step(direction: str, rate: float) -> str:
    return f"w_i <- w_i - {{{{ eta : step }}}} thin {direction} quad quad {_rate(rate)}"


def _rate(rate: float) -> str:
    return f"{{{{ eta = {short(rate)} : step }}}}"
