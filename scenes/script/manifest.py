"""What a rendered lesson tells the film: its length, its beats, its captions.

A lesson writes the manifest beside its movie (`LineFit.mp4`, `LineFit.json`) when it has rendered;
films, subtitles and lists read it. Times are whole numbers of frames, counted from the lesson's
first one.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from msgspec import convert

from scenes.script.atomic_write import replacing
from scenes.script.captions import Caption, FirstFrame, Frames


@dataclass(frozen=True)
class Beat:
    """One beat of a rendered lesson.

    Attributes
    ----------
    name : str
        Its name in the screenplay.
    start, frames : int
        Its first frame and its length.
    line : str
        What is said while it plays.
    numbers : Mapping[str, str | int | float]
        What stands in the line for the names in braces, for the same line in another language.
    captions : tuple of Caption
        The line as captions, from the beat's first frame on.
    """

    name: str
    start: FirstFrame
    frames: Frames
    line: str
    numbers: Mapping[str, str | int | float]
    captions: tuple[Caption, ...]


@dataclass(frozen=True)
class Manifest:
    """A rendered lesson.

    Attributes
    ----------
    lesson : str
        The lesson's class.
    frame_rate : int
        Frames a second.
    frames : int
        Length of the movie.
    beats : tuple of Beat
        In the order of playing.
    """

    lesson: str
    frame_rate: Frames
    frames: Frames
    beats: tuple[Beat, ...]


def manifest_path(movie: Path) -> Path:
    """Return where the manifest of a movie lies: beside it."""
    return movie.with_suffix(".json")


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest, all of it or nothing.

    Parameters
    ----------
    path : Path
        The file, as `manifest_path` names it.
    manifest : Manifest
        What to write.
    """
    with replacing(path) as beside:
        beside.write_text(json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Manifest:
    """Read and check a manifest.

    Parameters
    ----------
    path : Path
        The file, as `manifest_path` names it.

    Returns
    -------
    Manifest

    Raises
    ------
    ValueError
        If the file is missing or is no manifest: one line that names it and the remedy.
    """
    try:
        # Not by msgspec's own reader of JSON, which knows no infinite numbers: a run may have diverged.
        manifest = convert(json.loads(path.read_text(encoding="utf-8")), Manifest)
        _check_order(manifest)
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: render the lesson first") from None
    except ValueError as error:
        raise ValueError(f"{path} is not a manifest ({error}): render the lesson again") from error
    return manifest


def _check_order(manifest: Manifest) -> None:
    """Beats follow each other within the movie, and captions within their beat."""
    now = 0
    for beat in manifest.beats:
        if beat.start < now:
            raise ValueError(f"beat {beat.name!r} starts before the one before it ends")
        now = beat.start
        for caption in beat.captions:
            if caption.start < now:
                raise ValueError(f"a caption of beat {beat.name!r} starts too early")
            now = caption.start + caption.frames
        if now > beat.start + beat.frames:
            raise ValueError(f"the captions of beat {beat.name!r} outlast it")
        now = beat.start + beat.frames
    if now > manifest.frames:
        raise ValueError(f"the beats take {now} frames and the movie has {manifest.frames}")
