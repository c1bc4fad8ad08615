"""What the README shows runs, and what it names is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_examples_give_what_they_say() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted > 3
    assert results.failed == 0


def test_named_files_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(?:scenes|media/gallery)/\w+\.(?:py|webp)", text)
    assert len(named) > 10
    assert [path for path in named if path != "scenes/x.py" and not (ROOT / path).exists()] == []
