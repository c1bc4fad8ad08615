"""Updaters of a whole family, called as Manim calls them, in less time.

Manim reads the signature of every updater anew in each frame, and calls a method for each glyph of each
formula, though none of them has an updater.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType

from manim import Mobject

from scenes.kit.painted.live_numbers import LiveNumber

_BY_MANIM = Mobject.update


def update_family(mobject: Mobject, dt: float) -> None:
    """Apply all updaters of a mobject and of its parts, in Manim's order.

    Parameters
    ----------
    mobject
        The head of the family; where updating is suspended in it, as while it fades in, only the numbers
        go on from there: what can be read is true at every moment.
    dt
        Seconds since the last time.
    """
    if type(mobject).update is not _BY_MANIM:
        mobject.update(dt)
        return
    if mobject.updating_suspended:
        _keep_true(mobject, dt)
        return
    for updater in mobject.updaters:
        _call(updater, mobject, dt)
    for part in mobject.submobjects:
        if part.submobjects or part.updaters or type(part).update is not _BY_MANIM:
            update_family(part, dt)


def _keep_true(mobject: Mobject, dt: float) -> None:
    """Apply the updaters of the live numbers in a family whose updating is suspended."""
    if isinstance(mobject, LiveNumber):
        for updater in mobject.updaters:
            _call(updater, mobject, dt)
    for part in mobject.submobjects:
        if part.submobjects or part.updaters:
            _keep_true(part, dt)


def _call(updater: Callable[..., object], mobject: Mobject, dt: float) -> None:
    if takes_time(updater):
        updater(mobject, dt)
    else:
        updater(mobject)


def takes_time(updater: Callable[..., object]) -> bool:
    """Whether an updater has a parameter ``dt``: by that, Manim tells the two kinds apart."""
    if type(updater) is FunctionType and not updater.__dict__:  # not wrapped, nor given another signature
        code = updater.__code__
        return "dt" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return "dt" in inspect.signature(updater).parameters
