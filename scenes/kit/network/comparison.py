"""What a network draws beside what it should draw, each with its name, and how far one is from the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from manim import DOWN, Mobject, Square, Typst

from scenes.kit.network.drawing import NetworkDrawing, differences, picture_of
from scenes.kit.network.learnt import FRAME, LearntPicture
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

SHARES: Final = (1.9, 1.0)
"""Of the width, for the drawing and for the picture that is its goal."""

NAMED, BELOW = 0.55, 0.15
"""Scene units below the pictures for their names, and from a picture to its name."""


class PredictionBesideGoal:
    """A network's drawing, large, and at its right the picture that it learns, small.

    Parameters
    ----------
    box
        What both may fill, their names below them included.
    learnt
        The network and its picture.
    run
        Of the training; the drawing follows it.
    words
        What the drawing, the goal and the error are called, as they are.

    Attributes
    ----------
    drawing, edge
        What the network draws, and the frame around it.
    goal
        What it should draw.
    errors
        How far each place is from the goal, to be laid over the drawing.
    names
        Of the drawing, the goal and, in the place of the first, the error.
    """

    def __init__(self, box: Box, learnt: LearntPicture, run: Run, words: Sequence[str]) -> None:
        left, right = box.inset(bottom=NAMED).columns(*SHARES)
        large = left.holding(FRAME)
        small = replace(right, bottom=large.bottom, top=large.bottom + right.width / FRAME)
        self.drawing = NetworkDrawing(large, learnt).follow(run)
        self.edge = Square(color=palette.AXIS, stroke_width=2).replace(self.drawing, stretch=True)
        self.goal = picture_of(small, learnt)
        self.errors = differences(large, learnt).follow(run)
        below = self.drawing, self.goal, self.drawing
        self.names = [_name(word, picture) for word, picture in zip(words, below, strict=True)]
        self.names[-1].set_color(palette.RESIDUAL)


def _name(word: str, picture: Mobject) -> Typst:
    return typography.text(typography.as_is(word)).next_to(picture, DOWN, buff=BELOW)
