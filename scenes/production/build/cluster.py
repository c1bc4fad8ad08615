"""A Dask cluster that draws shares: found, compared with this machine, and left as it was.

The functions that workers call are told apart by the render that they work for: an interrupted one ends
the processes that it started there, and no others.
"""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TypeVar
from urllib.parse import urlsplit

from distributed import Client, get_worker

from scenes.production.build.environment import Environment, difference, environment
from scenes.production.build.shares import Crew, Files, ShareFailedError, ShareTask, draw_share
from scenes.production.build.subprocesses import Subprocesses

_Result = TypeVar("_Result")

ANSWER = 10.0
"""Seconds for a scheduler to answer."""

ARRIVAL = 30.0
"""Seconds for a first worker to arrive, or for one to come back when all are lost."""


def scheduler_address(where: str) -> str:
    """Return the address of a scheduler as Dask writes it.

    Parameters
    ----------
    where : str
        `dask://HOST:PORT`, or `tls://HOST:PORT` for one that is configured for TLS.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is no such address.
    """
    protocols = {"dask": "tcp", "tls": "tls"}
    try:
        parts = urlsplit(where)
        is_whole = bool(parts.hostname and parts.port) and parts.netloc == where.partition("://")[2]
    except ValueError:  # no port that there can be
        is_whole = False
    if not is_whole or parts.scheme not in protocols:
        raise ValueError(
            f"{where!r} is no address of a scheduler: write dask://HOST:PORT, or tls://HOST:PORT"
        )
    return f"{protocols[parts.scheme]}://{parts.netloc}"


@contextmanager
def connected(address: str) -> Iterator[Crew]:
    """Connect to a cluster whose workers draw the same frames as this machine; at the end, leave it clean.

    Parameters
    ----------
    address : str
        What `scheduler_address` returned.

    Yields
    ------
    Crew
        Its workers, as many as they have threads.

    Raises
    ------
    ValueError
        If no scheduler answers, no worker is there, or one has other versions or other code.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is to be said is said here, in a line
    render = os.urandom(8).hex()
    with _client(address) as client:
        here = environment()
        try:
            _check(address, client, here)
            threads = _within(ANSWER, client.nthreads).values()
        except OSError as error:
            raise ValueError(f"the scheduler at {address} answers no more: start it again") from error
        executor = client.get_executor(pure=False)
        draw = partial(_draw_on_worker, render, here)
        try:
            yield Crew(executor, draw, sum(threads), _Watch(client).is_there)
        finally:
            with suppress(Exception):  # a cluster that does not answer is left alone
                _within(ANSWER, partial(executor.shutdown, wait=False))
                _within(2 * ANSWER, partial(client.run, _end_on_worker, render, on_error="ignore"))


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        # Dask itself waits for ever for one that takes the call and says nothing.
        client = _within(ANSWER, partial(Client, address, timeout=ANSWER, set_as_default=False))
    except (OSError, ValueError, RuntimeError) as error:
        raise ValueError(
            f"no Dask scheduler answers at {address} within {ANSWER:g} s: start one by `dask scheduler`, "
            "or correct the address"
        ) from error
    try:
        yield client
    finally:
        with suppress(Exception):
            _within(ANSWER, client.close)


def _check(address: str, client: Client, here: Environment) -> None:
    """Make sure that there are workers, and that all of them and the scheduler are as this machine is."""
    try:
        _within(ARRIVAL + ANSWER, partial(client.wait_for_workers, 1, timeout=ARRIVAL))
    except TimeoutError as error:
        raise ValueError(
            f"no worker has come to {address} within {ARRIVAL:g} s: start some by `dask worker {address}`"
        ) from error
    differences = _differences(_environments(address, client), here)
    if differences:
        [name, what], *others = differences.items()
        more = f" (and so do {len(others)} more)" if others else ""
        raise ValueError(f"{name} {what}{more}: install there what is here, and start it again")


def _environments(address: str, client: Client) -> dict[str, Environment | Exception]:
    """Return what workers and the scheduler have, or why they cannot tell."""
    try:
        there = _within(ARRIVAL, partial(client.run, environment, on_error="return"))
    except TimeoutError as error:
        raise ValueError(
            f"a worker at {address} says nothing for {ARRIVAL:g} s: end it, or start it again"
        ) from error
    scheduler = f"the scheduler {address}"
    try:
        return {**there, scheduler: _within(ANSWER, partial(client.run_on_scheduler, environment))}
    except Exception as error:  # whatever it is that cannot be imported there
        return {**there, scheduler: error}


def _differences(there: Mapping[str, Environment | Exception], here: Environment) -> dict[str, str]:
    told = {
        name: f"lacks something: {found}" if isinstance(found, Exception) else difference(found, here)
        for name, found in there.items()
    }
    return {name: what for name, what in told.items() if what}


class _Watch:
    """Tells whether somebody still draws: a cluster without workers gets some time to find new ones."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._last_seen = monotonic()

    def is_there(self) -> bool:
        if self._client.status != "running":
            return False
        with suppress(Exception):  # a scheduler that does not answer is as good as none
            if _within(ANSWER, self._client.scheduler_info)["workers"]:
                self._last_seen = monotonic()
        return monotonic() - self._last_seen < ARRIVAL


def _within(seconds: float, do: Callable[[], _Result]) -> _Result:
    """Do something that asks a cluster, and raise TimeoutError if it has not answered by then."""
    outcome: Future[_Result] = Future()

    def attempt() -> None:
        try:
            outcome.set_result(do())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=attempt, daemon=True).start()
    return outcome.result(seconds)


# What follows runs on workers.


class RenderHere:
    """What a worker does for one render."""

    def __init__(self) -> None:
        self.subprocesses = Subprocesses()
        self._ended: list[Event] = []

    @contextmanager
    def at_work(self) -> Iterator[Subprocesses]:
        """Take note of a share that is drawn inside."""
        ended = Event()
        self._ended.append(ended)
        try:
            yield self.subprocesses
        finally:
            ended.set()

    def end(self) -> None:
        """End what still runs, and wait until nothing of it is left."""
        self.subprocesses.end()
        for ended in self._ended:
            ended.wait(ANSWER)


_renders: defaultdict[str, RenderHere] = defaultdict(RenderHere)  # never removed: what ended stays ended


def _draw_on_worker(render: str, expected: Environment, task: ShareTask) -> Files:
    other = difference(environment(), expected)  # a worker may have come later than it was looked for
    if other:
        raise ShareFailedError(f"{get_worker().address} {other}")
    with _renders[render].at_work() as subprocesses:
        return draw_share(task, subprocesses, Path(get_worker().local_directory))


def _end_on_worker(render: str) -> None:
    _renders[render].end()
