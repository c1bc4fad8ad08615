"""The whole lecture, rendered in a copy of the project: cold, unchanged, and with one beat changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from scenes.kit.manifest import read
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
    program = (
        f"from pathlib import Path; from scenes.production.cli import main; main(obj=Path({str(project)!r}))"
    )
    return run(python("-c", program, *arguments), project)


def seconds_of_film(project: Path, folder: str) -> float:
    """Return how long the lecture is that was rendered in a copy."""
    parts = (project / "media" / "parts" / LECTURE / folder).glob("*/videos/*/*/*.json")
    return sum(manifest.frames / manifest.frame_rate for manifest in map(read, parts))


def change_one_beat(project: Path) -> None:
    """Let the line of the closed form be a little wider, in the last beat of the line fit."""
    lesson = project / "scenes" / "line_fit.py"
    before, after = "palette.MINIMUM, 20, opacity=0.5", "palette.MINIMUM, 24, opacity=0.5"
    source = lesson.read_text()
    if before not in source:
        raise RuntimeError(f"{lesson} has no {before!r}: change another thing of one beat")
    lesson.write_text(source.replace(before, after))
