"""What is there of a lecture, and what is to be rendered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import part_fingerprint, project_fingerprint
from scenes.production.build.freshness import State, state
from scenes.production.build.lesson_sources import check_lessons
from scenes.production.build.paths import PartFiles, part_files
from scenes.production.build.quality import QUALITIES
from scenes.script.captions import speaking_time
from scenes.script.manifest import read
from scenes.script.screenplay import Part, Screenplay


@dataclass(frozen=True)
class PlannedPart:
    """A part of a screenplay, where it lies, what it would be made from now, and what is there of it."""

    screenplay: Path
    part: Part
    files: PartFiles
    fingerprint: str
    state: State
    edition: Edition

    @property
    def is_rendered(self) -> bool:
        """Whether there is nothing to do."""
        return self.state == State.RENDERED

    @property
    def seconds(self) -> float:
        """How long it is as rendered, else how long its lines take to speak."""
        if self.is_rendered:
            manifest = read(self.files.manifest)
            return manifest.frames / manifest.frame_rate
        return sum(speaking_time(line) for line in self.part.lines.values())


def plan(screenplay: Screenplay, edition: Edition, project: str = "") -> list[PlannedPart]:
    """Find out what is there of a lecture.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is to be rendered.
    project : str
        What `project_fingerprint` returns now, if it is known.

    Returns
    -------
    list of PlannedPart
        In the order of the film.

    Raises
    ------
    ValueError
        If a lesson or the voice is not there.
    """
    check_lessons(screenplay)
    project = project or project_fingerprint()
    planned = []
    for part in screenplay.parts:
        files = part_files(screenplay, part, edition)
        fingerprint = part_fingerprint(screenplay, part, edition, project)
        planned.append(
            PlannedPart(screenplay.path, part, files, fingerprint, state(files, fingerprint), edition)
        )
    return planned


def plans_by_quality(
    screenplay: Screenplay, edition: Edition, planned: Sequence[PlannedPart], project: str
) -> dict[str, Sequence[PlannedPart]]:
    """Find out in which qualities there is anything of a lecture.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what else it is to be rendered.
    planned : sequence of PlannedPart
        What `plan` returned for it.
    project : str
        What `project_fingerprint` returns now.

    Returns
    -------
    dict
        For each quality in which a part is there, by name, what `plan` returns.
    """
    plans: dict[str, Sequence[PlannedPart]] = {}
    for quality in QUALITIES.values():
        other = replace(edition, quality=quality)
        if any(part_files(screenplay, part, other).movie.is_file() for part in screenplay.parts):
            plans[quality.name] = planned if other == edition else plan(screenplay, other, project)
    return plans
