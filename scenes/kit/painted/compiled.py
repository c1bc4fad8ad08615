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


class Compiled:
    """A compiled function; call it as the plain one."""

    def __init__(self, function: Any, fastmath: bool) -> None:
        self.__doc__ = function.__doc__
        try:
            self._function = numba.njit(nogil=True, fastmath=fastmath, cache=True)(function)
        except RuntimeError:  # there is no folder to keep it in: neither beside its file nor at home
            self._function = numba.njit(nogil=True, fastmath=fastmath)(function)
        self._stem = f"{Path(function.__code__.co_filename).stem}.{function.__name__}-"
        self._remove_damaged()

    def __call__(self, *arguments: Any) -> Any:
        """Call the function; the first time with arguments of these types, it is compiled, or found."""
        known = len(self._function.signatures)
        result = self._function(*arguments)
        if len(self._function.signatures) > known:
            self._seal()
        return result

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


def compiled(fastmath: bool = False) -> Callable[[Any], Compiled]:
    """Compile a function, and keep that for other processes where there is a folder to keep it in.

    Parameters
    ----------
    fastmath
        Whether sums may be taken in any order; such a function must meet no infinity and no NaN.
    """
    return lambda function: Compiled(function, fastmath)
