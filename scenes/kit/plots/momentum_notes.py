"""Momentum in formulas: its rule, what it does to one leg, and the numbers that theory calls best."""

from __future__ import annotations

from typing import Final, TypeVar

from manim import DOWN, LEFT, RIGHT, Group, Mobject

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

ROWS, STATE_ROWS = (1.5, 1, 1, 1), (1.3, 0.8, 1.5, 0.7)
"""Shares of a box for the factor, the momentum, nothing, and numbers; and for the halves of a step, the area,
what a step leaves, and numbers."""

APART, BETWEEN = 0.25, 0.3
"""Scene units from a letter to what it is, and from what gives a root to the root."""

ROOT: Final = "{{ sqrt(beta) : second_parameter }}"
"""That of the momentum, in its colour."""

AHEAD: Final = "bold(w) + beta bold(v)"
"""Where Nesterov's method takes the gradient."""

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
    twice, root
        A step leaves the same share of all lengths: times itself it is the momentum, so it is its root.
    """

    def __init__(self, box: Box, plane: StatePlane, area: str) -> None:
        beta = f"{{{{ beta = {short(plane.momentum)} : second_parameter }}}}"
        kept = "{{ beta : second_parameter }}"
        above, middle, lower, below = box.rows(*STATE_ROWS, gap=0.0)
        self.halves = formulas_by_role(
            above,
            f"{VELOCITY} <- {kept} {VELOCITY} - {{{{ eta : step }}}} lambda_2 {LENGTH}",
            f"{LENGTH} <- {LENGTH} + {VELOCITY}",
        )
        self.area = _at_left(middle, Readout(area, 1.0, THREE_DECIMALS, size=LARGE, color=WAY_COLORS[1]))
        self.area.number.tell(lambda: plane.area)
        numbers = f"{{{{ eta = {short(plane.rate)} : step }}}}, quad {beta}"
        self.numbers = _at_left(below, by_role(numbers, SIZE))
        self.twice = by_role(f"{ROOT} dot {ROOT} = {kept}", SIZE)
        self.root = root_of(plane.momentum, LARGE)
        _at_left(lower, Group(self.twice, self.root).arrange(DOWN, buff=BETWEEN, aligned_edge=LEFT))
        super().__init__(self.halves, self.area, self.numbers, self.twice, self.root)


class FactorNotes(Group):
    """What is drawn over eta in words, the momentum that is turned, and what that comes to.

    Parameters
    ----------
    box
        What they may fill.
    turned
        The heavy ball whose momentum is turned.
    leaves
        What the factor on the upward axis is, in words; in as many lines.

    Attributes
    ----------
    factor
        The factor's letter and the words.
    momentum
        As it is now.
    result
        What a step of plain descent leaves at its best, and what is left at the best momentum.
    """

    def __init__(self, box: Box, turned: TurnedMomentum, leaves: str) -> None:
        color, root = RULE_COLORS["heavy_ball"], best_heavy_ball(turned.valley.curvatures)[1] ** 0.5
        above, middle, _, below = box.rows(*ROWS, gap=0.0)
        letter = typography.formula('abs(r)":"', LARGE)
        said = typography.lines(*map(typography.as_is, leaves.split("\n")))
        self.factor = _at_left(above, Group(letter, said).arrange(RIGHT, buff=APART))
        self.momentum = _at_left(middle, Readout("beta", 0.0, THREE_DECIMALS, size=LARGE, color=color))
        self.momentum.number.tell(turned.momentum.get_value)
        left, swings = short(turned.valley.left), f"{{{{ sqrt(beta) = {short(root)} : second_parameter }}}}"
        self.result = _at_left(below, by_role(f"{{{{ {left} : point }}}} -> {swings}", RESULT))
        super().__init__(self.factor, self.momentum, self.result)


def root_of(momentum: float, size: float) -> Readout:
    """Return the root of a momentum, and the number that this is, as it stands beside every picture of it."""
    color = RULE_COLORS["heavy_ball"]
    return Readout("sqrt(beta)", momentum**0.5, THREE_DECIMALS, size=size, color=color)


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
