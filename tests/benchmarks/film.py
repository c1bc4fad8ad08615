"""The whole lecture, rendered in a copy of the project: cold, unchanged, and with small changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scenes.script.manifest import read
from tests.benchmarks.measure import Cost, python, run

PROJECT = Path(__file__).parents[2]
LECTURE = "gradient_descent"


def copy_project(target: Path) -> Path:
    """Copy what renders the lecture, and nothing that was rendered."""
    for folder in ("gdmath", "scenes"):
        shutil.copytree(PROJECT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "manim.cfg", target)
    return target


def lecture(project: Path, *arguments: str) -> Cost:
    """Run the `lecture` command on a copy."""
    return run(python("-m", "scenes.production", *arguments), project)


def seconds_of_film(project: Path, folder: str, lesson: str = "*", beat: str = "*") -> float:
    """Return how long the lecture is that was rendered in a copy, or a lesson of it, or a beat of that."""
    manifests = (project / "media" / "parts" / LECTURE / folder).glob(f"*.{lesson}/videos/*/*/*.json")
    lengths = [
        (part.frames if beat == "*" else next(each.frames for each in part.beats if each.name == beat))
        / part.frame_rate
        for part in map(read, manifests)
    ]
    return sum(lengths)


def change_one_line(project: Path) -> None:
    """Say a little more at the riddle of the line fit."""
    _change(project / "scenes" / "scripts" / f"{LECTURE}.toml", r'^(riddle = ".*)"$', r'\1 So it is."')


def change_one_lesson(project: Path) -> None:
    """Let the point of the curve descent start a little farther down."""
    _change(project / "scenes" / "curve_descent.py", r"^    start: float = .*$", "    start: float = 4.0")


def _change(path: Path, before: str, after: str) -> None:
    source, count = re.subn(before, after, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise RuntimeError(f"{path} has no {before!r}: change another thing")
    path.write_text(source, encoding="utf-8")
