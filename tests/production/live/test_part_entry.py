"""What a copied subclass is told by in a screenplay."""

from __future__ import annotations

from pathlib import Path

from scenes.production.live.part_entry import as_part, file_of_subclass
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load


def test_a_file_is_called_by_its_class() -> None:
    assert file_of_subclass("LineFit") == "my_line_fit.py"
    assert file_of_subclass("Fit2D") == "my_fit2d.py"


def test_a_screenplay_with_the_part_says_the_same(tmp_path: Path) -> None:
    written = [
        *load(SCRIPTS / "gradient_descent.toml").parts,
        Part("odd", "Odd", None, {"a": 'Say "{é}".', "b-1": "B."}, words={"my title": "One\nand \\ two"}),
    ]
    texts = [as_part(part, part.lines) for part in written]
    (tmp_path / "copied.toml").write_text("\n".join(['title = "Copied"', *texts]), encoding="utf-8")
    for part, read in zip(written, load(tmp_path / "copied.toml").parts, strict=True):
        assert f"{read.module}.py" == file_of_subclass(part.scene)
        assert (read.scene, read.lines, read.words) == (f"My{part.scene}", part.lines, part.words)


def test_only_beats_that_are_played_have_lines() -> None:
    assert as_part(Part("fit", "Fit", "One", {"a": "A.", "b": "B."}), ["b"]) == (
        '[[part]]\nlesson = "my_fit.MyFit"\n\n[part.lines]\nb = "B."\n'
    )
