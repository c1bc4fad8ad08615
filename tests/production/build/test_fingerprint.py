"""What a part is made from: its lesson and all that it uses, its lines, and the code that draws."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import part_fingerprint, project_fingerprint
from scenes.production.build.quality import QUALITIES
from scenes.script.screenplay import load
from tests.production.conftest import ROOT


def fingerprint(folder: Path) -> str:
    screenplay = load(folder / "tiny.toml")
    return part_fingerprint(screenplay, screenplay.parts[0], Edition(), project_fingerprint())


def append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)


def speak(folder: Path, old: str, new: str) -> None:
    script = folder / "tiny.toml"
    text = script.read_text()
    assert old in text
    script.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: append(folder / "first.py", "# new\n"),
        lambda folder: append(folder / "manim.cfg", "[CLI]\n"),
        lambda folder: speak(folder, "How far?", "How very far?"),
        lambda folder: speak(folder, "residuals =", "errors ="),
    ],
)
def test_whatever_can_change_a_frame_counts(project: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(project)
    change(project)
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: append(folder / "second.py", "# new\n"),
        lambda folder: append(folder / "heights.csv", "1,2\n"),
        lambda folder: append(folder / "README.md", "new"),
        lambda folder: append(folder / "media/parts/x.mp4", "new"),
        lambda folder: speak(folder, "One step down.", "Another step down."),
        lambda folder: speak(folder, "Beginning", "Start"),
        lambda folder: None,
    ],
)
def test_what_cannot_change_a_frame_does_not_count(project: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(project)
    change(project)
    assert fingerprint(project) == before


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a few files, in place of this one."""
    package = tmp_path / "installed" / "scenes"
    for module in ("production.build.fingerprint", "script.source_files", "script.lectures"):
        monkeypatch.setattr(f"scenes.{module}.PACKAGE", package)
    monkeypatch.setattr("scenes.production.build.fingerprint.MANIM_CONFIG", package / "manim.cfg")
    append(package / "manim.cfg", "[CLI]\n")
    append(package / "kit/style/palette.py", "BLUE = 1\n")
    append(package / "line_fit.py", "class LineFit: ...\n")
    return package


@pytest.mark.parametrize(
    "name",
    [
        "manim.cfg",
        "kit/style/palette.py",
        "kit/new.py",
        "script/captions.py",
        "production/studio/narration.py",
        "kit/rendering/encoder.py",
        "kit/network/mountain.npz",
        "../gdmath/rules/plain.py",
        "../gdmath/points.csv",
    ],
)
def test_what_draws_counts(project: Path, package: Path, name: str) -> None:
    before = fingerprint(project)
    append(package / name, "# new\n")
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    "name",
    [
        "line_fit.py",
        "scripts/gradient_descent.toml",
        "production/cli.py",
        "production/outputs/slides/reveal.js",
        "kit/style/__pycache__/palette.pyc",
        "kit/rendering/__pycache__/yuv420.nbi",
    ],
)
def test_what_does_not_draw_does_not_count(project: Path, package: Path, name: str) -> None:
    before = fingerprint(project)
    append(package / name, "# new\n")
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    "line", ["from scenes.line_fit import LineFit", "from scenes import line_fit", "import scenes.line_fit"]
)
def test_a_lesson_of_ours_that_it_imports_counts(project: Path, package: Path, line: str) -> None:
    append(project / "first.py", f"{line}\n")
    before = fingerprint(project)
    append(package / "line_fit.py", "# new\n")
    assert fingerprint(project) != before


def test_a_lesson_of_ours_is_a_part_like_any_other(project: Path, package: Path) -> None:
    speak(project, "first.First", "scenes.line_fit.LineFit")
    speak(project, "residuals =", "squares =")
    before = fingerprint(project)
    append(project / "first.py", "# new\n")
    assert fingerprint(project) == before
    append(package / "line_fit.py", "# new\n")
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("import helper", ["helper.py"]),
        ("from helper import number", ["helper.py"]),
        ("import tools.numbers as own", ["tools/__init__.py", "tools/numbers.py"]),
        ("from tools.numbers import pi", ["tools/__init__.py", "tools/numbers.py"]),
        ("from tools import numbers", ["tools/__init__.py", "tools/numbers.py"]),
    ],
)
def test_modules_beside_it_count_and_what_they_use(project: Path, line: str, files: list[str]) -> None:
    for file in files:
        append(project / file, "TABLE = 'table.csv'\n")
    append(project / "first.py", f"{line}\n")
    for file in [*files, "table.csv"]:
        before = fingerprint(project)
        append(project / file, "# new\n")
        assert fingerprint(project) != before, file


def test_a_package_may_import_relatively(project: Path) -> None:
    append(project / "tools/__init__.py", "from . import numbers\nfrom .letters import a\n")
    append(project / "first.py", "import tools\n")
    for name in ("numbers", "letters"):
        append(project / f"tools/{name}.py", "a = 1\n")
        before = fingerprint(project)
        append(project / f"tools/{name}.py", "b = 2\n")
        assert fingerprint(project) != before


@pytest.mark.parametrize(
    "named",
    [
        "'heights.csv'",
        "'data/heights.csv'",
        "Path(__file__).parent / 'heights.csv'",
        "HERE / 'data' / 'heights.csv'",
        "Path('data', 'heights.csv')",
        "os.path.join(os.path.dirname(__file__), 'data', 'heights.csv')",
    ],
)
def test_data_that_the_lesson_names_count(project: Path, named: str) -> None:
    data = project / ("data/heights.csv" if "data" in named else "heights.csv")
    append(data, "1,2\n")
    append(project / "first.py", f"DATA = {named}\n")
    before = fingerprint(project)
    append(data, "1,3\n")
    assert fingerprint(project) != before


def test_data_count_wherever_they_lie(project: Path, tmp_path: Path) -> None:
    data = tmp_path / "measured.csv"
    append(data, "1,2\n")
    append(project / "first.py", f"DATA = '{data}'\n")
    before = fingerprint(project)
    append(data, "1,3\n")
    assert fingerprint(project) != before


def test_a_lesson_in_a_subfolder_uses_what_lies_beside_it(project: Path) -> None:
    speak(project, "first.First", "intro.first.First")
    append(project / "intro/first.py", "import helper\nDATA = 'heights.csv'\nclass First: ...\n")
    for name in ("intro/helper.py", "intro/heights.csv"):
        append(project / name, "1\n")
        before = fingerprint(project)
        append(project / name, "2\n")
        assert fingerprint(project) != before


def test_a_lecture_may_move(project: Path, tmp_path: Path) -> None:
    append(project / "heights.csv", "1,2\n")
    append(project / "first.py", "DATA = 'heights.csv'\n")
    assert fingerprint(project) == fingerprint(project.rename(tmp_path / "elsewhere"))


def test_quality_counts_and_chapters_do_not(project: Path) -> None:
    screenplay = load(project / "tiny.toml")
    part, shared = screenplay.parts[0], project_fingerprint()
    each = {part_fingerprint(screenplay, part, Edition(quality), shared) for quality in QUALITIES.values()}
    assert len(each) == len(QUALITIES)
    assert part_fingerprint(screenplay, replace(part, chapter=None), Edition(), shared) in each


def test_how_a_user_has_configured_manim_counts(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = fingerprint(project)
    append(tmp_path / "home/.config/manim/manim.cfg", "[CLI]\nbackground_color = WHITE\n")
    assert fingerprint(project) != before


def test_versions_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(project)
    monkeypatch.setattr("scenes.script.packages.version", lambda package: "9.9")
    assert fingerprint(project) != before


def test_no_file_of_the_kit_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that entered no key would be changed in vain."""
    read: set[Path] = set()

    def read_bytes(path: Path) -> bytes:
        read.add(path)
        return b""

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    project_fingerprint()
    drawing = [*(ROOT / "gdmath").rglob("*.py"), *(ROOT / "scenes" / "kit").rglob("*.py")]
    assert len(drawing) > 50
    assert {*drawing, ROOT / "manim.cfg"} <= read
