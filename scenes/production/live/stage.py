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

from scenes.production.build.edition import Edition
from scenes.production.build.fingerprint import shared_files
from scenes.production.build.paths import lecture_folder
from scenes.production.build.render_server import plain_environment
from scenes.production.build.subprocesses import python, with_this_project
from scenes.production.live.held_folder import HeldFolder
from scenes.production.live.take import Base, Take
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
        self._saves, self._texts = 0, ""
        self._bases: dict[tuple[str, str], Base] = {}
        """Processes that have words and outlines of a lesson at hand, and load it anew for each take."""
        self._prepared: dict[tuple[str, str], Base] = {}
        """Processes that have loaded a lesson as it was saved last."""

    async def start(self) -> None:
        """Load Manim.

        Raises
        ------
        StageError
            If that fails.
        """
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
        await self._close_all(self._bases)
        await self._close_all(self._prepared)

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
        name = (part.module, part.scene)
        base = self._bases.get(name) or next(iter(self._bases.values()), None)
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
            texts=self._texts,
            becomes_base=name not in self._bases and not values,
            state=f"{self._state} {name} {values}",
        )
        begins_at = base.socket if base else self._folder / "stage"
        if name in self._prepared:
            begins_at = self._prepared[name].socket
        goes_on = former is not None and former.job.state == job.state
        take = Take(job, begins_at, tell, partial(self._keep, self._saves), former, goes_on=goes_on)
        self._takes = [take, *self._takes]
        self._remove_unneeded()
        return take

    def _remove_unneeded(self) -> None:
        """Remove the folders of takes that are closed, but for what others still use of them."""
        bases = [*self._bases.values(), *self._prepared.values()]
        texts = [self._texts, *(take.job.texts for take in self._takes if not take.is_closed)]
        needed = {str(base.socket.parent) for base in bases} | {str(Path(each).parent) for each in texts}
        unneeded = [take for take in self._takes if take.is_closed and take.job.folder not in needed]
        for take in unneeded:
            shutil.rmtree(take.job.folder, ignore_errors=True)  # its processes may be about to end
        self._takes = [take for take in self._takes if take not in unneeded]

    async def code_changed(self, files: Collection[Path]) -> None:
        """Have takes that begin from now on see what was saved.

        Parameters
        ----------
        files : collection of Path
            What was saved. The lecture's own files are read anew for each take; of what all lectures share,
            nothing that was loaded is used any more.
        """
        self._saves += 1
        await self._close_all(self._prepared)
        if any(file.suffix not in (".py", ".toml") for file in files):
            self._state = next(self._numbers)  # of data, nobody knows which snapshots have read them
        if shared_files() & {file.resolve() for file in files}:
            self._state = next(self._numbers)
            await self._close_all(self._bases)

    async def _keep(self, saves: int, job: TakeJob, base: Base) -> None:
        """Keep a process in which takes of a lesson can begin, as it was saved by then."""
        name, is_prepared = (job.module, job.scene), base.socket.name == "prepared"
        kept = self._prepared if is_prepared else self._bases
        if not is_prepared:
            self._texts = str(Path(job.folder, "texts"))
        is_wanted = saves == self._saves if is_prepared else name not in kept
        unwanted = kept.get(name) if is_wanted else base
        if is_wanted:
            kept[name] = base
        if unwanted is not None:
            await unwanted.close()

    async def _close_all(self, bases: dict[tuple[str, str], Base]) -> None:
        for base in bases.values():
            await base.close()
        bases.clear()
