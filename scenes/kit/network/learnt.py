"""A network that has learnt a picture, place by place, and the record of how it did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import FloatArray, NeuralNetwork, Training, waves
from gdmath.arrays import read_only
from scenes.kit.runs.run import Run

MOUNTAIN: Final = Path(__file__).with_name("mountain.npz")
"""The record of the lecture's own network; `scenes.kit.network.training` makes it."""

TRAINING_STEP: Final = "training step"
"""The series of a run that tells after how many steps each of the kept weights were reached."""

FRAME: Final = 16 / 9
"""Width of the picture, in its heights."""


@dataclass(frozen=True, eq=False)
class LearntPicture:
    """A network into which a place goes, and out of which comes the colour there.

    Attributes
    ----------
    target : shape (rows, columns, 3)
        The picture that it learns, as colours in 0..1 at the middle of each pixel.
    frequencies : shape (k, 2)
        Of the fixed waves as which it is told a place; see `gdmath.waves`.
    hidden
        How many units each hidden layer has.
    seed
        Of the weights that the training began with.
    training
        Weights and costs at some of its steps.
    """

    target: FloatArray
    frequencies: FloatArray
    hidden: tuple[int, ...]
    seed: int
    training: Training

    @cached_property
    def network(self) -> NeuralNetwork:
        """The network, with the target as its data."""
        return network_of(self.target, self.frequencies, self.hidden)

    @property
    def steps(self) -> int:
        """How many steps its training took."""
        return int(self.training.steps[-1])

    def run(self, **kwargs: Any) -> Run:
        """Return the training as a run whose iterates are the kept weights, with the series `TRAINING_STEP`.

        Parameters
        ----------
        kwargs
            As for `Run`.
        """
        steps = self.training.steps.astype(np.float64)
        return Run(self.training.descent, more={TRAINING_STEP: steps}, **kwargs)

    def kept_when_lost(self, share: float) -> int:
        """Return the number, among the kept steps, of the first when such a share of the cost was gone."""
        costs = self.training.costs
        return int(np.argmax(costs <= (1 - share) * costs[0]))

    def steps_to_lose(self, share: float) -> int:
        """Return after how many steps such a share of the first cost was gone."""
        return int(self.training.steps[self.kept_when_lost(share)])

    def drawings(self, columns: int, rows: int) -> FloatArray:
        """Return what it draws with all the kept weights, shape (m, rows, columns, 3), read-only."""
        return _drawings(self, columns, rows)

    @cached_property
    def slopes(self) -> FloatArray:
        """The gradient at each of the kept weights, shape (m, d)."""
        return read_only(self.network.gradient(self.training.weights))

    def place(self, shares: ArrayLike) -> FloatArray:
        """Return the coordinates by which it is told a place, from shares of width and height, shape (2,)."""
        across, up = np.asarray(shares, dtype=float)
        return np.array([2 * across - 1, (2 * up - 1) / FRAME])

    def numbers(self, shares: ArrayLike) -> list[FloatArray]:
        """Return the waves of such a place, and what each layer makes of them at the end of the training."""
        told = waves([self.place(shares)], self.frequencies)
        return [row for [row] in self.network.activations(self.training.weights[-1], told)]

    def save(self, path: Path) -> None:
        """Write the record to a file, with numbers of as few bytes as its pictures need."""
        training = self.training
        np.savez_compressed(
            path,
            target=np.rint(255 * self.target).astype(np.uint8),
            frequencies=self.frequencies,
            hidden=np.array(self.hidden),
            seed=np.array(self.seed),
            rate=np.array(training.rate),
            steps=training.steps.astype(np.int32),
            weights=training.weights.astype(np.float16),
            costs=training.costs,
        )

    @classmethod
    def load(cls, path: Path) -> LearntPicture:
        """Read a record that was written by `save`."""
        with np.load(path) as kept:
            training = Training(
                rate=float(kept["rate"]),
                steps=kept["steps"].astype(np.int_),
                weights=kept["weights"].astype(np.float64),
                costs=kept["costs"],
            )
            hidden = tuple(kept["hidden"].tolist())
            return cls(kept["target"] / 255, kept["frequencies"], hidden, int(kept["seed"]), training)


# A lesson is set up several times, and each of these takes longer than all its text.


@lru_cache(maxsize=2)
def _drawings(learnt: LearntPicture, columns: int, rows: int) -> FloatArray:
    places, network = told(columns, rows, learnt.frequencies), learnt.network
    drawn = [network.predict(weights, places) for weights in learnt.training.weights]
    return read_only(np.reshape(drawn, (len(drawn), rows, columns, 3)))


@cache
def learnt_mountain() -> LearntPicture:
    """Return the lecture's own network, which learnt the mountainside of the fog."""
    return LearntPicture.load(MOUNTAIN)


def told(columns: int, rows: int, frequencies: FloatArray) -> FloatArray:
    """Return what a network is told of each pixel's middle, row by row from the top, shape (n, 2 k)."""
    x = (2 * np.arange(columns) + 1) / columns - 1
    y = (1 - (2 * np.arange(rows) + 1) / rows) / FRAME
    return waves(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2), frequencies)


def network_of(target: FloatArray, frequencies: FloatArray, hidden: tuple[int, ...]) -> NeuralNetwork:
    """Return the network that is to learn a picture, shape (rows, columns, 3)."""
    rows, columns, _ = target.shape
    return NeuralNetwork(told(columns, rows, frequencies), target.reshape(-1, 3), hidden)
