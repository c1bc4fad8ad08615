"""The slides of a lecture: one a beat, cut out of the rendered parts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.paths import loudness_file, part_files
from scenes.production.media.cutting import cut
from scenes.production.media.loudness import leveled
from scenes.production.media.sound import excerpt
from scenes.production.outputs.pictures import corner_colour, first_picture, ink_on, last_picture
from scenes.production.outputs.soundtrack import gain_of
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Slide:
    """One beat of a lecture, as it is shown in a talk.

    Attributes
    ----------
    movie : Path
        The beat, an MP4.
    picture : Path
        The last picture of the movie, a JPEG: what is printed.
    line : str
        What is said.
    loops : bool
        Whether it plays again and again, or stays on its last picture.
    chapter : str or None
        The chapter that starts with it.
    is_spoken : bool
        Whether the line is heard; it is heard once, also where the movie plays again and again.
    page : Path or None
        What is shown in place of the movie where it can be: the beat with a slider.
    """

    movie: Path
    picture: Path
    line: str
    loops: bool
    chapter: str | None
    is_spoken: bool
    page: Path | None = None


@dataclass(frozen=True)
class Deck:
    """All slides of a lecture.

    Attributes
    ----------
    title : str
        The lecture's.
    language : str
        In which its lines are written: a code as in `en` or `pt-BR`.
    slides : sequence of Slide
        In order.
    """

    title: str
    language: str
    slides: Sequence[Slide]

    @cached_property
    def titles(self) -> list[str]:
        """What each slide is called: its chapter, and which of the chapter's slides it is."""
        starts = (slide.chapter for slide in self.slides)
        _, *chapters = accumulate(starts, lambda now, new: new or now, initial=self.title)
        slides_of = Counter(chapters)
        numbers = {chapter: count(1) for chapter in slides_of}
        return [
            f"{chapter} {next(numbers[chapter])}/{slides_of[chapter]}" if slides_of[chapter] > 1 else chapter
            for chapter in chapters
        ]

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height of its pictures, in pixels."""
        return self._first_picture.size

    @cached_property
    def background(self) -> str:
        """The colour around its pictures, in hexadecimal digits: that of the first one's corner."""
        return corner_colour(self._first_picture)

    @cached_property
    def ink(self) -> str:
        """White or black, whichever is read better on the background."""
        return ink_on(self.background)

    @cached_property
    def _first_picture(self) -> "Image":
        return first_picture(self.slides[0].movie)


def cut_slides(
    screenplay: Screenplay,
    edition: Edition,
    folder: Path,
    tell: Callable[[str], None],
    pages: Mapping[str, Path] = MappingProxyType({}),
) -> Iterator[Slide]:
    """Cut a lecture into its slides, in order. What stands between beats belongs to none.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    folder : Path
        Where the slides' movies and pictures go.
    tell : callable
        Told in a line if what is heard is too quiet.
    pages : mapping
        For some beats, as in `CurveDescent.descend`, the page that shows it with a slider.

    Yields
    ------
    Slide
        As soon as it is cut.

    Raises
    ------
    FilmError
        If a part has other pictures than its manifest says.
    """
    rate, digits = edition.quality.frame_rate, len(str(screenplay.count_of_beats))
    numbers = (f"{number:0{digits}}" for number in count(1))
    every = [part_files(screenplay, part, edition) for part in screenplay.parts]
    tracks = [files.sound for files in every if files.is_spoken]
    gain = gain_of(screenplay.title, tracks, loudness_file(screenplay, edition), tell) if tracks else 0.0
    for part, files in zip(screenplay.parts, every, strict=True):
        for i, beat in enumerate(read(files.manifest).beats):
            movie = folder / f"{next(numbers)}-{beat.name}.mp4"
            picture = movie.with_suffix(".jpg")
            heard = (
                leveled(excerpt(files.sound, beat.start, beat.frames, rate), gain)
                if files.is_spoken
                else None
            )
            cut(files.movie, beat, rate, movie, heard)
            last_picture(movie).save(picture, quality=90, subsampling=0)
            chapter = None if i else part.chapter
            page = pages.get(f"{part.scene}.{beat.name}")
            yield Slide(movie, picture, beat.line, beat.name in part.loops, chapter, files.is_spoken, page)
