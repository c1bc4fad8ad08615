"""What a rendered part was made from, as one number: the same again means nothing to do."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scenes.kit.screenplay import Part
from scenes.production.lessons import files_used
from scenes.production.settings import Quality

# Whatever computes, draws or encodes a frame.
_PACKAGES = ("manim", "numpy", "scipy", "contourpy", "pycairo", "typst", "av")


def project_fingerprint(root: Path) -> str:
    """Return the fingerprint of what all parts share.

    That is the mathematics, the kit, the studio, the data files beside the lessons, Manim's configuration,
    and the versions of what draws. The screenplays are no part of it: each part counts its own
    lines.

    Parameters
    ----------
    root : Path
        The project's folder.

    Returns
    -------
    str
    """
    return _digest(
        {
            "files": _contents(root, _shared_files(root)),
            "packages": {package: _version(package) for package in _PACKAGES},
            "python": list(sys.version_info[:2]),
        }
    )


def part_fingerprint(root: Path, part: Part, quality: Quality, project: str) -> str:
    """Return the fingerprint of one part: whatever can change one of its frames.

    Parameters
    ----------
    root : Path
        The project's folder.
    part : Part
        The part. Its chapter and its place in the film do not count.
    quality : Quality
        How it is rendered.
    project : str
        What `project_fingerprint` returned.

    Returns
    -------
    str
    """
    return _digest(
        {
            "project": project,
            "files": _contents(root, files_used(root, part)),
            "scene": part.scene,
            "lines": list(part.lines.items()),
            "quality": quality.folder,
        }
    )


def _shared_files(root: Path) -> set[Path]:
    """All of gdmath, of the kit and of the studio, and the data files that lie beside the lessons."""
    lessons = root / "scenes"
    folders = (root / "gdmath", lessons / "kit", lessons / "production" / "studio")
    code = [*(path for folder in folders for path in folder.rglob("*")), root / "manim.cfg"]
    elsewhere = (lessons / "scripts", lessons / "production")
    data = [
        path
        for path in lessons.rglob("*")
        if path.suffix != ".py" and not any(path.is_relative_to(folder) for folder in elsewhere)
    ]
    return {
        path
        for path in (*code, *data)
        if path.is_file() and "__pycache__" not in path.parts  # Numba's, too
    }


def _contents(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {os.path.relpath(path, root): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
