"""What was measured, as rows of a table and as a picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes
    ----------
    what
        In words.
    value
        The figure, and its unit.
    target
        What it should be, in words; empty if nothing was asked of it.
    met
        Whether it is.
    """

    what: str
    value: str
    target: str = ""
    met: bool | None = None


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 2) -> Row:
    """Return the row of a figure that should not be larger than a limit."""
    return Row(what, f"{value:.{digits}f} {unit}", f"≤ {limit:g} {unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str, digits: int = 1) -> Row:
    """Return the row of a figure that should not be smaller than a limit."""
    return Row(what, f"{value:.{digits}f} {unit}", f"≥ {limit:g} {unit}", value >= limit)


def markdown(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table."""
    verdict = {True: "met", False: "missed", None: ""}
    lines = ["| What | Measured | Target | |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.value} | {row.target} | {verdict[row.met]} |" for row in rows]
    return "\n".join(lines) + "\n"


def write(rows: Sequence[Row], folder: Path) -> None:
    """Write rows as `table.md` and as `table.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(markdown(rows), encoding="utf-8")
    (folder / "table.json").write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
