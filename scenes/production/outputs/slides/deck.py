"""The slides of a lecture: one a beat, cut out of the rendered parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import part_files
from scenes.production.media.cutting import cut
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay


@dataclass(frozen=True)
class Slide:
    """One beat of a lecture, as it is shown in a talk.

    Attributes
    ----------
    movie : Path
        The beat, an MP4.
    line : str
        What is said.
    loops : bool
        Whether it plays again and again, or stays on its last picture.
    chapter : str or None
        The chapter that starts with it.
    """

    movie: Path
    line: str
    loops: bool
    chapter: str | None


def cut_slides(screenplay: Screenplay, edition: Edition, folder: Path) -> Iterator[Slide]:
    """Cut a lecture into its slides, in order. What stands between beats belongs to none.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    folder : Path
        Where the slides' movies go.

    Yields
    ------
    Slide
        As soon as it is cut.

    Raises
    ------
    FilmError
        If a part has other pictures than its manifest says.
    """
    for part in screenplay.parts:
        files = part_files(screenplay, part, edition)
        for i, beat in enumerate(read(files.manifest).beats):
            movie = folder / f"{part.scene}.{beat.name}.mp4"
            cut(files.movie, beat, edition.quality.frame_rate, movie)
            yield Slide(movie, beat.line, beat.name in part.loops, None if i else part.chapter)
