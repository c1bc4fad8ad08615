"""Data sets for regression: arrays or CSV, checked once, never changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from os import PathLike
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers, read_only
from gdmath.frames import DataFrame, frame_table
from gdmath.tables import Table, counts_rows, default_names, names_of, read_table

logger = logging.getLogger("gdmath")


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points (x, y) of n rows and p features. The arrays are read-only copies.

    Attributes
    ----------
    x : shape (n, p)
    y : shape (n,)
    feature_names
        One for each column of x.
    target_name

    Raises
    ------
    ValueError
        If the shapes or names do not fit together, there are fewer than two rows, or a number is not finite.

    Examples
    --------
    >>> data = Dataset.from_arrays([1, 2, 3], [2, 4, 7])
    >>> data.x.shape, data.feature_names
    ((3, 1), ('x',))
    """

    x: FloatArray
    y: FloatArray
    feature_names: tuple[str, ...]
    target_name: str

    def __post_init__(self) -> None:
        """Copy, freeze and check the data."""
        object.__setattr__(self, "x", read_only(self.x))
        object.__setattr__(self, "y", read_only(self.y))
        object.__setattr__(self, "feature_names", tuple(self.feature_names))
        self._check_shapes()
        self._check_names()
        self._check_finite()

    @classmethod
    def from_arrays(
        cls,
        x: ArrayLike,
        y: ArrayLike,
        feature_names: str | Sequence[str] | None = None,
        target_name: str = "y",
    ) -> Self:
        """Return the data set of x, shape (n,) or (n, p), and y, shape (n,).

        The features are called x, or x1, x2, ... if there are several, unless named.

        Raises
        ------
        ValueError
            As the class.
        """
        table = numbers("x", x)
        columns = table[:, np.newaxis] if table.ndim == 1 else table
        if feature_names is None:
            count = columns.shape[-1] if columns.ndim else 0
            feature_names = default_names(count) if count > 1 else ("x",)
        return cls(columns, numbers("y", y), tuple(names_of(feature_names)), target_name)

    @classmethod
    def from_csv(
        cls,
        path: str | PathLike[str],
        features: str | Sequence[str] | None = None,
        target: str | None = None,
        *,
        decimal: str | None = None,
        encoding: str | None = None,
    ) -> Self:
        """Read a data set from a text table, and log in one line what was read.

        What is not certain is refused: a message says what to add. Numbers may have decimal commas, thousands
        (1 200, 1'200, "1,200") and one unit a column ($5, 12 %); rows without a value and comments (#) count
        for nothing.

        Parameters
        ----------
        path
            Looked for in the current folder, then beside the file of the code that asks for it. Columns are
            separated by semicolons, tabs, bars, commas or spaces, found out by looking. A first row of words
            is the header; without one the columns are called x1, x2, ... and, the last, y.
        features
            Names of the columns of x, or one name; by default all but the target, a first column without a
            name, and one called id, index, no, obs, row or the like that only counts the rows.
        target
            Name of the column y; the last by default.
        decimal
            The decimal mark, "." or ","; found out by looking where that is certain.
        encoding
            Such as "cp1252", if it is neither UTF-8 nor what the file's byte order mark says.

        Raises
        ------
        ValueError
            If the file cannot be read, is no table, lacks a column, or has a cell that is no finite number.
        """
        if hasattr(path, "columns"):
            raise ValueError(f"a {type(path).__name__} is no file: give it to Dataset.from_dataframe")
        return cls._from_table(read_table(path, 2, decimal, encoding), features, target)

    @classmethod
    def from_dataframe(
        cls, frame: DataFrame, features: str | Sequence[str] | None = None, target: str | None = None
    ) -> Self:
        """Return the data set of a DataFrame of pandas, Polars or the like; its index is left out.

        Parameters
        ----------
        frame
            What has `columns`, and a column by its name.
        features, target
            As for `from_csv`.

        Raises
        ------
        ValueError
            If it is no DataFrame, lacks a column, or has a cell that is no finite number.
        """
        return cls._from_table(frame_table(frame), features, target)

    @classmethod
    def _from_table(cls, table: Table, features: str | Sequence[str] | None, target: str | None) -> Self:
        target = table.names[-1] if target is None else target
        chosen = [name for name in table.names if name != target] if features is None else names_of(features)
        counting = (
            chosen[:1] if features is None and len(chosen) > 1 and counts_rows(table, chosen[0]) else []
        )
        chosen = chosen[len(counting) :]
        if len(chosen) == 0 or chosen == [""]:
            remedy = "; name the first one to use it" if chosen else ""
            raise ValueError(
                f"{table.source}: a data set needs at least one feature; available: {table.available}{remedy}"
            )
        x, y = [table.column(name) for name in chosen], table.column(target)
        try:
            data = cls(
                np.array([column.numbers for column in x]).T, np.array(y.numbers), tuple(chosen), target
            )
        except ValueError as error:
            raise ValueError(f"{table.source}: {error}") from None
        _say(f"{table.source}: {_what_was_read(data, [column.unit for column in (*x, y)], counting)}")
        return data

    def standardized(self, ddof: int = 0) -> Standardized:
        """Return the data set with features of mean 0 and standard deviation 1.

        The target is left alone, so that a cost has the same value for the same line in either units.

        Parameters
        ----------
        ddof
            What the sum of squared deviations is divided by is n - ddof: 0 for the standard deviation of
            these n rows, as scikit-learn's scaler has it, 1 for the estimate from a sample, as R's.

        Raises
        ------
        ValueError
            If a feature is constant, or ddof is neither 0 nor 1.
        """
        if ddof not in (0, 1):
            raise ValueError(f"ddof must be 0 or 1, got {ddof!r}")
        for name, column in zip(self.feature_names, self.x.T, strict=True):
            if np.ptp(column) == 0:
                raise ValueError(
                    f"feature {name!r} is constant ({column[0]:g}) and cannot be standardised; drop it"
                )
        mean, scale = self.x.mean(axis=0), self.x.std(axis=0, ddof=ddof)
        scaled = Dataset((self.x - mean) / scale, self.y, self.feature_names, self.target_name)
        return Standardized(scaled, read_only(mean), read_only(scale))

    def partly_standardized(self, centered: float, scaled: float = 0.0) -> Standardized:
        """Return the data set on its way to features of mean 0 and standard deviation 1.

        Formula: (x - c mean) / (1 - s + s deviation), for the shares c and s.

        Parameters
        ----------
        centered, scaled
            How much of the way is done, 0 to 1: of taking off the mean, and of dividing by the deviation.

        Raises
        ------
        ValueError
            If a share is not within 0 and 1, or a feature is constant.

        Examples
        --------
        >>> TEN_POINTS.partly_standardized(0.5).dataset.x[:3, 0].tolist()
        [-1.75, -0.75, 0.25]
        """
        for name, share in (("centered", centered), ("scaled", scaled)):
            if not 0 <= share <= 1:
                raise ValueError(f"{name} must be a share, from 0 to 1, got {share!r}")
        whole = self.standardized()
        mean, scale = centered * whole.mean, 1 - scaled + scaled * whole.scale
        changed = Dataset((self.x - mean) / scale, self.y, self.feature_names, self.target_name)
        return Standardized(changed, read_only(mean), read_only(scale))

    def _check_shapes(self) -> None:
        if self.x.ndim != 2 or self.y.ndim != 1:
            raise ValueError(f"x must have shape (n, p) and y (n,), got {self.x.shape} and {self.y.shape}")
        if len(self.x) != len(self.y):
            raise ValueError(f"x and y must have as many rows, got {len(self.x)} and {len(self.y)}")
        if len(self.y) < 2:
            raise ValueError(f"a data set needs at least two points, got {len(self.y)}")
        if self.x.shape[1] == 0:
            raise ValueError("a data set needs at least one feature, got none")

    def _check_names(self) -> None:
        if len(self.feature_names) != self.x.shape[1]:
            raise ValueError(f"{self.x.shape[1]} feature(s) need as many names, got {self.feature_names}")
        names = (*self.feature_names, self.target_name)
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"the name {name!r} is used for more than one column; give each its own")

    def _check_finite(self) -> None:
        table = np.column_stack([self.x, self.y])
        for row, column in np.argwhere(~np.isfinite(table)):
            name = (*self.feature_names, self.target_name)[column]
            raise ValueError(
                f"row {row + 1}, column {name!r} is {table[row, column]}, not a finite number; "
                "correct or drop the row"
            )


@dataclass(frozen=True, eq=False)
class Standardized:
    """A data set with features (x - mean) / scale, and the way back for the parameters of a linear model.

    Attributes
    ----------
    dataset
        With the scaled features and the target as it was.
    mean, scale : shape (p,)
        Mean and standard deviation of the original features.
    """

    dataset: Dataset
    mean: FloatArray
    scale: FloatArray

    def to_original(self, parameters: ArrayLike) -> FloatArray:
        """Return slopes and intercept, shape (..., p + 1), for the original features.

        Formula: slope_j / scale_j, and intercept - sum_j slope_j mean_j / scale_j.
        """
        given = np.asarray(parameters, dtype=np.float64)
        slopes = given[..., :-1] / self.scale
        intercept = given[..., -1] - slopes @ self.mean
        return np.concatenate([slopes, intercept[..., np.newaxis]], axis=-1)

    def from_original(self, parameters: ArrayLike) -> FloatArray:
        """Return slopes and intercept, shape (..., p + 1), for the scaled features; undoes `to_original`."""
        given = np.asarray(parameters, dtype=np.float64)
        slopes = given[..., :-1] * self.scale
        intercept = given[..., -1] + given[..., :-1] @ self.mean
        return np.concatenate([slopes, intercept[..., np.newaxis]], axis=-1)


def _what_was_read(data: Dataset, units: Sequence[str], left_out: Sequence[str]) -> str:
    ranges = [
        f"{name} ({values.min():.10g} … {values.max():.10g}{unit and f' {unit}'})"
        for name, values, unit in zip(
            (*data.feature_names, data.target_name), (*data.x.T, data.y), units, strict=True
        )
    ]
    counted = (
        f"; left out: {left_out[0] or 'the first column'}, which only names the rows" if left_out else ""
    )
    return f"read {len(data.y)} rows: x = {', '.join(ranges[:-1])}, y = {ranges[-1]}{counted}"


@cache  # once, however many lessons read the same
def _say(line: str) -> None:
    logger.info(line)


TEN_POINTS = Dataset.from_arrays(range(1, 11), [14, 12, 13, 15, 11, 9, 8, 4, 2, 1])
"""Ten points that fall, about a line of slope -1.5."""

SIX_POINTS = Dataset.from_arrays([1, 2, 4, 5, 6, 7], [4, -12, 3, -11, -5, -17])
"""Six scattered points, best fitted by -2 x + 2."""

TWO_FEATURES = Dataset.from_arrays(
    [(1, -2), (2, 1), (4, 1), (5, -3), (6, 4), (7, 5)], [14, -12, -31, -21, -51, -37]
)
"""Six points with two features, for a plane."""
