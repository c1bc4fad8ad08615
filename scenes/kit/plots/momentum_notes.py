"""Momentum in formulas: its rule, and the numbers that theory calls best."""

from __future__ import annotations

from manim import MathTypst

from gdmath import best_heavy_ball
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes
from scenes.kit.style.numbers import short
from scenes.kit.style.role_formulas import by_role
from scenes.kit.style.rule_colors import RULE_COLORS


def momentum_rule(box: Box, rate: float, momentum: float, word: str, place: str = "bold(w)") -> Notes:
    """Return the two formulas of a step with momentum, at the top of a box, and the numbers for them.

    Parameters
    ----------
    box
        What they may fill.
    rate, momentum
        The numbers.
    word
        What is said of them, as Typst mathematics.
    place
        Where the gradient is taken, as Typst mathematics: at the point, or ahead of it.
    """
    notes, velocity = Notes(box), "{{ bold(v) : velocity }}"
    downhill = f"{{{{ eta : step }}}} thin {{{{ nabla J({place}) : gradient }}}}"
    for row in (f"{velocity} <- beta {velocity} - {downhill}", f"bold(w) <- bold(w) + {velocity}"):
        formula = by_role(row, SIZE)
        formula.select("velocity").set_color(RULE_COLORS["heavy_ball"])
        notes.put(typography.fitted(formula, box.width))
    notes.write(f'eta = {short(rate)}, quad beta = {short(momentum)}":" space {word}', palette.MUTED)
    return notes


def best_momentum(box: Box, valley: Valley) -> Notes:
    """Return theory's best learning rate and momentum for a valley, in letters and numbers."""
    notes, root = Notes(box), "sqrt(kappa)"
    rate, momentum = map(short, best_heavy_ball(valley.curvatures))
    notes.write(f"eta = 4 \\/ (sqrt(lambda_1) + sqrt(lambda_2))^2 = {rate}", palette.STEP)
    notes.write(f"beta = (({root} - 1) / ({root} + 1))^2 = {momentum}", RULE_COLORS["heavy_ball"])
    return notes


def critical_note(box: Box, momentum: float) -> MathTypst:
    """Return the momentum with which the flattest direction neither creeps nor swings."""
    return Notes(box).write(f"beta^* = (1 - sqrt(eta lambda_1))^2 = {short(momentum)}")
