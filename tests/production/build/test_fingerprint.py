from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scenes.production.build.fingerprint import part_fingerprint, project_fingerprint
from scenes.production.build.quality import HIGH, QUALITIES
from scenes.script.screenplay import Part, load


def first_part(root: Path) -> Part:
    return load(root / "scenes/scripts/tiny.toml").parts[0]


def fingerprint(root: Path) -> str:
    return part_fingerprint(root, first_part(root), HIGH, project_fingerprint(root))


def append(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)


def speak(root: Path, old: str, new: str) -> None:
    script = root / "scenes/scripts/tiny.toml"
    text = script.read_text()
    assert old in text
    script.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: append(root, "scenes/first.py", "# new\n"),
        lambda root: append(root, "scenes/kit/style/palette.py", "# new\n"),
        lambda root: append(root, "gdmath/rules/plain.py", "# new\n"),
        lambda root: append(root, "scenes/production/studio/encoder.py", "# new\n"),
        lambda root: append(root, "gdmath/points.csv", "1,2\n"),
        lambda root: append(root, "scenes/heights.csv", "1,2\n"),
        lambda root: append(root, "manim.cfg", "# new\n"),
        lambda root: speak(root, "How far?", "How very far?"),
        lambda root: speak(root, "residuals =", "errors ="),
    ],
)
def test_whatever_can_change_a_frame_counts(project: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(project)
    change(project)
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: append(root, "scenes/second.py", "# new\n"),
        lambda root: append(root, "scenes/production/cli.py", "# new\n"),
        lambda root: append(root, "scenes/production/outputs/slides/reveal.js", "new"),
        lambda root: append(root, "scenes/kit/style/__pycache__/palette.pyc", "new"),
        lambda root: append(root, "scenes/production/studio/__pycache__/yuv420.nbi", "new"),
        lambda root: append(root, "README.md", "new"),
        lambda root: append(root, "media/parts/x.mp4", "new"),
        lambda root: speak(root, "One step down.", "Another step down."),
        lambda root: speak(root, "Beginning", "Start"),
        lambda root: None,
    ],
)
def test_what_cannot_change_a_frame_does_not_count(project: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(project)
    change(project)
    assert fingerprint(project) == before


def test_data_that_the_lesson_names_count_wherever_they_lie(project: Path, tmp_path: Path) -> None:
    data = tmp_path / "measured.csv"
    data.write_text("1,2\n")
    append(project, "scenes/first.py", f"DATA = '{data}'\nNEXT = 'media/own.csv'\n")
    append(project, "media/own.csv", "1,2\n")
    before = fingerprint(project)
    data.write_text("1,3\n")
    between = fingerprint(project)
    append(project, "media/own.csv", "1,3\n")
    assert len({before, between, fingerprint(project)}) == 3


@pytest.mark.parametrize(
    "line", ["from scenes.second import Second\n", "from scenes import second\n", "import scenes.second\n"]
)
def test_a_lesson_that_it_subclasses_counts(project: Path, line: str) -> None:
    append(project, "scenes/first.py", line)
    before = fingerprint(project)
    append(project, "scenes/second.py", "# new\n")
    assert fingerprint(project) != before


def test_quality_counts_and_chapters_do_not(project: Path) -> None:
    part = first_part(project)
    shared = project_fingerprint(project)
    each = {part_fingerprint(project, part, quality, shared) for quality in QUALITIES.values()}
    assert len(each) == len(QUALITIES)
    assert part_fingerprint(project, replace(part, chapter=None), HIGH, shared) in each


def test_versions_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(project)
    monkeypatch.setattr("scenes.production.build.fingerprint.version", lambda package: "9.9")
    assert fingerprint(project) != before
