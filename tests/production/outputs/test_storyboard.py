"""The lecture on paper."""

import re
from pathlib import Path

import numpy as np
from PIL import Image

from tests.production.conftest import lecture

GREEN, ORANGE = (0, 158, 115), (230, 159, 0)  # the two lessons' backgrounds
INCH = 72  # PDF's points


def write(root: Path) -> tuple[Path, Path]:
    result = lecture(root, "storyboard", "tiny", "--quality", "low")
    assert result.exit_code == 0, result.output
    folder = root / "media" / "storyboards"
    assert [line.split()[0] for line in result.stdout.splitlines()[-2:]] == [
        f"media/storyboards/tiny.{ending}" for ending in ("pdf", "png")
    ]
    return folder / "tiny.pdf", folder / "tiny.png"


def runs(row: np.ndarray) -> int:
    """How many separate pieces of a row are true."""
    return int((np.diff(row.astype(int), prepend=0) == 1).sum())


def test_each_beat_has_its_still(rendered: Path) -> None:
    _, poster = write(rendered)
    pixels = np.asarray(Image.open(poster).convert("RGB"), dtype=int)
    for color, beats in ((GREEN, 2), (ORANGE, 1)):
        painted = np.abs(pixels - color).max(axis=-1) <= 4
        rows = painted.sum(axis=1) > 100
        assert runs(rows) == 1
        assert runs(painted[int(np.flatnonzero(rows)[10])]) == beats
    assert tuple(pixels[0, 0]) == (255, 255, 255)


def test_the_pdf_is_for_a4(rendered: Path) -> None:
    pdf, _ = write(rendered)
    written = pdf.read_bytes()
    assert written.startswith(b"%PDF")
    [box] = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", written))
    assert np.allclose(
        [float(edge) for edge in box.split()], [0, 0, 210 / 25.4 * INCH, 297 / 25.4 * INCH], atol=0.1
    )
    assert len(re.findall(rb"/Subtype\s*/Image", written)) == 3


def test_its_words_are_the_screenplays(rendered: Path) -> None:
    _, poster = write(rendered)
    before = np.asarray(Image.open(poster))
    for file in (rendered / "tiny.toml", rendered / "second.py"):
        file.write_text(file.read_text().replace("One step down.", "One step up."))
    write(rendered)
    after = np.asarray(Image.open(poster))
    changed = (before != after).any(axis=-1)
    assert changed.any()
    lowest = np.flatnonzero(
        (np.abs(before[..., :3].astype(int) - ORANGE).max(axis=-1) <= 4).sum(axis=1) > 100
    )[-1]
    assert np.flatnonzero(changed.any(axis=1))[0] > lowest  # under the last still


def test_a_failed_run_leaves_the_old_one(rendered: Path) -> None:
    pdf, poster = write(rendered)
    old = pdf.read_bytes(), poster.read_bytes()
    (rendered / "second.py").write_text("class Second:\n    pass\n")
    assert lecture(rendered, "storyboard", "tiny", "--quality", "low").exit_code == 1
    assert (pdf.read_bytes(), poster.read_bytes()) == old
