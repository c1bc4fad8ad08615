"""A lecture: its parts rendered, several at once, and the film of them all."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path

from scenes.kit.files import replacing
from scenes.kit.manifest import read
from scenes.kit.screenplay import Screenplay
from scenes.production.children import Children
from scenes.production.film import join
from scenes.production.manim_process import PartFailedError, WarmManim
from scenes.production.parts import render_part
from scenes.production.places import FilmFiles, film_files, part_files
from scenes.production.plan import PlannedPart
from scenes.production.progress import Progress
from scenes.production.settings import Quality
from scenes.production.slots import Slots
from scenes.production.subtitles import chapter_text, chapters, cues, srt_text, vtt_text


def render_parts(
    root: Path, parts: Sequence[PlannedPart], quality: Quality, jobs: int, progress: Progress
) -> list[PartFailedError]:
    """Render parts, the longest first.

    A part that fails stops no other. If the command is interrupted, what still runs is ended and
    what has ended well stays.

    Parameters
    ----------
    root : Path
        The project's folder.
    parts : sequence of PlannedPart
        What to render.
    quality : Quality
        How.
    jobs : int
        How many processes draw at once, in however many parts.
    progress : Progress
        Told what happens.

    Returns
    -------
    list of PartFailedError
        In the order of `parts`; empty if all is well.
    """
    children, slots = Children(), Slots.of(jobs)
    manims = [WarmManim(root, children, slots.environment(), slots.descriptors) for _ in range(jobs)]
    idle = deque(manims)  # as many as there are threads

    def render(planned: PlannedPart) -> PartFailedError | None:
        part, manim = planned.part, idle.pop()
        progress.started(part)
        try:
            render_part(planned, quality, jobs, manim, lambda beat: progress.beat_started(part, beat))
        except PartFailedError as error:
            progress.failed(part)
            return error
        finally:
            idle.append(manim)
        progress.finished(part)
        return None

    longest_first = sorted(parts, key=lambda planned: planned.seconds, reverse=True)
    with ThreadPoolExecutor(jobs) as pool:
        try:
            results = {planned.part.scene: pool.submit(render, planned) for planned in longest_first}
            wait(results.values())
            for manim in manims:
                manim.close()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            children.end()
            raise
        finally:
            slots.close()
    errors = (results[planned.part.scene].result() for planned in parts)
    return [error for error in errors if error is not None]


def write_film(
    root: Path, screenplay: Screenplay, quality: Quality, is_spoken: bool = False
) -> tuple[FilmFiles, float]:
    """Join the rendered parts, and write the film with its subtitles and chapters.

    Parameters
    ----------
    root : Path
        The project's folder.
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    quality : Quality
        How they are rendered.
    is_spoken : bool
        Whether a voice speaks them.

    Returns
    -------
    FilmFiles
        What was written; if joining fails, nothing is and the old film stays.
    float
        Seconds of film.
    """
    parts = [part_files(root, screenplay.name, part, quality, is_spoken) for part in screenplay.parts]
    manifests = [read(files.manifest) for files in parts]
    captions = cues(manifests)
    film = film_files(root, screenplay.name, quality, is_spoken)
    tracks = [files.sound for files in parts if files.is_spoken]
    texts = {
        film.srt: srt_text(captions),
        film.vtt: vtt_text(captions),
        film.chapters: chapter_text(chapters(screenplay, manifests)),
    }
    frames = [manifest.frames for manifest in manifests]
    with ExitStack() as all_written:
        movie = all_written.enter_context(replacing(film.movie))
        join([files.movie for files in parts], frames, quality.frame_rate, screenplay.title, movie, tracks)
        for path, text in texts.items():
            all_written.enter_context(replacing(path)).write_text(text, encoding="utf-8")
    return film, sum(frames) / quality.frame_rate
