"""One command at a time works on a lecture, and clears away what one that was killed has left.

The lock is the operating system's (`flock` on Linux and macOS, by `filelock`): it is held by an open file,
so it is free the moment its holder ends, however that ends. On network disks it holds between machines
where the server keeps locks, as NFS 4 does, and NFS 3 with its lock service; elsewhere it holds between the
processes of one machine. On a disk that knows no locks at all, filelock falls back to a file that is there
as long as its holder lives.
"""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from scenes.production.build.paths import Workplace, workplace
from scenes.script.atomic_write import UNFINISHED, replacing
from scenes.script.screenplay import Screenplay

_PATIENCE = 0.5  # seconds that another may take without a word being said


class Holder(msgspec.Struct, frozen=True):
    """Who works on a lecture.

    Attributes
    ----------
    process : int
        Its process's number, on its machine.
    machine : str
        The machine's name.
    command : str
        What it does.
    since : float
        Since when, in seconds since 1970.
    """

    process: int
    machine: str
    command: str
    since: float

    def __str__(self) -> str:
        """Return it as a waiting command tells it."""
        where = "" if self.machine == socket.gethostname() else f" on {self.machine}"
        began = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(self.since))
        return f"{self.command} (process {self.process}{where}, since {began})"


@contextmanager
def held(screenplay: Screenplay, command: str, waits: Callable[[str], None]) -> Iterator[None]:
    """Hold a lecture, so that no other command works on it.

    What others have left unfinished is removed, and temporary files go to a folder of the lecture's own,
    where the next command finds those that this one leaves if it is killed.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    command : str
        What is told to others that wait.
    waits : callable
        Called with a line if another holds it, before waiting until that has ended.

    Raises
    ------
    OSError
        If the lecture's folder cannot be written.
    """
    place = workplace(screenplay)
    lock = FileLock(place.lock)
    _acquire(lock, place.holder, waits)
    try:
        _sweep(place)
        holder = Holder(os.getpid(), socket.gethostname(), command, time.time())
        with replacing(place.holder) as beside:
            beside.write_bytes(msgspec.json.encode(holder))
        with _temporary_files_in(place.temporary):
            yield
    finally:
        with suppress(OSError):  # it may not even be there
            place.holder.unlink()
        _remove_unused(place)
        lock.release()


def _acquire(lock: FileLock, holder: Path, waits: Callable[[str], None]) -> None:
    told = ""
    try:
        while not lock.is_locked:
            holder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another command has just removed the empty folder
                before, told = told, _holder_met(lock, holder)
                if told and told != before:
                    waits(f"waiting for {told}, which works on the same lecture; Ctrl-C ends the waiting")
    except BaseException as end:  # Ctrl-C, or a signal
        end.add_note(f"while it waited for {told or 'the lecture'}")
        raise


def _holder_met(lock: FileLock, holder: Path) -> str:
    """Try for a while to acquire a lock, and return who holds it; nothing if it is acquired."""
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        return str(_read(holder) or "another command")
    return ""


def _read(path: Path) -> Holder | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, ValueError):
        return None  # it has only just begun, or has just ended


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have this process and those that it starts put their temporary files in a folder."""
    folder.mkdir()
    former, former_folder = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = former_folder
        if former is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = former
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Workplace) -> None:
    """Remove what killed commands have left: nobody else works on this lecture."""
    shutil.rmtree(place.temporary, ignore_errors=True)
    for folder in place.own_folders:
        with suppress(FileNotFoundError):  # what a killed command has started may take a moment to end
            for path in [*folder.rglob(f".*{UNFINISHED}"), *folder.rglob("partial_movie_files/*/part_*")]:
                _remove(path)
    for folder in place.shared_folders:
        for path in folder.glob(f".{escape(place.name)}.*{UNFINISHED}"):
            _remove(path)


def _remove_unused(place: Workplace) -> None:
    """Remove the lock and its folders if the command, refused perhaps, has left nothing there.

    Others who wait for this lock then notice that its file has no name any more, and make another.
    """
    with suppress(OSError):  # a folder that is not empty stays, with those above it
        if [place.lock] == list(place.folder.iterdir()):
            place.lock.unlink()
            for folder in (place.folder, *place.folder.parents[:2]):
                folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
