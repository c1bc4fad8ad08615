"""Writing files and folders so that a reader never meets half of one.

What is being written lies beside its target, under a hidden name that ends with `UNFINISHED`. A process
that is killed leaves it there, for whoever knows that no other process writes to the same target.
"""

import errno
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

UNFINISHED = ".unfinished"
"""How the name of a file or folder ends that is being written."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside `target`, and replace `target` by what was written there, in one step.

    If the block raises, what it wrote is removed and the old `target`, if there is one, stays.

    Parameters
    ----------
    target : Path
        The file to write. Its folder is made where it is missing.

    Yields
    ------
    Path
        Where to write: the same folder, so that the exchange is one step of the file system.

    Raises
    ------
    OSError
        If it cannot be written; it names the target.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}{UNFINISHED}")
    _prepare(target, is_folder=False)
    with _naming([target], [beside]):
        try:
            yield beside
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def replacing_together(targets: Sequence[Path], folders: Collection[Path] = ()) -> Iterator[list[Path]]:
    """Yield a temporary path for each target, and replace all of them by what was written there, or none.

    If the block raises, or one target cannot be replaced, all of them are as they were.

    Parameters
    ----------
    targets : sequence of Path
        What to write, all in one folder, which is made where it is missing.
    folders : collection of Path
        Which of the targets are folders; the others are files.

    Yields
    ------
    list of Path
        Where to write: on the same file system, under the same names, each folder empty.

    Raises
    ------
    OSError
        If one of them cannot be written; it names the target.
    """
    for target in targets:
        _prepare(target, is_folder=target in folders)
    with unfinished_folder(targets[0]) as place:
        beside = [place / target.name for target in targets]
        with _naming(targets, beside):
            for target, written in zip(targets, beside, strict=True):
                if target in folders:
                    written.mkdir()
            yield beside
            _exchange(targets, beside, place)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Yield a temporary folder beside `target`, and replace `target` by it at the end.

    If the block raises, what it wrote is removed and the old `target`, if there is one, stays.

    Parameters
    ----------
    target : Path
        The folder to write. The folder above it is made where it is missing.

    Yields
    ------
    Path
        An empty folder, on the same file system.

    Raises
    ------
    OSError
        If it, or something in it, cannot be written; it names what.
    """
    with replacing_together([target], folders=[target]) as [beside]:
        yield beside


@contextmanager
def unfinished_folder(target: Path) -> Iterator[Path]:
    """Yield a folder beside a target, for what is to be moved there; what is left in it is removed."""
    prefix = f".{target.name}.{os.getpid()}."
    with (
        _naming([target], []),
        TemporaryDirectory(prefix=prefix, suffix=UNFINISHED, dir=target.parent) as name,
    ):
        yield Path(name)


def _prepare(target: Path, *, is_folder: bool) -> None:
    """Make the folder that a target goes to, and raise OSError if the target is not of its kind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.is_dir() != is_folder:
        number = errno.ENOTDIR if is_folder else errno.EISDIR
        raise OSError(number, os.strerror(number), str(target))


def _exchange(targets: Sequence[Path], written: Sequence[Path], place: Path) -> None:
    """Put what was written in its places; if that fails, put back what was there."""
    former = {target: place / f"former.{i}" for i, target in enumerate(targets)}
    withdrawn = {target: place / f"withdrawn.{i}" for i, target in enumerate(targets)}
    replaced = []
    try:
        for target, beside in zip(targets, written, strict=True):
            if target.exists():
                os.replace(target, former[target])
            os.replace(beside, target)
            replaced.append(target)
    except BaseException:
        for target in replaced:
            os.replace(target, withdrawn[target])
        for target, kept in former.items():
            if kept.exists():
                os.replace(kept, target)
        raise


@contextmanager
def _naming(targets: Sequence[Path], written: Sequence[Path]) -> Iterator[None]:
    """Have an OSError name the target, and not what lies beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        named = _target_of(error.filename, targets, written)
        raise OSError(error.errno, error.strerror, str(named)) from error


def _target_of(name: str | bytes | None, targets: Sequence[Path], written: Sequence[Path]) -> Path:
    if name is None:  # as of a file that is open
        return targets[0]
    path = Path(os.fsdecode(name))
    for target, beside in zip(targets, written, strict=False):
        if path.is_relative_to(beside):
            return target / path.relative_to(beside)
    return targets[0] if any(part.endswith(UNFINISHED) for part in path.parts) else path
