"""Which code a lesson has come to, and whether it can go on with what was saved meanwhile.

A lesson that has not come to a method yet is the same whatever stands there. So where nothing else was
changed, a snapshot is given the new methods, and only what comes after it is stepped through again.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.lesson import Lesson
from scenes.script.screenplay import Part

_AnyLesson = TypeVar("_AnyLesson", bound=type[Lesson])


class ChangedTooMuchError(Exception):
    """What was saved changes what a lesson has done by now."""


class Sources:
    """Files of Python as they were when they were loaded.

    Parameters
    ----------
    files
        The files.
    since
        When this process began to load them, in seconds since the epoch.
    """

    def __init__(self, files: Iterable[Path], since: float) -> None:
        self._texts = {file: file.read_text(encoding="utf-8") for file in files}
        for file in self._texts:
            if file.stat().st_mtime >= since:  # it may have been saved after it was loaded
                self._texts[file] = ""

    def exchange(self, lesson: Lesson, met: Collection[str]) -> None:
        """Give a lesson the methods that its file has by now.

        Parameters
        ----------
        lesson
            The lesson.
        met
            The names of its attributes that it has looked up.

        Raises
        ------
        ChangedTooMuchError
            If more was changed than the bodies of methods that it has not looked up.
        """
        for file, before in self._texts.items():
            now = file.read_text(encoding="utf-8")
            if now != before:
                _exchange(type(lesson), file, before, now, met)


class Running(BeatHook):
    """A lesson that is being stepped through, and what it has come to by now.

    Parameters
    ----------
    lesson
        Made of a class that `noting` has returned.
    sources
        Its files as they were loaded.
    """

    def __init__(self, lesson: Lesson, sources: Sources) -> None:
        self._lesson, self._sources = lesson, sources
        self._begun: list[str] = []

    def beat_starts(self, beat: BeatStart) -> None:
        """Note that a beat has begun."""
        self._begun.append(beat.name)

    def go_on_with(self, part: Part | None) -> None:
        """Give the lesson what was saved of its code and its lines since they were read.

        Parameters
        ----------
        part
            Its part in the lecture by now.

        Raises
        ------
        ChangedTooMuchError
            If that changes what it has done by now.
        """
        if part != self._lesson.part:
            self._speak(part)
        self._sources.exchange(self._lesson, _MET)

    def _speak(self, part: Part | None) -> None:
        former = self._lesson.part
        if part is None or former is None or replace(former, lines=part.lines) != part:
            raise ChangedTooMuchError("more than lines")
        if any(former.lines.get(beat) != part.lines.get(beat) for beat in self._begun):
            raise ChangedTooMuchError("a line that was spoken")
        self._lesson.part = part


def noting(lesson: _AnyLesson) -> _AnyLesson:
    """Return a subclass of a lesson whose instances note which of their attributes are looked up."""

    def __getattribute__(self: Any, name: str) -> Any:  # noqa: N807  # it becomes one
        if name[:1] != "_":
            _MET.add(name)
        return object.__getattribute__(self, name)

    _MET.clear()  # of a lesson that was stepped through here before
    same = {name: getattr(lesson, name) for name in ("__module__", "__qualname__", "__doc__")}
    metaclass: Any = type(lesson)
    made: _AnyLesson = metaclass(lesson.__name__, (lesson,), {**same, "__getattribute__": __getattribute__})
    return made


_MET: set[str] = set()
"""Names that the lesson of this process has looked up; the forks of a process have it from there."""


def _exchange(lesson: type, file: Path, before: str, now: str, met: Collection[str]) -> None:
    """Exchange the code of a lesson's methods that are written in a file."""
    try:
        new = ast.parse(now)
        code = compile(new, str(file), "exec")
    except SyntaxError as error:
        raise ChangedTooMuchError("not Python") from error
    changed = _changed_methods(ast.parse(before), ast.parse(now))
    _check_called_by_self(new, {name for _, name in changed})
    codes = dict(_methods_in(code))
    classes = {cls.__name__: cls for cls in lesson.__mro__ if _is_of(cls, file)}
    for owner, name in changed:
        if owner not in classes or name in met or (owner, name) not in codes:
            raise ChangedTooMuchError(f"{owner}.{name}")
    for (owner, name), new_code in codes.items():  # of all, for their lines in the file may be others
        method = vars(classes[owner]).get(name) if owner in classes else None
        if isinstance(method, FunctionType) and name not in met:
            _give(method, new_code)
        elif (owner, name) in changed:
            raise ChangedTooMuchError(f"{owner}.{name}")


def _check_called_by_self(module: ast.Module, names: Collection[str]) -> None:
    """Make sure that methods are looked up in the lesson itself, which notes that, and in no class of it."""
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id="self")):
                pass
            case ast.Attribute(attr=name) if name in names:
                raise ChangedTooMuchError(name)


def _give(method: FunctionType, code: CodeType) -> None:
    if method.__code__.co_freevars != code.co_freevars:
        raise ChangedTooMuchError(method.__qualname__)
    method.__code__ = code


def _changed_methods(before: ast.Module, now: ast.Module) -> set[tuple[str, str]]:
    """Return the methods whose bodies are all that two states of a file differ in, each with its class."""
    bodies_before, bodies_now = _take_bodies(before), _take_bodies(now)
    if ast.dump(before) != ast.dump(now) or bodies_before.keys() != bodies_now.keys():
        raise ChangedTooMuchError("something else than the bodies of methods")
    return {name for name, body in bodies_now.items() if body != bodies_before[name]}


def _take_bodies(module: ast.Module) -> dict[tuple[str, str], str]:
    """Take the bodies of all methods out of a module, and return them."""
    taken = {}
    for cls in module.body:
        for node in cls.body if isinstance(cls, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                taken[cls.name, node.name] = ast.dump(ast.Module(node.body, []))  # type: ignore[attr-defined]
                node.body = []
    return taken


def _methods_in(module: CodeType) -> Iterator[tuple[tuple[str, str], CodeType]]:
    """Yield the code of each method of a module's classes."""
    for cls in module.co_consts:
        for method in cls.co_consts if isinstance(cls, CodeType) else ():
            if isinstance(method, CodeType):
                yield (cls.co_name, method.co_name), method


def _is_of(cls: type, file: Path) -> bool:
    functions = (each for each in vars(cls).values() if isinstance(each, FunctionType))
    return any(Path(function.__code__.co_filename) == file for function in functions)
