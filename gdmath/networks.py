"""A small neural network as an objective: its weights are the point, its error over data is the value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, check_count, numbers, read_only
from gdmath.differences import numerical_hessian
from gdmath.objectives import Objective

WINDOW: Final = (-1.0, 1.0)
"""Of each weight: what is worth drawing of a network's cost has not been asked yet."""

FIRST_OUTPUTS: Final = 0.2
"""How large the weights of the outputs are at the start, beside those of other units."""


@dataclass(frozen=True)
class NetworkError:
    """The form of the cost 1/(n q) sum (o - y)^2 of a network with layers of such sizes."""

    sizes: tuple[int, ...]


class Layer(NamedTuple):
    """The weights between one layer of units and the next.

    Attributes
    ----------
    matrix : shape (..., units, units before)
    bias : shape (..., units)
    """

    matrix: FloatArray
    bias: FloatArray


class NeuralNetwork(Objective):
    """The mean squared error of a fully connected network, as a function of all its weights.

    With a_0 = x, the hidden layers are a_l = tanh(W_l a_(l-1) + b_l), and the outputs, between 0 and 1, are
    o = s(W_L a_(L-1) + b_L) with the logistic function s(z) = 1 / (1 + exp(-z)). For n rows with q targets
    each, J = 1/(n q) sum_i |o_i - y_i|^2.

    The gradient is found by backpropagation: with d_L = 2/(n q) (o - y) * o * (1 - o) and
    d_l = (W_(l+1)^T d_(l+1)) * (1 - a_l^2), it is dJ/dW_l = sum_i d_l a_(l-1)^T and dJ/db_l = sum_i d_l.
    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature 323
    (1986). The Hessian is found by differences of gradients: only a very small network can be asked for it.

    A point holds the weights layer by layer, of each the rows of W_l and then b_l.

    Parameters
    ----------
    inputs : shape (n, p)
        What goes in, a row for each case.
    targets : shape (n, q)
        What should come out, from 0 to 1.
    hidden
        How many units each hidden layer has.

    Raises
    ------
    ValueError
        If there are no rows, inputs and targets have other numbers of them, a number is not finite, a target
        is not between 0 and 1, or a hidden layer has no unit.

    Examples
    --------
    >>> exclusive_or = NeuralNetwork([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]], hidden=[3])
    >>> exclusive_or.dimension, float(exclusive_or.value(np.zeros(13)))
    (13, 0.25)
    >>> from gdmath import descend
    >>> walk = descend(exclusive_or, 4.0, exclusive_or.start(seed=1), iterations=1000)
    >>> exclusive_or.predict(walk.points[-1]).round(1).ravel().tolist()
    [0.0, 1.0, 1.0, 0.0]
    """

    def __init__(self, inputs: ArrayLike, targets: ArrayLike, hidden: Sequence[int]) -> None:
        self.inputs: Final = _rows("inputs", inputs)
        self.targets: Final = _rows("targets", targets)
        if len(self.inputs) != len(self.targets):
            raise ValueError(
                f"each row of inputs needs its row of targets, got {len(self.inputs)} and {len(self.targets)}"
            )
        if not (np.all(self.targets >= 0) and np.all(self.targets <= 1)):
            raise ValueError("targets must be between 0 and 1, as the outputs are: scale them")
        for units in hidden:
            check_count("the units of a hidden layer", units, 1)
        self.sizes: Final = (self.inputs.shape[1], *hidden, self.targets.shape[1])
        d = sum((before + 1) * units for before, units in zip(self.sizes, self.sizes[1:], strict=False))
        super().__init__(
            name="neural network",
            domain=np.broadcast_to(WINDOW, (d, 2)),
            minima=np.empty((0, d)),
            form=NetworkError(self.sizes),
        )

    def start(self, seed: int) -> FloatArray:
        """Return random weights to begin with, shape (d,), the same for the same seed.

        Those of a unit are normal with variance 1 / (number of units before it), its bias is 0: then no unit
        begins where tanh is flat. Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998),
        section 4.6. Those of the outputs are a fifth as large, so that all outputs begin near 1/2.
        """
        weights = np.zeros(self.dimension)
        random = np.random.default_rng(seed)
        layers = self.layers(weights)
        for layer in layers:
            layer.matrix[...] = random.standard_normal(layer.matrix.shape) / np.sqrt(layer.matrix.shape[-1])
        layers[-1].matrix[...] *= FIRST_OUTPUTS
        return weights

    def layers(self, weights: ArrayLike) -> list[Layer]:
        """Return the matrices and biases that weights of shape (..., d) stand for, as views of them."""
        given, layers, first = self._checked(weights), [], 0
        for before, units in zip(self.sizes, self.sizes[1:], strict=False):
            middle, last = first + before * units, first + (before + 1) * units
            matrix = given[..., first:middle].reshape(*given.shape[:-1], units, before)
            layers.append(Layer(matrix, given[..., middle:last]))
            first = last
        return layers

    def predict(self, weights: ArrayLike, inputs: ArrayLike | None = None) -> FloatArray:
        """Return the outputs, shape (m, q), for weights of shape (d,).

        Parameters
        ----------
        weights : shape (d,)
        inputs : shape (m, p)
            Any rows; those of the data if None.
        """
        rows = self.inputs if inputs is None else _rows("inputs", inputs)
        return self._activations(self.layers(weights), rows)[-1]

    def activations(self, weights: ArrayLike, inputs: ArrayLike) -> list[FloatArray]:
        """Return the inputs, and then what the units of each layer make of them, shape (m, units) each.

        Parameters
        ----------
        weights : shape (d,)
        inputs : shape (m, p)
        """
        return self._activations(self.layers(weights), _rows("inputs", inputs))

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the mean squared errors for weights of shape (..., d), shape (...)."""
        given = self._checked(points)
        errors = [np.mean((self.predict(row) - self.targets) ** 2) for row in self._one_by_one(given)]
        return np.reshape(np.asarray(errors, dtype=np.float64), given.shape[:-1])

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradients for weights of shape (..., d), shape (..., d), by backpropagation."""
        given = self._checked(points)
        gradients = [self._backpropagated(row) for row in self._one_by_one(given)]
        return np.reshape(np.asarray(gradients, dtype=np.float64), given.shape)

    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessians for weights of shape (..., d), shape (..., d, d), by differences."""
        return numerical_hessian(self.gradient, self.domain, size=1.0)(self._checked(points))

    def _one_by_one(self, points: FloatArray) -> FloatArray:
        """Return points as rows: the outputs of all rows of data for many at once would fill the memory."""
        return points.reshape(-1, self.dimension)

    def _activations(self, layers: list[Layer], rows: FloatArray) -> list[FloatArray]:
        """Return the rows, and then what each layer makes of them, shape (m, units) each."""
        activations = [rows]
        for layer in layers:
            sums = activations[-1] @ layer.matrix.T + layer.bias
            is_last = len(activations) == len(layers)
            # The logistic function, written so that nothing overflows.
            activations.append((1 + np.tanh(sums / 2)) / 2 if is_last else np.tanh(sums))
        return activations

    def _backpropagated(self, weights: FloatArray) -> FloatArray:
        layers = self.layers(weights)
        *hidden, outputs = self._activations(layers, self.inputs)
        gradient = np.empty(self.dimension)
        slopes = 2 / self.targets.size * (outputs - self.targets) * outputs * (1 - outputs)
        parts = zip(layers, hidden, self.layers(gradient), strict=True)
        for layer, before, part in reversed(list(parts)):
            part.matrix[...] = slopes.T @ before
            part.bias[...] = slopes.sum(axis=0)
            slopes = (slopes @ layer.matrix) * (1 - before**2)
        return gradient


def waves(places: ArrayLike, frequencies: ArrayLike) -> FloatArray:
    """Return the sines and cosines of places, as inputs from which a network can draw sharp edges.

    They are (sin 2 pi B v, cos 2 pi B v) of each place v, for fixed frequencies B that are not learnt: from
    the coordinates alone a network is slow to learn what changes fast in them. Source: Tancik and others,
    "Fourier features let networks learn high frequency functions in low dimensional domains" (2020).

    Parameters
    ----------
    places : shape (m, p)
    frequencies : shape (k, p)
        In waves per unit of each coordinate.

    Returns
    -------
    FloatArray, shape (m, 2 k)
        The sines, then the cosines.

    Examples
    --------
    >>> waves([[0.25]], [[1.0], [2.0]]).round(9).tolist()
    [[1.0, 0.0, 0.0, -1.0]]
    """
    phases = 2 * np.pi * _rows("places", places) @ numbers("the frequencies", frequencies).T
    return np.concatenate([np.sin(phases), np.cos(phases)], axis=1)


def _rows(name: str, given: ArrayLike) -> FloatArray:
    rows = numbers(f"the {name}", given)
    if rows.ndim != 2 or rows.size == 0:
        raise ValueError(f"the {name} must have shape (n, p), a row for each case, got {rows.shape}")
    if not np.isfinite(rows).all():
        raise ValueError(f"the {name} must be finite, but row {_first_bad(rows)} is not")
    return read_only(rows)


def _first_bad(rows: FloatArray) -> int:
    return int(np.argmin(np.isfinite(rows).all(axis=1)))
