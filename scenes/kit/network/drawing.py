"""What a network draws, and how far that is from what it should draw."""

from __future__ import annotations

import numpy as np

from scenes.kit.network.learnt import LearntPicture
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

COLUMNS, ROWS = 192, 108
"""How finely it is asked: also between the places that it has learnt from."""

STRONGEST = 0.6
"""Difference of a place from the picture that is shown in full colour, of 1 from black to white."""


class NetworkDrawing(Flipbook):
    """What a network draws with the weights that were kept of its training, each page with one of them.

    Between two of them it is a blend of both drawings.

    Parameters
    ----------
    box
        What it fills.
    learnt
        Whose drawing it is.
    """

    def __init__(self, box: Box, learnt: LearntPicture) -> None:
        super().__init__(box, learnt.drawings(COLUMNS, ROWS))


def picture_of(box: Box, learnt: LearntPicture) -> Flipbook:
    """Return the picture that a network learns, as it is told it: a pixel for each place."""
    return Flipbook(box, learnt.target[np.newaxis], is_smooth=False)


def differences(box: Box, learnt: LearntPicture) -> Flipbook:
    """Return how far each place of the drawings is from the picture, a page for all the kept weights.

    It is the root of the mean square over the colours, as opacity of the residuals' colour: to be laid over
    a drawing. The mean of its squares over all places is the cost.
    """
    rows, columns, _ = learnt.target.shape
    errors = np.sqrt(np.mean((learnt.drawings(columns, rows) - learnt.target) ** 2, axis=-1))
    shares = np.clip(errors / STRONGEST, 0, 1)[..., np.newaxis]
    return Flipbook(box, _in_color(palette.RESIDUAL, shares), is_smooth=False)


def _in_color(color: palette.Color, opacity: Floats) -> Floats:
    """Return pages of one colour, from opacities of shape (..., 1)."""
    return np.concatenate([np.broadcast_to(palette.rgb(color), (*opacity.shape[:-1], 3)), opacity], axis=-1)
