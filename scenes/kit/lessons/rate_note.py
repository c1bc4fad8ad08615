"""What a fit's descent runs with, beside a lesson's title: its learning rate, its units, and a warning."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, Group, Mobject, Typst

from gdmath import Fit
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.numbers import short

AWAY = 0.5
"""Scene units from the title to the note."""


def rate_note(fit: Fit, title: Mobject) -> Typst:
    """Return the learning rate, its limit if the descent diverges, and that the features are standardised."""
    rows = [f"$eta = {short(fit.learning_rate)}$"]
    if fit.diverges:
        rows.append(translated("limit ${limit}$", limit=short(fit.learning_rate_limit)))
    if fit.standardized:
        rows = [", ".join(rows), translated("standardised $x$")]
    color = palette.WARNING if fit.diverges else palette.STEP
    note = typography.lines(*rows, size=typography.TICK, color=color).next_to(title, RIGHT, buff=AWAY)
    return note.align_to(title, UP) if len(rows) > 1 else note


def fitted_rate_note(fit: Fit, title: Mobject, right: float | None = None) -> Typst:
    """Return the note, large where the learning rate is all that there is to say.

    Parameters
    ----------
    fit, title
        What it tells of, and what it stands beside.
    right
        Scene x that it may reach to; the frame's edge if None.
    """
    limit = layout.frame().right if right is None else right
    note = rate_note(fit, title)
    if not (fit.diverges or fit.standardized):
        note.scale(typography.LABEL / typography.TICK)
    left = title.get_right() + AWAY * RIGHT
    return typography.fitted(note, limit - left[0]).align_to(left, LEFT)


def caution(fit: Fit, title: Mobject) -> Group:
    """Return the note if the descent is no plain one that converges, else an empty group."""
    return Group(*[rate_note(fit, title)] * (fit.standardized or fit.diverges))
