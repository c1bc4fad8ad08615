"""What all pages share: the lecture as its screenplay tells it now, and where its lessons are played."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.production.build.edition import Edition
from scenes.production.build.os_errors import in_one_line, printable
from scenes.production.live.messages import FailedTold, LectureTold, LessonListed, SavedTold
from scenes.production.live.page_files import digest
from scenes.production.live.stage import Stage
from scenes.script.captions import speaking_time
from scenes.script.project import PACKAGE
from scenes.script.screenplay import Part, Screenplay, load
from scenes.script.translation import in_language

if TYPE_CHECKING:
    from scenes.production.live.viewer import Viewer

_OWN_CODE = PACKAGE / "production"
"""What this process has loaded, and goes on with; what its forks load by now may be something else."""

_LINE = re.compile(r"\(at line (\d+),")


class Show:
    """A lecture while it is written: its stage, and the pages that look at it.

    Parameters
    ----------
    stage : Stage
        Where its lessons are played.
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is played.

    Attributes
    ----------
    stage : Stage
        The same.
    pages : set of Viewer
        Those that are open.
    failure : FailedTold or None
        What is wrong with the screenplay as it is written now; while something is, the lecture is what it
        was before.
    """

    def __init__(self, stage: Stage, screenplay: Screenplay, edition: Edition) -> None:
        self.stage = stage
        self.pages: set[Viewer] = set()
        self.failure: FailedTold | None = None
        self._is_outdated = False
        self._screenplay = screenplay
        self._edition = edition

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of all pictures, in pixels."""
        return self._edition.quality.width, self._edition.quality.height

    @property
    def lecture(self) -> LectureTold:
        """The lecture as a page is told of it."""
        quality, screenplay = self._edition.quality, self._screenplay
        lessons, chapter = [], ""
        for part in screenplay.parts:
            chapter = part.chapter or chapter
            frames = round(sum(map(speaking_time, part.lines.values())) * quality.frame_rate)
            lessons.append(LessonListed(name=name_of(part), scene=part.scene, chapter=chapter, frames=frames))
        return LectureTold(
            title=screenplay.title,
            language=screenplay.language,
            lessons=lessons,
            width=quality.width,
            height=quality.height,
            rate=quality.frame_rate,
            page=digest(),
        )

    def part_named(self, name: str) -> Part | None:
        """Return the part of the lesson of a name; None if the screenplay has none."""
        return next((part for part in self._screenplay.parts if name_of(part) == name), None)

    async def saved(self, files: Collection[Path]) -> None:
        """Show what files say that were saved.

        Parameters
        ----------
        files : collection of Path
            Each of them was written, moved or removed.
        """
        self._tell(SavedTold(files=sorted(printable(file.name) for file in files)))
        if self._is_outdated or any(file.resolve().is_relative_to(_OWN_CODE) for file in files):
            self._is_outdated = True
            self.failure = FailedTold(
                reason="the project itself was changed: end lecture live, and start it again"
            )
            self._tell(self.failure)
            return
        await self.stage.code_changed(files)
        if any(file.suffix == ".toml" for file in files):
            self._read_screenplay()
        if self.failure:
            self._tell(self.failure)
            return
        for page in self.pages:
            page.begin()

    def _read_screenplay(self) -> None:
        path = self._screenplay.path
        try:
            self._screenplay = in_language(load(path), self._edition.language)
        except ValueError as error:
            self.failure = _failure(printable(str(error)), path)
        except OSError as error:
            self.failure = _failure(in_one_line(error), path)
        else:
            self.failure = None
            self._tell(self.lecture)

    def _tell(self, message: LectureTold | FailedTold | SavedTold) -> None:
        for page in self.pages:
            page.tell(message)


def name_of(part: Part) -> str:
    """Return what a page calls a lesson."""
    return f"{part.module}.{part.scene}"


def _failure(reason: str, path: Path) -> FailedTold:
    """Tell what is wrong with a screenplay, or a translation of it, and in which line."""
    start = re.match(rf"{re.escape(path.stem)}[\w.-]*?\.toml", reason)
    file, line = start.group() if start else path.name, _LINE.search(reason)
    return FailedTold(reason=reason, place=f"{file}:{line.group(1)}" if line else file)
