"""Momentum in formulas: its rule, what it does to one leg, and the numbers that theory calls best."""

from __future__ import annotations

from typing import Final, TypeVar

from manim import LEFT, Group, Mobject

from gdmath import best_heavy_ball
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.state_plane import StatePlane
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes, formulas_by_role
from scenes.kit.style.numbers import NumberFormat, short
from scenes.kit.style.role_formulas import by_role
from scenes.kit.style.rule_colors import RULE_COLORS

Placed = TypeVar("Placed", bound=Mobject)

THREE_DECIMALS: Final = NumberFormat(3)
"""How a momentum is written that is turned."""

LARGE, RESULT = 64.0, 56.0
"""Sizes of a momentum that is turned, and of what that comes to."""

ROWS: Final = (1.5, 1, 1, 1)
"""Shares of a box for the halves of a step or the momentum, areas, factors, and numbers."""

VELOCITY, LENGTH = "{{ v : warning }}", f"{{{{ {WAY_NAMES[1]} : warning }}}}"
"""Of the steepest leg, in its colour, which is that role's."""


class StateNotes(Group):
    """What the halves of a step do to a leg's velocity and its length, in formulas, and to areas of states.

    Parameters
    ----------
    box
        What they may fill.
    plane
        The states.
    area
        The word for it, as Typst mathematics.

    Attributes
    ----------
    halves
        How the velocity changes, and then the length.
    numbers
        Learning rate and momentum.
    area
        That of the square of states, in that of the first one.
    """

    def __init__(self, box: Box, plane: StatePlane, area: str) -> None:
        beta = f"{{{{ beta = {short(plane.momentum)} : second_parameter }}}}"
        kept = "{{ beta : second_parameter }}"
        above, middle, _, below = box.rows(*ROWS, gap=0.0)
        self.halves = formulas_by_role(
            above,
            f"{VELOCITY} <- {kept} {VELOCITY} - {{{{ eta : step }}}} lambda_2 {LENGTH}",
            f"{LENGTH} <- {LENGTH} + {VELOCITY}",
        )
        self.area = _at_left(middle, Readout(area, 1.0, THREE_DECIMALS, size=LARGE, color=WAY_COLORS[1]))
        self.area.number.tell(lambda: plane.area)
        numbers = f"{{{{ eta = {short(plane.rate)} : step }}}}, quad {beta}"
        self.numbers = _at_left(below, by_role(numbers, SIZE))
        super().__init__(self.halves, self.area, self.numbers)


class FactorNotes(Group):
    """What each step leaves of a leg where it swings, the momentum that is turned, and what that comes to.

    Parameters
    ----------
    box
        What they may fill.
    turned
        The heavy ball whose momentum is turned.

    Attributes
    ----------
    floor
        The factor where a leg swings, in the long run.
    momentum
        As it is now.
    result
        What a step of plain descent leaves at its best, and what is left at the best momentum.
    """

    def __init__(self, box: Box, turned: TurnedMomentum) -> None:
        color, root = RULE_COLORS["heavy_ball"], best_heavy_ball(turned.valley.curvatures)[1] ** 0.5
        above, _, middle, below = box.rows(*ROWS, gap=0.0)
        self.momentum = _at_left(above, Readout("beta", 0.0, THREE_DECIMALS, size=LARGE, color=color))
        self.momentum.number.tell(turned.momentum.get_value)
        self.floor = _at_left(middle, by_role("abs(r) = {{ sqrt(beta) : second_parameter }}", LARGE))
        left, swings = short(turned.valley.left), f"{{{{ sqrt(beta) = {short(root)} : second_parameter }}}}"
        self.result = _at_left(below, by_role(f"{{{{ {left} : point }}}} -> {swings}", RESULT))
        super().__init__(self.momentum, self.floor, self.result)


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


def _at_left(box: Box, written: Placed) -> Placed:
    """Put what is written at the left of a box, no wider than that."""
    written.scale(min(1.0, box.width / written.width))
    return written.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)
