"""Clips written: cut out of the rendered film, or drawn anew by the studio."""

import os
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder, part_files
from scenes.production.build.progress import Steps
from scenes.production.build.protocol import ClipRefused, ClipsJob, Event, FramesDrawn
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.scene_fields import scene_fields
from scenes.production.media.clip_format import ClipFormat
from scenes.production.media.cutting import cut
from scenes.production.media.gif import Stretch, write_gif
from scenes.production.outputs.clip_choice import Clip, clip_path
from scenes.script.atomic_write import replacing, unfinished_folder
from scenes.script.captions import speaking_time
from scenes.script.manifest import Beat, read
from scenes.script.screenplay import Screenplay

_LONGER = 1.1
"""Pictures need a little more time than words: lessons last 1.0 to 1.2 times as long as their lines."""


def seconds_of(clip: Clip) -> float:
    """Return about how long a clip plays, from how long its lines take to speak."""
    lines = clip.part.lines
    spoken = lines.values() if clip.beat is None else [lines[clip.beat]]
    return _LONGER * sum(map(speaking_time, spoken))


def steps_of(clip: Clip, kind: ClipFormat, edition: Edition) -> int:
    """Return about how many frames are worked on for a clip: those of a GIF twice."""
    if kind.is_still:
        return 1
    return round(seconds_of(clip) * edition.quality.frame_rate) * (2 if kind == ClipFormat.GIF else 1)


def cut_clips(
    screenplay: Screenplay, clips: Sequence[Clip], kind: ClipFormat, edition: Edition, steps: Steps
) -> None:
    """Write clips of a rendered lecture, as MP4 or GIF.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; the lessons of the clips are rendered.
    clips : sequence of Clip
        What to write.
    kind : ClipFormat
        MP4, the film's own pictures, or GIF.
    edition : Edition
        As what they are rendered.
    steps : Steps
        Counts frames as they are drawn.

    Raises
    ------
    FilmError
        If a rendered lesson is not what its manifest says.
    """
    for clip in clips:
        files = part_files(screenplay, clip.part, edition)
        stretch, rate = _stretch(clip, files.manifest), edition.quality.frame_rate
        with (
            steps.share(steps_of(clip, kind, edition)) as tick,
            replacing(clip_path(screenplay, clip, kind, edition, is_clear=False)) as beside,
        ):
            if kind == ClipFormat.MP4:
                cut(files.movie, stretch, rate, beside)
            else:
                gif = Stretch(files.movie, stretch.start, stretch.frames, rate)
                write_gif(gif, beside, tick)


def _stretch(clip: Clip, manifest: Path) -> Beat:
    told = read(manifest)
    if clip.beat is None:
        return Beat(clip.name, 0, told.frames, "", {}, ())
    return next(beat for beat in told.beats if beat.name == clip.beat)


def draw_clips(
    screenplay: Screenplay,
    clips: Sequence[Clip],
    kind: ClipFormat,
    edition: Edition,
    is_clear: bool,
    jobs: int,
    steps: Steps,
) -> tuple[list[Clip], list[str]]:
    """Write clips that are drawn anew, several lessons at once.

    A lesson that fails stops no other, and leaves its clips as they were.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    clips : sequence of Clip
        What to write; those of a lesson stand together.
    kind : ClipFormat
        A still, or a movie with alpha.
    edition : Edition
        As what they are drawn.
    is_clear : bool
        Whether the background is left out.
    jobs : int
        How many processes draw at once.
    steps : Steps
        Counts frames as they are drawn.

    Returns
    -------
    list of Clip
        What was written.
    list of str
        Why others were not, one line each.
    """

    def draw(server: RenderServer, mine: Sequence[Clip]) -> tuple[list[Clip], list[str]]:
        try:
            return _draw_lesson(screenplay, mine, kind, edition, is_clear, server, steps)
        except RenderFailedError as error:
            return [], [str(error)]

    lessons = [list(mine) for _, mine in groupby(clips, key=lambda clip: clip.part.scene)]
    results = share_out(lecture_folder(screenplay), jobs, draw, lessons)
    written = [clip for done, _ in results for clip in done]
    return written, [line for _, refused in results for line in refused]


def _draw_lesson(
    screenplay: Screenplay,
    clips: Sequence[Clip],
    kind: ClipFormat,
    edition: Edition,
    is_clear: bool,
    server: RenderServer,
    steps: Steps,
) -> tuple[list[Clip], list[str]]:
    part, refused = clips[0].part, list[str]()
    targets = {clip: clip_path(screenplay, clip, kind, edition, is_clear=is_clear) for clip in clips}
    folder = targets[clips[0]].parent
    folder.mkdir(parents=True, exist_ok=True)
    with (
        steps.share(sum(steps_of(clip, kind, edition) for clip in clips)) as tick,
        unfinished_folder(targets[clips[0]]) as beside,
    ):

        def handle(event: Event) -> None:
            if isinstance(event, FramesDrawn):
                tick(event.count)
            elif isinstance(event, ClipRefused):
                refused.append(event.reason)

        files = {clip: Path(beside, target.name) for clip, target in targets.items()}
        job = ClipsJob(
            **scene_fields(screenplay.path, part, edition, Path(beside, "media")),
            frame_rate=edition.quality.frame_rate,
            format=kind,
            is_transparent=is_clear,
            beats={str(files[clip]): _beat_shown(clip, kind) for clip in clips},
        )
        server.run(job, part.scene, part_files(screenplay, part, edition).folder / "clips.log", handle)
        written = [clip for clip in clips if files[clip].exists()]
        for clip in written:
            os.replace(files[clip], targets[clip])
    return written, refused


def _beat_shown(clip: Clip, kind: ClipFormat) -> str | None:
    """Return the beat that is drawn, None for the whole lesson, whose still is that of its last beat."""
    is_last_shown = clip.beat is None and kind.is_still
    return list(clip.part.lines)[-1] if is_last_shown else clip.beat
