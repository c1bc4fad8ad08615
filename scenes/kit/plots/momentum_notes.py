"""Momentum in formulas: its rule, and the numbers that theory calls best."""

from __future__ import annotations

from typing import Final

from manim import LEFT, RIGHT, Group

from gdmath import best_heavy_ball
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.valley_map import WAY_COLORS
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes, equation
from scenes.kit.style.numbers import NumberFormat, short
from scenes.kit.style.role_formulas import by_role
from scenes.kit.style.rule_colors import RULE_COLORS

THREE_DECIMALS: Final = NumberFormat(3)
"""How a momentum is written that is turned."""

LARGE, RESULT = 64.0, 56.0
"""Sizes of a momentum that is turned, and of what that comes to."""

NEXT = "(1 + {{ beta : momentum }} - {{ eta : step }} lambda_2)"
"""The coefficient of a leg's last length in its next one."""


class FactorNotes(Group):
    """What each step multiplies a leg by, in formulas, and the momentum that is turned.

    Parameters
    ----------
    box
        What they may fill.
    turned
        The heavy ball whose momentum is turned.

    Attributes
    ----------
    recurrence
        How a leg's next length comes from the last two.
    trial
        What is tried: each step multiplies it by the same factor.
    roots
        What its two factors solve.
    product
        Of both factors.
    floor
        Their size where they are complex.
    momentum
        As it is now.
    result
        What a step of plain descent leaves at its best, and what is left at the best momentum.
    """

    def __init__(self, box: Box, turned: TurnedMomentum) -> None:
        color = RULE_COLORS["heavy_ball"]
        above, below = box.rows(4.2, 1.0, gap=0.1)
        leg, last, before = (f"{{{{ q_({k}) : leg }}}}" for k in ("k + 1", "k", "k - 1"))
        self.recurrence, self.trial, self.roots, self.product, self.floor = equation(
            above,
            f"{leg} {{{{ = : eq }}}} {NEXT} {last} - {{{{ beta : momentum }}}} {before}",
            "{{ q_k : leg }} {{ = : eq }} r^k",
            f"r^2 {{{{ = : eq }}}} {NEXT} r - {{{{ beta : momentum }}}}",
            "r_1 r_2 {{ = : eq }} {{ beta : momentum }}",
            "abs(r) {{ = : eq }} {{ sqrt(beta) : momentum }}",
        )
        for row in (self.recurrence, self.trial):
            row.select("leg").set_color(WAY_COLORS[1])
        for row in (self.recurrence, self.roots):
            row.select("step").set_color(palette.STEP)
        for row in (self.recurrence, self.roots, self.product, self.floor):
            row.select("momentum").set_color(color)
        self.momentum = Readout("beta", 0.0, THREE_DECIMALS, size=LARGE, color=color)
        beside = (self.product.get_y() + self.floor.get_y()) / 2  # both rows are short
        self.momentum.move_to((box.right, beside, 0.0), aligned_edge=RIGHT)
        self.momentum.number.tell(turned.momentum.get_value)
        root = best_heavy_ball(turned.valley.curvatures)[1] ** 0.5
        words = (
            f"{{{{ {short(turned.valley.left)} : plain }}}} -> {{{{ sqrt(beta) = {short(root)} : root }}}}"
        )
        self.result = typography.fitted(typography.formula(words, RESULT), box.width)
        self.result.select("plain").set_color(palette.POINT)
        self.result.select("root").set_color(color)
        self.result.move_to((box.left, below.center[1], 0.0), aligned_edge=LEFT)
        rows = self.recurrence, self.trial, self.roots, self.product, self.floor
        super().__init__(*rows, self.momentum, self.result)


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
    kept = f"{{{{ beta : velocity }}}} thin {velocity}"
    for row in (f"{velocity} <- {kept} - {downhill}", f"bold(w) <- bold(w) + {velocity}"):
        formula = by_role(row, SIZE)
        formula.select("velocity").set_color(RULE_COLORS["heavy_ball"])
        notes.put(typography.fitted(formula, box.width))
    eta, beta = f"{{{{ eta = {short(rate)} : step }}}}", f"{{{{ beta = {short(momentum)} : velocity }}}}"
    numbers = by_role(f'{eta}, quad {beta}":" space {word}', SIZE, palette.MUTED)
    numbers.select("velocity").set_color(RULE_COLORS["heavy_ball"])
    notes.put(typography.fitted(numbers, box.width))
    return notes


def best_momentum(box: Box, valley: Valley) -> Notes:
    """Return theory's best learning rate and momentum for a valley, in letters and numbers."""
    notes, root = Notes(box), "sqrt(kappa)"
    rate, momentum = map(short, best_heavy_ball(valley.curvatures))
    notes.write(f"eta = 4 \\/ (sqrt(lambda_1) + sqrt(lambda_2))^2 = {rate}", palette.STEP)
    notes.write(f"beta = (({root} - 1) / ({root} + 1))^2 = {momentum}", RULE_COLORS["heavy_ball"])
    return notes
