"""What this machine has for the project, and what it lacks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from scenes.production.build.requirements import extras, install_command, packages_needed, python_needed

PURPOSES = {
    "av": "writes and joins films",
    "click": "the `lecture` command",
    "coloraide": "contrast and colour blindness in `lecture check`",
    "filelock": "one command at a time on a lecture",
    "contourpy": "contour maps",
    "manim": "renders the lessons",
    "msgspec": "reads the records of what is rendered",
    "numba": "surfaces drawn pixel by pixel, and frames converted for the encoder",
    "numpy": "all mathematics",
    "packaging": "reads the versions that are needed",
    "pillow": "moving pictures",
    "pycairo": "draws each frame",
    "pysubs2": "subtitles",
    "rich": "tables and progress bars",
    "scipy": "minima and least squares",
    "svgelements": "reads the outlines of texts",
    "wcwidth": "how wide the characters of captions are",
    "typst": "sets all text",
}
"""What each package is there for, by its name in `pyproject.toml`."""

EXTRAS = {
    "bench": "benchmarks against Matplotlib",
    "cluster": "`lecture render --on`: drawn by many machines",
    "dev": "tests, checks, and the notebook",
    "live": "`lecture live`: a lesson beside your editor, in a browser or a notebook",
    "slides": "`lecture slides`: decks as HTML and PPTX",
    "voice": "`--voice espeak`, beside espeak-ng, and other speech services",
}
"""What each extra is there for, by its name in `pyproject.toml`."""

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Any of these programs will do."""

FIREFOX = "firefox-esr"
"""A second browser, of this name alone: others may be snaps, which read no profile in a temporary folder."""

ROOM = 1.0
"""Gigabytes that the lecture takes at 1080p60, with the pieces it is joined from."""


@dataclass(frozen=True)
class Finding:
    """One thing, as it was found.

    Attributes
    ----------
    name : str
        What was looked for.
    found : str
        What there is of it, or what is wrong with it.
    purpose : str
        What it is needed for.
    is_there : bool
        Whether it serves this purpose.
    is_needed : bool
        Whether the film cannot be made without it.
    remedy : str
        What to do if it is not there.
    """

    name: str
    found: str
    purpose: str
    is_there: bool
    is_needed: bool
    remedy: str


def examine(folder: Path) -> list[Finding]:
    """Look for all that the project uses.

    Parameters
    ----------
    folder : Path
        Where a lecture lies, beside which its film is to go.

    Returns
    -------
    list of Finding
        What the film needs first.
    """
    return [
        _python(python_needed()),
        *map(_package, packages_needed()),
        _library("Cairo", "cairo", "cairo_version_string", "draws each frame", "libcairo2-dev", "pycairo"),
        _library(
            "Pango",
            "manimpango",
            "pango_version",
            "Manim does not start without it",
            "libpango1.0-dev",
            "manimpango",
        ),
        _disk(folder),
        _cores(),
        _fork(),
        *(_extra(name, packages_needed(name)) for name in extras()),
        _program("espeak-ng", ("espeak-ng",), "`--voice espeak`, beside the extra voice", "espeak-ng"),
        _program(
            "browser", BROWSERS, "tests of films and decks as viewers see them", "chromium-headless-shell"
        ),
        _program("Firefox", (FIREFOX,), "tests of decks and pages in a second browser", FIREFOX),
    ]


def _python(wanted: str) -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    remedy = f"install Python {wanted}, and this project with it"
    return Finding("Python", running, "everything", running in SpecifierSet(wanted), True, remedy)


def _package(wanted: str) -> Finding:
    name, wrong = Requirement(wanted).name, _unmet(wanted)
    found = wrong or version(name)
    return Finding(name, found, PURPOSES.get(name, ""), not wrong, True, install_command([wanted]))


def _extra(name: str, packages: Sequence[str]) -> Finding:
    wrong = "; ".join(filter(None, map(_unmet, packages)))
    found = wrong or "installed"
    return Finding(f"extra {name}", found, EXTRAS.get(name, ""), not wrong, False, install_command(packages))


def _unmet(wanted: str, extra: str = "") -> str:
    """Return what is wrong with a package, or with those of the extras it is wanted with; else nothing."""
    requirement = Requirement(wanted)
    if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
        return ""
    try:
        there = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is missing"
    if not requirement.specifier.contains(there, prereleases=True):
        return f"{requirement.name} {there} is not {requirement.specifier}"
    parts = requires(requirement.name) if requirement.extras else None
    told = (_unmet(part, extra) for extra in requirement.extras for part in parts or ())
    return "; ".join(filter(None, told))


def _library(name: str, module: str, tells_version: str, purpose: str, headers: str, binding: str) -> Finding:
    """Look for a library of the system's by loading what binds it to Python."""
    remedy = f"apt-get install {headers}, or its like elsewhere; then {install_command([binding])}"
    try:
        found = getattr(import_module(module), tells_version)()
    except ImportError as error:
        return Finding(name, str(error), purpose, False, True, remedy)
    return Finding(name, found, purpose, True, True, remedy)


def _disk(folder: Path) -> Finding:
    media = folder / "media"
    free = shutil.disk_usage(media if media.exists() else folder).free / 1e9
    remedy = f"make room: remove what you no longer need from {media}"
    return Finding("disk", f"{free:.1f} GB free", f"the film takes {ROOM:g} GB", free >= ROOM, True, remedy)


def _cores() -> Finding:
    return Finding("cores", str(os.cpu_count() or 1), "draw as many frames at once", True, False, "")


def _fork() -> Finding:
    there = hasattr(os, "fork")
    purpose = "one lesson drawn by several cores"
    remedy = "use Linux, macOS or WSL; without it the film is the same, and takes longer"
    return Finding("fork", "yes" if there else "no", purpose, there, False, remedy)


def _program(name: str, programs: Iterable[str], purpose: str, package: str) -> Finding:
    path = next(filter(None, map(shutil.which, programs)), None)
    remedy = f"apt-get install {package}, or its like elsewhere"
    return Finding(name, path or "missing", purpose, path is not None, False, remedy)
