"""Clips written: cut out of the rendered film, or drawn anew by the studio."""

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from scenes.production.build.paths import lecture_folder, part_files
from scenes.production.build.progress import Steps
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import PartFailedError, run_manim
from scenes.production.build.subprocesses import Subprocesses
from scenes.production.media.cutting import cut
from scenes.production.media.gif import Stretch, write_gif
from scenes.production.outputs.clip_choice import Clip, Format, clip_path
from scenes.script.atomic_write import replacing
from scenes.script.captions import speaking_time
from scenes.script.manifest import Beat, read
from scenes.script.screenplay import Screenplay

_DRAWN, _REFUSED = "Drawn: ", "Refused: "


def frames_in(clip: Clip, kind: Format, quality: Quality) -> int:
    """Return about how many frames a clip has, from how long its lines take to speak."""
    if kind.is_still:
        return 1
    lines = clip.part.lines
    spoken = lines.values() if clip.beat is None else [lines[clip.beat]]
    return round(sum(map(speaking_time, spoken)) * quality.frame_rate)


def cut_clips(
    screenplay: Screenplay, clips: Sequence[Clip], kind: Format, quality: Quality, steps: Steps
) -> None:
    """Write clips of a rendered lecture, as MP4 or GIF.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; the lessons of the clips are rendered.
    clips : sequence of Clip
        What to write.
    kind : Format
        MP4, the film's own pictures, or GIF.
    quality : Quality
        How they are rendered.
    steps : Steps
        Told of each frame.

    Raises
    ------
    FilmError
        If a rendered lesson is not what its manifest says.
    """
    for clip in clips:
        files = part_files(screenplay, clip.part, quality)
        stretch = _stretch(clip, files.manifest)
        with (
            steps.share(frames_in(clip, kind, quality)) as tick,
            replacing(clip_path(screenplay, clip, kind)) as beside,
        ):
            if kind == Format.MP4:
                cut(files.movie, stretch, quality.frame_rate, beside)
            else:
                gif = Stretch(files.movie, stretch.start, stretch.frames, quality.frame_rate)
                write_gif(gif, beside, tick)


def _stretch(clip: Clip, manifest: Path) -> Beat:
    told = read(manifest)
    if clip.beat is None:
        return Beat(clip.name, 0, told.frames, "", {}, ())
    return next(beat for beat in told.beats if beat.name == clip.beat)


def draw_clips(
    screenplay: Screenplay,
    clips: Sequence[Clip],
    kind: Format,
    quality: Quality,
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
    kind : Format
        A still, or a movie with alpha.
    quality : Quality
        How large, and how many frames a second.
    is_clear : bool
        Whether the background is left out.
    jobs : int
        How many processes draw at once.
    steps : Steps
        Told of each frame.

    Returns
    -------
    list of Clip
        What was written.
    list of str
        Why others were not, one line each.
    """
    subprocesses = Subprocesses()

    def draw(mine: list[Clip]) -> tuple[list[Clip], list[str]]:
        try:
            return _draw_lesson(screenplay, mine, kind, quality, is_clear, subprocesses, steps)
        except PartFailedError as error:
            return [], [str(error)]

    lessons = [list(mine) for _, mine in groupby(clips, key=lambda clip: clip.part.scene)]
    with ThreadPoolExecutor(jobs) as pool:
        try:
            results = list(pool.map(draw, lessons))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            subprocesses.end()
            raise
    written = [clip for done, _ in results for clip in done]
    return written, [line for _, refused in results for line in refused]


def _draw_lesson(
    screenplay: Screenplay,
    clips: Sequence[Clip],
    kind: Format,
    quality: Quality,
    is_clear: bool,
    subprocesses: Subprocesses,
    steps: Steps,
) -> tuple[list[Clip], list[str]]:
    part, refused = clips[0].part, list[str]()
    targets = {clip: clip_path(screenplay, clip, kind) for clip in clips}
    folder = targets[clips[0]].parent
    folder.mkdir(parents=True, exist_ok=True)
    ground = "transparent" if is_clear else "opaque"
    with (
        steps.share(sum(frames_in(clip, kind, quality) for clip in clips)) as tick,
        tempfile.TemporaryDirectory(prefix=".", dir=folder) as beside,
    ):
        files = {clip: Path(beside, target.name) for clip, target in targets.items()}
        asked = [word for clip in clips for word in (str(files[clip]), _beat_shown(clip, kind))]
        command = [
            "scenes.production.studio.clip_renderer",
            str(screenplay.path),
            part.module,
            part.scene,
            quality.name,
            kind,
            ground,
        ]
        log = part_files(screenplay, part, quality).folder / "clips.log"
        run_manim(
            part.scene,
            [*command, *asked],
            lecture_folder(screenplay),
            log,
            subprocesses,
            lambda line: _hear(line, tick, refused),
        )
        written = [clip for clip in clips if files[clip].exists()]
        for clip in written:
            os.replace(files[clip], targets[clip])
    return written, refused


def _beat_shown(clip: Clip, kind: Format) -> str:
    """Return the beat that the studio is asked for: a lesson's still is that of its last beat."""
    if clip.beat is not None:
        return clip.beat
    return list(clip.part.lines)[-1] if kind.is_still else ""


def _hear(line: str, tick: Callable[[int], None], refused: list[str]) -> None:
    if line.startswith(_DRAWN):
        tick(int(line.removeprefix(_DRAWN)))
    elif line.startswith(_REFUSED):
        refused.append(line.removeprefix(_REFUSED).strip())
