"""A table of the attacked cases and the line that each of them gives: ``pytest --table FILE tests/attacks``.

A test adds a row by ``record_property("case", (case, line))``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

ROOT = Path(__file__).parents[2]

_TEMPORARY = r"(/[^\s/'\"]+)*/pytest-of-[^/]+/pytest-\d+/(popen-gw\d+/)?[^/\s]+/"

HEAD = """# What bad input, broken files and full disks give

Written by `make attack`: each row is a case of `tests/attacks/`, and what was said when it was run.

| Case | What it says |
|---|---|
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--table", type=Path, help="write the attacked cases to this Markdown file")


def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--table")
    if path is not None and not hasattr(config, "workerinput"):  # the process that hears of all tests
        config.pluginmanager.register(Table(path))


class Table:
    """Collects rows from the reports of tests, and writes them at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: set[tuple[str, str]] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            rows = (value for name, value in report.user_properties if name == "case")
            self._rows |= {(case, line) for case, line in cast(Iterator[tuple[str, str]], rows)}

    def pytest_sessionfinish(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = (f"| {_cell(case)} | {_cell(line)} |\n" for case, line in sorted(self._rows))
        self._path.write_text(HEAD + "".join(rows), encoding="utf-8")


def _cell(text: str) -> str:
    """Return a text in one row, without the places on this machine where the tests were run."""
    for place, name in ((_TEMPORARY, "…/"), (re.escape(sys.prefix), ".venv"), (re.escape(str(ROOT)), ".")):
        text = re.sub(place, name, text)
    return " ".join(text.split()).replace("|", "\\|")
