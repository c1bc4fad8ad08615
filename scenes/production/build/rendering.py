"""Render the parts of a lecture, several at once."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.parts import render_part
from scenes.production.build.plan import PlannedPart
from scenes.production.build.progress import Progress
from scenes.production.build.quality import Quality
from scenes.production.build.render_server import PartFailedError, RenderServer
from scenes.production.build.subprocesses import Subprocesses


def render_parts(
    root: Path, parts: Sequence[PlannedPart], quality: Quality, jobs: int, progress: Progress
) -> list[PartFailedError]:
    """Render parts, the longest first.

    A part that fails stops no other. If the command is interrupted, what still runs is ended and
    what has ended well stays.

    Parameters
    ----------
    root : Path
        The lecture's folder.
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
    subprocesses, tokens = Subprocesses(), CpuTokens.of(jobs)
    manims = [RenderServer(root, subprocesses, tokens.environment(), tokens.descriptors) for _ in range(jobs)]
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
            subprocesses.end()
            raise
        finally:
            tokens.close()
    errors = (results[planned.part.scene].result() for planned in parts)
    return [error for error in errors if error is not None]
