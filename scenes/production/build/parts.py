"""One part: rendered by Manim in another process, and checked."""

from collections.abc import Callable
from pathlib import Path

from scenes.production.build.freshness import clear_stamp, write_stamp
from scenes.production.build.plan import PlannedPart
from scenes.production.build.protocol import BeatStarted, Event, RenderJob
from scenes.production.build.render_server import RenderFailedError, RenderServer, StalledError
from scenes.production.build.scene_fields import scene_fields
from scenes.production.build.sources import Sources, present_part
from scenes.production.media.concat import count_frames
from scenes.script.manifest import Manifest, read
from scenes.script.screenplay import Part


def render_part(
    planned: PlannedPart,
    jobs: int,
    server: RenderServer,
    beat_starts: Callable[[str], None],
    stalls: Callable[[str], None],
) -> None:
    """Render a part, and mark it as up to date once its movie and manifest agree with the screenplay.

    If no frame of it comes for too long, it is tried once more: what it has drawn by then is not drawn again.
    If what it is made from changes meanwhile, it is not marked, whether it was rendered or failed.

    Parameters
    ----------
    planned : PlannedPart
        What to render, and where to.
    jobs : int
        How many processes may draw it at once.
    server : RenderServer
        Renders it.
    beat_starts : callable
        Called with the name of each beat that starts.
    stalls : callable
        Called with the reason if it is tried once more.

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
    job, sources = render_job(planned, jobs), Sources.of(planned)
    try:
        _run(server, job, scene, files.log, handle, stalls)
        _check(planned)
    except RenderFailedError:
        if sources.are_unchanged():
            raise
    except (ValueError, OSError) as error:
        if sources.are_unchanged():
            raise RenderFailedError(scene, str(error), files.log) from error
    else:
        if sources.are_unchanged():
            write_stamp(files, sources.fingerprint)


def _run(
    server: RenderServer,
    job: RenderJob,
    scene: str,
    log: Path,
    handle: Callable[[Event], None],
    stalls: Callable[[str], None],
) -> None:
    """Have a job done; once more, if no frame comes the first time."""
    try:
        server.run(job, scene, log, handle)
    except StalledError as error:
        stalls(error.reason)
        _run_again(server, job, scene, log, handle)


def _run_again(
    server: RenderServer, job: RenderJob, scene: str, log: Path, handle: Callable[[Event], None]
) -> None:
    try:
        server.run(job, scene, log, handle)
    except StalledError as error:
        reason = f"{error.reason}, twice: find what loops, or give it longer by --patience"
        raise RenderFailedError(scene, reason, log) from error


def render_job(planned: PlannedPart, jobs: int) -> RenderJob:
    """Return the job of rendering a part with so many processes at once."""
    edition = planned.edition
    return RenderJob(
        **scene_fields(planned.screenplay, planned.part, edition, planned.files.folder),
        frame_rate=edition.quality.frame_rate,
        workers=jobs,
        voice=edition.voice.choice if edition.voice else None,
    )


def _check(planned: PlannedPart) -> None:
    """Make sure that a part's movie is what the screenplay, as it is now, and the manifest say."""
    manifest, rate = read(planned.files.manifest), planned.edition.quality.frame_rate
    _check_beats(present_part(planned) or planned.part, manifest)
    if manifest.frame_rate != rate:
        raise ValueError(f"its manifest says {manifest.frame_rate} frames a second, not {rate}")
    frames = count_frames(planned.files.movie)
    if frames != manifest.frames:
        raise ValueError(f"its movie has {frames} frames and its manifest says {manifest.frames}")


def _check_beats(part: Part, manifest: Manifest) -> None:
    """Compare names only: a spoken line has numbers where the written one has names in braces."""
    played = [beat.name for beat in manifest.beats]
    for name in [*part.lines, *played]:
        if name not in played:
            raise ValueError(f"the beat {name!r} of the screenplay is never played")
        if name not in part.lines:
            raise ValueError(f"the beat {name!r} has no line in the screenplay: write one")
