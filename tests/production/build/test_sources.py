"""What a part is made from, while somebody edits it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.plan import PlannedPart, plan
from scenes.production.build.sources import Sources, present_part
from scenes.script.screenplay import load


def first(project: Path) -> PlannedPart:
    return plan(load(project / "tiny.toml"), Edition())[0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "first.py").write_text("import random\nclass First: ...\n"),
        lambda folder: (folder / "first.py").write_text("class First:\n"),  # half written
        lambda folder: (folder / "first.py").unlink(),
        lambda folder: (folder / "heights.csv").write_text("1,3\n"),
        lambda folder: (folder / "manim.cfg").write_text("[CLI]\n"),
        lambda folder: edit(folder / "tiny.toml", "How far?", "How very far?"),
        lambda folder: edit(folder / "tiny.toml", "first.First", "other.First"),
        lambda folder: edit(folder / "tiny.toml", "[[part]]", "[[part]"),
    ],
)
def test_an_edit_is_noticed(project: Path, change: Callable[[Path], object]) -> None:
    (project / "heights.csv").write_text("1,2\n")
    (project / "first.py").write_text("DATA = 'heights.csv'\nclass First: ...\n")
    sources = Sources.of(first(project))
    assert sources.are_unchanged()
    change(project)
    assert not sources.are_unchanged()


def test_what_other_parts_are_made_from_may_change(project: Path) -> None:
    planned = first(project)
    sources = Sources.of(planned)
    edit(project / "tiny.toml", "One step down.", "Another step down.")
    (project / "second.py").unlink()
    assert sources.are_unchanged()
    assert sources.fingerprint == planned.fingerprint


def test_a_part_is_found_by_its_module_and_its_class(project: Path) -> None:
    planned = first(project)
    edit(project / "tiny.toml", "How far?", "How very far?")
    found = present_part(planned)
    assert found is not None
    assert found.lines["residuals"] == "How very far?"
    edit(project / "tiny.toml", "first.First", "other.First")
    assert present_part(planned) is None
