"""Tables from DataFrames of any library: what is asked of them is in `DataFrame`, so none is needed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gdmath.tables import Table


class DataFrame(Protocol):
    """What DataFrames of pandas, Polars and others have in common."""

    @property
    def columns(self) -> Iterable[Any]:
        """The columns' labels."""

    def __getitem__(self, label: Any, /) -> Any:
        """Return a column: what NumPy makes an array of."""


def frame_table(frame: DataFrame) -> Table:
    """Return the cells of a DataFrame as text, which says its numbers exactly, with the number of each row.

    Raises
    ------
    ValueError
        If it is no DataFrame, has no column, or uses a name twice.
    """
    labels = list(getattr(frame, "columns", []))
    if not labels:
        raise ValueError(f"cannot read a {type(frame).__name__}: give a DataFrame with columns")
    for label in labels:
        if labels.count(label) > 1:
            raise ValueError(
                f"the DataFrame uses the name {label!r} for more than one column; give each its own"
            )
    columns = [_cells(np.asarray(frame[label])) for label in labels]
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    places = [f"row {number}" for number in range(1, len(rows) + 1)]
    return Table("the DataFrame", tuple(map(str, labels)), rows, places)


def _cells(column: NDArray[Any]) -> list[str]:
    is_time = column.dtype.kind in "Mm"  # else a number of nanoseconds
    return [str(cell) for cell in (column.astype(str) if is_time else column).tolist()]
