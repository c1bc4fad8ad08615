"""A lecture on paper: a still and the words of each beat, as a PDF and as one picture."""

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from itertools import accumulate
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import part_files, storyboard_files
from scenes.production.build.progress import Steps
from scenes.production.media.decoding import in_rgb, pictures
from scenes.production.outputs.subtitles import minutes
from scenes.script.atomic_write import replacing_together
from scenes.script.manifest import Beat, Manifest, read
from scenes.script.screenplay import Screenplay

STILL_HEIGHT = 576
"""Pixels of a still, at most: 300 to the inch as it is printed."""

POSTER_DENSITY = 144
"""Pixels to the inch of the one picture, which is 57 cm wide."""

_TEMPLATE = Path(__file__).with_name("storyboard.typ")


@dataclass(frozen=True)
class Panel:
    """A beat as the template shows it: when it starts, its name, its words, and its still's file."""

    time: str
    name: str
    line: str
    still: str


@dataclass(frozen=True)
class Chapter:
    """A chapter as the template shows it."""

    number: int
    title: str
    time: str
    beats: list[Panel] = field(default_factory=list)


def write_storyboard(screenplay: Screenplay, edition: Edition, steps: Steps) -> tuple[Path, Path]:
    """Write a lecture's storyboard; if that fails, the old one stays.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    steps : Steps
        Told of each still.

    Returns
    -------
    Path
        The PDF, of A4 pages.
    Path
        The picture, a PNG.
    """
    import typst

    pdf, picture = storyboard_files(screenplay, edition)
    with (
        tempfile.TemporaryDirectory(prefix="lecture-storyboard-") as name,
        replacing_together([pdf, picture]) as [new_pdf, new_picture],
    ):
        folder = Path(name)
        board = _board(screenplay, edition, folder, steps)
        (folder / "storyboard.json").write_text(json.dumps(board), encoding="utf-8")
        source = Path(shutil.copy(_TEMPLATE, folder))
        for target, form, density in ((new_pdf, "pages", None), (new_picture, "poster", POSTER_DENSITY)):
            made = typst.compile(
                source,
                format="pdf" if form == "pages" else "png",
                ppi=density,
                sys_inputs={"form": form},
                ignore_system_fonts=True,
            )
            assert isinstance(made, bytes)
            target.write_bytes(made)
    return pdf, picture


def _board(screenplay: Screenplay, edition: Edition, folder: Path, steps: Steps) -> dict[str, object]:
    """Return what the template shows, its stills written into a folder."""
    files = [part_files(screenplay, part, edition) for part in screenplay.parts]
    told, rate = [read(each.manifest) for each in files], edition.quality.frame_rate
    starts = accumulate((manifest.frames for manifest in told), initial=0)
    chapters: list[Chapter] = []
    for part, each, manifest, start in zip(screenplay.parts, files, told, starts, strict=False):
        title = part.chapter or ("" if chapters else screenplay.title)
        if title:
            chapters.append(Chapter(len(chapters) + 1, title, _time(start, rate)))
        for beat in manifest.beats:
            with steps.share(1):
                still = f"{manifest.lesson}.{beat.name}.jpg"
                _write_still(each.movie, beat, rate, folder / still)
            panel = Panel(_time(start + beat.start, rate), f"{part.scene}.{beat.name}", beat.line, still)
            chapters[-1].beats.append(panel)
    return {
        "title": screenplay.title,
        "subtitle": _subtitle(told, rate, in_words=screenplay.language == "en"),
        "language": screenplay.language.partition("-")[0],
        "chapters": [asdict(chapter) for chapter in chapters],
    }


def _subtitle(told: list[Manifest], rate: int, *, in_words: bool) -> str:
    beats, frames = sum(len(each.beats) for each in told), sum(each.frames for each in told)
    length = _time(frames, rate)
    return f"{len(told)} lessons, {beats} beats, {length} minutes" if in_words else length


def _time(frame: int, rate: int) -> str:
    return minutes(frame / rate)


def _write_still(movie: Path, beat: Beat, rate: int, target: Path) -> None:
    """Write how a beat ends."""
    from PIL import Image

    [last] = pictures(movie, beat.start + beat.frames - 1, 1, rate)
    still = Image.fromarray(in_rgb(last, STILL_HEIGHT).to_ndarray())
    still.save(target, quality=92, subsampling=0)
