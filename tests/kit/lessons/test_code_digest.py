from __future__ import annotations

from pathlib import Path

import pytest

from scenes.kit.lessons.code_digest import code_digest
from scenes.kit.lessons.lesson import Lesson

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path for folder in ("gdmath", "scenes/kit", "scenes/script") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_that_draws_enters_the_key(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = code_digest(Lesson), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"#" * (self == path))
    assert code_digest(Lesson) != before
