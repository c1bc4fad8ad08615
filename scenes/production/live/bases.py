"""The processes in which takes begin, so that not all has to be loaded and set for each of them."""

import asyncio
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scenes.production.live.dependents import modules_that_use
from scenes.production.live.frames import close
from scenes.production.live.told import TakeJob
from scenes.script.project import MATHEMATICS, PACKAGE

_EXCHANGED = (MATHEMATICS, PACKAGE / "kit")
"""Folders whose modules can be loaded anew in a process that has loaded them before."""

_MOST_EXCHANGES = 8
"""After so many saves there all is loaded anew: what was loaded before stays in memory."""

_NONE: frozenset[str] = frozenset()


class Moment(NamedTuple):
    """How many saves there have been, and how many of them of what all lectures share."""

    saves: int = 0
    shared: int = 0


class Base:
    """A process in which further takes can begin; closed, it ends.

    Parameters
    ----------
    socket : Path
        Where it listens.
    writer : StreamWriter
        The connection that it lives as long as.
    """

    def __init__(self, socket: Path, writer: asyncio.StreamWriter) -> None:
        self.socket, self._writer = socket, writer
        self.moment = Moment()  # when what it has loaded was read

    async def close(self) -> None:
        """Let it end; takes that have begun there go on."""
        await close(self._writer)


class Bases:
    """Those of a stage, by lesson.

    Attributes
    ----------
    moment : Moment
        The present one.
    texts : str
        A folder of texts that were set; empty if there is none.
    """

    def __init__(self) -> None:
        self.moment, self.texts = Moment(), ""
        self._stepped: dict[tuple[str, str], Base] = {}
        """They have words and outlines of a lesson at hand, and load it anew for each take."""
        self._prepared: dict[tuple[str, str], Base] = {}
        """They have loaded a lesson as it was saved last."""
        self._outdated: list[frozenset[str] | None] = []
        """What has to be loaded anew for each save of what all lectures share; None: all."""

    def best_for(self, module: str, scene: str) -> tuple[Path | None, frozenset[str]]:
        """Return where a take of a lesson begins soonest, None if nowhere, and what it has to load anew."""
        name = (module, scene)
        if name in self._prepared:
            return self._prepared[name].socket, _NONE
        base = self._stepped.get(name) or max(
            self._stepped.values(), key=lambda each: each.moment, default=None
        )
        if base is None:
            return None, _NONE
        return base.socket, self._since(base.moment) or _NONE

    @property
    def sockets(self) -> list[Path]:
        """Where they listen: in the folders of the takes that have left them."""
        return [base.socket for base in (*self._stepped.values(), *self._prepared.values())]

    def needs(self, module: str, scene: str) -> bool:
        """Whether the next take of a lesson is to leave a process in which others can begin."""
        base = self._stepped.get((module, scene))
        return base is None or base.moment.shared < self.moment.shared

    async def read_imports(self) -> None:
        """Read what imports what, so that the first save finds it read."""
        with suppress(ValueError):  # whoever loads what is not Python is told
            await asyncio.to_thread(modules_that_use, [])

    async def keep(self, moment: Moment, job: TakeJob, base: Base) -> None:
        """Keep a process in which takes can begin, unless there is a better one: then it ends.

        Parameters
        ----------
        moment : Moment
            When the take began that has left it.
        job : TakeJob
            That take's.
        base : Base
            The process.
        """
        name, base.moment = (job.module, job.scene), moment
        if base.socket.name == "prepared":
            kept, is_wanted = self._prepared, moment == self.moment
        else:
            kept = self._stepped
            is_wanted = self._since(moment) is not None and (
                name not in kept or kept[name].moment.shared < moment.shared
            )
            self.texts = str(Path(job.folder, "texts"))
        unwanted = kept.get(name) if is_wanted else base
        if is_wanted:
            kept[name] = base
        if unwanted is not None:
            await unwanted.close()

    async def saved(self, shared: Collection[Path]) -> None:
        """Have takes that begin from now on see what was saved.

        Parameters
        ----------
        shared : collection of Path
            The files among it that all lectures share. The lecture's own are loaded anew for each take.
        """
        exchanged = await self._exchanged(shared) if shared else _NONE
        # From here to the next waiting, no take begins.
        ending, self._prepared = list(self._prepared.values()), {}
        if exchanged is None:
            ending += self._stepped.values()
            self._stepped = {}
        if shared:
            self._outdated.append(exchanged)
        self.moment = Moment(self.moment.saves + 1, len(self._outdated))
        await _close_all(ending)

    async def close(self) -> None:
        """Let all of them end."""
        await _close_all([*self._prepared.values(), *self._stepped.values()])

    async def _exchanged(self, shared: Collection[Path]) -> frozenset[str] | None:
        """Return what has to be loaded anew where some files have been loaded; None: all."""
        can_be = all(
            file.suffix == ".py" and any(file.is_relative_to(room) for room in _EXCHANGED) for file in shared
        )
        if not can_be or (len(self._outdated) + 1) % _MOST_EXCHANGES == 0:
            return None
        try:
            return await asyncio.to_thread(modules_that_use, shared)
        except ValueError:  # whoever loads it is told
            return None

    def _since(self, moment: Moment) -> frozenset[str] | None:
        """Return what has to be loaded anew where all was loaded at a moment; None: all."""
        outdated = _NONE
        for each in self._outdated[moment.shared :]:
            if each is None:
                return None
            outdated |= each
        return outdated


async def _close_all(bases: Iterable[Base]) -> None:
    for base in bases:
        await base.close()
