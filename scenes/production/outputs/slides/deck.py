"""The slides of a lecture: one a beat, cut out of the rendered parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import part_files
from scenes.production.media.cutting import cut
from scenes.production.media.loudness import leveled
from scenes.production.media.sound import excerpt
from scenes.production.outputs.soundtrack import gain_of
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
    is_spoken : bool
        Whether the line is heard; it is heard once, also where the movie plays again and again.
    """

    movie: Path
    line: str
    loops: bool
    chapter: str | None
    is_spoken: bool


def cut_slides(
    screenplay: Screenplay, edition: Edition, folder: Path, tell: Callable[[str], None]
) -> Iterator[Slide]:
    """Cut a lecture into its slides, in order. What stands between beats belongs to none.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    folder : Path
        Where the slides' movies go.
    tell : callable
        Told in a line if what is heard is too quiet.

    Yields
    ------
    Slide
        As soon as it is cut.

    Raises
    ------
    FilmError
        If a part has other pictures than its manifest says.
    """
    rate = edition.quality.frame_rate
    every = [part_files(screenplay, part, edition) for part in screenplay.parts]
    tracks = [files.sound for files in every if files.is_spoken]
    gain = gain_of(screenplay.title, tracks, tell) if tracks else 0.0
    for part, files in zip(screenplay.parts, every, strict=True):
        for i, beat in enumerate(read(files.manifest).beats):
            movie = folder / f"{part.scene}.{beat.name}.mp4"
            heard = (
                leveled(excerpt(files.sound, beat.start, beat.frames, rate), gain)
                if files.is_spoken
                else None
            )
            cut(files.movie, beat, rate, movie, heard)
            chapter = None if i else part.chapter
            yield Slide(movie, beat.line, beat.name in part.loops, chapter, files.is_spoken)
