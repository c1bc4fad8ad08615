"""The plot of a fit: data, what a model predicts, and the residuals between."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Group
from numpy.typing import ArrayLike

from gdmath import Model
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.labels import in_emptiest_place, line_key
from scenes.kit.plots.plot import Plot
from scenes.kit.runs.run import Run
from scenes.kit.runs.trial import Trial
from scenes.kit.style import palette
from scenes.kit.style.axis_names import axis_name
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import RESIDUE
from scenes.kit.style.ticks import padded_range

FEW = 40
"""So many data are drawn at full size; of more, dots and residuals are finer."""

MOST_DRAWN = 2000
"""Of more data, so many at most are drawn, spread evenly along x; the x axis says so."""

TOO_FAR = 3
"""The axes grow at most so many times for the first prediction; one farther off comes in from outside."""

SAMPLES = 101
"""Points of a prediction's curve."""

TRIED = 0.35
"""How far a prediction is moved to show what one of its parameters does, in heights of the plot."""

FRONT = 2
"""The z index of arrows: in front of data that are in front of a line."""


class FitPlot(Plot):
    """Axes that show data against a feature, and what a model of them predicts: a line, or any other curve.

    Where the data have several features, the curve is that of rows whose other features are at their means;
    residuals lead to the predictions for the data's own rows.

    Parameters
    ----------
    box
        What the plot may fill, its numbers and labels included.
    model
        Whose data and predictions are shown; the axes are named as its data set's columns, and hold its best
        prediction.
    parameters : shape (d,)
        Of the first prediction, which the axes hold if it is not too far off.
    feature
        Which feature runs along the x axis, from 0.
    residual_width
        Stroke width of a residual, where the data are few.
    glows
        Whether the prediction has light around it, as what the picture is about.
    room
        Room above and below all that the y axis holds, in shares of its height.

    Attributes
    ----------
    drawn
        Indices of the data that are drawn: all, unless there are more than `MOST_DRAWN`.
    data, prediction, residuals
        What is drawn in the axes; a lesson adds them one by one, when it tells of them.
    """

    def __init__(
        self,
        box: Box,
        model: Model,
        parameters: ArrayLike,
        *,
        feature: int = 0,
        residual_width: float = 3.0,
        glows: bool = False,
        room: float = 0.06,
    ) -> None:
        self.model, self.feature = model, feature
        first = np.array(parameters, dtype=float)
        self._shown: Callable[[], Floats] = lambda: first
        dataset = model.dataset
        x, y = dataset.x[:, feature], dataset.y
        held = np.concatenate([y, *map(model.predict, model.minima[:1])])
        with_first = np.concatenate([held, model.predict(first)])
        is_flat = np.ptp(held) <= RESIDUE * np.abs(held).max()
        if is_flat or np.ptp(with_first) <= TOO_FAR * np.ptp(held):
            held = with_first
        every = math.ceil(len(y) / MOST_DRAWN)
        self.drawn = np.arange(len(y)) if every == 1 else np.argsort(x, kind="stable")[every // 2 :: every]
        x_name = "x" if len(dataset.feature_names) == 1 else f"x_{feature + 1}"
        sampled = " " + translated("(1 in {every} drawn)", every=every) if every > 1 else ""
        names = (
            axis_name(dataset.feature_names[feature], x_name, sampled),
            axis_name(dataset.target_name, "y"),
        )
        super().__init__(box, padded_range(x, 0.1), padded_range(held, room), *names)
        fineness = min(1.0, math.sqrt(FEW / len(self.drawn)))
        self.data = self.scatter(x[self.drawn], y[self.drawn], radius=0.09 * fineness)
        self.prediction = self.prediction_of(first, glows=glows)
        self.residuals = Segments(
            *self._drawn_ends(first),
            color=palette.RESIDUAL,
            width=residual_width * fineness,
            dash=DASH,
            window=self.frame,
        )

    @property
    def parameters(self) -> Floats:
        """The parameters of the prediction that is shown at this moment, shape (d,)."""
        return self._shown()

    def follow(self, moving: Run | Trial) -> None:
        """Let prediction and residuals be, from now on, those of a run at its clock, or of what is tried."""
        self._shown = lambda: moving.point
        for mobject in (self.prediction, self.residuals):
            mobject.clear_updaters()
        self.prediction.add_updater(lambda curve: curve.set_points(self.points_of(self.parameters)))
        self.residuals.add_updater(lambda bundle: bundle.put(*self._drawn_ends(self.parameters)))

    def prediction_of(
        self, parameters: ArrayLike, color: palette.Color = palette.FIT, width: float = 5.0, **kwargs: Any
    ) -> Stroke:
        """Return the curve that parameters, shape (d,), predict, from one end of the x axis to the other."""
        return Stroke(self.points_of(parameters), color, width, window=self.frame, **kwargs)

    def key_to(self, line: Stroke, words: str, color: palette.Color, *also: ArrayLike) -> Group:
        """Return words behind a piece of a line of the plot, where they cover least of it and the data.

        Nor do they of the curves that further parameters predict, if there is room.
        """
        key = line_key(words, color, line.dash)
        drawn = np.vstack([line.points, self.data.points, *map(self.points_of, also)])
        return in_emptiest_place(key, self.frame, drawn)

    def moves(self, first: ArrayLike, then: ArrayLike) -> Group:
        """Return arrows from the curve that some parameters predict to that of others, from left to right.

        They stand halfway between the data's x, where no residual is, and in front of the data.
        """
        x = np.unique(self.model.dataset.x[self.drawn, self.feature])
        between = (x[1:] + x[:-1]) / 2
        rows = self._rows(between)
        tails, tips = (self.c2p(between, self.model.predict(each, rows)) for each in (first, then))
        ends = zip(tails, tips, strict=True)
        arrows = (Pointer(*pair, palette.STEP, 9, window=self.frame) for pair in ends)
        return Group(*(arrow.set_z_index(FRONT) for arrow in arrows))

    def points_of(self, parameters: ArrayLike) -> Floats:
        """Return scene points of the curve that parameters predict, shape (`SAMPLES`, 3)."""
        x, rows = self._samples()
        return self.c2p(x, self.model.predict(parameters, rows))

    def residual_ends(self, parameters: ArrayLike) -> tuple[Floats, Floats]:
        """Return the scene points of data and of their predictions, shape (n, 3) each."""
        dataset = self.model.dataset
        x = dataset.x[:, self.feature]
        return self.c2p(x, dataset.y), self.c2p(x, self.model.predict(parameters))

    def _drawn_ends(self, parameters: ArrayLike) -> tuple[Floats, Floats]:
        data, predictions = self.residual_ends(parameters)
        return data[self.drawn], predictions[self.drawn]

    def change_to_see(self, number: int) -> float:
        """Return a change of one parameter that moves the prediction by `TRIED` where it moves most.

        It moves towards the middle of the plot.

        Parameters
        ----------
        number
            Which parameter, from 0.
        """
        first, one = self.parameters, np.eye(len(self.parameters))[number]
        _, rows = self._samples()
        rise = self.model.predict(first + one, rows) - self.model.predict(first, rows)
        low, high = self.y_range
        way = math.copysign(TRIED * (high - low), (low + high) / 2 - self.model.predict(first).mean())
        return way / float(np.abs(rise).max())

    def _samples(self) -> tuple[Floats, Floats]:
        """Return x along the axis, shape (`SAMPLES`,), and rows of features there, shape (`SAMPLES`, p)."""
        x = np.linspace(*self.x_range, SAMPLES)
        return x, self._rows(x)

    def _rows(self, x: Floats) -> Floats:
        """Return rows of features, shape (n, p), with x, shape (n,), and with all other features' means."""
        rows: Floats = np.tile(self.model.dataset.x.mean(axis=0), (len(x), 1))
        rows[:, self.feature] = x
        return rows
