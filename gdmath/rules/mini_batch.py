"""Any rule on mini-batches: each iteration sees a few of the data only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gdmath.arrays import IntArray, check_count
from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State


def mini_batch(rule: Rule, size: int, seed: int) -> Rule:
    """Return a rule that follows the gradients of mini-batches, in place of those of all data.

    Values and Hessians that the rule asks for are the batch's, too. Which rows make the batch of iteration k
    is told by `batch_rows`. The objective has to be a sum over data (`SumOverData`), as `LinearRegression`.

    Source: Robbins and Monro, "A stochastic approximation method" (1951), for the method; Bottou,
    "Stochastic gradient descent tricks" (2012), for going through shuffled data.

    Parameters
    ----------
    rule
        Any rule.
    size
        Rows in a batch.
    seed
        The same seed gives the same batches.

    Raises
    ------
    ValueError
        If the size or the seed is no whole number, or one too small; when used, if the objective is no sum
        over data, or one of fewer rows than a batch has.

    Examples
    --------
    >>> from gdmath import SIX_POINTS, LinearRegression, descend, gradient_descent
    >>> cost = LinearRegression(SIX_POINTS)
    >>> walk = descend(cost, mini_batch(gradient_descent(0.01), size=2, seed=1), [3, -1], iterations=6)
    >>> walk.evaluations.gradients[-1].item(), walk.evaluations.terms[-1].item()
    (6, 12)
    """
    check_count("the size of a batch", size, least=1)
    check_count("the seed", seed, least=0)
    name = f"{rule.name}, batches of {size}"
    update = _BatchUpdate(rule.update, size, seed)
    return Rule(name, rule.learning_rate, rule.init, update, rule.look, rule.vectorized)


def batch_rows(k: int, terms: int, *, size: int, seed: int) -> IntArray:
    """Return which of the rows 0, ..., terms - 1 make the batch of iteration k.

    The rows are shuffled, and gone through batch by batch; then they are shuffled anew. The last batch of
    such an epoch is smaller where `size` does not divide `terms`.

    Raises
    ------
    ValueError
        If a batch has more rows than there are.

    Examples
    --------
    >>> [batch_rows(k, 5, size=2, seed=1).tolist() for k in range(4)]
    [[4, 0], [1, 2], [3], [1, 4]]
    """
    if size > terms:
        raise ValueError(f"a batch of {size} rows is larger than the data, which have {terms}")
    epoch, place = divmod(k, -(-terms // size))
    return _shuffled(terms, seed, epoch)[place * size : (place + 1) * size]


@lru_cache(maxsize=8)
def _shuffled(terms: int, seed: int, epoch: int) -> NDArray[np.int_]:
    order = np.random.default_rng((seed, epoch)).permutation(terms)
    order.setflags(write=False)
    return order


@dataclass(frozen=True)
class _BatchUpdate:
    update: Callable[[Context, State], Move]
    size: int
    seed: int

    def __call__(self, context: Context, state: State) -> Move:
        rows = batch_rows(context.k, context.terms, size=self.size, seed=self.seed)
        return self.update(context.on_batch(rows), state)
