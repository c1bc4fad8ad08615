"""What is told of an error that has ended a take, or a frame of it."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path

from scenes.production.build.lesson_sources import source_path
from scenes.production.live.told import Failed, TakeJob


def failure(error: BaseException, job: TakeJob) -> Failed:
    """Return what is told of an error: in one line, where in the lesson's files it arose, and in full."""
    from scenes.kit.rendering.failures import place_of  # here, for it loads the kit

    message, kind = " ".join(str(error).split()), type(error).__name__
    reason = (message if type(error) is ValueError else f"{kind}: {message}") if message else kind
    source = source_path(Path(job.screenplay).parent, job.module)
    if isinstance(error, SyntaxError):  # which arises where the file is read, and not in it
        found = f"({Path(error.filename or '').name}, line {error.lineno})"
    else:
        found = _cell_of(error) or place_of(error, source.parent.absolute())
    place = re.fullmatch(r"\((.+), line (\d+)\)", found)
    told = "".join(traceback.format_exception(error))
    return Failed(reason=reason, place=":".join(place.groups()) if place else "", log=told)


def _cell_of(error: BaseException) -> str:
    """Return the last line of a notebook's cell that led to an error; empty if none did."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return ""
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if cell := shell.compile.format_code_name(step.filename):
            return f"({' '.join(cell)}, line {step.lineno})"
    return ""
