"""Text tables: find the separator and the header, and name the line of whatever is wrong."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from gdmath.files import check_readable


@dataclass(frozen=True)
class Table:
    """The cells of a text table, still as text, with the line of the file where each row stands."""

    path: Path
    names: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]

    def column(self, name: str) -> list[float]:
        """Return the numbers of a column, or raise ValueError saying what is there instead.

        That is: no such column, several of them, or the line of the first cell that is no number.
        """
        if self.names.count(name) > 1:
            raise ValueError(
                f"{self.path}: the name {name!r} is used for more than one column; give each its own"
            )
        if name not in self.names:
            raise ValueError(f"{self.path} has no column {name!r}; available: {', '.join(self.names)}")
        index = self.names.index(name)
        return [self._number(row[index], line, name) for row, line in zip(self.rows, self.lines, strict=True)]

    def _number(self, cell: str, line: int, name: str) -> float:
        number = _number_or_none(cell)
        if number is None or not math.isfinite(number):
            raise ValueError(
                f"{self.path}, line {line}, column {name!r}: {cell!r} is not a finite number; "
                "correct or drop the line"
            )
        return number


def read_table(path: Path, least_columns: int) -> Table:
    """Read a table of so many columns or more, or raise ValueError saying why it is none."""
    check_readable(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ValueError(f"cannot read {path}: {reason}; check the path and the file") from error
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not numbered:
        raise ValueError(f"{path} is empty; it needs one row for each point")
    lines = [number for number, _ in numbered]
    rows = _split_rows([line.strip(" ") for _, line in numbered])
    width = len(rows[0])
    if width < least_columns:
        raise ValueError(f"{path} has only one column; separate features and target by , ; tab or space")
    for row, line in zip(rows, lines, strict=True):
        if len(row) != width:
            raise ValueError(f"{path}, line {line} has {len(row)} cells, but the first row has {width}")
    if all(_number_or_none(cell) is not None for cell in rows[0]):
        return Table(path, (*default_names(width - 1), "y"), rows, lines)
    return Table(path, tuple(rows[0]), rows[1:], lines[1:])


def _split_rows(lines: list[str]) -> list[list[str]]:
    """Split at that separator which gives every line the same number of cells, two or more.

    Spaces come last, since names may contain them; semicolons first, since their cells may contain commas. If
    none fits, the first that splits the first line is taken, and the odd line is reported later.
    """
    candidates = [_split_at(delimiter, lines) for delimiter in ";\t, "]
    split = [rows for rows in candidates if len(rows[0]) > 1]
    even = [rows for rows in split if len({len(row) for row in rows}) == 1]
    return (even or split or candidates)[0]


def _split_at(delimiter: str, lines: list[str]) -> list[list[str]]:
    # One reader for each line, so that a stray quote cannot swallow the lines after it.
    return [
        [
            cell.strip()
            for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=delimiter != "\t"))
        ]
        for line in lines
    ]


def _number_or_none(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def default_names(count: int) -> tuple[str, ...]:
    """Return x1, x2, ..."""
    return tuple(f"x{i}" for i in range(1, count + 1))
