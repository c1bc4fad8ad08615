"""One part: Manim in a process of its own, its log, and the check of what it made."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TextIO

from scenes.kit.manifest import Manifest, read
from scenes.kit.screenplay import Part
from scenes.production.children import Children
from scenes.production.film import count_frames
from scenes.production.plan import PlannedPart
from scenes.production.settings import Quality
from scenes.production.slots import Slots
from scenes.production.stamps import put_stamp, take_stamp_away

_BEAT = re.compile(r"\bBeat (\S+)")
_ERROR = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Exit|Interrupt|Warning)\b")
_LOG_WIDTH = 200  # columns: Manim's log breaks its lines there


class PartFailedError(Exception):
    """A part did not render.

    Parameters
    ----------
    lesson : str
        Its class.
    reason : str
        One line.
    log : Path
        What Manim said.
    """

    def __init__(self, lesson: str, reason: str, log: Path) -> None:
        super().__init__(f"{lesson} failed: {reason} (log: {log})")


def render_part(
    root: Path,
    planned: PlannedPart,
    quality: Quality,
    jobs: int,
    slots: Slots,
    children: Children,
    beat_starts: Callable[[str], None],
) -> None:
    """Render a part, and stamp it once its movie and manifest agree with the screenplay.

    Parameters
    ----------
    root : Path
        The project's folder, in which Manim runs.
    planned : PlannedPart
        What to render, and where to.
    quality : Quality
        How.
    jobs : int
        How many processes may draw it at once.
    slots : Slots
        Where these wait for their turn among those of other parts.
    children : Children
        Starts the process, and may end it.
    beat_starts : callable
        Told the name of each beat that starts.

    Raises
    ------
    PartFailedError
        If Manim fails, or what it made is not what the screenplay says.
    """
    files, scene = planned.files, planned.part.scene
    take_stamp_away(files)
    files.folder.mkdir(parents=True, exist_ok=True)
    with files.log.open("w", encoding="utf-8") as log:
        process = children.start(
            _command(planned, quality, jobs), root, _environment(slots), slots.descriptors
        )
        assert process.stdout is not None
        with process.stdout:
            _follow(process.stdout, log, beat_starts)
        status = process.wait()
    if status != 0:
        raise PartFailedError(scene, failure_reason(files.log, status), files.log)
    try:
        frames = _check(planned, quality)
    except (ValueError, OSError) as error:
        raise PartFailedError(scene, str(error), files.log) from error
    put_stamp(files, planned.fingerprint, frames)


def _command(planned: PlannedPart, quality: Quality, jobs: int) -> list[str]:
    part = planned.part
    picture = (quality.width, quality.height, quality.frame_rate)
    what = [part.module, part.scene, *map(str, picture), str(planned.files.folder), str(jobs)]
    voice = [planned.voice.choice] if planned.voice else []
    return [sys.executable, "-m", "scenes.production.studio", *what, *voice]


def plain_log(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Manim writes a plain log: no colours and few broken lines."""
    inherited = {name: value for name, value in environment.items() if name != "FORCE_COLOR"}
    return {**inherited, "NO_COLOR": "1", "COLUMNS": str(_LOG_WIDTH), "PYTHONIOENCODING": "utf-8"}


def _environment(slots: Slots) -> dict[str, str]:
    """Have Manim write a plain log, and NumPy keep to its core."""
    return {**plain_log(os.environ), "OPENBLAS_NUM_THREADS": "1", **slots.environment()}


def _follow(output: Iterable[str], log: TextIO, beat_starts: Callable[[str], None]) -> None:
    for line in output:
        log.write(line)
        log.flush()
        if beat := _BEAT.search(line):
            beat_starts(beat[1])


def failure_reason(log: Path, status: int) -> str:
    """Return the error at the end of a log as one line, also where the log broke it."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    last = next((i for i in reversed(range(len(lines))) if _ERROR.match(lines[i])), -1)
    return " ".join(lines[last:]) or f"Manim ended with status {status} and said nothing"


def _check(planned: PlannedPart, quality: Quality) -> int:
    """Return the frames of a part's movie, if it is what the screenplay and the manifest say."""
    manifest = read(planned.files.manifest)
    _check_beats(planned.part, manifest)
    if manifest.frame_rate != quality.frame_rate:
        raise ValueError(f"its manifest says {manifest.frame_rate} frames a second, not {quality.frame_rate}")
    frames = count_frames(planned.files.movie)
    if frames != manifest.frames:
        raise ValueError(f"its movie has {frames} frames and its manifest says {manifest.frames}")
    return frames


def _check_beats(part: Part, manifest: Manifest) -> None:
    """Compare names only: a spoken line has numbers where the written one has names in braces."""
    played = [beat.name for beat in manifest.beats]
    for name in [*part.lines, *played]:
        if name not in played:
            raise ValueError(f"the beat {name!r} of the screenplay is never played")
        if name not in part.lines:
            raise ValueError(f"the beat {name!r} has no line in the screenplay: write one")
