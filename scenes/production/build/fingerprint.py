"""What a rendered part was made from, as one number: the same again means nothing to do."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scenes.production.build.lesson_sources import files_used, source_path
from scenes.production.build.quality import Quality
from scenes.production.voice.choice import Voice
from scenes.script.screenplay import Part

# Whatever computes, draws or encodes a frame.
_PACKAGES = ("manim", "numpy", "scipy", "contourpy", "pycairo", "typst", "av")


def project_fingerprint(root: Path) -> str:
    """Return the fingerprint of what all parts share.

    That is the code that computes, draws, speaks and encodes, the data files beside the lessons,
    Manim's configuration, and the versions of what draws. The screenplays are no part of it: each part
    counts its own lines.

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


def lesson_fingerprint(root: Path, lesson: Path) -> str:
    """Return the fingerprint of a lesson's own code: its file, the lessons and the data that it uses.

    Parameters
    ----------
    root : Path
        The project's folder.
    lesson : Path
        The lesson's file.

    Returns
    -------
    str
    """
    return _digest(_contents(root, files_used(root, lesson)))


def part_fingerprint(
    root: Path, part: Part, quality: Quality, project: str, voice: Voice | None = None
) -> str:
    """Return the fingerprint of one part: whatever can change one of its frames, or its sound.

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
    voice : Voice, optional
        Who speaks it.

    Returns
    -------
    str
    """
    return _digest(
        {
            "project": project,
            "lesson": lesson_fingerprint(root, source_path(root, part)),
            "scene": part.scene,
            "lines": list(part.lines.items()),
            "quality": quality.folder,
            "voice": voice.fingerprint(part) if voice else None,
        }
    )


def _shared_files(root: Path) -> set[Path]:
    """All that computes, draws, speaks and encodes, and the data files that lie beside the lessons."""
    lessons = root / "scenes"
    production = lessons / "production"
    rooms = (
        lessons / "script",
        lessons / "kit",
        *(production / name for name in ("studio", "voice", "media")),
    )
    folders = (root / "gdmath", *rooms)
    code = [*(path for folder in folders for path in folder.rglob("*")), root / "manim.cfg"]
    elsewhere = (lessons / "scripts", production)
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
