"""What a part is made from while it renders, for its files may be edited meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scenes.production.build.fingerprint import (
    lesson_files,
    part_fingerprint,
    project_fingerprint,
    shared_files,
)
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.paths import lecture_folder
from scenes.production.build.plan import PlannedPart
from scenes.script.file_states import FileStates
from scenes.script.screenplay import Part, Screenplay, load
from scenes.script.translation import in_language


@dataclass(frozen=True)
class Sources:
    """What a part is made from, as it was at one time.

    Attributes
    ----------
    fingerprint : str
        Of all of it; empty if it cannot be read, as while a file is being written.
    """

    fingerprint: str
    _files: FileStates
    _fingerprint_now: Callable[[], str]

    @classmethod
    def of(cls, planned: PlannedPart) -> "Sources":
        """Return what a part would be made from now.

        Parameters
        ----------
        planned : PlannedPart
            The part.
        """

        def fingerprint_now() -> str:
            return _fingerprint(planned)

        files = FileStates.of(_files(planned))
        return cls(fingerprint_now(), files, fingerprint_now)

    def are_unchanged(self) -> bool:
        """Tell whether it would still be made from the same."""
        return self._files.still_hold() and self._fingerprint_now() == self.fingerprint


def present_part(planned: PlannedPart) -> Part | None:
    """Return a part as the screenplay has it now; None if it is no longer in there.

    Raises
    ------
    ValueError
        If the file is no screenplay now.
    """
    lesson = (planned.part.module, planned.part.scene)
    parts = _screenplay(planned).parts
    return next((part for part in parts if (part.module, part.scene) == lesson), None)


def _screenplay(planned: PlannedPart) -> Screenplay:
    return in_language(load(planned.screenplay), planned.edition.language)


def _fingerprint(planned: PlannedPart) -> str:
    """Return what the part of the screenplay, as it is written now, would be made from."""
    try:
        part = present_part(planned)
        if part is None:
            return ""
        screenplay = _screenplay(planned)
        return part_fingerprint(screenplay, part, planned.edition, project_fingerprint())
    except (ValueError, OSError):
        return ""


def _files(planned: PlannedPart) -> set[Path]:
    lesson = source_path(planned.screenplay.parent, planned.part.module)
    try:
        return shared_files() | lesson_files(lesson, lecture_folder(load(planned.screenplay)))
    except (ValueError, OSError):
        return {lesson}
