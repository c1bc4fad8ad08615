"""Functions compiled by Numba, for what is done pixel by pixel; what it compiles is kept for other processes.

Numba keeps it beside the source, or in the user's home, and does not look at what is in those files when
it reads them: so they are sealed here, and those that are not what was written are removed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numba

from scenes.script.seal import Condition, condition, seal


def inlined(fastmath: bool = False) -> Callable[[Any], Any]:
    """Compile what compiled functions call; it becomes part of each of them."""
    return lambda function: numba.njit(fastmath=fastmath, error_model="numpy")(function)


class Compiled:
    """A function that is compiled, or found compiled, when it is first called; call it as the plain one."""

    def __init__(self, function: Any, signature: str, fastmath: bool) -> None:
        self.__doc__ = function.__doc__
        options = {"nogil": True, "fastmath": fastmath, "error_model": "numpy"}
        try:
            self._function = numba.njit(cache=True, **options)(function)
        except RuntimeError:  # there is no folder to keep it in: neither beside its file nor at home
            self._function = numba.njit(**options)(function)
        self._signature = signature
        self._stem = f"{Path(function.__code__.co_filename).stem}.{function.__name__}-"
        self._is_loaded = bool(numba.config.DISABLE_JIT)  # then it is the plain one

    def __call__(self, *arguments: Any) -> Any:
        """Call the function."""
        self.load()
        return self._function(*arguments)

    def load(self) -> None:
        """Compile it, or find what was compiled; that takes a while, once in a process and its forks."""
        if self._is_loaded:
            return
        self._remove_damaged()
        self._function.compile(self._signature)
        self._function.disable_compile()  # arguments of other types are converted, or refused
        self._seal()
        self._is_loaded = True

    def kept(self) -> list[Path]:
        """Return the files in which Numba keeps it."""
        folder = self._function.stats.cache_path
        return sorted(Path(folder).glob(f"{self._stem}*.nb[ic]")) if folder else []

    def _seal(self) -> None:
        with suppress(OSError):  # another process may be writing them anew
            for path in self.kept():
                if condition(path) == Condition.UNSEALED:
                    seal(path)

    def _remove_damaged(self) -> None:
        with suppress(OSError):  # nothing can be written there
            for path in self.kept():
                if condition(path) != Condition.WHOLE:
                    path.unlink(missing_ok=True)


def compiled(signature: str, fastmath: bool = False) -> Callable[[Any], Compiled]:
    """Compile a function, and keep that for other processes where there is a folder to keep it in.

    Parameters
    ----------
    signature
        Numba's types of what it returns and takes: it is compiled once, for these.
    fastmath
        Whether sums may be taken in any order; such a function must meet no infinity and no NaN.
    """
    return lambda function: Compiled(function, signature, fastmath)
