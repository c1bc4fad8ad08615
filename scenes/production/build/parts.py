"""One part: rendered by Manim in another process, and checked."""

from collections.abc import Callable

from scenes.production.build.freshness import clear_stamp, write_stamp
from scenes.production.build.plan import PlannedPart
from scenes.production.build.protocol import BeatStarted, Event, RenderJob
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import RenderFailedError, RenderServer
from scenes.production.media.concat import count_frames
from scenes.script.manifest import Manifest, read
from scenes.script.screenplay import Part


def render_part(
    planned: PlannedPart,
    quality: Quality,
    jobs: int,
    server: RenderServer,
    beat_starts: Callable[[str], None],
) -> None:
    """Render a part, and mark it as up to date once its movie and manifest agree with the screenplay.

    Parameters
    ----------
    planned : PlannedPart
        What to render, and where to.
    quality : Quality
        How.
    jobs : int
        How many processes may draw it at once.
    server : RenderServer
        Renders it.
    beat_starts : callable
        Called with the name of each beat that starts.

    Raises
    ------
    RenderFailedError
        If Manim fails, or what it made is not what the screenplay says.
    """
    files, scene = planned.files, planned.part.scene

    def handle(event: Event) -> None:
        if isinstance(event, BeatStarted):
            beat_starts(event.name)

    clear_stamp(files)
    server.run(render_job(planned, quality, jobs), scene, files.log, handle)
    try:
        frames = _check(planned, quality)
    except (ValueError, OSError) as error:
        raise RenderFailedError(scene, str(error), files.log) from error
    write_stamp(files, planned.fingerprint, frames)


def render_job(planned: PlannedPart, quality: Quality, jobs: int) -> RenderJob:
    """Return the job of rendering a part with so many processes at once."""
    return RenderJob(
        screenplay=str(planned.screenplay),
        module=planned.part.module,
        scene=planned.part.scene,
        width=quality.width,
        height=quality.height,
        frame_rate=quality.frame_rate,
        media=str(planned.files.folder),
        workers=jobs,
        voice=planned.voice.choice if planned.voice else None,
    )


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
