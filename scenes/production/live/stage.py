"""The processes that hold a lecture's lessons for a page, as its server sees them."""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import shared_files
from scenes.production.build.paths import lecture_folder
from scenes.production.build.render_server import plain_environment
from scenes.production.build.subprocesses import python, with_this_project
from scenes.production.live.bases import Bases
from scenes.production.live.held_folder import HeldFolder
from scenes.production.live.previews import Preview, Previews
from scenes.production.live.take import Take
from scenes.production.live.told import TakeJob, Told
from scenes.script.screenplay import Part, Screenplay


class StageError(Exception):
    """Manim cannot be loaded, for this reason."""


class Stage:
    """Processes in which lessons of a lecture are stepped through, and that draw their frames.

    One of them has loaded Manim, and all others are forked from it or its forks. They form a group, which
    ends with it, however this process ends.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what it is drawn.
    """

    def __init__(self, screenplay: Screenplay, edition: Edition) -> None:
        self._screenplay, self._edition = screenplay, edition
        self._numbers = count()
        self._state = next(self._numbers)  # of all that is not read anew for each take
        self._takes: list[Take] = []
        self._bases = Bases()

    async def start(self) -> None:
        """Load Manim.

        Raises
        ------
        StageError
            If that fails.
        """
        self._reading = asyncio.create_task(self._bases.read_imports())
        self._held = await asyncio.to_thread(HeldFolder)
        self._folder = self._held.path
        self._log = self._folder / "log"
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *python("scenes.production.studio.live", str(self._folder / "stage")),
                cwd=lecture_folder(self._screenplay),
                env=with_this_project(plain_environment(os.environ)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert self._process.stdout is not None
        if not await self._process.stdout.readline():
            lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
            await self.close()
            raise StageError(next(filter(None, reversed(lines)), "the process that loads Manim has ended"))

    async def close(self) -> None:
        """End all processes."""
        with suppress(ProcessLookupError, PermissionError):  # nobody is left: macOS says the latter
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        await self._close_connections()
        await asyncio.to_thread(self._held.remove)

    async def _close_connections(self) -> None:
        for take in self._takes:
            await take.close()
        await self._bases.close()

    def take(
        self,
        part: Part,
        values: Mapping[str, str],
        tell: Callable[[Told], None],
        focus: int = 0,
        former: Take | None = None,
    ) -> Take:
        """Begin to step through a lesson.

        Parameters
        ----------
        part : Part
            The lesson's part in the lecture.
        values : Mapping[str, str]
            Values of its attributes, as Python source, where they are not the lesson's own.
        tell : callable
            Called with what is told of it, in the event loop.
        focus : int
            The frame that is asked for first.
        former : Take or None
            The take whose place it takes: it is closed, once nothing of it is needed any more.

        Returns
        -------
        Take
        """
        job, begins_at = self._job(part, values, focus)
        goes_on = former is not None and former.job.state == job.state
        keep = partial(self._bases.keep, self._bases.moment)
        take = Take(job, begins_at, tell, keep, former, goes_on=goes_on)
        self._takes = [take, *self._takes]
        self._remove_unneeded()
        return take

    def previews(self, part: Part) -> Previews:
        """Return what draws single frames of a lesson, each with values of its own.

        Parameters
        ----------
        part : Part
            The lesson's part in the lecture.

        Returns
        -------
        Previews
            As the lesson is saved now. They end with the stage, too.
        """
        return Previews(partial(self._begin_preview, part))

    async def _begin_preview(self, part: Part) -> Preview:
        job, begins_at = self._job(part, {}, 0)
        return await Preview.begin(replace(job, becomes_base=False, is_for_previews=True), begins_at)

    def _job(self, part: Part, values: Mapping[str, str], focus: int) -> tuple[TakeJob, Path]:
        """Return a new job, with a folder of its own, and the socket of the process that it begins in."""
        name = (part.module, part.scene)
        begins_at, outdated = self._bases.best_for(*name)
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        job = TakeJob(
            screenplay=str(self._screenplay.path.resolve()),
            module=part.module,
            scene=part.scene,
            width=self._edition.quality.width,
            height=self._edition.quality.height,
            media=str(folder / "media"),
            theme=self._edition.theme,
            language=self._edition.language,
            frame_rate=self._edition.quality.frame_rate,
            values=values,
            focus=focus,
            folder=str(folder),
            texts=self._bases.texts,
            becomes_base=self._bases.needs(*name) and not values,
            state=f"{self._state} {name} {values}",
            outdated=sorted(outdated),
        )
        return job, begins_at or self._folder / "stage"

    def _remove_unneeded(self) -> None:
        """Remove the folders of takes that are closed, but for what others still use of them."""
        texts = [self._bases.texts, *(take.job.texts for take in self._takes if not take.is_closed)]
        used = [*self._bases.sockets, *map(Path, texts)]
        closed = [take for take in self._takes if take.is_closed]
        unneeded = [take for take in closed if not any(path.is_relative_to(take.job.folder) for path in used)]
        for take in unneeded:
            shutil.rmtree(take.job.folder, ignore_errors=True)  # its processes may be about to end
        self._takes = [take for take in self._takes if take not in unneeded]

    async def code_changed(self, files: Collection[Path]) -> None:
        """Have takes that begin from now on see what was saved.

        Parameters
        ----------
        files : collection of Path
            What was saved.
        """
        if any(file.suffix not in (".py", ".toml") for file in files):
            self._state = next(self._numbers)  # of data, nobody knows which snapshots have read them
        shared = shared_files() & {file.resolve() for file in files}
        if shared:
            self._state = next(self._numbers)
        await self._bases.saved(shared)
