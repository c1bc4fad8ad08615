"""What is told of time and size grows with films, their pixels, and those who draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.protocol import LengthFound
from scenes.production.build.quality import MEDIUM, SMALL, Quality
from scenes.production.outputs.clip_choice import choose
from scenes.production.outputs.explore.estimates import Estimates
from scenes.production.outputs.explore.writing import variants_planned
from scenes.script.screenplay import load
from scenes.script.sweeps import read_sweeps
from tests.production.outputs.explore.conftest import write_lecture


@pytest.mark.parametrize(
    ("quality", "count", "done", "jobs", "at_work", "told"),
    [
        (SMALL, 21, 0, 2, 1.0, "21 films of 8.0 s at 960×540: about 40 seconds of drawing, about 9 MB"),
        (SMALL, 21, 0, 1, 1.0, "21 films of 8.0 s at 960×540: about 1 minute of drawing, about 9 MB"),
        (SMALL, 21, 20, 1, 1.0, "1 film of 8.0 s at 960×540: about 10 seconds of drawing, about 9 MB"),
        (SMALL, 441, 0, 2, 1.0, "441 films of 8.0 s at 960×540: about 15 minutes of drawing, about 200 MB"),
        (SMALL, 21, 0, 2, 0.25, "21 films of 8.0 s at 960×540: about 2 minutes of drawing, about 9 MB"),
        (MEDIUM, 21, 0, 2, 1.0, "21 films of 8.0 s at 1280×720: about 1 minute of drawing, about 10 MB"),
    ],
)
def test_what_is_ahead_is_told_before(
    tmp_path: Path, quality: Quality, count: int, done: int, jobs: int, at_work: float, told: str
) -> None:
    screenplay = load(write_lecture(tmp_path / "project") / "swing.toml")
    [clip] = choose(screenplay, ["Swing.go"])
    variants = variants_planned(screenplay, clip, read_sweeps([f"reach=1:4:{count}"]), Edition(quality))
    length = LengthFound(frames=8 * quality.frame_rate, seconds=1.0, at_work=at_work)
    before = Estimates(variants, variants[done:], jobs).before(length)
    assert before == f"Swing.go: {told}"
