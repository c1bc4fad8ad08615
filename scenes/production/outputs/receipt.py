"""Outputs that are there: a receipt says what they were made from, and what was written.

While both are the same, they are not made again. Like the stamp of a part it counts only as long as
every file is, byte by byte, what it was.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from scenes.production.build.fingerprint import contents
from scenes.production.build.freshness import digest
from scenes.script.atomic_write import replacing
from scenes.script.packages import version_of
from scenes.script.project import PACKAGE

_PACKAGES = ("av", "pillow", "typst", "pysubs2", "numpy", "python-pptx", "manim-slides", "coloraide")
_ROOMS = ("script", "production/build", "production/media", "production/outputs")


class _Receipt(msgspec.Struct, frozen=True):
    """What outputs were made from, and what came out.

    Attributes
    ----------
    fingerprint : str
        A digest of what they were made from.
    digests : dict
        Of each file, by its path from the folder that the outputs lie in.
    notes : tuple of str
        What was told while they were made.
    """

    fingerprint: str
    digests: dict[str, str]
    notes: tuple[str, ...]


def make_unless_there(
    receipt: Path,
    made_from: object,
    targets: Sequence[Path],
    make: Callable[[Callable[[str], None]], None],
    tell: Callable[[str], None],
) -> bool:
    """Make outputs, unless they are there and would be made from the same.

    Parameters
    ----------
    receipt : Path
        Where it is written down what they were made from.
    made_from : object
        What they would be made from now, besides our code: anything that JSON can tell.
    targets : sequence of Path
        The files or folders that are made, all in one folder.
    make : callable
        Makes them; it is given what tells a line.
    tell : callable
        Told the same lines, too, if nothing is to be made.

    Returns
    -------
    bool
        Whether they were made.
    """
    fingerprint = _fingerprint(made_from)
    former = _read(receipt)
    if former and former.fingerprint == fingerprint and former.digests == _digests(targets):
        for line in former.notes:
            tell(line)
        return False
    notes: list[str] = []

    def tell_and_note(line: str) -> None:
        notes.append(line)
        tell(line)

    make(tell_and_note)
    made = _Receipt(fingerprint, _digests(targets), tuple(notes))
    with replacing(receipt) as beside:
        beside.write_bytes(msgspec.json.encode(made))
    return True


def _fingerprint(made_from: object) -> str:
    return hashlib.sha256(json.dumps([_CODE, made_from], sort_keys=True).encode()).hexdigest()


def _digests(targets: Sequence[Path]) -> dict[str, str]:
    """Return a digest of each file that is there, also in folders."""
    files = {path for target in targets for path in [target, *target.rglob("*")] if path.is_file()}
    return {str(path.relative_to(targets[0].parent)): digest(path) for path in files}


def _read(receipt: Path) -> _Receipt | None:
    try:
        return msgspec.json.decode(receipt.read_bytes(), type=_Receipt)
    except (FileNotFoundError, ValueError):
        return None


def _code() -> list[object]:
    files = {path for room in _ROOMS for path in (PACKAGE / room).rglob("*") if path.is_file()}
    sources = {path for path in files if "__pycache__" not in path.parts}
    packages = {package: version_of(package) for package in _PACKAGES}
    return [contents(sources, PACKAGE.parent), packages, list(sys.version_info[:2])]


_CODE = _code()
"""What makes outputs, as it was when it was loaded: the files may be edited while a command runs."""
