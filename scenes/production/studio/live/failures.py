"""What is told of an error that has ended a take, or a frame of it."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import FrameType

from scenes.production.live.told import Failed, TakeJob
from scenes.production.studio.live.own_modules import is_own


def failure(error: BaseException, job: TakeJob) -> Failed:
    """Return what is told of an error: in one line, where in the lesson's files it arose, and in full."""
    message, kind = " ".join(str(error).split()), type(error).__name__
    reason = (message if type(error) is ValueError else f"{kind}: {message}") if message else kind
    told = "".join(traceback.format_exception(error))
    return Failed(reason=reason, place=_place_of(error, job), log=told)


def place_in(frame: FrameType | None, job: TakeJob) -> str:
    """Return the last line of a cell, or else of the lecture's own files, that has led to where Python is."""
    return _last_own(traceback.extract_stack(frame), job)


def _place_of(error: BaseException, job: TakeJob) -> str:
    """Return where an error arose: the last line of a cell, or else of the lecture's own files."""
    if isinstance(error, SyntaxError):  # which arises where the file is read, and not in it
        return f"{Path(error.filename or '').name}:{error.lineno}"
    return _last_own(traceback.extract_tb(error.__traceback__), job)


def _last_own(steps: traceback.StackSummary, job: TakeJob) -> str:
    if cell := _last_cell(steps):
        return cell
    folder = Path(job.screenplay).parent
    own = [step for step in steps if is_own(Path(step.filename), folder)]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""


def _last_cell(steps: traceback.StackSummary) -> str:
    """Return the last line of a notebook's cell; empty if there is none."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return ""
    for step in reversed(steps):
        if cell := shell.compile.format_code_name(step.filename):
            return f"{' '.join(cell)}:{step.lineno}"
    return ""
