"""An upload that is killed while its master is encoded."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from scenes.production.media.concat import count_frames
from scenes.script.screenplay import load
from tests.attacks.commands import run, started
from tests.production.outputs.youtube import conftest as uploads

YOUTUBE = ("youtube", "three", "--quality", "low", "--jobs", "1")


def write_lecture(root: Path) -> None:
    """Write a lecture as if it were rendered, whose pictures take a while to encode."""
    root.mkdir()
    (root / "three.toml").write_text(uploads.LECTURE.replace('thumbnail = "face.Face"', ""))
    screenplay = load(root / "three.toml")
    for part in screenplay.parts:
        (root / f"{part.module}.py").write_text(f"class {part.scene}: ...\n")
        uploads.pretend_rendered(screenplay, part, size=(360, 640))


def kept(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in root.glob("media/parts/three/*/*/master/*.mp4")}


def test_a_killed_upload_is_made_up_for(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = tmp_path / "project"
    write_lecture(root)
    process = started(root, *YOUTUBE)
    while not kept(root):
        assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    before = kept(root)
    assert not (root / "media/youtube/three.480p15").exists()
    code, out, error = run(root, *YOUTUBE)
    assert (code, error) == (0, "")
    after = kept(root)
    assert len(after) == 3  # two of the four beats are alike
    assert before.items() <= after.items()
    assert not [path for path in root.rglob("*") if path.name.endswith(".unfinished")]
    assert count_frames(root / "media/youtube/three.480p15/three.mp4") == 600
    record_property("case", ("youtube: killed while its master is encoded, and run again", out.strip()))
    with av.open(root / "media/youtube/three.480p15/three.mp4") as master:
        shades = [frame.to_ndarray(format="gray").mean() for frame in master.decode(video=0)]
    assert np.ptp(shades) < 1
