"""Functions compiled by Numba, for what is done pixel by pixel; what it compiles is kept for other processes.

Numba is loaded with the first of them that is called: a lesson whose pictures are all in the cache needs
none, and loading it takes as long as a tenth of such a lesson.

Numba keeps it beside the source, or in the user's home, and does not look at what is in those files when
it reads them: so they are sealed here, and those that are not what was written are removed. It compiles anew
what has changed in the same file: take no constants from other ones.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from scenes.script.seal import Condition, condition, seal

_PLAINLY = {"error_model": "numpy", "no_cfunc_wrapper": True}
"""Division by nothing is no error, as in NumPy; and nobody calls it from C."""

_needed: dict[Compiled, None] = {}


class Inlined:
    """A function that compiled ones call: it becomes part of each of them."""

    def __init__(self, function: Any, fastmath: bool) -> None:
        self._function, self._fastmath = function, fastmath
        self._for_numba: Any = None

    def for_numba(self) -> Any:
        """Return what Numba makes part of a function that calls this one."""
        if self._for_numba is None:
            options: dict[str, Any] = {"fastmath": self._fastmath, "no_cpython_wrapper": True, **_PLAINLY}
            self._for_numba = _numba().njit(**options)(_ready(self._function))
        return self._for_numba


def inlined(fastmath: bool = False) -> Callable[[Any], Any]:
    """Have compiled functions call this one, as a part of each of them."""
    return lambda function: Inlined(function, fastmath)


class Compiled:
    """A function that is compiled, or found compiled, when it is first called; call it as the plain one."""

    def __init__(self, function: Any, signature: str, fastmath: bool) -> None:
        self.__doc__ = function.__doc__
        self._plain, self._signature, self._fastmath = function, signature, fastmath
        self._stem = f"{Path(function.__code__.co_filename).stem}.{function.__name__}-"
        self._is_loaded = False

    def __call__(self, *arguments: Any) -> Any:
        """Call the function."""
        self.load()
        return self._function(*arguments)

    def load(self) -> None:
        """Compile it, or find what was compiled; that takes a while, once in a process and its forks."""
        if self._is_loaded:
            return
        if not self._is_plain:
            self._remove_damaged()
            self._function.compile(self._signature)
            self._function.disable_compile()  # arguments of other types are converted, or refused
            self._seal()
        self._is_loaded = True

    @cached_property
    def _function(self) -> Any:
        """The function as Numba has it."""
        function = _ready(self._plain)
        options: dict[str, Any] = {"nogil": True, "fastmath": self._fastmath, **_PLAINLY}
        try:
            return _numba().njit(cache=True, **options)(function)
        except RuntimeError:  # there is no folder to keep it in: neither beside its file nor at home
            return _numba().njit(**options)(function)

    @property
    def _is_plain(self) -> bool:
        """Whether Numba is told not to compile: NUMBA_DISABLE_JIT."""
        return self._function is self._plain

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


@cache
def _numba() -> ModuleType:
    try:
        import numba
    except ImportError as error:
        raise ImportError(
            f"Numba, which pictures are drawn with, cannot be loaded ({error}): "
            "run `pip install --upgrade numba`"
        ) from error
    return numba


def _ready(function: Any) -> Any:
    """Return a function for Numba, which looks what it calls up by name among what its module has."""
    names = function.__globals__
    for name in function.__code__.co_names:
        if isinstance(called := names.get(name), Inlined):
            names[name] = called.for_numba()
    return function
