"""Words that stand where spots of a surface are seen, while the view turns."""

from __future__ import annotations

import numpy as np
from manim import UP, Mobject, Typst

from gdmath import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined
from scenes.kit.space.crowd import spread_over
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette

HIGHEST, LOWEST, FLAT = 0.4, 1.35, -0.2
"""Scene units from the highest place up to its name, from the lowest one up beyond the rim of its pit, and
from a plain, on which its name lies, in front of what is there."""

LARGER = 1.3
"""How much larger such names are than other labels: they stand far from one another, on a moving ground."""

INNER = 0.12
"""So far from the window's edges is a plain named, in its widths."""


def landscape_names(
    surface: HeightField, objective: Objective, hill: str, pit: str, plain: str
) -> list[Typst]:
    """Return the names of a function's highest place, of its lowest, and of where it is flattest.

    Parameters
    ----------
    surface, objective
        The function, with a known minimum.
    hill, pit, plain
        What stands there.
    """
    samples = spread_over(objective.domain, 121, 121)
    edges, room = objective.domain, INNER * np.ptp(objective.domain, axis=1)
    inner = samples[((samples > edges[:, 0] + room) & (samples < edges[:, 1] - room)).all(axis=1)]
    top = samples[np.nanargmax(objective.value(samples))]
    return [
        spot_name(surface, top, hill, above=HIGHEST),
        spot_name(surface, objective.minima[0], pit, above=LOWEST),
        spot_name(
            surface, inner[np.linalg.norm(objective.gradient(inner), axis=1).argmin()], plain, above=FLAT
        ),
    ]


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

    label = outlined(words, color).scale(LARGER)
    label.add_updater(stand, call_updater=True)
    return label
