"""Modules that all lectures share are exchanged in processes that have loaded them: none is forgotten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.production.live.dependents import modules_that_use
from scenes.script.project import MATHEMATICS, PACKAGE

PAINT = """
import asyncio
import hashlib
import sys
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.quality import Quality
from scenes.production.live.stage import Stage
from scenes.script.screenplay import load

ROOT, FRAME = Path(sys.argv[1]), 300
CHANGES = [change.split("|") for change in sys.argv[2:]]
SCREENPLAY = load(ROOT / "scenes" / "scripts" / "gradient_descent.toml")
[PART] = [part for part in SCREENPLAY.parts if part.scene == "CurveDescent"]


async def drawn(stage, former):
    take = stage.take(PART, {}, lambda told: None, FRAME, former)
    print(hashlib.sha256(await take.frame("one", FRAME)).hexdigest())
    while stage._bases.needs(PART.module, PART.scene):
        await asyncio.sleep(0.01)
    return take


async def paint():
    stage = Stage(SCREENPLAY, Edition(Quality("tiny", 320, 180, 30)))
    await stage.start()
    take = await drawn(stage, None)
    for file, old, new in CHANGES:
        text = (ROOT / file).read_text()
        assert old in text, (file, old)
        (ROOT / file).write_text(text.replace(old, new))
        await stage.code_changed([ROOT / file])
        take = await drawn(stage, take)
    await stage.close()


asyncio.run(asyncio.wait_for(paint(), 100))
"""

CHANGES = (
    ("scenes/kit/style/palette.py", 'OBJECTIVE = Role("objective")', 'OBJECTIVE = Role("residual")'),
    (
        "gdmath/polynomials.py",
        "polynomial([1, 0, 0], domain=(-5, 5)",
        "polynomial([0.7, 0, 0], domain=(-5, 5)",
    ),
    ("scenes/kit/painted/marks.py", "centers, self.radius + grown", "centers, 2 * self.radius + grown"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's own code, to be changed."""
    for folder in (PACKAGE, MATHEMATICS):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, tmp_path / folder.name, ignore=ignored)
    shutil.copy(PACKAGE.parent / "manim.cfg", tmp_path)
    return tmp_path


def painted(project: Path, *changes: tuple[str, str, str]) -> list[str]:
    """Return digests of a picture: at first, and after each change of the copy."""
    command = [sys.executable, "-P", "-c", PAINT, str(project), *("|".join(each) for each in changes)]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_pictures_after_saves_are_those_of_a_fresh_start(project: Path) -> None:
    saved = painted(project, *CHANGES)
    assert len(set(saved)) == 1 + len(CHANGES)
    assert painted(project) == saved[-1:]


def test_who_uses_a_module_is_found_through_packages_and_functions() -> None:
    used = modules_that_use([PACKAGE / "kit" / "plots" / "plot.py"])
    assert {"scenes.kit.plots.plot", "scenes.kit", "scenes.opening"} <= used
    assert not {"scenes.kit.style.palette", "scenes.kit.plots", "gdmath"} & used
    used = modules_that_use([PACKAGE / "kit" / "lessons" / "lesson.py"])
    assert "scenes.production.studio.live.takes" in used  # it imports the rest for each take


def test_nothing_that_waits_for_takes_would_have_to_be_exchanged() -> None:
    rooms = (MATHEMATICS, PACKAGE / "kit")
    exchanged = modules_that_use([file for room in rooms for file in room.rglob("*.py")])
    code = "import sys, scenes.production.studio.live.takes; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    waiting = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert "scenes.production.live.told" in waiting.stdout.split()
    assert exchanged & set(waiting.stdout.split()) == {"scenes.production.studio.live.takes"}
