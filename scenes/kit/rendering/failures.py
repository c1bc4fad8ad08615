"""Where in a lecture's own files a failure comes from."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def place_of(error: BaseException, folder: Path) -> str:
    """Return the last line of a file in a folder, or below it, that led to an error; empty if none did."""
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(step.filename).absolute()
        if path.is_relative_to(folder) and not path.is_relative_to(sys.prefix):
            return f"({path.name}, line {step.lineno})"
    return ""


@contextmanager
def telling_where(source: Path) -> Iterator[None]:
    """Add to an error where it arose, as far as that is in a file of the lesson's or beside or below it.

    Parameters
    ----------
    source
        The lesson's file.
    """
    try:
        yield
    except Exception as error:
        # One that arose in another process names its place there.
        if place := getattr(error, "place", "") or place_of(error, source.absolute().parent):
            error.add_note(place)
        raise
