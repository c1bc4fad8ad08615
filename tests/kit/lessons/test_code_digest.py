from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import pytest

from scenes.kit.lessons import code_digest as code_digest_module
from scenes.kit.lessons.code_digest import code_digest, source_files
from scenes.kit.lessons.lesson import Lesson

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path for folder in ("gdmath", "scenes/kit", "scenes/script") for path in (ROOT / folder).rglob("*.py")
)


@pytest.fixture(scope="module")
def of_lesson() -> str:
    """The digest of what draws any lesson."""
    return code_digest(Lesson)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_that_draws_enters_the_key(
    path: Path, of_lesson: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"#" * (self == path))
    assert code_digest(Lesson) != of_lesson


def test_without_a_change_it_is_the_same(of_lesson: str) -> None:
    assert code_digest(Lesson) == of_lesson


SOURCE = """
import own_helper
from scenes.kit.lessons.lesson import Lesson

class Own(Lesson):
    pass
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[type[Lesson]]:
    """A lesson of a file of its own, which is loaded."""
    (tmp_path / "own_lesson.py").write_text(SOURCE)
    (tmp_path / "own_helper.py").write_text("")
    with patch.object(sys, "path", [str(tmp_path), *sys.path]):
        yield import_module("own_lesson").Own
    del sys.modules["own_lesson"], sys.modules["own_helper"]


def test_a_lesson_s_file_is_told_by_its_content(own: type[Lesson]) -> None:
    assert code_digest(own) == code_digest(own) != code_digest(Lesson)


def test_a_module_beside_it_counts(own: type[Lesson], monkeypatch: pytest.MonkeyPatch) -> None:
    [source, *_] = source_files(own)
    before, read = code_digest(own), Path.read_bytes
    helper = source.with_name("own_helper.py")
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) + b"#" * (self == helper))
    assert code_digest(own) != before


def test_once_its_file_is_edited_nothing_is_found_or_kept(own: type[Lesson]) -> None:
    [source, *_] = source_files(own)
    source.write_text(SOURCE + "# edited")
    assert code_digest(own) != code_digest(own)


def test_so_it_is_with_a_file_of_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.kit.lessons.code_digest._began", lambda: 0.0)
    assert code_digest(Lesson) != code_digest(Lesson)


def test_the_process_began_before_the_kit_was_loaded() -> None:
    assert 0 < code_digest_module._began() <= min(code_digest_module._MADE.values())
