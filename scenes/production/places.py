"""Where the project lies, and where rendering puts its files, below its `media` folder."""

import sys
from dataclasses import dataclass
from pathlib import Path

from scenes.kit.manifest import manifest_path
from scenes.kit.screenplay import Part
from scenes.production.settings import HIGH, Quality

PROJECT = Path(__file__).parents[2]
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


def part_files(root: Path, lecture: str, part: Part, quality: Quality) -> PartFiles:
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

    Returns
    -------
    PartFiles
    """
    folder = root / "media" / "parts" / lecture / quality.folder / f"{part.module}.{part.scene}"
    return PartFiles(folder, folder / "videos" / part.module / quality.folder / f"{part.scene}.mp4")


def film_files(root: Path, lecture: str, quality: Quality) -> FilmFiles:
    """Return where a lecture's film lies; a preview never takes the film's place.

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
    FilmFiles
    """
    folder = root / "media" / "lectures"
    stem = lecture if quality == HIGH else f"{lecture}.{quality.folder}"
    endings = ("mp4", "srt", "vtt", "chapters.txt")
    return FilmFiles(*(folder / f"{stem}.{ending}" for ending in endings))
