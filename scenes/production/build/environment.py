"""What another machine must have as this one has it, to draw the same frames."""

import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import cairo

from scenes.production.build.fingerprint import contents, project_fingerprint
from scenes.script.packages import PACKAGES, version_of
from scenes.script.project import MANIM_CONFIG, PACKAGE

Environment = Mapping[str, str]
"""For each thing by its name, its version, or a digest of a file."""

_ALSO = ("numba", "msgspec", "distributed")  # converts frames; carry what is said between machines


def environment() -> dict[str, str]:
    """Return what this machine has: its kind, Python, packages, files of the project, settings of Manim."""
    return {
        "the kind of processor": platform.machine(),
        "Python": ".".join(map(str, sys.version_info[:2])),
        "cairo": cairo.cairo_version_string(),
        **{package: version_of(package) for package in (*PACKAGES, *_ALSO)},
        "code or settings that draw": project_fingerprint()[:12],
        **contents({MANIM_CONFIG, *_project_files()}, PACKAGE.parent),
    }


def difference(there: Environment, here: Environment) -> str:
    """Tell in what another machine differs from this one.

    Parameters
    ----------
    there, here : mapping
        What `environment` returned there and here.

    Returns
    -------
    str
        As in `has numpy 2.1.0 where this machine has 2.4.6`; empty if they do not differ.
    """
    names = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    files = [name for name in names if "/" in name or name == MANIM_CONFIG.name]
    told = [
        f"{name} {there.get(name, 'none')} where this machine has {here.get(name, 'none')}"
        for name in names
        if name not in files
    ]
    if files:
        more = {1: "", 2: " and 1 more file"}.get(len(files), f" and {len(files) - 1} more files")
        told.append(f"another {files[0]}{more} of this project")
    return f"has {', '.join(told)}" if told else ""


def _project_files() -> Iterator[Path]:
    for room in (PACKAGE, PACKAGE.parent / "gdmath"):
        for path in room.rglob("*"):
            if path.is_file() and path.parent.name != "__pycache__" and not path.name.startswith("."):
                yield path
