"""Functions compiled by Numba, for what is done pixel by pixel; what it compiles is kept for other processes.

Numba keeps it beside the source, or in the user's home, and does not look at what is in those files when
it reads them: so they are sealed here, and those that are not what was written are removed. It compiles anew
what has changed in the same file: take no constants from other ones.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from scenes.script.seal import Condition, condition, seal

try:
    import numba
except ImportError as error:
    raise ImportError(
        f"Numba, which pictures are drawn with, cannot be loaded ({error}): run `pip install --upgrade numba`"
    ) from error

_PLAINLY = {"error_model": "numpy", "no_cfunc_wrapper": True}
"""Division by nothing is no error, as in NumPy; and nobody calls it from C."""

_needed: dict[Compiled, None] = {}


def inlined(fastmath: bool = False) -> Callable[[Any], Any]:
    """Compile what compiled functions call; it becomes part of each of them."""
    options: dict[str, Any] = {"fastmath": fastmath, "no_cpython_wrapper": True, **_PLAINLY}
    return lambda function: numba.njit(**options)(function)


class Compiled:
    """A function that is compiled, or found compiled, when it is first called; call it as the plain one."""

    def __init__(self, function: Any, signature: str, fastmath: bool) -> None:
        self.__doc__ = function.__doc__
        options: dict[str, Any] = {"nogil": True, "fastmath": fastmath, **_PLAINLY}
        try:
            self._function = numba.njit(cache=True, **options)(function)
        except RuntimeError:  # there is no folder to keep it in: neither beside its file nor at home
            self._function = numba.njit(**options)(function)
        self._signature = signature
        self._stem = f"{Path(function.__code__.co_filename).stem}.{function.__name__}-"
        self._is_plain = self._function is function  # Numba is told not to compile: NUMBA_DISABLE_JIT
        self._is_loaded = self._is_plain

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

    @property
    def was_found(self) -> bool:
        """Whether it was found compiled; else it is not loaded, or was compiled anew."""
        return not self._is_plain and bool(self._function.stats.cache_hits)

    def kept(self) -> list[Path]:
        """Return the files in which Numba keeps it."""
        folder = None if self._is_plain else self._function.stats.cache_path
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


def will_need(*functions: Compiled) -> None:
    """Say that pictures to come will call compiled functions."""
    _needed.update(dict.fromkeys(functions))


def load_needed() -> None:
    """Load what pictures to come will call; a process does it before it forks those that draw them."""
    for function in _needed:
        function.load()
