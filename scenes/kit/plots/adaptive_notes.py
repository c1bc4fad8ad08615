"""AdaGrad, RMSProp and Adam in formulas, with the numbers that they are given."""

from __future__ import annotations

from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Notes, formulas_by_role
from scenes.kit.style.numbers import short

SQUARE = "{{ g_i^2 : gradient }}"
"""Of a slope, as Typst mathematics."""


def adagrad_rule(box: Box, rate: float) -> Notes:
    """Return AdaGrad's sum of squares and its step, at the top of a box."""
    slope = "{{ g_i : gradient }} = partial J \\/ partial w_i"
    return formulas_by_role(box, f"{slope}, quad s_i <- s_i + {SQUARE}", _step("g_i / sqrt(s_i)", rate))


def rmsprop_rule(box: Box, rate: float, decay: float) -> Notes:
    """Return RMSProp's average of squares and its step, at the top of a box."""
    return formulas_by_role(box, _average("s_i", decay, SQUARE), _step("g_i / sqrt(s_i)", rate))


def adam_averages(box: Box, betas: tuple[float, float]) -> Notes:
    """Return Adam's two averages, at the top of a box."""
    slopes = _average("{{ m_i : step }}", betas[0], "{{ g_i : gradient }}")
    return formulas_by_role(box, slopes, _average("s_i", betas[1], SQUARE))


def adam_rule(box: Box, rate: float, betas: tuple[float, float]) -> Notes:
    """Return both averages corrected for their beginning at zero, and the step, at the top of a box."""
    corrected = " quad ".join(
        f"hat({name})_i = {name}_i / (1 - {short(beta)}^(k+1))"
        for name, beta in zip("ms", betas, strict=True)
    )
    return formulas_by_role(box, corrected, _step("hat(m)_i / sqrt(hat(s)_i)", rate))


def _average(name: str, kept: float, new: str) -> str:
    return f"{name} <- {short(kept)} thin {name} + {short(1 - kept)} thin {new}"


def _step(direction: str, rate: float) -> str:
    return (
        f"w_i <- w_i - {{{{ eta : step }}}} thin {direction} quad quad {{{{ eta = {short(rate)} : step }}}}"
    )
