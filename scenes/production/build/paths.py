"""Where rendering puts a lecture's files: below the `media` folder beside its screenplay."""

from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.quality import Shape
from scenes.script.manifest import manifest_path
from scenes.script.project import CHECKOUT, SCRIPTS
from scenes.script.screenplay import Part, Screenplay


def lecture_folder(screenplay: Screenplay) -> Path:
    """Return the folder of a lecture, in which its lessons are rendered and its `media` folder lies.

    It is where the screenplay lies. For our own lectures it is the project's folder; without a
    checkout there is none, and it is the current one.
    """
    folder = screenplay.path.resolve().parent
    return (CHECKOUT or Path.cwd()) if folder == SCRIPTS.resolve() else folder


@dataclass(frozen=True)
class PartFiles:
    """The files of one part in one edition.

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
    def cache(self) -> Path:
        """The folder of the segments it is joined from, and of what is known of its beats."""
        return self.movie.parent / "partial_movie_files"

    @property
    def loudness(self) -> Path:
        """How loud its sound is by itself."""
        return self.folder / "loudness.json"

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
        """What was printed while it was rendered."""
        return self.folder / "render.log"


@dataclass(frozen=True)
class ShortFiles:
    """The files of one short."""

    movie: Path
    srt: Path


@dataclass(frozen=True)
class TrailerFiles:
    """The files of a lecture's trailer, the folder of what is encoded of it, and how loud its sound is."""

    movie: Path
    srt: Path
    pieces: Path
    loudness: Path


@dataclass(frozen=True)
class FilmFiles:
    """The files of a finished lecture."""

    movie: Path
    srt: Path
    vtt: Path
    chapters: Path

    @property
    def all(self) -> tuple[Path, Path, Path, Path]:
        """The film and what belongs to it."""
        return self.movie, self.srt, self.vtt, self.chapters


@dataclass(frozen=True)
class Workplace:
    """Where commands work on one lecture, one of them at a time.

    Attributes
    ----------
    folder : Path
        What only this lecture's parts, and commands that work on it, use.
    own_folders : tuple of Path
        All folders that are this lecture's alone.
    name : str
        How the names of what is written of it begin in folders that it shares with other lectures.
    shared_folders : tuple of Path
        Those folders.
    """

    folder: Path
    own_folders: tuple[Path, ...]
    name: str
    shared_folders: tuple[Path, ...]

    @property
    def lock(self) -> Path:
        """Locked by the command that works here."""
        return self.folder / "lock"

    @property
    def holder(self) -> Path:
        """Tells which command that is."""
        return self.folder / "holder.json"

    @property
    def temporary(self) -> Path:
        """The command's temporary files."""
        return self.folder / "tmp"


def workplace(screenplay: Screenplay) -> Workplace:
    """Return where commands work on a lecture.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.

    Returns
    -------
    Workplace
    """
    folder = _parts(screenplay)
    own = (
        folder,
        slides_folder(screenplay),
        clips_folder(screenplay),
        explore_folder(screenplay),
        _shorts(screenplay),
    )
    shared = (
        film_files(screenplay, Edition()).movie,
        youtube_folder(screenplay, Edition()),
        trailer_files(screenplay, Edition()).movie,
        storyboard_files(screenplay, Edition())[0],
    )
    return Workplace(folder, own, screenplay.name, tuple(target.parent for target in shared))


def part_files(screenplay: Screenplay, part: Part, edition: Edition) -> PartFiles:
    """Return where a part of a lecture lies.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    part : Part
        The part.
    edition : Edition
        As what it is rendered.

    Returns
    -------
    PartFiles
    """
    folder = _parts(screenplay) / edition.folder / f"{part.module}.{part.scene}"
    file = part.module.rpartition(".")[2]  # as Manim calls its folder
    movie = folder / "videos" / file / edition.quality.manim_folder / f"{part.scene}.mp4"
    return PartFiles(folder, movie, edition.is_spoken)


def loudness_file(screenplay: Screenplay, edition: Edition) -> Path:
    """Return where it is written down how loud a lecture's sound is."""
    return _parts(screenplay) / edition.folder / "loudness.json"


def receipt_file(screenplay: Screenplay, edition: Edition, name: str) -> Path:
    """Return where it is written down what an output of a lecture was made from.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what its parts are rendered.
    name : str
        The output's.

    Returns
    -------
    Path
    """
    return _parts(screenplay) / edition.folder / "receipts" / f"{name}.json"


def thumbnail_media(screenplay: Screenplay) -> Path:
    """Return where Manim writes while it draws a lecture's thumbnail: a media folder of its own."""
    return _parts(screenplay) / "thumbnail"


def film_files(screenplay: Screenplay, edition: Edition) -> FilmFiles:
    """Return where a lecture's film lies; no edition takes the place of another.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is rendered.

    Returns
    -------
    FilmFiles
    """
    folder = _media(screenplay) / "lectures"
    endings = ("mp4", "srt", "vtt", "chapters.txt")
    return FilmFiles(*(folder / f"{screenplay.name}{edition.suffix}.{ending}" for ending in endings))


def youtube_folder(screenplay: Screenplay, edition: Edition) -> Path:
    """Return the folder of a lecture's upload; no edition takes the place of another.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is rendered.

    Returns
    -------
    Path
    """
    return _media(screenplay) / "youtube" / f"{screenplay.name}{edition.suffix}"


def trailer_files(screenplay: Screenplay, edition: Edition) -> TrailerFiles:
    """Return where a lecture's trailer lies; no edition takes the place of another.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what its parts are rendered.

    Returns
    -------
    TrailerFiles
    """
    folder, stem = _media(screenplay) / "trailers", f"{screenplay.name}{edition.suffix}"
    kept = _parts(screenplay) / edition.folder / "trailer"
    return TrailerFiles(
        folder / f"{stem}.mp4", folder / f"{stem}.srt", kept / "pieces", kept / "loudness.json"
    )


def slides_folder(screenplay: Screenplay) -> Path:
    """Return the folder of a lecture's decks."""
    return _media(screenplay) / "slides" / screenplay.name


def storyboard_files(screenplay: Screenplay, edition: Edition) -> tuple[Path, Path]:
    """Return where a lecture's storyboard lies: its PDF and its picture, which are alike in all sizes."""
    stem = f"{screenplay.name}{edition.variant}"
    folder = _media(screenplay) / "storyboards"
    return folder / f"{stem}.pdf", folder / f"{stem}.png"


def clips_folder(screenplay: Screenplay) -> Path:
    """Return the folder of a lecture's clips."""
    return _media(screenplay) / "clips" / screenplay.name


def explore_folder(screenplay: Screenplay) -> Path:
    """Return the folder of the pages that a lecture's beats are explored on."""
    return _media(screenplay) / "explore" / screenplay.name


def short_files(
    screenplay: Screenplay, part: Part, edition: Edition, shape: Shape, *, is_captioned: bool = False
) -> ShortFiles:
    """Return where a short lies; none that is made otherwise takes its place.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    part : Part
        The lesson it shows.
    edition : Edition
        As what the film is rendered that it goes with.
    shape : Shape
        Its shape.
    is_captioned : bool
        Whether captions are burnt into it.

    Returns
    -------
    ShortFiles
    """
    folder = _shorts(screenplay)
    stem = f"{part.scene}.{shape}{edition.suffix}{'.captions' if is_captioned else ''}"
    return ShortFiles(folder / f"{stem}.mp4", folder / f"{stem}.srt")


def _media(screenplay: Screenplay) -> Path:
    return lecture_folder(screenplay) / "media"


def _parts(screenplay: Screenplay) -> Path:
    return _media(screenplay) / "parts" / screenplay.name


def _shorts(screenplay: Screenplay) -> Path:
    return _media(screenplay) / "shorts" / screenplay.name
