"""Text tables: their names and numbers, with the line of whatever is wrong."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from os import PathLike
from typing import Final, NamedTuple, cast

from gdmath.number_cells import OTHER_MARK, DecimalMark, is_missing, plain_numbers, quantity
from gdmath.separators import Grid, grid_of, split
from gdmath.text_files import found_file, read_text

COMMENT: Final = re.compile(r"[ \t]*[#%](?!\d|N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!)")
"""How lines begin that say something about the table: not so the row #3, or one of Excel's errors."""

BLANK: Final = re.compile(r"[\s,;|\"]*")
"""Lines without a word."""

INDEX_NAMES: Final = ("#", "id", "index", "no", "no.", "nr", "nr.", "obs", "row", "rowid", "rownames")
"""What columns are called that count the rows, in any case."""

YEARS: Final = range(1800, 2101)


class Column(NamedTuple):
    """The numbers of a column, and the sign of their unit, empty if they have none."""

    numbers: list[float]
    unit: str


@dataclass(frozen=True)
class Table:
    """The cells of a table, still as text.

    Attributes
    ----------
    source
        What is named where something is wrong: a file, or "the DataFrame".
    names
        Of the columns; one may be empty.
    rows
    places
        Where each row stands, such as "line 3".
    decimal
        The decimal mark of its numbers.
    """

    source: str
    names: tuple[str, ...]
    rows: list[list[str]]
    places: list[str]
    decimal: DecimalMark = "."

    def column(self, name: str) -> Column:
        """Return the numbers of a column, or raise ValueError saying what is there instead.

        That is: no such column, several of them, a column of text, or the place of the first cell that is no
        number or has another unit.
        """
        if self.names.count(name) > 1:
            raise ValueError(
                f"{self.source}: the name {name!r} is used for more than one column; give each its own"
            )
        if name not in self.names:
            raise ValueError(f"{self.source} has no column {name!r}; available: {self.available}")
        cells = self.cells(name)
        if (plain := plain_numbers(cells, self.decimal)) is not None:
            return Column(plain, "")
        if not self.holds_numbers(name):
            raise ValueError(f"{self.source}: {self._words_on_text(name)}")
        found = [self._number(cell, place, name) for cell, place in zip(cells, self.places, strict=True)]
        units = Counter(unit for _, unit in found).most_common()
        if len(units) > 1:
            k = next(k for k, (_, unit) in enumerate(found) if unit == units[-1][0])
            raise ValueError(
                f"{self.source}, {self.places[k]}, column {name!r}: {cells[k]!r} is in another unit than "
                f"most, which are in {units[0][0] or 'none'}; convert it"
            )
        return Column([number for number, _ in found], units[0][0] if units else "")

    def cells(self, name: str) -> list[str]:
        """Return the cells of a column."""
        index = self.names.index(name)
        return [row[index] for row in self.rows]

    def holds_numbers(self, name: str) -> bool:
        """Return whether a column is one of numbers; a few of its cells may still be none."""
        said = [cell for cell in self.cells(name) if not is_missing(cell)]
        numbers = sum(quantity(cell, self.decimal) is not None for cell in said)
        return 2 * numbers >= len(said)

    @property
    def available(self) -> str:
        """The names of all columns, for messages."""
        return ", ".join(name or "(no name)" for name in self.names)

    def _number(self, cell: str, place: str, name: str) -> tuple[float, str]:
        where = f"{self.source}, {place}, column {name!r}"
        if is_missing(cell):
            raise ValueError(
                f"{where}: {cell!r} is not a finite number but a missing value; fill in or drop the row"
            )
        found = quantity(cell, self.decimal)
        if found is None or not math.isfinite(found.value):
            is_other = found is None and quantity(cell, OTHER_MARK[self.decimal])
            hint = f" with a decimal {'point' if self.decimal == '.' else 'comma'}" if is_other else ""
            raise ValueError(f"{where}: {cell!r} is not a finite number{hint}; correct or drop the row")
        return found.value, found.unit

    def _words_on_text(self, name: str) -> str:
        example = next(cell for cell in self.cells(name) if not is_missing(cell))
        if example.lower() in ("true", "false", "yes", "no"):
            return f"column {name!r} holds {example!r} and the like, not numbers; write 1 and 0"
        what = "dates" if re.match(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", example) else "text"
        others = [other for other in self.names if other and self.holds_numbers(other)]
        if not others:
            return f"column {name!r} holds {what} such as {example!r}, and no other column numbers"
        remedy = f"choose columns of numbers, as by features={others[:-1] or others!r}"
        if name == self.names[-1] and len(others) > 1:
            remedy += f", target={others[-1]!r}"
        return f"column {name!r} holds {what} such as {example!r}, not numbers; {remedy}"


def read_table(
    path: str | PathLike[str], least_columns: int, decimal: str | None = None, encoding: str | None = None
) -> Table:
    """Read a table of so many columns or more, or raise ValueError saying why it is none.

    Parameters
    ----------
    path
        A file in the current folder, or beside the code that names it.
    least_columns
    decimal
        The decimal mark, if it is not to be found out.
    encoding
        If it is neither UTF-8 nor what a byte order mark says.
    """
    if decimal not in (None, ".", ","):
        raise ValueError(f"the decimal mark must be '.' or ',', got {decimal!r}")
    file = found_file(path)
    separator, lines, comments = _lines(read_text(file, encoding))
    if not lines:
        raise ValueError(f"{path} is empty; it needs one row for each point")
    try:
        grid = grid_of(lines, separator, cast(DecimalMark | None, decimal))
        _check_shape(grid, least_columns)
        names, first = _names(grid, comments)
    except ValueError as error:
        raise ValueError(f"{path}{error}" if str(error).startswith(",") else f"{path}: {error}") from None
    if grid.decimal is None:
        one, other = (f"{quantity(grid.doubtful, mark).value:g}" for mark in (".", ","))  # type: ignore[union-attr]
        raise ValueError(
            f'{path}: {grid.doubtful!r} may be {one} or {other}; say which by decimal="." or decimal=","'
        )
    rows = grid.rows[first:]
    return Table(
        str(path), names, [row.cells for row in rows], [f"line {row.line}" for row in rows], grid.decimal
    )


def _lines(text: str) -> tuple[str | None, list[tuple[int, str]], list[str]]:
    """Return the separator that a line such as ``sep=;`` names, the numbered lines, and the comments."""
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    named = re.fullmatch(r'"?sep=(.)"?', texts[0].strip(" "), re.IGNORECASE)
    numbered = [
        (number, line.strip(" "))
        for number, line in enumerate(texts, 1)
        if not BLANK.fullmatch(line) and not (named and number == 1)
    ]
    lines = [(number, line) for number, line in numbered if not COMMENT.match(line)]
    first = lines[0][0] if lines else 0
    comments = [line for number, line in numbered if COMMENT.match(line) and number < first]
    return named and named[1], lines, comments


def _check_shape(grid: Grid, least_columns: int) -> None:
    widths = Counter(len(row.cells) for row in grid.rows)
    usual = widths.most_common(1)[0][0]
    if max(widths) < least_columns:
        raise ValueError("the file has only one column; separate features and target by , ; tab or space")
    if usual > grid.width == 1 and widths[usual] > 1:
        raise ValueError(
            f", line {grid.rows[0].line} has 1 cell, but most rows have {usual}; drop titles above the names"
        )
    for row in grid.rows:
        if (count := len(row.cells)) != grid.width:
            is_more = grid.separator == "," and count > grid.width
            hint = "; where commas are decimal commas, use ; between columns" if is_more else ""
            raise ValueError(f", line {row.line} has {count} cells, but the first row has {grid.width}{hint}")


def _names(grid: Grid, comments: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """Return the names of columns, and how many of the first rows are the header."""
    first = grid.rows[0]
    # Where the others are numbers, a word stands for a name, and a number for a number.
    columns = [k for k in range(grid.width) if len(grid.rows) == 1 or grid.holds_numbers(k)]
    telling = [first.cells[k] for k in columns if first.cells[k]] or [cell for cell in first.cells if cell]
    words = [cell for cell in telling if quantity(cell, grid.decimal or ".") is None and not is_missing(cell)]
    if len(words) == len(telling):
        _check_header(grid, columns)
        return tuple(" ".join(cell.split()) for cell in first.cells), 1
    if words:
        number = next(cell for cell in telling if cell not in words)
        raise ValueError(
            f", line {first.line} may be names or numbers: {words[0]!r} is a word, {number!r} is none; put a "
            "row of names that are no numbers above the data"
        )
    _check_no_count(grid)
    for comment in reversed(list(comments)[-1:]):
        said = split([(0, comment.lstrip(" \t#%"))], grid.separator, ".").rows
        if said and len(said[0].cells) == grid.width and not any(map(quantity, said[0].cells)):
            return tuple(said[0].cells), 0
    return (*default_names(grid.width - 1), "y"), 0


def _check_header(grid: Grid, columns: list[int]) -> None:
    """Refuse a first row that leaves a column of numbers without a name; the first may be an index."""
    first = grid.rows[0]
    for k in columns:
        if k > 0 and not first.cells[k] and len(grid.rows) > 1:
            raise ValueError(
                f", line {first.line}: column {k + 1} has no name; name each there, without titles above"
            )


def _check_no_count(grid: Grid) -> None:
    """Refuse a first row that counts, as names of columns do: years, or 0, 1, 2 by pandas."""
    first, *others = (row.cells for row in grid.rows)
    counted = first if first[0] else first[1:]  # above pandas' index there is no name
    if not all(map(str.isdecimal, counted)) or len(counted) < 2:
        return
    steps = {int(later) - int(one) for one, later in pairwise(counted)}
    are_years = all(map(_is_year, counted)) and not any(all(map(_is_year, row)) for row in others)
    from_zero = counted[0] == "0" and len(first) > 2
    if steps == {1} and (are_years or from_zero):
        raise ValueError(
            f", line {grid.rows[0].line} ({', '.join(first)}) may be names or numbers; put a row of names "
            "that are no numbers above the data"
        )


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"\d{4}", cell) is not None and int(cell) in YEARS


def counts_rows(table: Table, name: str) -> bool:
    """Return whether a column is an index: it has no name, or is called one and counts the rows."""
    if name == "" or name.lower().startswith("unnamed: "):
        return True
    numbers = [quantity(cell) for cell in table.cells(name)]
    counted = [number and number.value for number in numbers]
    return name.lower() in INDEX_NAMES and any(
        counted == [float(k + first) for k in range(len(counted))] for first in (0, 1)
    )


def names_of(given: str | Sequence[str]) -> list[str]:
    """Return names as a list; a string is one name, not as many as it has letters."""
    return [given] if isinstance(given, str) else list(given)


def default_names(count: int) -> tuple[str, ...]:
    """Return x1, x2, ..."""
    return tuple(f"x{i}" for i in range(1, count + 1))
