"""A word that stands where a spot of a surface is seen, while the view turns."""

from __future__ import annotations

from manim import UP, Mobject, Typst

from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette


def spot_name(
    surface: HeightField, spot: Floats, words: str, color: palette.Color = palette.TEXT, above: float = 0.3
) -> Typst:
    """Return outlined words, as they are, that stay above a spot of a surface.

    Parameters
    ----------
    surface
        It may change: the words go up and down with it.
    spot
        In the space's x and y, shape (2,), where the surface is.
    words, color
        What stands there.
    above
        Scene units from the spot to the middle of the words.
    """

    def stand(name: Mobject) -> None:
        name.move_to(surface.space.view.project(surface.lift(*spot)) + above * UP)

    label = outlined(words, color)
    label.add_updater(stand, call_updater=True)
    return label
