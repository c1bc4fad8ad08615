"""Where in a lecture's own files a failure comes from."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def telling_where(source: Path) -> Iterator[None]:
    """Add to an error the last line of the lesson's file, or of a file beside or below it, that led to it.

    Parameters
    ----------
    source
        The lesson's file.
    """
    folder = source.absolute().parent
    try:
        yield
    except Exception as error:
        for step in reversed(traceback.extract_tb(error.__traceback__)):
            path = Path(step.filename).absolute()
            if path.is_relative_to(folder) and not path.is_relative_to(sys.prefix):
                error.add_note(f"({path.name}, line {step.lineno})")
                break
        raise
