"""What a rendered lesson tells the film: its length, its beats, its captions.

A lesson writes the manifest beside its movie (`LineFit.mp4`, `LineFit.json`) when it has rendered;
films, subtitles and lists read it. Times are whole numbers of frames, counted from the lesson's
first one.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scenes.script.atomic_write import replacing
from scenes.script.captions import Caption


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
    numbers : Mapping[str, str | float]
        What stands in the line for the names in braces, for the same line in another language.
    captions : tuple of Caption
        The line as captions, from the beat's first frame on.
    """

    name: str
    start: int
    frames: int
    line: str
    numbers: Mapping[str, str | float]
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
    frame_rate: int
    frames: int
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
        manifest = _manifest(json.loads(path.read_text(encoding="utf-8")))
        _check_order(manifest)
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: render the lesson first") from None
    except ValueError as error:
        raise ValueError(f"{path} is not a manifest ({error}): render the lesson again") from error
    return manifest


def _manifest(value: Any) -> Manifest:
    table = _table(value, "manifest", {"lesson", "frame_rate", "frames", "beats"})
    return Manifest(
        _text(table, "lesson"),
        _count(table, "frame_rate", least=1),
        _count(table, "frames", least=1),
        tuple(_beat(beat) for beat in _list(table, "beats")),
    )


def _beat(value: Any) -> Beat:
    table = _table(value, "beat", {"name", "start", "frames", "line", "numbers", "captions"})
    return Beat(
        _text(table, "name"),
        _count(table, "start", least=0),
        _count(table, "frames", least=1),
        _text(table, "line"),
        _numbers(table),
        tuple(_caption(caption) for caption in _list(table, "captions")),
    )


def _numbers(table: Mapping[str, Any]) -> dict[str, str | float]:
    numbers = table["numbers"]
    if not isinstance(numbers, dict) or not all(
        isinstance(value, str | int | float) for value in numbers.values()
    ):
        raise ValueError("'numbers' must be a table of numbers and words")
    return numbers


def _caption(value: Any) -> Caption:
    table = _table(value, "caption", {"start", "frames", "text"})
    return Caption(_count(table, "start", least=0), _count(table, "frames", least=1), _text(table, "text"))


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


def _table(value: Any, what: str, keys: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        raise ValueError(f"a {what} has exactly the keys {', '.join(sorted(keys))}")
    return value


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    value = table[key]
    if not isinstance(value, list):
        raise ValueError(f"{key!r} must be a list")
    return value


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str):
        raise ValueError(f"{key!r} must be a text")
    return value


def _count(table: Mapping[str, Any], key: str, least: int) -> int:
    value = table[key]
    if type(value) is not int or value < least:
        raise ValueError(f"{key!r} must be a whole number, {least} or more")
    return value
