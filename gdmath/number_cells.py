"""Numbers as people write them in cells: decimal marks, thousands, units, and missing values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal, NamedTuple

DecimalMark = Literal[".", ","]

OTHER_MARK: Final[dict[DecimalMark, DecimalMark]] = {".": ",", ",": "."}

MISSING: Final = frozenset(
    [
        *("", ".", "-", "--", "?", "na", "n/a", "<na>", "nan", "nat", "null", "none", "missing"),
        *("#n/a", "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!"),
    ]
)
"""What stands for a missing value, in any case: in R, pandas, SPSS, Excel, WEKA."""

LONGEST: Final = 60
"""Longer cells are no numbers."""

_SIGNS: Final = str.maketrans("−–﹣－", "----")
_MONEY: Final = "$€£¥₹₽₩₺₴₪₫฿¢"
_SPACES: Final = " \u00a0\u2009\u202f"
_CODES: Final = "USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN|BRL|MXN|ZAR|kr|Kr|Rs|Fr"
_BEFORE: Final = rf"[A-Z]{{0,3}}[{_MONEY}]|(?:{_CODES})\.?"
_WORD: Final = r"[^\W\d_]+\.?[23]?"
_AFTER: Final = rf"[%‰°{_MONEY}](?:[ /]?{_WORD}){{0,2}}|{_WORD}(?:[ /·]{_WORD}){{0,2}}"


class Quantity(NamedTuple):
    """A number of a cell and the sign of its unit, empty if there is none."""

    value: float
    unit: str


def is_missing(cell: str) -> bool:
    """Return whether a cell says that there is no value."""
    return cell.lower() in MISSING


def quantity(cell: str, decimal: DecimalMark = ".") -> Quantity | None:
    """Return the number of a cell, or None if it holds none.

    Thousands may be grouped by spaces, apostrophes, underscores or the other of point and comma; one unit may
    stand before or behind the number.

    Examples
    --------
    >>> quantity("1.210,50 €", ","), quantity("1e3"), quantity("2023-01-01")
    (Quantity(value=1210.5, unit='€'), Quantity(value=1000.0, unit=''), None)
    """
    if len(cell) > LONGEST or is_missing(cell):
        return None
    if decimal == "." and "_" not in cell:
        try:
            return Quantity(float(cell), "")
        except ValueError:
            pass
    found = _pattern(decimal).fullmatch(cell.translate(_SIGNS))
    if found is None or (found["before"] and found["after"]) or (found["outer"] and found["sign"]):
        return None
    whole = re.sub(r"\D", "", found["whole"] or "0")
    sign = found["outer"] or found["sign"] or ""
    number = f"{sign}{whole}.{found['rest'] or found['only'] or '0'}{found['power'] or ''}"
    return Quantity(float(number), (found["before"] or found["after"] or "").strip())


def plain_numbers(cells: list[str], decimal: DecimalMark) -> list[float] | None:
    """Return the numbers of cells with nothing else in them, quickly; None if there is anything else."""
    text = "".join(cells)
    if "_" in text or (OTHER_MARK[decimal] in text):
        return None
    try:
        numbers = [float(cell.replace(decimal, ".")) for cell in cells]
    except ValueError:
        return None
    return numbers if math.isfinite(sum(map(abs, numbers))) else None


def decimal_mark(cells: Iterable[str]) -> DecimalMark | str | None:
    """Return the decimal mark that the first certain cell shows.

    Returns
    -------
    The mark; or a whole cell such as "1.210" if there are only ones that may be read either way; or None if
    no cell has a mark.
    """
    doubtful: str | None = None
    for cell in cells:
        if "." not in cell and "," not in cell:
            continue
        with_point, with_comma = quantity(cell, "."), quantity(cell, ",")
        if with_point and not with_comma:
            return "."
        if with_comma and not with_point:
            return ","
        if with_point != with_comma:
            doubtful = doubtful or cell
    return doubtful


@cache
def _pattern(decimal: DecimalMark) -> re.Pattern[str]:
    mark, other = re.escape(decimal), re.escape(OTHER_MARK[decimal])
    thousands = rf"[1-9]\d{{0,2}}(?:(?P<group>[{_SPACES}'’_{other}])\d{{3}})(?:(?P=group)\d{{3}})*"
    lakhs = r"[1-9]\d?(?:,\d{2})+,\d{3}" if decimal == "." else r"(?!)"
    digits = rf"(?P<whole>{thousands}|{lakhs}|\d+)(?:{mark}(?P<rest>\d*))?|{mark}(?P<only>\d+)"
    return re.compile(
        rf"(?P<outer>[+-])?(?P<before>{_BEFORE})?[{_SPACES}]?(?P<sign>[+-])?(?:{digits})"
        rf"(?P<power>[eE][+-]?\d+)?[{_SPACES}]?(?P<after>{_AFTER})?"
    )
