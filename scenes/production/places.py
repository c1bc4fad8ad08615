"""Where rendering puts its files, below the project's `media` folder."""

from dataclasses import dataclass
from pathlib import Path

from scenes.kit.manifest import manifest_path
from scenes.kit.screenplay import Part
from scenes.production.settings import HIGH, Quality


@dataclass(frozen=True)
class PartFiles:
    """The files of one part at one quality.

    Each part has a media folder of its own: Manim writes and removes its glyphs in there, which
    processes that share one would do to each other.
    """

    folder: Path
    movie: Path
    is_spoken: bool = False

    @property
    def sound(self) -> Path:
        """What is heard, as long as the movie; written only for a part that is spoken."""
        return self.movie.with_suffix(".wav")

    @property
    def manifest(self) -> Path:
        """What the lesson tells of its movie."""
        return manifest_path(self.movie)

    @property
    def stamp(self) -> Path:
        """What the movie was made from."""
        return self.folder / "stamp.json"

    @property
    def log(self) -> Path:
        """What Manim said."""
        return self.folder / "render.log"


@dataclass(frozen=True)
class FilmFiles:
    """The files of a finished lecture."""

    movie: Path
    srt: Path
    vtt: Path
    chapters: Path


def part_files(root: Path, lecture: str, part: Part, quality: Quality, is_spoken: bool = False) -> PartFiles:
    """Return where a part of a lecture lies.

    Parameters
    ----------
    root : Path
        The project's folder.
    lecture : str
        The screenplay's name.
    part : Part
        The part.
    quality : Quality
        How it is rendered.
    is_spoken : bool
        Whether a voice speaks it; its pictures then last longer or shorter than the silent ones.

    Returns
    -------
    PartFiles
    """
    pace = f"{quality.folder}.voice" if is_spoken else quality.folder
    folder = root / "media" / "parts" / lecture / pace / f"{part.module}.{part.scene}"
    movie = folder / "videos" / part.module / quality.folder / f"{part.scene}.mp4"
    return PartFiles(folder, movie, is_spoken)


def film_files(root: Path, lecture: str, quality: Quality, is_spoken: bool = False) -> FilmFiles:
    """Return where a lecture's film lies; neither a preview nor a spoken one takes the film's place.

    Parameters
    ----------
    root : Path
        The project's folder.
    lecture : str
        The screenplay's name.
    quality : Quality
        How it is rendered.
    is_spoken : bool
        Whether a voice speaks it.

    Returns
    -------
    FilmFiles
    """
    folder = root / "media" / "lectures"
    stem = lecture if quality == HIGH else f"{lecture}.{quality.folder}"
    if is_spoken:
        stem += ".voice"
    endings = ("mp4", "srt", "vtt", "chapters.txt")
    return FilmFiles(*(folder / f"{stem}.{ending}" for ending in endings))
