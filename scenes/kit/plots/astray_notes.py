"""Newton's method from a bad place, pure and damped: its formulas, and the values that it meets."""

from __future__ import annotations

from manim import Group

from scenes.kit.runs.newton_walks import NewtonAstray, tried_before
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Notes, in_turn
from scenes.kit.style.numbers import short

NEWTON, DAMPED = "w <- w - (J'(w)) / (J''(w))", "w <- w - eta thin (J'(w)) / abs(J''(w))"
"""Of one variable, as Typst mathematics."""

NEWTONS, ABSOLUTE = (
    "bold(w) <- bold(w) - H^(-1) nabla J",
    "& bold(w) <- bold(w) - eta abs(H)^(-1) nabla J \\ & abs(H) bold(u)_i = abs(lambda_i) thin bold(u)_i",
)
"""Of more than one, and what the size of the Hessian does to its eigenvectors."""

NEWTON_SOLVES = "H thin bold(d) = - nabla J"
"""The system of equations for a step d."""


class AstrayNotes(Group):
    """Two formulas below one another, below each of them its descent's values, and rates that are halved.

    Parameters
    ----------
    box
        What they may fill.
    walks
        The two descents.
    color
        Of the damped method; what the pure one meets is red.

    Attributes
    ----------
    first, second
        Each method's formula, and the value that it begins with.
    risen, fallen
        The further values that the pure method meets, and those of the damped one.
    halved
        The rates that are tried at a damped step, by its number, where the first one is too large.
    lowest
        The last of the values, as it is shown.
    """

    def __init__(self, box: Box, walks: NewtonAstray, color: palette.Color) -> None:
        notes = Notes(box)
        formulas = (NEWTON, DAMPED) if walks.pure.points.shape[1] == 1 else (NEWTONS, ABSOLUTE)
        pure, damped = ([short(value) for value in walk.values] for walk in (walks.pure, walks.damped))
        rates = [[*tried_before(rate), rate] for rate in walks.damped.rates.tolist()]
        self.lowest = damped[-1]
        told = zip(formulas, (palette.TEXT, color), (palette.GRADIENT, color), (pure, damped), strict=True)
        groups = []
        for formula, hue, shade, values in told:
            written = notes.write(formula, hue)
            row = notes.put(in_turn(box, "J", values, shade))
            groups.append((Group(written, row[0]), row[1:]))
        (self.first, self.risen), (self.second, self.fallen) = groups
        self.halved = {
            step: notes.put(in_turn(box, "eta", [short(rate) for rate in tried], palette.STEP))
            for step, tried in enumerate(rates)
            if len(tried) > 1
        }
        super().__init__(*notes)
