"""Render the parts of a lecture, several at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from scenes.production.build.parts import render_part
from scenes.production.build.patience import PATIENCE
from scenes.production.build.plan import PlannedPart
from scenes.production.build.progress import Progress
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.shares import Crew, drawn_parts, pack, share_counts


def render_parts(
    root: Path,
    parts: Sequence[PlannedPart],
    jobs: int,
    progress: Progress,
    patience: float = PATIENCE,
    crew: Crew | None = None,
) -> list[RenderFailedError]:
    """Render parts, the longest first.

    Each is rendered here; if there is a crew elsewhere, after that has drawn what it could of it.

    A part that fails stops no other. If the command is interrupted, what still runs is ended and
    what has ended well stays.

    Parameters
    ----------
    root : Path
        The lecture's folder.
    parts : sequence of PlannedPart
        What to render.
    jobs : int
        How many processes draw at once, in however many parts.
    progress : Progress
        Shows what happens.
    patience : float
        Seconds that a part may go without a frame.
    crew : Crew, optional
        Who else draws.

    Returns
    -------
    list of RenderFailedError
        In the order of `parts`; empty if all is well.
    """
    at_work: dict[str, None] = {}

    def render(server: RenderServer, planned: PlannedPart) -> tuple[str, RenderFailedError | None]:
        part = planned.part
        progress.started(part)
        at_work[part.scene] = None
        try:
            render_part(
                planned,
                jobs,
                server,
                lambda beat: progress.beat_started(part, beat),
                lambda reason: progress.stalled(part, reason),
            )
        except RenderFailedError as error:
            if not server.is_ended:  # else the command is: the part has not failed
                del at_work[part.scene]
                progress.failed(part)
            return part.scene, error
        del at_work[part.scene]
        progress.finished(part)
        return part.scene, None

    longest_first = sorted(parts, key=lambda planned: planned.seconds, reverse=True)
    ready = _drawn_by(crew, root, longest_first, progress) if crew else longest_first
    try:
        by_scene = dict(share_out(root, jobs, render, ready, patience))
    except BaseException as end:
        if at_work:
            end.add_note(f"while it rendered {', '.join(at_work)}")
        raise
    return [error for planned in parts if (error := by_scene[planned.part.scene]) is not None]


def _drawn_by(
    crew: Crew, root: Path, parts: Sequence[PlannedPart], progress: Progress
) -> Iterator[PlannedPart]:
    """Yield each part when a crew has drawn what it could of it."""
    tasks = []
    for planned, count in zip(parts, share_counts(parts, crew.size), strict=True):
        try:
            tasks.append(pack(planned, root, count))
        except ValueError as error:
            progress.share_ended(planned.part, str(error))
            tasks.append([])
    return drawn_parts(parts, tasks, crew, progress.share_ended)
