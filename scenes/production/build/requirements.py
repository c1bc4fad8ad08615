"""What the project needs to be installed, as its own metadata says."""

import sys
from collections.abc import Iterable
from importlib.metadata import metadata, requires

PROJECT = "gradient-descent-lectures"
"""The project's name among Python's packages."""


def python_needed() -> str:
    """Return the versions of Python that will do, as in `>=3.11`."""
    return metadata(PROJECT)["Requires-Python"]


def extras() -> list[str]:
    """Return the names of what may be installed besides."""
    return sorted(metadata(PROJECT).get_all("Provides-Extra", []))


def packages_needed(extra: str = "") -> list[str]:
    """Return the packages that the project needs, or those that an extra adds, as in `av<18,>=14`."""
    from packaging.requirements import Requirement

    packages = []
    for wanted in map(Requirement, requires(PROJECT) or ()):
        marker, wanted.marker = wanted.marker, None
        is_core = marker is None or marker.evaluate({"extra": ""})
        is_wanted = not extra if is_core else marker is not None and marker.evaluate({"extra": extra})
        if is_wanted:
            packages.append(str(wanted))
    return packages


def install_command(packages: Iterable[str]) -> str:
    """Return the command that installs packages beside the project, from any folder."""
    return " ".join([sys.executable, "-m pip install", *(f'"{package}"' for package in packages)])
