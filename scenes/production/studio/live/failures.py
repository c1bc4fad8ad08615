"""What is told of an error that has ended a take, or a frame of it."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from scenes.production.live.told import Failed, TakeJob
from scenes.production.studio.live.own_modules import is_own


def failure(error: BaseException, job: TakeJob) -> Failed:
    """Return what is told of an error: in one line, where in the lesson's files it arose, and in full."""
    message, kind = " ".join(str(error).split()), type(error).__name__
    reason = (message if type(error) is ValueError else f"{kind}: {message}") if message else kind
    told = "".join(traceback.format_exception(error))
    return Failed(reason=reason, place=_place_of(error, job), log=told)


def _place_of(error: BaseException, job: TakeJob) -> str:
    """Return the last line of a cell, or else of the lecture's own files, that led to an error."""
    if isinstance(error, SyntaxError):  # which arises where the file is read, and not in it
        return f"{Path(error.filename or '').name}:{error.lineno}"
    if cell := _cell_of(error):
        return cell
    folder = Path(job.screenplay).parent
    steps = [
        step for step in traceback.extract_tb(error.__traceback__) if is_own(Path(step.filename), folder)
    ]
    return f"{Path(steps[-1].filename).name}:{steps[-1].lineno}" if steps else ""


def _cell_of(error: BaseException) -> str:
    """Return the last line of a notebook's cell that led to an error; empty if none did."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return ""
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if cell := shell.compile.format_code_name(step.filename):
            return f"{' '.join(cell)}:{step.lineno}"
    return ""
