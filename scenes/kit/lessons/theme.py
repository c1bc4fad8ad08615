"""Which theme a lesson is drawn in."""

from __future__ import annotations

from scenes.kit.lessons.manim_adapter import configured
from scenes.script.themes import OPTION, THEME, theme_named


def chosen_theme(own: str) -> str:
    """Return the name of a lesson's theme: its own, or that of a `manim.cfg`, or the dark one.

    Parameters
    ----------
    own
        What the lesson has as `theme`; empty if it leaves the choice to others.

    Raises
    ------
    ValueError
        If there is none of this name: one line that lists those that there are.
    """
    if own:
        theme_named(own)
        return own
    name = configured(*OPTION) or THEME
    try:
        theme_named(name)
    except ValueError as error:
        raise ValueError(f"manim.cfg: {error}") from error
    return name
