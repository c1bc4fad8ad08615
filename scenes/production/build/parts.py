"""One part: Manim in another process, its log, and the check of what it made."""

import re
from collections.abc import Callable

from scenes.production.build.freshness import put_stamp, take_stamp_away
from scenes.production.build.plan import PlannedPart
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import PartFailedError, RenderServer
from scenes.production.media.concat import count_frames
from scenes.script.manifest import Manifest, read
from scenes.script.screenplay import Part

_BEAT = re.compile(r"\bBeat (\S+)")


def render_part(
    planned: PlannedPart, quality: Quality, jobs: int, manim: RenderServer, beat_starts: Callable[[str], None]
) -> None:
    """Render a part, and stamp it once its movie and manifest agree with the screenplay.

    Parameters
    ----------
    planned : PlannedPart
        What to render, and where to.
    quality : Quality
        How.
    jobs : int
        How many processes may draw it at once.
    manim : RenderServer
        Renders it.
    beat_starts : callable
        Told the name of each beat that starts.

    Raises
    ------
    PartFailedError
        If Manim fails, or what it made is not what the screenplay says.
    """
    files, scene = planned.files, planned.part.scene
    take_stamp_away(files)
    manim.render(scene, _arguments(planned, quality, jobs), files.log, lambda line: _hear(line, beat_starts))
    try:
        frames = _check(planned, quality)
    except (ValueError, OSError) as error:
        raise PartFailedError(scene, str(error), files.log) from error
    put_stamp(files, planned.fingerprint, frames)


def _arguments(planned: PlannedPart, quality: Quality, jobs: int) -> list[str]:
    part = planned.part
    picture = (quality.width, quality.height, quality.frame_rate)
    what = [
        str(planned.screenplay),
        part.module,
        part.scene,
        *map(str, picture),
        str(planned.files.folder),
        str(jobs),
    ]
    voice = [planned.voice.choice] if planned.voice else []
    return [*what, *voice]


def _hear(line: str, beat_starts: Callable[[str], None]) -> None:
    if beat := _BEAT.search(line):
        beat_starts(beat[1])


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
