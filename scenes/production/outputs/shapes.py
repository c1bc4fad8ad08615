"""Whether lessons lay themselves out for the shape of a short."""

from collections.abc import Sequence

from scenes.production.build.edition import Edition
from scenes.production.build.paths import lecture_folder, part_files
from scenes.production.build.plan import plan
from scenes.production.build.protocol import Event, FaultFound, FitJob
from scenes.production.build.quality import Shape
from scenes.production.build.render_server import RenderFailedError, RenderServer, share_out
from scenes.production.build.scene_fields import scene_fields
from scenes.script.screenplay import Part, Screenplay, load


def check_shapes(screenplay: Screenplay, edition: Edition, shape: Shape, jobs: int) -> None:
    """Make sure that lessons lay themselves out for a shape, before the first of them renders.

    A lesson's `shapes` say so; where they do not, each of its pictures is looked at, unless it is rendered.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture, of the lessons that are asked for.
    edition : Edition
        As of a film, before it is shaped.
    shape : Shape
        The shorts'.
    jobs : int
        How many processes work at once.

    Raises
    ------
    ValueError
        If one does not: one line that names it, and those that do.
    """
    shaped = edition.shaped(shape)
    stale = [planned.part for planned in plan(screenplay, shaped) if not planned.is_rendered]
    misfits = _misfits(screenplay, stale, shaped, jobs)
    if not misfits:
        return
    whole = load(screenplay.path)
    others = [part for part in whole.parts if part.scene not in misfits]
    unfit = _misfits(whole, others, shaped, jobs)
    fit = ", ".join(part.scene for part in others if part.scene not in unfit)
    choice = f"choose from {fit}" if fit else "lay it out for one by `layout.shape()`"
    raise ValueError(f"no {shape} short: {'; '.join(misfits.values())}: {choice}")


def _misfits(screenplay: Screenplay, parts: Sequence[Part], edition: Edition, jobs: int) -> dict[str, str]:
    """Return those that do not lay themselves out for an edition's shape, by class, and why not."""

    def look(server: RenderServer, part: Part) -> list[FaultFound]:
        return _faults(screenplay, part, edition, server)

    found = share_out(lecture_folder(screenplay), min(jobs, max(1, len(parts))), look, parts)
    return {part.scene: _told(part, faults) for part, faults in zip(parts, found, strict=True) if faults}


def _told(part: Part, faults: Sequence[FaultFound]) -> str:
    first, *others = faults
    if not first.beat:
        return f"{part.scene} has no layout of this shape"
    more = f", and {len(others)} things more" if others else ""
    return f"{part.scene} does not fit: in its beat {first.beat!r}, {first.what}{more}"


def _faults(screenplay: Screenplay, part: Part, edition: Edition, server: RenderServer) -> list[FaultFound]:
    files, found = part_files(screenplay, part, edition), list[FaultFound]()
    fields = scene_fields(screenplay.path, part, edition, files.folder)
    job = FitJob(**fields, frame_rate=edition.quality.frame_rate)

    def handle(event: Event) -> None:
        if isinstance(event, FaultFound):
            found.append(event)

    try:
        server.run(job, part.scene, files.folder / "fit.log", handle)
    except RenderFailedError:
        return []  # rendering it tells why
    return found
