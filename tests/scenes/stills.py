"""Golden stills: the picture in which each beat ends, compared with the one that was last looked at.

A picture that has changed fails its test, which names a file with the expected picture, the present one
and their difference. If it has changed on purpose, ``make accept-stills`` keeps the present one, and
names the same file to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from pixelmatch.contrib.PIL import pixelmatch

ROOT = Path(__file__).parents[2]
STILLS = Path(__file__).parent / "stills"
CHANGES = ROOT / "media" / "stills"
"""Where pictures of changes are written."""

ENDING: Final = ".webp"
"""Of stills: lossless WebP, at three fifths of a PNG's size."""

THRESHOLD: Final = 0.1
"""Share of the distance from black to white, as the eye sees it, by which a pixel's colour may be off."""

ALLOWED: Final = 5
"""Pixels that may be off by more: another processor rounds differently, and an edge may fall otherwise."""

ACCEPTED = "accepted still"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-stills", action="store_true", help="keep the pictures of beats as they are now"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for each in terminalreporter.stats.values() for report in each]
    properties = (each for report in reports for each in getattr(report, "user_properties", []))
    accepted = sorted({str(what) for name, what in properties if name == ACCEPTED})
    if accepted:
        terminalreporter.section("accepted stills: look at each of them")
        for what in accepted:
            terminalreporter.line(what)


class Stills:
    """The stills of a folder, by lesson and beat.

    Parameters
    ----------
    folder
        Where they are kept.
    changes
        Where pictures of changes are written.
    accept
        Called with a line for each still that is exchanged; None if the present pictures are to be
        what the stills show.
    """

    def __init__(self, folder: Path, changes: Path, accept: Callable[[str], None] | None = None) -> None:
        self._folder, self._changes, self._accept = folder, changes, accept

    def compare(self, lesson: str, pictures: Mapping[str, Image.Image]) -> list[str]:
        """Return what is wrong with the pictures of a lesson's beats, one line each."""
        names = {f"{lesson}.{beat}": picture for beat, picture in pictures.items()}
        kept = {path.stem: path for path in self._folder.glob(f"{lesson}.*{ENDING}")}
        wrong = [line for name, picture in names.items() if (line := self._compared(name, picture))]
        for name in kept.keys() - names.keys():
            if self._accept:
                kept[name].unlink()
                self._accept(f"{name} is gone, for no beat is called so")
            else:
                wrong.append(f"{name} has a still, and no beat is called so")
        return wrong

    def _compared(self, name: str, picture: Image.Image) -> str | None:
        path = self._folder / f"{name}{ENDING}"
        if not path.exists():
            return self._told(name, picture, f"{name} has no still yet", self._drawn_beside(name, picture))
        with Image.open(path) as opened:
            expected = opened.convert("RGB")
        if expected.size != picture.size:
            return self._told(name, picture, f"{name} has another size", self._drawn_beside(name, picture))
        difference = Image.new("RGBA", picture.size)
        off = pixelmatch(expected, picture, difference, threshold=THRESHOLD, includeAA=True)
        if off <= ALLOWED:
            return None
        beside = self._drawn_beside(name, expected, picture, difference)
        return self._told(name, picture, f"{name} has changed in {off} pixels", beside)

    def _told(self, name: str, picture: Image.Image, what: str, beside: Path) -> str | None:
        """Return what has changed, or accept it."""
        line = f"{what}: see {beside}"
        if self._accept is None:
            return f"{line}, and if it is meant so, run `make accept-stills`"
        self._folder.mkdir(parents=True, exist_ok=True)
        picture.save(self._folder / f"{name}{ENDING}", lossless=True)
        self._accept(line)
        return None

    def _drawn_beside(self, name: str, *pictures: Image.Image) -> Path:
        """Write pictures beside one another: what was expected, what came, and where they differ."""
        width, height = pictures[-1].size
        whole = Image.new("RGB", (width * len(pictures), height))
        for number, picture in enumerate(pictures):
            whole.paste(picture.convert("RGB"), (number * width, 0))
        self._changes.mkdir(parents=True, exist_ok=True)
        path = self._changes / f"{name}.png"
        whole.save(path)
        return path


@pytest.fixture
def stills(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Stills:
    """Return the stills of our lecture."""
    accepts = request.config.getoption("--accept-stills")
    return Stills(STILLS, CHANGES, (lambda line: record_property(ACCEPTED, line)) if accepts else None)
