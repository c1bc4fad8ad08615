"""The modules of a lecture's own that this process has loaded."""

from __future__ import annotations

import sys
from pathlib import Path

from scenes.script.project import MATHEMATICS, PACKAGE

_SHARED = (MATHEMATICS, *(PACKAGE / room for room in ("kit", "script", "production")))
"""Folders whose modules all lectures share."""


def own_modules(folder: Path) -> dict[str, Path]:
    """Return the files of a lecture's own modules by their names: its lessons, and what lies beside them.

    Parameters
    ----------
    folder
        Of its screenplay.
    """
    return {
        name: Path(file)
        for name, module in list(sys.modules.items())
        if (file := getattr(module, "__file__", None)) and is_own(Path(file), folder)
    }


def is_own(file: Path, folder: Path) -> bool:
    """Return whether a file is a module of a lecture's own, and not one that all lectures share.

    Parameters
    ----------
    file
        The file.
    folder
        Of the lecture's screenplay.
    """
    if file.suffix != ".py" or any(file.is_relative_to(shared) for shared in (*_SHARED, Path(sys.prefix))):
        return False
    return file.is_relative_to(folder) or (file.is_relative_to(PACKAGE) and file.name != "__init__.py")
