"""Where the cells of a text table end: a separator is certain by what it makes of all rows, or is refused.

`csv.Sniffer` and CleverCSV look for separators, too, but always name one: commas between decimal commas,
spaces within quoted numbers, the only tab behind columns of spaces.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

from gdmath.number_cells import DecimalMark, decimal_mark, is_missing, quantity

NAMES: Final = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas", " ": "spaces"}
"""Separators, first those that are least often within cells: it is the first that makes most numbers."""

COMMA_AND_SPACE: Final = ", "
"""Separates columns whose decimal mark is a comma, if that was said."""

SAMPLE: Final = 200
"""So many of the first lines tell how columns are separated, and which of them hold numbers."""


class Row(NamedTuple):
    """The cells of a row, and the line of the file where it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Grid:
    """The rows of a table as a separator makes them.

    Attributes
    ----------
    separator
        One of `NAMES`, or `COMMA_AND_SPACE`.
    rows
        Of equal length if `is_even`.
    decimal
        The decimal mark; None if it is not certain, because of the cell `doubtful`.
    has_row_names
        Whether the first row lacks the name of the first column, as R writes it.
    """

    separator: str
    rows: list[Row]
    decimal: DecimalMark | None
    doubtful: str = ""
    has_row_names: bool = False

    @property
    def width(self) -> int:
        """Cells of the first row."""
        return len(self.rows[0].cells) if self.rows else 0

    @property
    def is_even(self) -> bool:
        """Whether all rows have as many cells."""
        return all(len(row.cells) == self.width for row in self.rows)

    def number_columns(self) -> int:
        """Return how many columns hold numbers, apart from the first row."""
        return sum(map(self.holds_numbers, range(self.width)))

    def holds_numbers(self, column: int) -> bool:
        """Return whether most cells of a column that say something are numbers; the first row is left out."""
        body = self.rows[1:SAMPLE] or self.rows
        said = [cell for row in body if not is_missing(cell := row.cells[column])]
        # In doubt about the decimal mark, either makes a number.
        numbers = sum(quantity(cell, self.decimal or ".") is not None for cell in said)
        return 2 * numbers > len(said)


def split(lines: list[tuple[int, str]], separator: str, decimal: DecimalMark | None) -> Grid:
    """Return the rows of numbered lines, and their decimal mark, found out if none is given."""
    rows = _without_empty(_split(lines, separator))
    doubtful = ""
    if decimal is None:
        body = rows[1:] or rows
        mark = decimal_mark(cell for row in body for cell in row.cells)
        is_english = separator == "," or (separator == " " and "," not in (mark or ""))
        if mark in (None, ".") or (mark != "," and is_english):
            decimal = "."
        elif mark == ",":
            decimal = ","
        else:
            doubtful = mark or ""
    return _with_row_names(Grid(separator, rows, decimal, doubtful), lines)


def grid_of(lines: list[tuple[int, str]], separator: str | None, decimal: DecimalMark | None) -> Grid:
    """Return the rows of numbered lines, by the one separator that makes even rows of the most numbers.

    Parameters
    ----------
    lines
        Without blank ones.
    separator
        If the file names it.
    decimal
        The decimal mark, if it is known.

    Raises
    ------
    ValueError
        If two separators would do. The message has no file in it.
    """
    is_cut = sum(line.count('"') for _, line in lines[:SAMPLE]) % 2  # within a cell of several lines
    sample = lines if is_cut else lines[:SAMPLE]
    separators = list(NAMES) if separator is None else [separator]
    if decimal == "," and separator is None:
        separators = [mark for mark in separators if mark != ","] + [COMMA_AND_SPACE]
    grids = [split(sample, mark, decimal) for mark in separators]
    grids = [grid for grid in grids if max((len(row.cells) for row in grid.rows), default=0) > 1]
    even = [grid for grid in grids if grid.is_even]
    if not grids:
        return split(lines, "\t", decimal)  # a single column
    if not even:
        return split(lines, max(grids, key=_evenness).separator, decimal)
    counts = [grid.number_columns() for grid in even]
    clean = [grid for grid, count in zip(even, counts, strict=True) if count == grid.width]
    if "\t" in (grid.separator for grid in clean):  # who writes tabs means columns; spaces are in cells
        clean = [grid for grid in clean if grid.separator != " "]
    if len(clean) > 1:
        one, other, *_ = (NAMES.get(grid.separator, "commas") for grid in clean)
        raise ValueError(
            f"{one} or {other} may separate its columns; use semicolons, and nothing else between digits"
        )
    best = clean[0] if clean else even[counts.index(max(counts))]
    grid = split(lines, best.separator, decimal)
    if grid.is_even:
        _check_commas(grid, lines)
    return grid


def _check_commas(grid: Grid, lines: list[tuple[int, str]]) -> None:
    """Refuse commas that may stand within numbers, as decimal ones or, without a header, in thousands."""
    if grid.separator != "," or grid.number_columns() < grid.width:
        return
    tails = [re.findall(r",( ?)", line) for _, line in lines]
    if grid.width > 2 and tails[0] == tails[-1] and {"", " "} <= set(tails[0]):
        raise ValueError(
            "some commas have a space behind them and some have none, so these may be decimal commas: "
            'say so by decimal=",", or write points'
        )
    is_headless = all(quantity(cell) for cell in grid.rows[0].cells)
    columns = list(zip(*(row.cells for row in grid.rows), strict=True))
    if is_headless and grid.width > 2:
        for left, right in pairwise(columns):
            if all(re.fullmatch(r"[1-9]\d{0,2}", cell) for cell in left) and all(
                re.fullmatch(r"\d{3}", cell) for cell in right
            ):
                raise ValueError(
                    f"{left[0]},{right[0]} may be one number or two; put a row of names above the numbers, "
                    "and leave out commas between thousands"
                )


def _split(lines: list[tuple[int, str]], separator: str) -> list[Row]:
    """Return the cells of all lines; a quoted cell may run over several of them."""
    if separator == COMMA_AND_SPACE:
        return [Row(number, [cell.strip() for cell in re.split(r",\s+", line)]) for number, line in lines]
    texts = [line.replace("\t", " ") if separator == " " else line for _, line in lines]
    try:
        rows = list(_records(texts, separator))
    except csv.Error:
        # One reader for each line, so that a stray quotation mark cannot swallow the lines after it.
        rows = [(k, next(_reader([text], separator))) for k, text in enumerate(texts)]
    return [Row(lines[k][0], [cell.strip() for cell in cells]) for k, cells in rows]


def _records(texts: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = _reader([text + "\n" for text in texts], separator, strict=True)
    first = 0
    for cells in reader:
        yield first, cells
        first = reader.line_num


def _reader(texts: list[str], separator: str, strict: bool = False) -> Any:
    return csv.reader(texts, delimiter=separator, skipinitialspace=separator != "\t", strict=strict)


def _without_empty(rows: list[Row]) -> list[Row]:
    """Leave out rows and columns without a word, and empty cells beyond the first row's."""
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        return rows
    width = len(rows[0].cells)
    rows = [row._replace(cells=_cut(row.cells, width)) for row in rows]
    if any(len(row.cells) != width for row in rows):
        return rows
    used = [k for k in range(width) if any(row.cells[k] for row in rows)]
    return [row._replace(cells=[row.cells[k] for k in used]) for row in rows]


def _cut(cells: list[str], width: int) -> list[str]:
    return cells if any(cells[width:]) else cells[:width]


def _with_row_names(grid: Grid, lines: list[tuple[int, str]]) -> Grid:
    """Give the first row a cell for the names of the others, where R has left it out."""
    rows = grid.rows
    if len(rows) < 2 or grid.width < 2 or any(len(row.cells) != grid.width + 1 for row in rows[1:]):
        return grid
    names = [row.cells[0] for row in rows[1:]]
    texts = dict(lines)
    is_quoted = all(texts[row.line].lstrip().startswith('"') for row in rows[1:])
    counts = names == [str(k) for k in range(1, len(names) + 1)]
    is_text = all(quantity(name) is None and not is_missing(name) for name in names)
    if not (is_quoted or is_text or (counts and grid.separator != ",")):
        return grid
    return replace(grid, rows=[rows[0]._replace(cells=["", *rows[0].cells]), *rows[1:]], has_row_names=True)


def _evenness(grid: Grid) -> int:
    """Return how many rows have as many cells as most of them; 0 if that is a single one."""
    (width, count), *_ = Counter(len(row.cells) for row in grid.rows).most_common(1)
    return count if width > 1 else 0
