"""Where the project lies, and where rendering puts its files, below its `media` folder."""

import sys
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.quality import HIGH, Quality, Shape
from scenes.script.manifest import manifest_path
from scenes.script.screenplay import Part

PROJECT = Path(__file__).parents[3]
"""The folder that holds this code."""


def install_command(extra: str = "") -> str:
    """Return the command, for any folder, that installs the project with an extra of `pyproject.toml`."""
    return f'{sys.executable} -m pip install -e "{PROJECT}{f"[{extra}]" if extra else ""}"'


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
class ShortFiles:
    """The files of one short."""

    movie: Path
    srt: Path


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
    movie = folder / "videos" / part.module / quality.manim_folder / f"{part.scene}.mp4"
    return PartFiles(folder, movie, is_spoken)


def thumbnail_media(root: Path, lecture: str) -> Path:
    """Return where Manim writes while it draws a lecture's thumbnail: a media folder of its own."""
    return root / "media" / "parts" / lecture / "thumbnail"


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
    stem = _stem(lecture, quality) + (".voice" if is_spoken else "")
    endings = ("mp4", "srt", "vtt", "chapters.txt")
    return FilmFiles(*(folder / f"{stem}.{ending}" for ending in endings))


def youtube_folder(root: Path, lecture: str, quality: Quality) -> Path:
    """Return the folder of a lecture's upload; a preview never takes its place.

    Parameters
    ----------
    root : Path
        The project's folder.
    lecture : str
        The screenplay's name.
    quality : Quality
        How it is rendered.

    Returns
    -------
    Path
    """
    return root / "media" / "youtube" / _stem(lecture, quality)


def _stem(lecture: str, quality: Quality) -> str:
    return lecture if quality == HIGH else f"{lecture}.{quality.folder}"


def short_files(root: Path, lecture: str, part: Part, quality: Quality, shape: Shape) -> ShortFiles:
    """Return where a short lies; a preview never takes its place.

    Parameters
    ----------
    root : Path
        The project's folder.
    lecture : str
        The screenplay's name.
    part : Part
        The lesson it shows.
    quality : Quality
        How the film is rendered that it stands beside.
    shape : Shape
        Its shape.

    Returns
    -------
    ShortFiles
    """
    folder = root / "media" / "shorts" / lecture
    stem = f"{part.scene}.{shape}" + ("" if quality == HIGH else f".{quality.folder}")
    return ShortFiles(folder / f"{stem}.mp4", folder / f"{stem}.srt")
